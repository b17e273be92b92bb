"""Sums that show what SQLite does not see: a flipped bit inside a text, and a row that is gone.

Every table of ours has a column with the sum of its row, and the table `tally` one sum over all rows of a plan
in a table (over all rows, where they are of no plan). SQLite has no checksums of its own. Triggers of the
connection write both, so that no writer has to think of it; a row that is damaged cannot be changed: its new
sum would hide that. A BLOB with a column of its own for its SHA-256 is left to that.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, Final

from dxdesk.store.faults import REFUSAL, DamagedError
from dxdesk.value import Value

COLUMN: Final = "row_sum"
TALLY: Final = "tally"
# As long in the file as a sum: it is put in place without moving the row.
UNSUMMED: Final = 2**63 - 1
_SCHEMA: Final = "sqlite_master"
_NOT_OURS: Final = ("sqlite_", "_sqlite_")
_PLAN_ID: Final = "plan_id"


class Table(Value, frozen=True, kw_only=True):
    """A table with sums: its columns in their order, those that the sum covers, the key, the BLOBs by digest."""

    name: str
    columns: tuple[str, ...]
    summed: tuple[str, ...]
    key: tuple[str, ...]
    blobs: dict[str, str]

    def scope(self, row: str = "") -> str:
        """Return in SQL whose tally a row is part of: that of its plan, or "" for the whole table."""
        return f"{row}{_PLAN_ID}" if _PLAN_ID in self.columns else "''"

    def sum(self, row: str = "") -> str:
        """Return the sum of a row in SQL; `row` is "NEW.", "OLD." or nothing."""
        values = ", ".join(f"CAST({row}{column} AS BLOB)" for column in self.summed)
        return f"sum_of_row('{self.name}', {values})"


def tables_of(db: sqlite3.Connection) -> tuple[Table, ...]:
    """Return the tables of ours in a store."""
    names = [name for (name,) in db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
    return tuple(_table(db, name) for name in names if not name.startswith(_NOT_OURS) and name != TALLY)


def sum_of_row(table: str, *values: bytes | None) -> int:
    """Return the sum of a row: 64 bits of BLAKE2, signed as SQLite has its integers."""
    found = _blake2b()(table.encode(), digest_size=8)
    for value in values:
        found.update(b"-" if value is None else b"%d:" % len(value))
        found.update(value or b"")
    number: int = int.from_bytes(found.digest(), "big", signed=True)
    return number if number != UNSUMMED else 0


def sum_of_values(table: Table, row: Sequence[Any]) -> int:
    """Return the sum of a row that did not come through SQL."""
    by_name = dict(zip(table.columns, row, strict=True))
    return sum_of_row(table.name, *(_as_blob(by_name[column]) for column in table.summed))


def folded(total: int, old: int, new: int) -> int:
    """Return a tally after the sum of a row changed; `UNSUMMED` stands for no row. The order plays no part."""
    return total ^ _known(old) ^ _known(new)


def total_of(sums: Iterable[int]) -> int:
    """Return the tally of rows by their sums."""
    total = 0
    for each in sums:
        total = folded(total, UNSUMMED, each)
    return total


def check_rows(db: sqlite3.Connection, name: str, scope: str) -> None:
    """Check the rows of a plan in a table: that each is as it was written, and that none is gone or too many.

    Raises:
        DamagedError: one is not.
    """
    table = _table(db, name)
    sums = []
    for kept, found in db.execute(
        f"SELECT {COLUMN}, {table.sum()} FROM {name} WHERE {table.scope()} = ?",  # noqa: S608 - names of our own
        [scope],
    ):
        if kept != found:
            raise DamagedError(f"a row of {name}")
        sums.append(kept)
    tally = db.execute(f"SELECT total FROM {TALLY} WHERE scope = ? AND name = ?", [scope, name]).fetchone()  # noqa: S608 - as above
    if total_of(sums) != (tally[0] if tally else 0):
        raise DamagedError(f"the rows of {name}")


def check_schema(db: sqlite3.Connection) -> None:
    """Check that the tables of a store are those that it was made with.

    Raises:
        DamagedError: they are not.
    """
    kept = db.execute(f"SELECT total FROM {TALLY} WHERE scope = '' AND name = ?", [_SCHEMA]).fetchone()  # noqa: S608 - names of our own
    if kept != (_schema_sum(db),):
        raise DamagedError("the schema")


def know_sums(db: sqlite3.Connection) -> None:
    """Make the sums known to the SQL of a connection."""
    db.create_function("sum_of_row", -1, sum_of_row, deterministic=True)
    db.create_function("folded", 3, folded, deterministic=True)


def keep_sums(db: sqlite3.Connection) -> None:
    """From now on, write the sums of what this connection writes."""
    know_sums(db)
    db.execute("PRAGMA temp_store = MEMORY")
    # Else what INSERT OR REPLACE takes away would stay in the tally.
    db.execute("PRAGMA recursive_triggers = ON")
    for table in tables_of(db):
        for trigger in _triggers(table):
            db.execute(trigger)


def sum_anew(db: sqlite3.Connection) -> None:
    """Give every table of ours its sums, after its columns changed; to be called before `keep_sums`."""
    know_sums(db)
    db.execute(f"DELETE FROM {TALLY}")  # noqa: S608 - a name of our own
    for name in [table.name for table in tables_of(db) if COLUMN not in _columns(db, table.name)]:
        db.execute(f"ALTER TABLE {name} ADD COLUMN {COLUMN} INTEGER NOT NULL DEFAULT {UNSUMMED}")
    db.execute(f"INSERT INTO {TALLY} VALUES ('', ?, ?)", [_SCHEMA, _schema_sum(db)])  # noqa: S608 - as above
    for table in tables_of(db):
        db.execute(f"UPDATE {table.name} SET {COLUMN} = {table.sum()}")  # noqa: S608 - names of our own
        scopes: dict[str, list[int]] = {}
        for scope, found in db.execute(f"SELECT {table.scope()}, {COLUMN} FROM {table.name}"):  # noqa: S608 - as above
            scopes.setdefault(scope, []).append(found)
        db.executemany(
            f"INSERT INTO {TALLY} VALUES (?, ?, ?)",  # noqa: S608 - as above
            [(scope, table.name, total_of(sums)) for scope, sums in scopes.items()],
        )


def _schema_sum(db: sqlite3.Connection) -> int:
    found = db.execute(f"SELECT CAST(name || coalesce(sql, '') AS BLOB) FROM main.{_SCHEMA} ORDER BY 1")  # noqa: S608 - names of our own
    return sum_of_row(_SCHEMA, *(each for (each,) in found))


def _triggers(table: Table) -> Iterable[str]:
    name, columns = table.name, ", ".join(table.summed)
    put = f"UPDATE {name} SET {COLUMN} = {table.sum('NEW.')} WHERE rowid = NEW.rowid"  # noqa: S608 - names of our own
    yield f"CREATE TEMP TRIGGER {name}_added AFTER INSERT ON main.{name} BEGIN {put}; END"
    yield f"CREATE TEMP TRIGGER {name}_changed AFTER UPDATE OF {columns} ON main.{name} BEGIN {put}; END"
    yield (
        f"CREATE TEMP TRIGGER {name}_sound BEFORE UPDATE OF {columns} ON main.{name}"
        f" WHEN OLD.{COLUMN} <> {table.sum('OLD.')} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
    yield _folding(table, "summed", f"UPDATE OF {COLUMN}", "NEW.", f"OLD.{COLUMN}, NEW.{COLUMN}")
    yield _folding(table, "removed", "DELETE", "OLD.", f"OLD.{COLUMN}, {UNSUMMED}")


def _folding(table: Table, what: str, event: str, row: str, sums: str) -> str:
    scope, name = table.scope(row), table.name
    # No INSERT OR IGNORE: inside a trigger, the OR REPLACE of the statement outside counts instead.
    return (
        f"CREATE TEMP TRIGGER {name}_{what} AFTER {event} ON main.{name} BEGIN"  # noqa: S608 - names of our own
        f" INSERT INTO {TALLY} SELECT {scope}, '{name}', 0 WHERE NOT EXISTS"
        f" (SELECT 1 FROM {TALLY} WHERE scope = {scope} AND name = '{name}');"
        f" UPDATE {TALLY} SET total = folded(total, {sums}) WHERE scope = {scope} AND name = '{name}'; END"
    )


def _table(db: sqlite3.Connection, name: str) -> Table:
    found = _columns(db, name)
    columns = tuple(found)
    blobs = {
        column: digest
        for column, (kind, _key) in found.items()
        for digest in (f"{column}_sha256", "sha256")
        if kind == "BLOB" and digest in found
    }
    summed = tuple(column for column in columns if column not in blobs and column != COLUMN)
    keyed = sorted((place, column) for column, (_kind, place) in found.items() if place)
    key = tuple(column for _place, column in keyed)
    return Table(name=name, columns=columns, summed=summed, key=key, blobs=blobs)


def _columns(db: sqlite3.Connection, table: str) -> dict[str, tuple[str, int]]:
    """Return the columns of a table in their order: the type, and the place in the primary key (or 0)."""
    found = db.execute(f"PRAGMA main.table_info({table})")
    return {name: (kind, key) for _number, name, kind, _not_null, _default, key in found}


def _as_blob(value: object) -> bytes | None:
    """Cast a value as SQLite does."""
    if value is None or isinstance(value, bytes):
        return value
    return str(value).encode()


def _known(found: int) -> int:
    return 0 if found == UNSUMMED else found


@cache
def _blake2b() -> Any:
    from hashlib import blake2b  # noqa: PLC0415 - the list of plans comes up without it

    return blake2b

"""Whether everything in a store is as it was written: pages, references, sums of rows, kept files."""

import sqlite3
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from dxdesk.store.faults import READING_FAULTS, DamagedError, StoreError, kind_of
from dxdesk.store.looking import open_to_look
from dxdesk.store.schema import is_ours
from dxdesk.store.sums import COLUMN, TALLY, Table, check_schema, know_sums, tables_of, total_of
from dxdesk.value import Value

_MANY: Final = 100  # faults that are listed
_DAMAGE: Final = {None, "damaged", "foreign"}  # None: a name in the schema is another one


class Damage(Value, frozen=True, kw_only=True):
    """Something that is not as it was written: in which table, of which plan (empty: of none), what it is."""

    table: str = ""
    plan_id: str = ""
    detail: str


class Report(Value, frozen=True, kw_only=True):
    """What a whole check of a store found; nothing where it is sound."""

    file: Path
    damage: tuple[Damage, ...]

    @property
    def sound(self) -> bool:
        """Tell whether everything is as it was written."""
        return not self.damage


def check_store(file: Path) -> Report:
    """Read all of a store without touching it, also while it is in use.

    Raises:
        StoreError: it cannot be reached, or is no store of this program.
    """
    try:
        with open_to_look(file) as db:
            if not is_ours(db):
                raise StoreError("foreign", file)
            return Report(file=file, damage=tuple(damage_in(db)))
    except OSError as error:
        raise StoreError("no_access", file) from error
    except READING_FAULTS as error:
        kind = kind_of(error)
        if kind is None or kind in _DAMAGE:  # it cannot even be opened, or is no database (any more)
            return Report(file=file, damage=(Damage(detail=_said(error)),))
        raise StoreError(kind, file) from error


def damage_in(db: sqlite3.Connection) -> Iterator[Damage]:
    """Read all of a store; yield what is damaged."""
    yield from _of_query(db, f"PRAGMA integrity_check({_MANY})")
    for piece in pieces(db):
        yield from piece


def pieces(db: sqlite3.Connection) -> Iterator[tuple[Damage, ...]]:
    """Read all of a store in pieces of some milliseconds, each of one state of it; yield what each shows.

    Between two pieces nothing is held: others write meanwhile.
    """
    know_sums(db)
    try:
        # A store of a version before there were sums has none.
        tables = [table for table in tables_of(db) if COLUMN in table.columns]
        if tables:
            check_schema(db)
        scopes = [_scopes(db, table) for table in tables]
    except DamagedError as error:
        yield (Damage(detail=str(error)),)
        return
    except READING_FAULTS as error:
        yield (Damage(detail=_said(error)),)
        return
    for table, of_table in zip(tables, scopes, strict=True):
        yield tuple(_of_query(db, f"PRAGMA integrity_check({table.name})", table))
        yield tuple(_of_query(db, f"PRAGMA foreign_key_check({table.name})", table))
        for scope in of_table:
            yield tuple(_of_rows(db, table, scope))
        for blob, digest in table.blobs.items():
            yield from _of_blobs(db, table, blob, digest)


def _of_query(db: sqlite3.Connection, pragma: str, table: Table | None = None) -> Iterator[Damage]:
    name = table.name if table else ""
    try:
        for row in db.execute(pragma):
            if row != ("ok",):
                yield Damage(table=name, detail=" ".join(map(str, row)))
    except READING_FAULTS as error:
        yield Damage(table=name, detail=_said(error))


def _scopes(db: sqlite3.Connection, table: Table) -> list[str]:
    found = db.execute(
        f"SELECT {table.scope()} FROM {table.name} UNION SELECT scope FROM {TALLY} WHERE name = ?",  # noqa: S608 - names of our own
        [table.name],
    )
    return [_text(scope) for (scope,) in found]


def _of_rows(db: sqlite3.Connection, table: Table, scope: str) -> Iterator[Damage]:
    """Check the rows of a scope, and that none is gone, in one state of the store."""
    key = " || ' ' || ".join(table.key)
    query = f"SELECT CAST({key} AS BLOB), {COLUMN}, {table.sum()} FROM {table.name} WHERE {table.scope()} = ?"  # noqa: S608 - names of our own
    sums = []
    db.execute("BEGIN")
    try:
        for name, kept, found in db.execute(query, [scope]):
            sums.append(found)
            if kept != found:
                yield Damage(table=table.name, plan_id=scope, detail=f"the row {_text(name)}")
        tally = f"SELECT total FROM {TALLY} WHERE scope = ? AND name = ?"  # noqa: S608 - as above
        row = db.execute(tally, [scope, table.name]).fetchone()
        if total_of(sums) != (row[0] if row else 0):
            yield Damage(table=table.name, plan_id=scope, detail="rows are missing, or too many")
    except READING_FAULTS as error:
        yield Damage(table=table.name, plan_id=scope, detail=_said(error))
    finally:
        db.rollback()


def _of_blobs(db: sqlite3.Connection, table: Table, blob: str, digest: str) -> Iterator[tuple[Damage, ...]]:
    """Check kept files, each on its own: they are long."""
    try:
        numbers = [number for (number,) in db.execute(f"SELECT rowid FROM {table.name}")]  # noqa: S608 - names of our own
        for number in numbers:
            query = f"SELECT {blob}, {digest} FROM {table.name} WHERE rowid = ?"  # noqa: S608 - as above
            row = db.execute(query, [number]).fetchone()
            if row and sha256(row[0]).hexdigest() != row[1]:
                yield (Damage(table=table.name, detail=f"the contents of row {number}"),)
            else:
                yield ()
    except READING_FAULTS as error:
        yield (Damage(table=table.name, detail=_said(error)),)


def _said(error: sqlite3.Error | UnicodeDecodeError) -> str:
    """Return what SQLite says of damage; a store that is locked, or away, is raised again."""
    if kind_of(error) in _DAMAGE:
        return str(error)
    raise error


def _text(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)

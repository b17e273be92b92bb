"""Every row of a damaged store that is still as it was written, wherever it stands.

Rows come through SQL, from the pages without SQL, and from the log behind the place where SQLite stops
reading. Only the sum of a row lets it in; the tally of its plan tells whether any is missing.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, NamedTuple

from dxdesk.store.faults import READING_FAULTS
from dxdesk.store.raw_pages import Pages, pages_of, rows_on
from dxdesk.store.schema import bring_up_to_date
from dxdesk.store.sums import COLUMN, TALLY, Table, sum_of_values, tables_of, total_of
from dxdesk.store.wal import Frame, has_log, log_of, read_frames

Row = dict[str, Any]
Key = tuple[Any, ...]
Rows = dict[Key, Row]

_SCOPE: Final = "plan_id"


class Kept(NamedTuple):
    """What is left of the rows of a plan in a table (or of a whole table): whether all of them are there."""

    rows: Rows
    whole: bool


class Salvage(NamedTuple):
    """What is left of a store: by table, and by plan ("" where rows are of no plan).

    It is `tallied` where no tally is lost: then what has none was never there.
    """

    tables: tuple[Table, ...]
    kept: Mapping[str, Mapping[str, Kept]]
    tallied: bool

    def of(self, table: str, scope: str = "") -> Kept:
        """Return what is left of a plan in a table."""
        return self.kept[table].get(scope, Kept({}, whole=self.tallied))

    def scopes(self, table: str) -> tuple[str, ...]:
        """Return the plans of which rows are left in a table."""
        return tuple(scope for scope, kept in self.kept[table].items() if kept.rows)

    @property
    def empty(self) -> bool:
        """Tell whether nothing at all is left."""
        return not any(kept.rows for scopes in self.kept.values() for kept in scopes.values())


class _Layer(NamedTuple):
    """The rows of one reading, by table, and the tallies that stand beside them, by table and scope."""

    rows: dict[str, Rows]
    tallies: dict[tuple[str, str], int]


class _Layers(NamedTuple):
    """The readings of one store.

    `earlier` are the states of pages in the log one after the other, `pages` all pages as the log left them,
    `log` those of them that stand in the log, `read` what SQLite reads.
    """

    earlier: _Layer
    pages: _Layer
    log: _Layer
    read: _Layer


def salvage(file: Path, check: Callable[[], object] = lambda: None) -> Salvage:
    """Return what is left of a store. `file` is a copy of it with its log: SQLite writes in there.

    `check` is called often; what it raises calls the work off.

    Raises:
        OSError: it cannot be read.
    """
    tables = our_tables()
    frames = tuple(_frames(file))
    pages = pages_of(file)
    layers = _Layers(
        earlier=_earlier(pages, frames, tables, check),
        pages=_of_pages(_final(pages, frames), None, tables, check),
        log=_of_pages(_final(pages, frames), {frame.page for frame in frames}, tables, check),
        read=_read(file, tables, check),
    )
    return Salvage(tables, {table.name: _settled(table, layers) for table in tables}, _is_tallied(file))


def our_tables() -> tuple[Table, ...]:
    """Return the tables of a store of this version."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        bring_up_to_date(db)
        return tables_of(db)


def _settled(table: Table, layers: "_Layers") -> dict[str, Kept]:
    """Return what is left in a table: the newest reading that tallies, else all that is left."""
    earlier, pages, log, read = (layer.rows[table.name] for layer in layers)
    rest = earlier | pages | read | log
    readings = [
        (pages, layers.pages),
        (read, layers.read),
        (read, layers.pages),
        (pages | read, layers.read),
        (rest, layers.pages),
        (rest, layers.read),
    ]
    by_scope = [(_by_scope(rows), layer.tallies) for rows, layer in readings]
    known = {scope for layer in layers for (name, scope) in layer.tallies if name == table.name}
    left = _by_scope(rest)
    return {scope: _newest(table.name, scope, by_scope, left.get(scope, {})) for scope in {*left, *known}}


def _newest(
    name: str, scope: str, readings: Iterable[tuple[dict[str, Rows], dict[tuple[str, str], int]]], rest: Rows
) -> Kept:
    for by_scope, tallies in readings:
        rows = by_scope.get(scope, {})
        if tallies.get((name, scope)) == _tally(rows):
            return Kept(rows, whole=True)
    return Kept(rest, whole=False)


def _tally(rows: Rows) -> int:
    return total_of(row[COLUMN] for row in rows.values())


def _by_scope(rows: Rows) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    for key, row in rows.items():
        found.setdefault(row.get(_SCOPE, ""), {})[key] = row
    return found


def _read(file: Path, tables: Iterable[Table], check: Callable[[], object]) -> _Layer:
    """Read what SQLite reads, as far as it comes from either end of a table."""
    layer = _empty(tables)
    try:
        with closing(sqlite3.connect(file, isolation_level=None)) as db:
            db.execute("PRAGMA trusted_schema = OFF")
            db.text_factory = lambda data: data.decode(errors="surrogateescape")
            for table in tables:
                for row in _from_both_ends(db, table.name, ", ".join(table.columns)):
                    check()
                    _take(layer, table, row)
            for scope, name, total in _from_both_ends(db, TALLY, "scope, name, total"):
                layer.tallies[name, scope] = total
    except READING_FAULTS:  # it cannot even be opened; the pages remain
        return layer
    return layer


def _is_tallied(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file, isolation_level=None)) as db:
            return db.execute(f"PRAGMA integrity_check({TALLY})").fetchall() == [("ok",)]
    except READING_FAULTS:
        return False


def _from_both_ends(db: sqlite3.Connection, table: str, columns: str) -> Iterator[tuple[Any, ...]]:
    for direction in ("ASC", "DESC"):
        try:
            yield from db.execute(f"SELECT {columns} FROM {table} NOT INDEXED ORDER BY rowid {direction}")  # noqa: S608 - names of our own
        except READING_FAULTS:
            continue
        return


def _final(pages: Pages, frames: Iterable[Frame]) -> Pages:
    return {**pages, **{frame.page: frame.data for frame in frames}}


def _earlier(
    pages: Pages, frames: Iterable[Frame], tables: tuple[Table, ...], check: Callable[[], object]
) -> _Layer:
    """Read the pages in the log, one transaction after the other: a later row takes the place of an earlier."""
    now = dict(pages)
    layer = _empty(tables)
    touched: set[int] = set()
    for frame in frames:
        now[frame.page] = frame.data
        touched.add(frame.page)
        if frame.ends:
            found = _of_pages(now, touched, tables, check)
            for name, rows in found.rows.items():
                layer.rows[name].update(rows)
            layer.tallies.update(found.tallies)
            touched.clear()
    return layer


def _of_pages(
    pages: Pages, numbers: Iterable[int] | None, tables: Iterable[Table], check: Callable[[], object]
) -> _Layer:
    layer = _empty(tables)
    by_length: dict[int, list[Table]] = {}
    for table in tables:
        by_length.setdefault(len(table.columns), []).append(table)
    for row in rows_on(pages, numbers):
        check()
        for table in by_length.get(len(row.values), ()):
            if _take(layer, table, row.values):
                break
        else:
            _take_tally(layer, row.values)
    return layer


def _take_tally(layer: _Layer, values: tuple[Any, ...]) -> None:
    match values:
        case (str(scope), str(name), int(total)) if name in layer.rows:
            layer.tallies[name, scope] = total


def _take(layer: _Layer, table: Table, values: tuple[Any, ...]) -> bool:
    """Take a row in if it is as it was written; tell whether it is."""
    row = dict(zip(table.columns, values, strict=True))
    try:
        if sum_of_values(table, values) != row[COLUMN]:
            return False
    except ValueError:  # text that is none
        return False
    if any(_digest(row[blob]) != row[digest] for blob, digest in table.blobs.items()):
        return False
    layer.rows[table.name][tuple(row[column] for column in table.key)] = row
    return True


def _digest(data: object) -> str:
    return sha256(data).hexdigest() if isinstance(data, bytes) else ""


def _empty(tables: Iterable[Table]) -> _Layer:
    return _Layer({table.name: {} for table in tables}, {})


def _frames(file: Path) -> Iterator[Frame]:
    """Return the frames of the log up to its last whole transaction, also where a checksum is wrong."""
    if not has_log(file):
        return
    with log_of(file).open("rb") as stream:
        salts = stream.read(48)[40:48]  # of the first frame: what follows with others is older
    waiting: list[Frame] = []
    for frame in read_frames(file, salts):
        waiting.append(frame)
        if frame.ends:
            yield from waiting
            waiting.clear()

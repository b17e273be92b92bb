"""Rows of a damaged store as they are read in one way: by SQLite, from its pages, or from its log.

Only the sum of a row lets it in.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from dxdesk.store.faults import READING_FAULTS
from dxdesk.store.raw_pages import Pages, rows_on
from dxdesk.store.sums import COLUMN, TALLY, Table, sum_of_values
from dxdesk.store.wal import Frame, has_log, read_frames, salts_of

Row = dict[str, Any]
Key = tuple[Any, ...]
Rows = dict[Key, Row]
Check = Callable[[], object]


class Layer(NamedTuple):
    """The rows of one reading, by table, and the tallies that stand beside them, by table and scope."""

    rows: dict[str, Rows]
    tallies: dict[tuple[str, str], int]


def read_by_sql(file: Path, tables: Iterable[Table], check: Check) -> Layer:
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


def is_tallied(file: Path) -> bool:
    """Tell whether no tally of a store is lost."""
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


def newest_pages(pages: Pages, frames: Iterable[Frame]) -> Pages:
    """Return the pages of a store as its log left them."""
    return {**pages, **{frame.page: frame.data for frame in frames}}


def read_earlier(pages: Pages, frames: Iterable[Frame], tables: tuple[Table, ...], check: Check) -> Layer:
    """Read the pages in the log, one transaction after the other: a later row takes the place of an earlier."""
    now = dict(pages)
    layer = _empty(tables)
    touched: set[int] = set()
    for frame in frames:
        now[frame.page] = frame.data
        touched.add(frame.page)
        if frame.ends:
            found = read_pages(now, touched, tables, check)
            for name, rows in found.rows.items():
                layer.rows[name].update(rows)
            layer.tallies.update(found.tallies)
            touched.clear()
    return layer


def read_pages(pages: Pages, numbers: Iterable[int] | None, tables: Iterable[Table], check: Check) -> Layer:
    """Read the rows on the pages with these numbers (None: on all)."""
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


def _take_tally(layer: Layer, values: tuple[Any, ...]) -> None:
    match values:
        case (str(scope), str(name), int(total)) if name in layer.rows:
            layer.tallies[name, scope] = total


def _take(layer: Layer, table: Table, values: tuple[Any, ...]) -> bool:
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


def _empty(tables: Iterable[Table]) -> Layer:
    return Layer({table.name: {} for table in tables}, {})


def frames_of(file: Path) -> Iterator[Frame]:
    """Return the frames of the log up to its last whole transaction, also where a checksum is wrong."""
    if not has_log(file):
        return
    waiting: list[Frame] = []
    for frame in read_frames(file, salts_of(file)):
        waiting.append(frame)
        if frame.ends:
            yield from waiting
            waiting.clear()

"""Every row of a damaged store that is still as it was written, wherever it stands.

Rows come through SQL, from the pages without SQL, and from the log behind the place where SQLite stops
reading. Only the sum of a row lets it in; the tally of its plan tells whether any is missing.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from dxdesk.store.raw_pages import pages_of
from dxdesk.store.readings import (
    Check,
    Layer,
    Rows,
    frames_of,
    is_tallied,
    newest_pages,
    read_by_sql,
    read_earlier,
    read_pages,
)
from dxdesk.store.schema import bring_up_to_date
from dxdesk.store.sums import COLUMN, Table, tables_of, total_of

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


class Layers(NamedTuple):
    """The readings of one store.

    `earlier` are the states of pages in the log one after the other, `pages` all pages as the log left them,
    `log` those of them that stand in the log, `read` what SQLite reads.
    """

    earlier: Layer
    pages: Layer
    log: Layer
    read: Layer


def salvage(file: Path, check: Check = lambda: None) -> Salvage:
    """Return what is left of a store. `file` is a copy of it with its log: SQLite writes in there.

    `check` is called often; what it raises calls the work off.

    Raises:
        OSError: it cannot be read.
    """
    tables = our_tables()
    frames = tuple(frames_of(file))
    if frames:  # SQLite would take them into the file, and away
        pages, read = pages_of(file), read_by_sql(file, tables, check)
    else:  # where it was half-written, SQLite takes that back first
        read, pages = read_by_sql(file, tables, check), pages_of(file)
    newest = newest_pages(pages, frames)
    layers = Layers(
        earlier=read_earlier(pages, frames, tables, check),
        pages=read_pages(newest, None, tables, check),
        log=read_pages(newest, {frame.page for frame in frames}, tables, check),
        read=read,
    )
    return Salvage(tables, {table.name: _settled(table, layers) for table in tables}, is_tallied(file))


def our_tables() -> tuple[Table, ...]:
    """Return the tables of a store of this version."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        bring_up_to_date(db)
        return tables_of(db)


def _settled(table: Table, layers: Layers) -> dict[str, Kept]:
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

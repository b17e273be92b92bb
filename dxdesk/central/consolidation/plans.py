"""The plans that count, gathered once for all that is asked of them."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    and_,
    select,
)

from dxdesk.central.plan_rows import write_rows
from dxdesk.central.plan_tables import TASK_ENTRY
from dxdesk.central.tables import ID, UNIT
from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.places import places_in
from dxdesk.consolidation.rolling import Spot, spot_of

CURRENT_PACKAGE: Final = Table(
    "current_package",
    MetaData(),
    *(Column(name, BigInteger) for name in ("id", "unit_id", "year", "revision")),
    Column("digest", Text),
)
# The plans of a scope that count, each with the number of its spot; it is there within `in_force` only.
IN_FORCE: Final = Table(
    "in_force",
    MetaData(),
    Column("package_id", ID, primary_key=True, autoincrement=False),
    Column("spot", Integer, nullable=False),
    prefixes=["TEMPORARY"],
)
_GATHERED: Final = "dxdesk.in_force"
# KiB of pages that SQLite keeps: what it sorts while it counts stays in memory.
_ROOM: Final = 65_536
_USUAL_ROOM: Final = 2_000


class Gathered:
    """The spots of the plans in force by their numbers, and what has been read of those plans already."""

    def __init__(self, scope: Scope, spots: list[Spot]) -> None:
        self.scope = scope
        self.spots = spots
        self.read: dict[str, Any] = {}


@contextmanager
def in_force(connection: Connection, scope: Scope) -> Iterator[Gathered]:
    """Gather the plans of a scope that count in the table `IN_FORCE`.

    Whoever asks for the same scope within it gets the same; for another one, there is no room beside it.
    """
    kept: Gathered | None = connection.info.get(_GATHERED)
    if kept is not None and (kept.scope, kept.scope.kinds) == (scope, scope.kinds):
        yield kept
        return
    spots, rows = _gathered(connection, scope)
    _give_room(connection, _ROOM)
    try:
        IN_FORCE.create(connection)
        write_rows(connection, IN_FORCE, rows)
        connection.exec_driver_sql(f"ANALYZE {IN_FORCE.name}")  # how few they are decides where to begin
        connection.info[_GATHERED] = gathered = Gathered(scope, spots)
        yield gathered
        IN_FORCE.drop(connection)  # after an error it goes with the transaction
    finally:
        connection.info.pop(_GATHERED, None)
        _give_room(connection, _USUAL_ROOM)


def carried_out(table: Table) -> tuple[FromClause, ColumnElement[bool]]:
    """Return what ties rows of a table to the tasks that are carried out in plans in force, and the condition."""
    entry = TASK_ENTRY
    own = and_(table.c.package_id == entry.c.package_id, table.c.task == entry.c.task)
    answered = IN_FORCE.join(entry, entry.c.package_id == IN_FORCE.c.package_id)
    return answered.join(table, own), entry.c.applies.is_(True)


def bare_rows(connection: Connection, query: Select[Any]) -> Iterator[tuple[Any, ...]]:
    """Return the rows of a query as the driver gives them: a nation has half a million of some."""
    cursor: Any = connection.execute(query).cursor
    return iter(cursor)


def by_spot(gathered: Gathered, rows: Iterable[Any], width: int) -> dict[Spot, dict[Any, Any]]:
    """Return rows that begin with the number of a spot: by spot and the next `width` values, whatever follows."""
    found: dict[Spot, dict[Any, Any]] = {spot: {} for spot in gathered.spots}
    each = list(found.values())
    end = 1 + width
    for row in rows:
        each[row[0]][row[1:end]] = row[end:]
    return found


def _gathered(connection: Connection, scope: Scope) -> tuple[list[Spot], list[tuple[int, int]]]:
    known = {place.code: place for place in places_in(scope)}
    query = (
        select(CURRENT_PACKAGE.c.id, UNIT.c.code)
        .join_from(CURRENT_PACKAGE, UNIT, UNIT.c.id == CURRENT_PACKAGE.c.unit_id)
        .where(CURRENT_PACKAGE.c.year == scope.year, UNIT.c.scheme == scope.scheme)
    )
    if scope.code:
        query = query.where(UNIT.c.code.in_(known))
    numbers: dict[Spot, int] = {}
    rows = [
        (package_id, numbers.setdefault(spot_of(known[code], scope), len(numbers)))
        for package_id, code in connection.execute(query.order_by(CURRENT_PACKAGE.c.id))
    ]
    return list(numbers), rows


def _give_room(connection: Connection, kibibytes: int) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA cache_size = -{kibibytes}")

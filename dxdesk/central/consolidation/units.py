"""Every unit that is expected: whether it has sent, when, and what its plan comes to; and how many have."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, FromClause, Select, column, func, select, table

from dxdesk.central.consolidation.exact import halves, whole
from dxdesk.central.consolidation.plans import IN_FORCE, carried_out, in_force
from dxdesk.central.plan_tables import COST
from dxdesk.central.tables import PACKAGE, UNIT, Moment
from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.coverage import coverage_of
from dxdesk.consolidation.deadline import end_of
from dxdesk.consolidation.figures import CoverageFigures, UnitFigures
from dxdesk.consolidation.places import places_in

_CONTESTED: Final = table("contested", column("unit_id"), column("year"))


def unit_figures(connection: Connection, scope: Scope, deadline: date) -> list[UnitFigures]:
    """Return the expected units in the order of the map; who came after the end of `deadline` is late."""
    with in_force(connection, scope):
        return _units(connection, scope, deadline, _amounts(connection))


def coverage_figures(connection: Connection, scope: Scope, deadline: date) -> list[CoverageFigures]:
    """Return how many units have sent."""
    with in_force(connection, scope):
        return coverage_of(_units(connection, scope, deadline, {}), scope)


def _units(
    connection: Connection, scope: Scope, deadline: date, amounts: Mapping[int, int]
) -> list[UnitFigures]:
    places, end = places_in(scope), end_of(deadline)
    received = func.min(PACKAGE.c.received_at, type_=Moment()).label("received_at")
    sent = _by_unit(scope, PACKAGE, received).group_by(UNIT.c.code)
    first: dict[str, datetime] = {row.code: row.received_at for row in connection.execute(sent)}
    contested = set(connection.scalars(_by_unit(scope, _CONTESTED)))
    newest = (
        select(UNIT.c.code, PACKAGE.c.id, PACKAGE.c.revision, PACKAGE.c.digest)
        .join_from(IN_FORCE, PACKAGE, PACKAGE.c.id == IN_FORCE.c.package_id)
        .join(UNIT, UNIT.c.id == PACKAGE.c.unit_id)
    )
    current = {code: rest for code, *rest in connection.execute(newest)}
    found = []
    for place in places:
        at = first.get(place.code)
        package_id, revision, digest = current.get(place.code, (0, None, None))
        found.append(
            UnitFigures(
                *place,
                received_at=at,
                late=at is not None and at >= end,
                conflict=place.code in contested,
                revision=revision,
                digest=digest,
                amount=amounts.get(package_id, 0),
            )
        )
    return found


def _by_unit(scope: Scope, packages: FromClause, *columns: Any) -> Select[Any]:
    """Return a query for the units of packages of a scope, and further columns."""
    query = (
        select(UNIT.c.code, *columns)
        .join_from(packages, UNIT, UNIT.c.id == packages.c.unit_id)
        .where(packages.c.year == scope.year, UNIT.c.scheme == scope.scheme)
    )
    return query.where(UNIT.c.code.in_([one.code for one in places_in(scope)])) if scope.code else query


def _amounts(connection: Connection) -> dict[int, int]:
    """Return the money of each plan in force."""
    tied, applies = carried_out(COST)
    query = select(IN_FORCE.c.package_id, *halves(COST.c.amount)).select_from(tied).where(applies)
    rows = connection.execute(query.group_by(IN_FORCE.c.package_id))
    return {package_id: whole(upper, lower) for package_id, upper, lower in rows}

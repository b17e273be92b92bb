"""Every unit that is expected: whether it has sent, when, and what its plan comes to; and how many have."""

from datetime import date
from typing import Any

from sqlalchemy import CTE, Connection, Integer, Select, and_, case, column, func, select, table

from dxdesk.central.consolidation.areas import spread, within
from dxdesk.central.consolidation.exact import counted, halves, whole
from dxdesk.central.consolidation.plans import CURRENT_COST, CURRENT_PLAN
from dxdesk.central.plan_tables import PLACE
from dxdesk.central.tables import PACKAGE, UNIT, Moment
from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.deadline import end_of
from dxdesk.consolidation.figures import CoverageFigures, UnitFigures

_CONTESTED = table("contested", column("unit_id"), column("year"))


def unit_figures(connection: Connection, scope: Scope, deadline: date) -> list[UnitFigures]:
    """Return the expected units in the order of the map; who came after the end of `deadline` is late."""
    units = _units(scope, deadline).cte("expected")
    money = (
        select(CURRENT_COST.c.code, *halves(CURRENT_COST.c.amount, "amount"))
        .where(CURRENT_COST.c.year == scope.year, within(CURRENT_COST, scope))
        .group_by(CURRENT_COST.c.code)
        .cte("money")
    )
    query = (
        select(*units.c, money.c.amount_upper, money.c.amount_lower)
        .join_from(units, money, money.c.code == units.c.code, isouter=True)
        .order_by(units.c.code)
    )
    return [
        UnitFigures(
            *row[:6],
            bool(row.late),
            bool(row.conflict),
            row.revision,
            row.digest,
            whole(row.amount_upper, row.amount_lower),
        )
        for row in connection.execute(query)
    ]


def coverage_figures(connection: Connection, scope: Scope, deadline: date) -> list[CoverageFigures]:
    """Return how many units have sent."""
    units = _units(scope, deadline).cte("expected")
    fine = spread(_counts(units), scope, "coverage")
    keys = (fine.c.kind, fine.c.area, fine.c.level)
    sums = (func.sum(fine.c[name]) for name in ("expected", "sent", "late", "conflict", "counted"))
    rows = connection.execute(select(*keys, *sums).group_by(*keys))
    return [CoverageFigures(*row[:3], *map(int, row[3:])) for row in rows]


def _counts(units: CTE) -> Select[Any]:
    keys = (units.c.level, units.c.district, units.c.province)
    return select(
        *keys,
        func.count().label("expected"),
        counted(units.c.received_at.is_not(None)).label("sent"),
        func.sum(units.c.late).label("late"),
        func.sum(units.c.conflict).label("conflict"),
        counted(units.c.revision.is_not(None)).label("counted"),
    ).group_by(*keys)


def _units(scope: Scope, deadline: date) -> Select[Any]:
    first = (
        select(PACKAGE.c.unit_id, func.min(PACKAGE.c.received_at, type_=Moment()).label("received_at"))
        .where(PACKAGE.c.year == scope.year)
        .group_by(PACKAGE.c.unit_id)
        .subquery("first")
    )
    contested = (
        select(_CONTESTED.c.unit_id).where(_CONTESTED.c.year == scope.year).distinct().subquery("rivals")
    )
    current = (
        select(CURRENT_PLAN.c.scheme, CURRENT_PLAN.c.code, CURRENT_PLAN.c.revision, CURRENT_PLAN.c.digest)
        .where(CURRENT_PLAN.c.year == scope.year)
        .subquery("newest")
    )
    is_late = first.c.received_at >= end_of(deadline)
    return (
        select(
            PLACE.c.code,
            PLACE.c.name,
            PLACE.c.level,
            PLACE.c.district,
            PLACE.c.province,
            first.c.received_at,
            case((is_late, 1), else_=0).cast(Integer).label("late"),
            case((contested.c.unit_id.is_not(None), 1), else_=0).cast(Integer).label("conflict"),
            current.c.revision,
            current.c.digest,
        )
        .outerjoin(UNIT, and_(UNIT.c.scheme == PLACE.c.scheme, UNIT.c.code == PLACE.c.code))
        .outerjoin(first, first.c.unit_id == UNIT.c.id)
        .outerjoin(contested, contested.c.unit_id == UNIT.c.id)
        .outerjoin(current, and_(current.c.scheme == PLACE.c.scheme, current.c.code == PLACE.c.code))
        .where(within(PLACE, scope))
    )

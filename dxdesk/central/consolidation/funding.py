"""Money by task, source and quarter; and what falls due in which month. Đồng, whole numbers."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, cast, extract, func, select

from dxdesk.central.consolidation.areas import spread
from dxdesk.central.consolidation.exact import again, halves, whole
from dxdesk.central.consolidation.plans import CURRENT_COST, by_place, carried_out, places
from dxdesk.central.plan_tables import ACTIVITY
from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.figures import DeadlineFigures, FundingFigures


def funding_figures(connection: Connection, scope: Scope) -> list[FundingFigures]:
    """Return the money of tasks that are carried out."""
    cost = CURRENT_COST
    columns = (cost.c.task, cost.c.source, cost.c.due)
    sums = (func.count().label("costs"), *halves(cost.c.amount, "amount"))
    one = by_place(places(scope, *columns, *sums, plans=cost), *columns, plans=cost)
    fine = spread(one, scope, "costs")
    quarter = _quarter(fine.c.due)
    keys = (fine.c.kind, fine.c.area, fine.c.level, fine.c.task, fine.c.source)
    query: Select[Any] = select(
        *keys,
        quarter.label("quarter"),
        func.sum(fine.c.costs).label("costs"),
        *again(fine.c.amount_upper, fine.c.amount_lower, "amount"),
    ).group_by(*keys, quarter)
    return [
        FundingFigures._make((*row[:6], int(row.costs), whole(row.amount_upper, row.amount_lower)))
        for row in connection.execute(query)
    ]


def deadline_figures(connection: Connection, scope: Scope) -> list[DeadlineFigures]:
    """Return what falls due of tasks that are carried out."""
    tied, applies = carried_out(ACTIVITY)
    query = places(scope, ACTIVITY.c.due, func.count().label("activities")).select_from(tied).where(applies)
    fine = spread(by_place(query, ACTIVITY.c.due), scope, "deadlines")
    month = _month(fine.c.due)
    keys = (fine.c.kind, fine.c.area, fine.c.level)
    found = select(*keys, month.label("month"), func.sum(fine.c.activities)).group_by(*keys, month)
    return [DeadlineFigures(*row[:4], int(row[4])) for row in connection.execute(found)]


def _month(day: ColumnElement[Any]) -> ColumnElement[Any]:
    return _part("year", day) * 100 + _part("month", day)


def _quarter(day: ColumnElement[Any]) -> ColumnElement[Any]:
    third = (_part("month", day) + 2) // 3
    return _part("year", day) * 10 + third


def _part(name: str, day: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(extract(name, day), Integer)

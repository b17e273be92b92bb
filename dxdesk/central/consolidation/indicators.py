"""Of each indicator: how many figures, their sum, mean and extremes."""

from collections.abc import Mapping
from typing import Any, Final, Literal

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    FromClause,
    Select,
    and_,
    case,
    func,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.types import NullType

from dxdesk.central.consolidation.areas import spread
from dxdesk.central.consolidation.exact import again, counted, halves, millionths, whole
from dxdesk.central.consolidation.plans import carried_out, places
from dxdesk.central.plan_tables import INDICATOR_VALUE
from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.figures import IndicatorFigures, decimal_of
from dxdesk.guidance.pack import Pack

Field = Literal["baseline", "target"]
# What figures are of one kind by.
GROUP: Final = ("level", "task", "indicator", "form", "unit", "field")
FIELDS: Final[tuple[Field, ...]] = ("baseline", "target")
_SUMMED: Final = ("count", "percent", "money", "yes_no")
# Products of a figure and its weight stay below 2^63: a figure below a million, a weight below a million.
_MOST_WEIGHED: Final = 10**12
_MOST_WEIGHT: Final = 10**6
_SUMS: Final = ("total", "weight", "weighed")


def indicator_figures(connection: Connection, scope: Scope, pack: Pack) -> list[IndicatorFigures]:
    """Return the figures of every indicator of tasks that are carried out."""
    weights = {one.key: one.weight for task in pack.tasks for one in task.indicators if one.weight}
    fine = spread(
        _by_place(union_all(*(_weighed(scope, field, weights) for field in FIELDS))), scope, "figures"
    )
    names = ("kind", "area", "level", *GROUP[1:])
    keys = [fine.c[name] for name in names]
    query = select(
        *keys,
        func.sum(fine.c.written).label("written"),
        func.sum(fine.c.left_out).label("left_out"),
        func.min(fine.c.least).label("least"),
        func.max(fine.c.most).label("most"),
        *(half for name in _SUMS for half in again(fine.c[f"{name}_upper"], fine.c[f"{name}_lower"], name)),
    ).group_by(*keys)
    return [_figures(row) for row in connection.execute(query)]


def measured(
    scope: Scope, field: Field, *columns: Any, beside: tuple[FromClause, ColumnElement[bool]] | None = None
) -> Select[Any]:
    """Return a query for each written figure of tasks that are carried out, in millionths where it has any.

    `beside` is what further columns are from, and what ties it to the figure.
    """
    value = INDICATOR_VALUE
    tied, applies = carried_out(value)
    if beside is not None:
        tied = tied.outerjoin(*beside)
    query = places(
        scope,
        value.c.task,
        value.c.indicator,
        value.c.kind.label("form"),
        value.c.unit,
        literal(field).label("field"),
        _scaled(value, field).label("figure"),
        *columns,
    )
    return query.select_from(tied).where(applies, func.trim(func.coalesce(value.c[field], "")) != "")


def _scaled(value: FromClause, field: Field) -> ColumnElement[Any]:
    # As a number of no known type: SQLAlchemy would warn of every decimal of SQLite, which are not used as such.
    number = type_coerce(value.c[f"{field}_number"], NullType())
    return case((value.c.kind.in_(_SUMMED), millionths(number, value.c[field])))


def _weighed(scope: Scope, field: Field, weights: Mapping[str, str]) -> Select[Any]:
    value, weight = INDICATOR_VALUE, INDICATOR_VALUE.alias("weight")
    own = and_(
        weight.c.package_id == value.c.package_id,
        weight.c.task == value.c.task,
        weight.c.indicator == _weigher(value.c.indicator, weights),
        weight.c.kind == "count",
    )
    scale = (_scaled(weight, field) // 10**6).label("scale")
    return measured(scope, field, scale, beside=(weight, own))


def _by_place(one: CompoundSelect[Any]) -> Select[Any]:
    # A union of its own: the figures in it are computed once, however often they are used here.
    each = one.subquery("each_figure")
    weighs = and_(func.abs(each.c.figure) < _MOST_WEIGHED, each.c.scale.between(1, _MOST_WEIGHT - 1))
    keys = [each.c[name] for name in ("district", "province", *GROUP)]
    return select(
        *keys,
        func.count().label("written"),
        counted(each.c.figure.is_(None)).label("left_out"),
        func.min(each.c.figure).label("least"),
        func.max(each.c.figure).label("most"),
        *halves(each.c.figure, "total"),
        *halves(case((weighs, each.c.scale)), "weight"),
        *halves(case((weighs, each.c.figure * each.c.scale)), "weighed"),
    ).group_by(*keys)


def _weigher(indicator: ColumnElement[str], weights: Mapping[str, str]) -> ColumnElement[Any]:
    return case(*((indicator == one, other) for one, other in weights.items())) if weights else null()


def _figures(row: Any) -> IndicatorFigures:
    return IndicatorFigures._make(
        (
            *row[:8],
            int(row.written),
            int(row.left_out),
            decimal_of(whole(row.total_upper, row.total_lower)),
            None if row.least is None else decimal_of(row.least),
            None if row.most is None else decimal_of(row.most),
            whole(row.weight_upper, row.weight_lower),
            decimal_of(whole(row.weighed_upper, row.weighed_lower)),
        )
    )

"""Figures that fall out of line: outside what the guidance calls sensible, or far from those of like units.

Far is more than three times the distance between the quartiles away from them (Tukey's outer fences); the
quartiles are those of all units of a level within the scope, and are used where there are twelve figures or more.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnClause,
    Connection,
    Select,
    Text,
    and_,
    case,
    column,
    func,
    or_,
    select,
    union_all,
    values,
)

from dxdesk.central.consolidation.areas import Scope
from dxdesk.central.consolidation.exact import decimal_of
from dxdesk.central.consolidation.indicators import FIELDS, GROUP, Field, measured
from dxdesk.central.consolidation.plans import CURRENT_PLAN
from dxdesk.guidance.pack import IndicatorKind, Pack
from dxdesk.units.unit import UnitLevel

Why = Literal["range", "far"]
_ENOUGH: Final = 12
_FENCE: Final = 3
_MILLION: Final = 10**6
# No figure is beyond these: where there is no bound.
_LOWEST: Final = -(2**62)
_HIGHEST: Final = 2**62


class Outlier(NamedTuple):
    """A figure out of line, whose it is, and what would have been in line (None: no bound on that side)."""

    code: str
    name: str
    level: UnitLevel
    district: str | None
    province: str
    task: str
    indicator: str
    form: IndicatorKind
    unit: str
    field: Field
    figure: Decimal
    why: Why
    lower: Decimal | None
    upper: Decimal | None


class Bounds(NamedTuple):
    """Between what figures of a group are in line, in millionths."""

    group: tuple[Any, ...]
    least: int
    most: int
    lower: int
    upper: int


def outliers(connection: Connection, scope: Scope, pack: Pack) -> list[Outlier]:
    """Return the figures out of line, in the order of tasks and units."""
    found = list(_bounds(connection.execute(_quartiles(scope)), pack))
    if not found:
        return []
    rows = connection.execute(_outside(scope, found))
    order = {task.key: task.number for task in pack.tasks}
    return sorted(
        (_outlier(row) for row in rows),
        key=lambda one: (order.get(one.task, 99), one.indicator, one.field, one.code),
    )


def _seen(scope: Scope) -> CTE:
    names = (CURRENT_PLAN.c.code, CURRENT_PLAN.c.name)
    return union_all(*(measured(scope, field, *names) for field in FIELDS)).cte("seen")


def _quartiles(scope: Scope) -> Select[Any]:
    """Return a query for the quartiles of each group: the figures at a quarter and three quarters of their order."""
    seen = _seen(scope)
    group = [seen.c[name] for name in GROUP]
    units = func.count().label("units")
    equal = (
        select(*group, seen.c.figure, units)
        .where(seen.c.figure.is_not(None))
        .group_by(*group, seen.c.figure)
        .subquery("equal")
    )
    same = [equal.c[name] for name in GROUP]
    ranked = select(
        *same,
        equal.c.figure,
        func.sum(equal.c.units).over(partition_by=same, order_by=equal.c.figure).label("rank"),
        func.sum(equal.c.units).over(partition_by=same).label("size"),
    ).subquery("ranked")
    keys = [ranked.c[name] for name in GROUP]
    return select(
        *keys,
        func.max(ranked.c.size).label("size"),
        func.min(case((ranked.c.rank * 4 >= ranked.c.size, ranked.c.figure))).label("first"),
        func.min(case((ranked.c.rank * 4 >= ranked.c.size * 3, ranked.c.figure))).label("third"),
    ).group_by(*keys)


def _bounds(rows: Iterable[Any], pack: Pack) -> Iterator[Bounds]:
    known = {one.key: one for task in pack.tasks for one in task.indicators}
    for row in rows:
        indicator = known.get(row.indicator)
        fits = indicator is not None and indicator.kind == row.form and indicator.unit == row.unit
        lower, upper = _LOWEST, _HIGHEST
        if row.size >= _ENOUGH and row.third > row.first:
            reach = _FENCE * (row.third - row.first)
            lower, upper = row.first - reach, row.third + reach
        least, most = (indicator.minimum, indicator.maximum) if fits and indicator else (None, None)
        yield Bounds(
            tuple(row[: len(GROUP)]),
            _LOWEST if least is None else int(Decimal(least) * _MILLION),
            _HIGHEST if most is None else int(Decimal(most) * _MILLION),
            lower,
            upper,
        )


def _outside(scope: Scope, found: list[Bounds]) -> Select[Any]:
    seen = _seen(scope)
    limits = ("least", "most", "lower", "upper")
    columns: list[ColumnClause[Any]] = [
        *(column(name, Text) for name in GROUP),
        *(column(name, BigInteger) for name in limits),
    ]
    bounds = values(*columns, name="bounds").data([(*one.group, *one[1:]) for one in found]).cte("bounds")
    is_same = and_(*(seen.c[name] == bounds.c[name] for name in GROUP))
    out_of_range = or_(seen.c.figure < bounds.c.least, seen.c.figure > bounds.c.most)
    far = or_(seen.c.figure < bounds.c.lower, seen.c.figure > bounds.c.upper)
    return (
        select(
            *seen.c,
            case((out_of_range, "range"), else_="far").label("why"),
            *(bounds.c[name] for name in limits),
        )
        .join_from(seen, bounds, is_same)
        .where(or_(out_of_range, far))
    )


def _outlier(row: Any) -> Outlier:
    lower, upper = (row.least, row.most) if row.why == "range" else (row.lower, row.upper)
    return Outlier(
        row.code,
        row.name,
        row.level,
        row.district,
        row.province,
        row.task,
        row.indicator,
        row.form,
        row.unit,
        row.field,
        decimal_of(row.figure),
        row.why,
        None if lower == _LOWEST else decimal_of(lower),
        None if upper == _HIGHEST else decimal_of(upper),
    )

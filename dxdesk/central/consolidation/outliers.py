"""Figures that fall out of line: outside what the guidance calls sensible, or far from those of like units.

Far is more than three times the distance between the quartiles away from them (Tukey's outer fences); the
quartiles are those of all units of a level within the scope, and are used where there are twelve figures or more.
The database counts how often each figure was written; that is enough to find them.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import accumulate
from typing import Any, Final, Literal, NamedTuple

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnClause,
    Connection,
    Select,
    Text,
    and_,
    column,
    func,
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
# The values of the columns `GROUP`.
Group = tuple[str, ...]
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


class Odd(NamedTuple):
    """A figure of a group that is out of line, and between what it would be in line; in millionths."""

    group: Group
    figure: int
    why: Why
    lower: int
    upper: int


def outliers(connection: Connection, scope: Scope, pack: Pack) -> list[Outlier]:
    """Return the figures out of line, in the order of tasks and units."""
    found = [odd for group, seen in _histograms(connection, scope) for odd in _odd(group, seen, pack)]
    if not found:
        return []
    rows = connection.execute(_whose(scope, found))
    bounds = {(odd.group, odd.figure): odd for odd in found}
    order = {task.key: task.number for task in pack.tasks}
    return sorted(
        (_outlier(row, bounds[tuple(row[: len(GROUP)]), row.figure]) for row in rows),
        key=lambda one: (order.get(one.task, 99), one.indicator, one.field, one.code),
    )


def _histograms(connection: Connection, scope: Scope) -> Iterator[tuple[Group, list[tuple[int, int]]]]:
    """Yield each group with its figures in order, and of how many units each of them is."""
    seen = _seen(scope)
    group = [seen.c[name] for name in GROUP]
    query = (
        select(*group, seen.c.figure, func.count())
        .where(seen.c.figure.is_not(None))
        .group_by(*group, seen.c.figure)
    )
    found: dict[Group, list[tuple[int, int]]] = defaultdict(list)
    for *key, figure, units in connection.execute(query):
        found[tuple(key)].append((figure, units))
    return ((key, sorted(figures)) for key, figures in found.items())


def _odd(group: Group, seen: list[tuple[int, int]], pack: Pack) -> Iterator[Odd]:
    least, most = _range(group, pack)
    lower, upper = _fences(seen)
    for figure, _units in seen:
        if not least <= figure <= most:
            yield Odd(group, figure, "range", least, most)
        elif not lower <= figure <= upper:
            yield Odd(group, figure, "far", lower, upper)


def _range(group: Group, pack: Pack) -> tuple[int, int]:
    """Return what the guidance calls sensible, where a figure is of the kind and unit that it asks for."""
    _level, _task, key, form, unit, _field = group
    each = (one for task in pack.tasks for one in task.indicators if one.key == key)
    known = next((one for one in each if (one.kind, one.unit) == (form, unit)), None)
    least, most = (known.minimum, known.maximum) if known else (None, None)
    return (
        _LOWEST if least is None else int(Decimal(least) * _MILLION),
        _HIGHEST if most is None else int(Decimal(most) * _MILLION),
    )


def _fences(seen: list[tuple[int, int]]) -> tuple[int, int]:
    size = sum(units for _figure, units in seen)
    first, third = _ranked(seen, size), _ranked(seen, 3 * size)
    if size < _ENOUGH or first == third:
        return _LOWEST, _HIGHEST
    reach = _FENCE * (third - first)
    return first - reach, third + reach


def _ranked(seen: list[tuple[int, int]], quarters: int) -> int:
    """Return the figure at so many quarters of a place in the order."""
    ranks = accumulate(units for _figure, units in seen)
    return next(figure for (figure, _), rank in zip(seen, ranks, strict=True) if rank * 4 >= quarters)


def _seen(scope: Scope) -> CTE:
    names = (CURRENT_PLAN.c.code, CURRENT_PLAN.c.name)
    return union_all(*(measured(scope, field, *names) for field in FIELDS)).cte("seen")


def _whose(scope: Scope, found: list[Odd]) -> Select[Any]:
    """Return a query for the units whose figures these are."""
    seen = _seen(scope)
    columns: list[ColumnClause[Any]] = [*(column(name, Text) for name in GROUP), column("figure", BigInteger)]
    odd = values(*columns, name="odd").data([(*one.group, one.figure) for one in found]).cte("odd")
    is_same = and_(*(seen.c[name] == odd.c[name] for name in (*GROUP, "figure")))
    own = (seen.c[name] for name in (*GROUP, "figure", "code", "name", "district", "province"))
    # Few indicators have any: the others are passed over before they are compared.
    keys = sorted({one.group[2] for one in found})
    return select(*own).join_from(seen, odd, is_same).where(seen.c.indicator.in_(keys))


def _outlier(row: Any, odd: Odd) -> Outlier:
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
        odd.why,
        None if odd.lower == _LOWEST else decimal_of(odd.lower),
        None if odd.upper == _HIGHEST else decimal_of(odd.upper),
    )

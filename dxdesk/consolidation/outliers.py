"""Figures that fall out of line: outside what the guidance calls sensible, or far from those of like units.

Far is more than three times the distance between the quartiles away from them (Tukey's outer fences); the
quartiles are those of all units of a level within the scope, and are used where there are twelve figures or more.
Figures are counted in millionths, as integers; how often each was written is enough to find those out of line.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import accumulate
from typing import Final, Literal, NamedTuple, cast

from dxdesk.consolidation.figures import Field, decimal_of
from dxdesk.guidance.pack import IndicatorKind, Pack
from dxdesk.units.unit import UnitLevel

Why = Literal["range", "far"]
# What figures are of one kind by, and its values.
GROUP: Final = ("level", "task", "indicator", "form", "unit", "field")
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


def odd_figures(group: Group, seen: list[tuple[int, int]], pack: Pack) -> Iterator[Odd]:
    """Yield which figures of a group are out of line; `seen` are they in order, and of how many units each is."""
    least, most = _range(group, pack)
    lower, upper = _fences(seen)
    for figure, _units in seen:
        if not least <= figure <= most:
            yield Odd(group, figure, "range", least, most)
        elif not lower <= figure <= upper:
            yield Odd(group, figure, "far", lower, upper)


def outlier_of(odd: Odd, *, code: str, name: str, district: str | None, province: str) -> Outlier:
    """Return a figure out of line as that of a unit."""
    level, task, indicator, form, unit, field = odd.group
    return Outlier(
        code,
        name,
        cast("UnitLevel", level),
        district,
        province,
        task,
        indicator,
        cast("IndicatorKind", form),
        unit,
        cast("Field", field),
        decimal_of(odd.figure),
        odd.why,
        None if odd.lower == _LOWEST else decimal_of(odd.lower),
        None if odd.upper == _HIGHEST else decimal_of(odd.upper),
    )


def in_letter_order(found: Iterable[Outlier], pack: Pack) -> list[Outlier]:
    """Return figures out of line in the order of tasks and units."""
    order = {task.key: task.number for task in pack.tasks}
    return sorted(found, key=lambda one: (order.get(one.task, 99), one.indicator, one.field, one.code))


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

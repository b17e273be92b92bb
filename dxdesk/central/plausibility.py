"""Figures that are hard to believe beside the same unit's last year and its neighbours: hints, never faults.

A pure function of the plans that are in force: whoever came first, the same plans give the same hints.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median
from typing import Final, Literal

from dxdesk.value import Value

Code = Literal["PL01", "PL02", "PL03", "PL04"]
Kind = Literal["count", "percent", "money"]
Place = tuple[str, str]  # task and indicator; ("", "") is the funding of the whole plan

FUNDING: Final[Place] = ("", "")
# A slip of units (million for đồng, people for thousands) is a factor of a thousand; places differ by less than this.
_LEAP: Final = 10
_AFAR: Final = 20
# In points of percent.
_LEAP_POINTS: Final = 50
_AFAR_POINTS: Final = 60
_SPREAD: Final = 8  # and that many times the median deviation from the median
_FEWEST: Final = 5  # neighbours that say something, or one asks the whole province


class Figure(Value, frozen=True, kw_only=True):
    """What a plan states as the present value of an indicator, or as the sum of its money."""

    kind: Kind
    value: Decimal


class Stated(Value, frozen=True, kw_only=True):
    """The figures of a plan, and where its unit lies; `district` is empty for districts and provinces."""

    package_id: int
    scheme: str
    code: str
    level: str
    district: str
    province: str
    figures: Mapping[Place, Figure]


class Hint(Value, frozen=True, kw_only=True):
    """A figure, and the one that it stands out against: last year's, or the median of `count` units."""

    package_id: int
    code: Code
    place: Place
    value: Decimal
    against: Decimal
    count: int = 0


def hints(plans: Sequence[Stated], last_year: Iterable[Stated]) -> tuple[Hint, ...]:
    """Return the hints on the plans of a year within a province; the plans of the year before may be fewer or none."""
    before = {(one.scheme, one.code): one for one in last_year}
    around = _Surroundings(plans)
    found = [
        hint
        for plan in plans
        for hint in (*_leaps(plan, before.get((plan.scheme, plan.code))), *around.hints(plan))
    ]
    return tuple(sorted(found, key=lambda hint: (hint.package_id, hint.code, hint.place)))


def _leaps(plan: Stated, before: Stated | None) -> Iterator[Hint]:
    if before is None:
        return
    for place, figure in plan.figures.items():
        was = before.figures.get(place)
        if was is None or was.kind != figure.kind:
            continue
        if _differs(figure, was.value, _LEAP, _LEAP_POINTS):
            code: Code = "PL02" if place == FUNDING else "PL01"
            yield Hint(
                package_id=plan.package_id, code=code, place=place, value=figure.value, against=was.value
            )


class _Surroundings:
    """What units of one level state in each district and in the province."""

    def __init__(self, plans: Iterable[Stated]) -> None:
        self._values: dict[tuple[str, str, Place, Kind], list[Decimal]] = defaultdict(list)
        for plan in plans:
            for place, figure in plan.figures.items():
                for area in {plan.district, ""}:
                    self._values[plan.level, area, place, figure.kind].append(figure.value)
        self._middles: dict[tuple[str, str, Place, Kind], tuple[Decimal, Decimal]] = {}

    def hints(self, plan: Stated) -> Iterator[Hint]:
        for place, figure in plan.figures.items():
            key = (plan.level, plan.district, place, figure.kind)
            if len(self._values[key]) <= _FEWEST:
                key = (plan.level, "", place, figure.kind)
            count = len(self._values[key]) - 1
            if count < _FEWEST:
                continue
            middle, spread = self._middle(key)
            is_apart = abs(figure.value - middle) > _SPREAD * spread
            if is_apart and _differs(figure, middle, _AFAR, _AFAR_POINTS):
                code: Code = "PL04" if place == FUNDING else "PL03"
                yield Hint(
                    package_id=plan.package_id,
                    code=code,
                    place=place,
                    value=figure.value,
                    against=middle,
                    count=count,
                )

    def _middle(self, key: tuple[str, str, Place, Kind]) -> tuple[Decimal, Decimal]:
        if key not in self._middles:
            values = self._values[key]
            middle = median(values)
            self._middles[key] = (middle, median(abs(value - middle) for value in values))
        return self._middles[key]


def _differs(figure: Figure, other: Decimal, times: int, points: int) -> bool:
    if figure.kind == "percent":
        return abs(figure.value - other) >= points
    smaller, larger = sorted((figure.value, other))
    return smaller > 0 and larger >= smaller * times

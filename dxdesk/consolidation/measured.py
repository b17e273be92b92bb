"""What is summed of the figures that plans give for indicators, exactly: in millionths, as integers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, cast

from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.counted import CountedPlan, carried_out, where
from dxdesk.consolidation.figures import FIELDS, Field, IndicatorFigures, decimal_of
from dxdesk.consolidation.outliers import Group, Odd, Outlier, in_letter_order, odd_figures, outlier_of
from dxdesk.consolidation.places import Place
from dxdesk.consolidation.rolling import Where
from dxdesk.guidance.pack import IndicatorKind, Pack
from dxdesk.plan.model import IndicatorFigure, IndicatorValue, Plan

# The kinds of figures that are summed up.
SUMMED: Final = frozenset({"count", "percent", "money", "yes_no"})
_NUMBER: Final = re.compile(r"-?[0-9]{1,30}(\.([0-9]{1,30}))?")
_MILLION: Final = 10**6
# A figure is summed where it has no more than twelve digits; with decimals nine, and six decimals.
_LONGEST: Final = 12
_LONGEST_WITH_POINT: Final = 16
_MOST_DECIMALS: Final = 6
_MOST_BEFORE_POINT: Final = 10**9
# What is weighed, in millionths, and by what: below a million, so that products stay below 2^63.
MOST_WEIGHED: Final = 10**12
MOST_WEIGHT: Final = 10**6


class Figure(NamedTuple):
    """A figure as it is written in a plan: of what kind, in millionths where it is summed, and what weighs it."""

    task: str
    indicator: str
    form: IndicatorKind
    unit: str
    field: Field
    figure: int | None
    weight: int | None


class _Sums:
    """What the figures of one kind come to."""

    def __init__(self) -> None:
        self.figures: list[int] = []
        self.left_out = 0
        self.weight = 0
        self.weighed = 0

    def add(self, one: Figure) -> None:
        if one.figure is None:
            self.left_out += 1
            return
        self.figures.append(one.figure)
        if one.weight is not None:
            self.weight += one.weight
            self.weighed += one.figure * one.weight


def indicator_figures(plans: Iterable[CountedPlan], scope: Scope, pack: Pack) -> list[IndicatorFigures]:
    """Return the figures of every indicator of tasks that are carried out."""
    weights = weights_of(pack)
    sums: dict[tuple[Where, Group], _Sums] = defaultdict(_Sums)
    for one in plans:
        each = list(figures_of(one.plan, weights))
        for spot in where(one.place, scope):
            for figure in each:
                sums[spot, figure[:5]].add(figure)
    return [_figures(spot, group, each) for (spot, group), each in sums.items()]


def outliers(plans: Iterable[CountedPlan], pack: Pack) -> list[Outlier]:
    """Return the figures out of line, in the order of tasks and units."""
    seen: dict[Group, list[tuple[int, Place]]] = defaultdict(list)
    for one in plans:
        for figure in figures_of(one.plan, {}):
            if figure.figure is not None:
                seen[one.place.level, *figure[:5]].append((figure.figure, one.place))
    found: list[Outlier] = []
    for group, each in seen.items():
        counts = sorted(Counter(figure for figure, _place in each).items())
        odd = {one.figure: one for one in odd_figures(group, counts, pack)}
        found += [_outlier(odd[figure], place) for figure, place in each if figure in odd]
    return in_letter_order(found, pack)


def weights_of(pack: Pack) -> Mapping[str, str]:
    """Return by which indicator each one is weighed, where the guidance names any."""
    return {one.key: one.weight for task in pack.tasks for one in task.indicators if one.weight}


def figures_of(plan: Plan, weights: Mapping[str, str]) -> Iterator[Figure]:
    """Yield each written figure of the tasks that a plan carries out."""
    for task, entry in carried_out(plan):
        for key, value in entry.indicators.items():
            weigher = entry.indicators.get(weights.get(key, ""))
            for field in FIELDS:
                written = getattr(value, field)
                if written is None or (isinstance(written, str) and not written.strip(" ")):
                    continue
                figure = _summed(value, field)
                weight = _weight(figure, weigher, field)
                yield Figure(task, key, value.kind, value.unit, field, figure, weight)


def _summed(value: IndicatorValue, field: Field) -> int | None:
    return millionths(getattr(value, field)) if value.kind in SUMMED else None


def _weight(figure: int | None, weigher: IndicatorValue | None, field: Field) -> int | None:
    if figure is None or weigher is None or weigher.kind != "count" or abs(figure) >= MOST_WEIGHED:
        return None
    found = _summed(weigher, field)
    weight = 0 if found is None else found // _MILLION
    return weight if 0 < weight < MOST_WEIGHT else None


def millionths(figure: IndicatorFigure) -> int | None:
    """Return a figure in millionths; None where it is no number, or too long to be summed."""
    if figure is None:
        return None
    if not isinstance(figure, str):
        return int(figure) * _MILLION if len(str(figure)) <= _LONGEST else None
    found = _NUMBER.fullmatch(figure)
    if found is None:
        return None
    decimals = found[2]
    if decimals is None:
        return int(figure) * _MILLION if len(figure) <= _LONGEST else None
    if len(figure) > _LONGEST_WITH_POINT or len(decimals) > _MOST_DECIMALS:
        return None
    scaled = int(figure.replace(".", "")) * 10 ** (_MOST_DECIMALS - len(decimals))
    return scaled if abs(scaled) < _MOST_BEFORE_POINT * _MILLION else None


def _figures(spot: Where, group: Group, sums: _Sums) -> IndicatorFigures:
    task, indicator, form, unit, field = group
    return IndicatorFigures(
        *spot,
        task,
        indicator,
        cast("IndicatorKind", form),
        unit,
        cast("Field", field),
        len(sums.figures) + sums.left_out,
        sums.left_out,
        decimal_of(sum(sums.figures)),
        decimal_of(min(sums.figures)) if sums.figures else None,
        decimal_of(max(sums.figures)) if sums.figures else None,
        sums.weight,
        decimal_of(sums.weighed),
    )


def _outlier(odd: Odd, place: Place) -> Outlier:
    return outlier_of(odd, code=place.code, name=place.name, district=place.district, province=place.province)

"""The figures of a plan as the rules on indicators look at them."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from dxdesk.guidance.pack import Indicator, IndicatorKind
from dxdesk.plan.model import IndicatorFigure, IndicatorValue
from dxdesk.plan.rules.rule import Answer, Review, excerpt
from dxdesk.pointers import escape_pointer

_decimal = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,20})?")
_day = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Measure(NamedTuple):
    """A unit's figures for one indicator; `indicator` is None where the pack does not know it."""

    path: str
    key: str
    value: IndicatorValue
    indicator: Indicator | None
    answer: Answer

    @property
    def label(self) -> str:
        """What messages call the indicator."""
        return excerpt(self.indicator.label if self.indicator else self.key)


class Figure(NamedTuple):
    """A figure that was written, with its place and what it belongs to."""

    path: str
    figure: int | bool | str
    measure: Measure


def measures(review: Review) -> Iterator[Measure]:
    """Yield the figures for every indicator that stands in a task that applies."""
    for answer in review.carried_out:
        known = {indicator.key: indicator for indicator in (answer.task.indicators if answer.task else ())}
        for key, value in answer.entry.indicators.items():
            path = f"{answer.path}/indicators/{escape_pointer(key)}"
            yield Measure(path, key, value, known.get(key), answer)


def figures(review: Review) -> Iterator[Figure]:
    """Yield every figure that is not empty, last year's before this year's."""
    for measure in measures(review):
        for field, figure in (("baseline", measure.value.baseline), ("target", measure.value.target)):
            if figure is not None and not is_empty(figure):
                yield Figure(f"{measure.path}/{field}", figure, measure)


def is_empty(figure: IndicatorFigure) -> bool:
    """Say whether nothing was written."""
    return figure is None or (isinstance(figure, str) and not figure.strip())


def number(figure: IndicatorFigure) -> Decimal | None:
    """Return a figure as a number, where it is one."""
    if isinstance(figure, bool) or figure is None:
        return None
    if isinstance(figure, int):
        return Decimal(figure)
    return Decimal(figure) if _decimal.fullmatch(figure) else None


def day(figure: IndicatorFigure) -> date | None:
    """Return a figure as a date, where it is one in the form of ISO 8601."""
    if not isinstance(figure, str) or not _day.fullmatch(figure):
        return None
    try:
        return date.fromisoformat(figure)
    except ValueError:
        return None


def is_whole(figure: IndicatorFigure) -> bool:
    """Say whether a figure is a whole number, as counts and amounts are."""
    return isinstance(figure, int) and not isinstance(figure, bool)


def is_decimal(figure: IndicatorFigure) -> bool:
    """Say whether a figure is a decimal string, as percentages are."""
    return isinstance(figure, str) and number(figure) is not None


def is_measured(kind: IndicatorKind) -> bool:
    """Say whether the figures of a kind are numbers."""
    return kind in ("count", "percent", "money")

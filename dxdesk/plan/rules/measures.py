"""Whether the figures are of their kind and make sense: range, direction, last year beside this year."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final

from dxdesk.guidance.pack import Indicator, IndicatorKind
from dxdesk.language import mark as _
from dxdesk.plan.model import IndicatorFigure
from dxdesk.plan.rules.figures import (
    Measure,
    day,
    figures,
    is_decimal,
    is_measured,
    is_whole,
    measures,
    number,
)
from dxdesk.plan.rules.rule import Place, Review, at, excerpt, rule
from dxdesk.text.dates import short_date
from dxdesk.text.numerals import number_text

_ALL: Final = Decimal(100)


def _not_of_kind(
    review: Review, kinds: tuple[IndicatorKind, ...], fits: Callable[[IndicatorFigure], bool]
) -> Iterator[Place]:
    for figure in figures(review):
        if figure.measure.value.kind in kinds and not fits(figure.figure):
            yield at(figure.path, label=figure.measure.label, figure=excerpt(str(figure.figure)))


@rule(
    "IN20",
    "error",
    "arithmetic",
    _("“{figure}” for “{label}” is not written as a whole number. Write digits only, like 250."),
)
def not_a_whole_number(review: Review) -> Iterator[Place]:
    """Counts and amounts are whole numbers."""
    return _not_of_kind(review, ("count", "money"), is_whole)


@rule(
    "IN21",
    "error",
    "arithmetic",
    _("“{figure}” for “{label}” is not written as a percentage. Write a number, like 95,5."),
)
def not_a_percentage(review: Review) -> Iterator[Place]:
    """Percentages are decimal numbers."""
    return _not_of_kind(review, ("percent",), is_decimal)


@rule(
    "IN22",
    "error",
    "arithmetic",
    _("“{figure}” for “{label}” is not written as a date. Choose a day in the calendar."),
)
def not_a_date(review: Review) -> Iterator[Place]:
    """Dates are kept in the form of ISO 8601."""
    return _not_of_kind(review, ("date",), lambda figure: day(figure) is not None)


@rule(
    "IN23",
    "error",
    "arithmetic",
    _("“{figure}” for “{label}” is not written as yes or no. Choose one of them."),
)
def neither_yes_nor_no(review: Review) -> Iterator[Place]:
    """Some indicators are only fulfilled or not."""
    return _not_of_kind(review, ("yes_no",), lambda figure: isinstance(figure, bool))


@rule("IN24", "error", "arithmetic", _("“{label}” is {figure} %, more than all there is. Check the figure."))
def more_than_all(review: Review) -> Iterator[Place]:
    """A share of a whole; a percentage without a bound in the pack may be a growth."""
    for figure in figures(review):
        share, indicator = number(figure.figure), figure.measure.indicator
        if share is not None and share > _ALL and indicator and _is_share(indicator):
            yield at(figure.path, label=figure.measure.label, figure=number_text(share))


@rule("IN25", "error", "arithmetic", _("“{label}” is {figure}, less than nothing. Check the figure."))
def less_than_nothing(review: Review) -> Iterator[Place]:
    """Counts, shares and amounts are not negative."""
    for figure in figures(review):
        amount = number(figure.figure)
        if is_measured(figure.measure.value.kind) and amount is not None and amount < 0:
            yield at(figure.path, label=figure.measure.label, figure=number_text(amount))


@rule(
    "IN26",
    "warning",
    "practice",
    _("“{label}” is {figure}, outside of what is usual ({usual}). Check the figure and its unit."),
)
def out_of_range(review: Review) -> Iterator[Place]:
    """The pack says which figures are sensible."""
    for figure in figures(review):
        amount, indicator = number(figure.figure), figure.measure.indicator
        if amount is None or amount < 0 or indicator is None or not is_measured(indicator.kind):
            continue
        if amount > _ALL and _is_share(indicator):
            continue
        low, high = _bounds(indicator)
        if amount < low or (high is not None and amount > high):
            yield at(
                figure.path, label=figure.measure.label, figure=number_text(amount), usual=_range(low, high)
            )


@rule(
    "IN27",
    "warning",
    "arithmetic",
    _("The target for “{label}” is {target}, below last year's result of {baseline}."),
)
def target_falls(review: Review) -> Iterator[Place]:
    """Where more is better, a target does not fall behind."""
    for measure, baseline, target in _pairs(review):
        if measure.indicator and measure.indicator.better == "more" and target < baseline:
            yield _apart(measure, baseline, target)


@rule(
    "IN28",
    "warning",
    "arithmetic",
    _("The target for “{label}” is {target}, above last year's result of {baseline}."),
)
def target_rises(review: Review) -> Iterator[Place]:
    """Where less is better, a target does not rise."""
    for measure, baseline, target in _pairs(review):
        if measure.indicator and measure.indicator.better == "less" and target > baseline:
            yield _apart(measure, baseline, target)


@rule(
    "IN29",
    "warning",
    "practice",
    _("The target date for “{label}” is {day}, not in {year}, the year of the plan."),
)
def target_date_outside_year(review: Review) -> Iterator[Place]:
    """A yearly plan is done within its year."""
    for measure in measures(review):
        target = day(measure.value.target)
        if measure.value.kind == "date" and target and target.year != review.plan.year:
            where = f"{measure.path}/target"
            yield at(where, label=measure.label, day=short_date(target), year=review.plan.year)


@rule(
    "IN30",
    "hint",
    "practice",
    _("The target for “{label}” is the same as last year's result, {baseline}. Say in the note why."),
)
def no_progress(review: Review) -> Iterator[Place]:
    """A plan wants more than there is, unless all is reached."""
    for measure, baseline, target in _pairs(review):
        indicator = measure.indicator
        if not indicator or indicator.better != "more" or target != baseline or measure.value.note.strip():
            continue
        reached = _ALL if indicator.kind == "percent" else _bounds(indicator)[1]
        if target != reached:
            yield _apart(measure, baseline, target)


def _pairs(review: Review) -> Iterator[tuple[Measure, Decimal, Decimal]]:
    """Yield last year's result and the target wherever both are numbers."""
    for measure in measures(review):
        baseline, target = number(measure.value.baseline), number(measure.value.target)
        if baseline is not None and target is not None and is_measured(measure.value.kind):
            yield measure, baseline, target


def _apart(measure: Measure, baseline: Decimal, target: Decimal) -> Place:
    figures = {"baseline": number_text(baseline), "target": number_text(target)}
    return at(f"{measure.path}/target", label=measure.label, **figures)


def _is_share(indicator: Indicator) -> bool:
    return (
        indicator.kind == "percent" and indicator.maximum is not None and Decimal(indicator.maximum) <= _ALL
    )


def _bounds(indicator: Indicator) -> tuple[Decimal, Decimal | None]:
    low = Decimal(indicator.minimum) if indicator.minimum is not None else Decimal(0)
    return low, Decimal(indicator.maximum) if indicator.maximum is not None else None


def _range(low: Decimal, high: Decimal | None) -> str:
    return f"≥ {number_text(low)}" if high is None else f"{number_text(low)}–{number_text(high)}"

"""Whether the tasks have targets that can be followed, beside the indicators of the guidance."""

from collections.abc import Iterator, Mapping
from typing import Final

from dxdesk.guidance.pack import Indicator, IndicatorKind
from dxdesk.language import Marked
from dxdesk.language import mark as _
from dxdesk.plan.figure import is_same_measure
from dxdesk.plan.rules.figures import figures, is_empty, measures
from dxdesk.plan.rules.rule import Answer, Place, Review, at, excerpt, rule
from dxdesk.pointers import escape_pointer

_KIND_NAMES: Final[Mapping[IndicatorKind, str]] = {
    "count": _("count"),
    "percent": _("percentage"),
    "money": _("amount of money"),
    "yes_no": _("yes or no"),
    "date": _("date"),
    "text": _("words"),
}


def _kind_name(kind: IndicatorKind) -> Marked:
    return Marked(_KIND_NAMES[kind])


def _followed(review: Review, answer: Answer) -> list[Indicator]:
    return list(answer.task.indicators_of(review.level)) if answer.task else []


def _has_target(answer: Answer, indicator: Indicator) -> bool:
    value = answer.entry.indicators.get(indicator.key)
    return value is not None and not is_empty(value.target)


@rule(
    "IN01",
    "warning",
    "practice",
    _(
        "Task {task} has no target in figures. Choose at least one of its indicators, like “{example}”, and set a target."
    ),
)
def task_without_target(review: Review) -> Iterator[Place]:
    """What is not measured cannot be followed up."""
    for answer in review.carried_out:
        indicators = _followed(review, answer)
        wanted_by_letter = any(indicator.in_letter for indicator in indicators)
        if not indicators or wanted_by_letter or any(_has_target(answer, each) for each in indicators):
            continue
        yield at(f"{answer.path}/indicators", task=answer.name, example=excerpt(indicators[0].label))


@rule(
    "IN02",
    "warning",
    "letter",
    _("The letter itself names the indicator “{label}”, and it has no target. Set one."),
)
def indicator_of_the_letter_without_target(review: Review) -> Iterator[Place]:
    """The letter asks to mind these indicators above all."""
    for answer in review.carried_out:
        for indicator in _followed(review, answer):
            if indicator.in_letter and not _has_target(answer, indicator):
                path = f"{answer.path}/indicators/{escape_pointer(indicator.key)}"
                yield at(path, label=excerpt(indicator.label))


@rule(
    "IN03",
    "hint",
    "practice",
    _(
        "The guidance does not know the indicator “{key}” in task {task}. Its figures are kept, but not printed."
    ),
)
def unknown_indicator(review: Review) -> Iterator[Place]:
    """An indicator of another year's pack, or of a newer one."""
    for measure in measures(review):
        if measure.answer.task and measure.indicator is None:
            yield at(measure.path, key=measure.key, task=measure.answer.name)


@rule(
    "IN04",
    "warning",
    "practice",
    _(
        "The figures for “{label}” are kept as “{ours}”, but the guidance has them as “{theirs}”. Write them anew."
    ),
)
def other_kind(review: Review) -> Iterator[Place]:
    """Figures of different kinds cannot be added up by the level above."""
    for measure in measures(review):
        if measure.indicator and measure.value.kind != measure.indicator.kind:
            kinds = {"ours": _kind_name(measure.value.kind), "theirs": _kind_name(measure.indicator.kind)}
            yield at(f"{measure.path}/kind", label=measure.label, **kinds)


@rule(
    "IN05",
    "warning",
    "practice",
    _("“{label}” is measured in “{ours}”, but the guidance has “{theirs}”. Take the unit of the guidance."),
)
def other_unit(review: Review) -> Iterator[Place]:
    """Figures in different units cannot be added up by the level above."""
    for measure in measures(review):
        if measure.indicator and not is_same_measure(measure.value.unit, measure.indicator.unit):
            units = {"ours": measure.value.unit, "theirs": measure.indicator.unit}
            yield at(f"{measure.path}/unit", label=measure.label, **units)


@rule(
    "IN06",
    "hint",
    "practice",
    _("“{label}” has a target, but not last year's result. Write it, even if it is an estimate or zero."),
)
def target_without_baseline(review: Review) -> Iterator[Place]:
    """A target says something beside where the unit stands; a day to reach has no year before."""
    for measure in measures(review):
        if measure.value.kind == "date":
            continue
        if is_empty(measure.value.baseline) and not is_empty(measure.value.target):
            yield at(f"{measure.path}/baseline", label=measure.label)


@rule(
    "IN07",
    "warning",
    "practice",
    _("“{label}” has last year's result, but no target. Set one, or empty the line."),
)
def baseline_without_target(review: Review) -> Iterator[Place]:
    """A plan is about what is to come."""
    for measure in measures(review):
        wanted_by_letter = measure.indicator is not None and measure.indicator.in_letter
        if not wanted_by_letter and not is_empty(measure.value.baseline) and is_empty(measure.value.target):
            yield at(f"{measure.path}/target", label=measure.label)


@rule(
    "IN08",
    "hint",
    "practice",
    _("“{label}” is not followed at this level. Its figures are kept; check that they belong here."),
)
def indicator_of_another_level(review: Review) -> Iterator[Place]:
    """The pack says which levels follow an indicator."""
    for measure in measures(review):
        if measure.indicator and review.level not in measure.indicator.levels:
            yield at(measure.path, label=measure.label)


@rule(
    "IN09",
    "hint",
    "practice",
    _("The plan has no target in figures at all. Choose a few indicators that the unit can follow."),
)
def no_target_at_all(review: Review) -> Iterator[Place]:
    """The specific goals are measured by indicators."""
    has_tasks = any(answer.entry.activities for answer in review.carried_out)
    has_targets = any(figure.path.endswith("/target") for figure in figures(review))
    if has_tasks and not has_targets and not any(text.strip() for text in review.plan.goals.specific):
        yield at("/goals/specific")

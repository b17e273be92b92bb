"""Whether every task of the letter is answered: done, or refused with a reason."""

from collections.abc import Iterator
from typing import Final

from dxdesk.guidance.pack import Need
from dxdesk.language import mark as _
from dxdesk.plan.rules.rule import Answer, Place, Review, at, fold, rule

_SHORTEST_REASON: Final = 4  # words
_SHORTEST_COPY: Final = 40  # characters: shorter texts may well be the same


def _unanswered(review: Review, need: Need) -> Iterator[Place]:
    for answer in review.answers:
        if answer.need == need and answer.entry.applies is None:
            yield at(answer.path, task=answer.name)


@rule(
    "TK01",
    "error",
    "letter",
    _(
        "Task {task} is not answered yet. Say that it applies and write at least one activity, or say why it does not."
    ),
)
def required_task_unanswered(review: Review) -> Iterator[Place]:
    """The letter asks to carry out its tasks; the pack says which every unit of the level has."""
    return _unanswered(review, "required")


@rule(
    "TK02",
    "warning",
    "letter",
    _(
        "Task {task} is not answered yet. Choose whether it applies; a ready answer is at hand if it does not."
    ),
)
def optional_task_unanswered(review: Review) -> Iterator[Place]:
    """A task that only some units of the level have."""
    return _unanswered(review, "optional")


@rule(
    "TK03",
    "hint",
    "letter",
    _("Task {task} is not usual at this level and not answered yet. Take over the ready answer."),
)
def unusual_task_unanswered(review: Review) -> Iterator[Place]:
    """A task that belongs to other levels."""
    return _unanswered(review, "not_usual")


@rule("TK04", "error", "letter", _("Task {task} is said not to apply, but not why. Write the reason."))
def refused_without_reason(review: Review) -> Iterator[Place]:
    """Who does not carry out a task of the letter says why."""
    for answer in review.answers:
        if answer.entry.applies is False and not answer.entry.reason.strip():
            yield at(f"{answer.path}/reason", task=answer.name)


@rule(
    "TK05",
    "warning",
    "letter",
    _(
        "Task {task} is usual in every unit of this level, but is said not to apply. Check that the reason is a good one."
    ),
)
def required_task_refused(review: Review) -> Iterator[Place]:
    """The level above will ask."""
    for answer in review.answers:
        if answer.need == "required" and answer.entry.applies is False and answer.entry.reason.strip():
            yield at(f"{answer.path}/applies", task=answer.name)


@rule(
    "TK06",
    "hint",
    "letter",
    _("The reason for leaving out task {task} is very short. Say it so that the level above understands."),
)
def short_reason(review: Review) -> Iterator[Place]:
    """A reason is a sentence."""
    for answer in review.answers:
        words = len(answer.entry.reason.split())
        if answer.entry.applies is False and 0 < words < _SHORTEST_REASON:
            yield at(f"{answer.path}/reason", task=answer.name)


@rule(
    "TK07",
    "hint",
    "practice",
    _(
        "Task {task} is said not to apply, but has activities. They are neither printed nor counted: move or delete them."
    ),
)
def refused_with_activities(review: Review) -> Iterator[Place]:
    """What is written there is lost on paper."""
    for answer in review.answers:
        if answer.entry.applies is False and answer.entry.activities:
            yield at(f"{answer.path}/activities", task=answer.name)


@rule(
    "TK08",
    "error",
    "letter",
    _("Task {task} applies, but has no activity. Write at least one, or say why the task does not apply."),
)
def task_without_activity(review: Review) -> Iterator[Place]:
    """A task is carried out by what is done."""
    for answer in review.carried_out:
        if not answer.entry.activities:
            yield at(f"{answer.path}/activities", task=answer.name)


@rule(
    "TK09",
    "hint",
    "practice",
    _("The present situation of task {task} is empty. Say in a sentence or two where the unit stands."),
)
def task_without_situation(review: Review) -> Iterator[Place]:
    """A plan begins where the unit is."""
    for answer in review.carried_out:
        if answer.task and not answer.entry.situation.strip():
            yield at(f"{answer.path}/situation", task=answer.name)


@rule(
    "TK10",
    "hint",
    "practice",
    _("Task {task} applies, and yet a reason is written why not. The reason is not printed: delete it."),
)
def reason_though_it_applies(review: Review) -> Iterator[Place]:
    """A left-over of an earlier answer."""
    for answer in review.carried_out:
        if answer.entry.reason.strip():
            yield at(f"{answer.path}/reason", task=answer.name)


@rule(
    "TK11",
    "hint",
    "practice",
    _("The guidance does not know the task {task}. What is written there is kept, but not printed."),
)
def unknown_task(review: Review) -> Iterator[Place]:
    """A task of another year's letter, or of a newer pack."""
    for answer in review.answers:
        if answer.task is None:
            yield at(answer.path, task=answer.name)


@rule(
    "TK12",
    "hint",
    "practice",
    _("The present situation of task {task} is the same text as that of task {other}."),
)
def copied_situation(review: Review) -> Iterator[Place]:
    """A text copied to be changed, and not changed."""
    first: dict[str, Answer] = {}
    for answer in review.carried_out:
        text = fold(answer.entry.situation)
        if len(text) < _SHORTEST_COPY:
            continue
        if text in first:
            yield at(f"{answer.path}/situation", task=answer.name, other=first[text].name)
        first.setdefault(text, answer)

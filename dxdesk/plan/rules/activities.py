"""Whether the activities can be carried out: what is done, by whom, with what result."""

from collections.abc import Iterator
from typing import Final

from dxdesk.guidance.wording import fill
from dxdesk.language import mark as _
from dxdesk.plan.beginning import unit_words
from dxdesk.plan.model import Activity
from dxdesk.plan.rules.rule import Place, Review, Row, at, excerpt, fold, rule

_LONGEST_CELL: Final = 500  # characters: a quarter of a landscape page in the column of contents
_VAGUE: Final = frozenset(
    {
        "cac don vi",
        "cac co quan",
        "cac don vi lien quan",
        "cac co quan lien quan",
        "cac co quan don vi",
        "cac co quan don vi lien quan",
        "don vi lien quan",
        "cac bo phan lien quan",
        "cac cong chuc lien quan",
    }
)


def _written(review: Review) -> Iterator[Row]:
    return (row for row in review.rows if row.activity.text.strip())


@rule(
    "AC01",
    "error",
    "practice",
    _("An activity of task {task} has no content. Say what is done, or delete the row."),
)
def activity_without_content(review: Review) -> Iterator[Place]:
    """An empty row would be printed and signed."""
    for row in review.rows:
        if not row.activity.text.strip():
            yield at(f"{row.path}/text", task=row.answer.name)


@rule("AC02", "warning", "practice", _("Nobody leads the activity “{text}”. Write the lead unit."))
def activity_without_lead(review: Review) -> Iterator[Place]:
    """One unit answers for each activity."""
    for row in _written(review):
        if not row.activity.lead.strip():
            yield at(f"{row.path}/lead", text=excerpt(row.activity.text))


@rule(
    "AC03",
    "warning",
    "practice",
    _("It is not said when the activity “{text}” is done. Write a time, like “Quý II/{year}”."),
)
def activity_without_time(review: Review) -> Iterator[Place]:
    """What has no time is not followed up."""
    for row in _written(review):
        if not row.activity.period.text.strip():
            yield at(f"{row.path}/period/text", text=excerpt(row.activity.text), year=review.plan.year)


@rule(
    "AC04",
    "warning",
    "practice",
    _("The activity “{text}” has no result. Write what will be there when it is done."),
)
def activity_without_output(review: Review) -> Iterator[Place]:
    """The result is what the level above can check."""
    for row in _written(review):
        if not row.activity.output.strip():
            yield at(f"{row.path}/output", text=excerpt(row.activity.text))


@rule(
    "AC05",
    "warning",
    "practice",
    _("The activity “{text}” stands twice in task {task}. Delete one, or say how they differ."),
)
def activity_twice(review: Review) -> Iterator[Place]:
    """The same text at another time is another activity."""
    seen: set[tuple[str, str, str]] = set()
    for row in _written(review):
        same = (row.answer.path, fold(row.activity.text), fold(row.activity.period.text))
        if same in seen:
            yield at(f"{row.path}/text", text=excerpt(row.activity.text), task=row.answer.name)
        seen.add(same)


@rule(
    "AC06",
    "hint",
    "practice",
    _("The activity “{text}” stands in task {other} too. Keep it where it belongs."),
)
def activity_in_two_tasks(review: Review) -> Iterator[Place]:
    """One thing done is told once."""
    first: dict[str, Row] = {}
    for row in _written(review):
        earlier = first.setdefault(fold(row.activity.text), row)
        if earlier.answer.path != row.answer.path:
            yield at(f"{row.path}/text", text=excerpt(row.activity.text), other=earlier.answer.name)


@rule(
    "AC07",
    "hint",
    "practice",
    _(
        "The activity “{text}” has {length} characters, too many for a cell of a table. Split it, or move parts to the situation."
    ),
)
def activity_too_long(review: Review) -> Iterator[Place]:
    """A row that fills the page cannot be read."""
    for row in review.rows:
        if len(row.activity.text) > _LONGEST_CELL:
            yield at(f"{row.path}/text", text=excerpt(row.activity.text), length=len(row.activity.text))


@rule(
    "AC08",
    "warning",
    "practice",
    _("The activity “{text}” has the same internal mark as another one. Delete it and write it anew."),
)
def mark_twice(review: Review) -> Iterator[Place]:
    """Edits and merges find an activity in its task by its id."""
    for answer in review.answers:
        seen: set[str] = set()
        for index, activity in enumerate(answer.entry.activities):
            if activity.id in seen:
                yield at(f"{answer.path}/activities/{index}/id", text=excerpt(activity.text))
            seen.add(activity.id)


@rule(
    "AC09",
    "hint",
    "practice",
    _("The activity only repeats the title of task {task}. Say what this unit does for it."),
)
def activity_repeats_task(review: Review) -> Iterator[Place]:
    """A title is no activity."""
    titles = {task.key: fold(task.title) for task in review.pack.tasks}
    for row in _written(review):
        task = row.answer.task
        if task and fold(row.activity.text) == titles[task.key]:
            yield at(f"{row.path}/text", task=row.answer.name)


@rule(
    "AC10",
    "hint",
    "practice",
    _("“{lead}” leads the activity and stands among its cooperating units too. Take it out there."),
)
def lead_among_partners(review: Review) -> Iterator[Place]:
    """Nobody cooperates with themselves."""
    for row in review.rows:
        lead = fold(row.activity.lead)
        if lead and lead in _bodies(row.activity.partners):
            yield at(f"{row.path}/partners", lead=excerpt(row.activity.lead))


@rule(
    "AC11",
    "hint",
    "practice",
    _("“{lead}” names nobody in particular as lead unit. Name the one that answers for it."),
)
def vague_lead(review: Review) -> Iterator[Place]:
    """Where all lead, nobody does."""
    for row in review.rows:
        if fold(row.activity.lead) in _VAGUE:
            yield at(f"{row.path}/lead", lead=row.activity.lead)


@rule(
    "AC12",
    "hint",
    "practice",
    _("All {count} activities of task {task} are as the guidance suggests them. Fit them to your own unit."),
)
def only_suggestions(review: Review) -> Iterator[Place]:
    """Suggestions are a beginning; numbers and names of the unit's own are missing."""
    words = unit_words(review.plan.unit)
    for answer in review.carried_out:
        if answer.task is None or not answer.entry.activities:
            continue
        suggestions = answer.task.suggestions.get(review.level, ())
        ours = {fill(suggestion.text, words).strip() for suggestion in suggestions}
        if ours and all(_as_suggested(activity, ours) for activity in answer.entry.activities):
            count = len(answer.entry.activities)
            yield at(f"{answer.path}/activities", count=count, task=answer.name)


def _as_suggested(activity: Activity, suggestions: set[str]) -> bool:
    return activity.text.strip() in suggestions and not activity.costs and not activity.note


def _bodies(text: str) -> set[str]:
    return {fold(body) for body in text.replace(";", ",").split(",")}

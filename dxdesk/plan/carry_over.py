"""Beginning a plan from one that exists: last year's of the same unit, or another unit's.

What is there to take is offered piece by piece; what was chosen comes as operations (RFC 6902) on a plan
begun empty, with notices of what was left out or has to be looked at. The source is only read.
"""

from collections.abc import Collection, Iterator
from typing import Literal

from dxdesk.guidance.pack import Pack
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.carried_sections import SECTIONS
from dxdesk.plan.carried_tasks import carried_task, says_something
from dxdesk.plan.carried_texts import adapted_texts
from dxdesk.plan.changes import task_path
from dxdesk.plan.edits import Operation
from dxdesk.plan.model import Plan, TaskEntry
from dxdesk.plan.notice import Notice
from dxdesk.plan.passage import Passage
from dxdesk.plan.rules.rule import excerpt
from dxdesk.value import Value

OfferKind = Literal["task", "gone_task", "new_task", "section"]


class Offer(Value, frozen=True, kw_only=True):
    """A piece of the source. Its `key` (a JSON Pointer) is what is chosen by.

    Tasks and sections can be carried over; a `gone_task` is not in the new guidance any more, and a
    `new_task` the source did not answer. `title` and `summary` are in the active language, `count` the
    number of activities or texts.
    """

    key: str
    kind: OfferKind
    title: str
    count: int
    summary: str
    recommended: bool


class CarryOver(Value, frozen=True, kw_only=True):
    """What puts the chosen pieces into the begun plan, and what there is to say of them."""

    operations: tuple[Operation, ...]
    notices: tuple[Notice, ...]


def offered(source: Plan, begun: Plan, pack: Pack) -> tuple[Offer, ...]:
    """Return what can be carried from the source: tasks in the letter's order, then the other parts.

    Another unit's tasks are recommended where it is of the same level; what is of the unit itself
    (bases, goals, who does what and signs) only from its own plans, and results only of the same year.
    """
    passage = Passage(source, begun, pack)
    return (*_task_offers(passage), *_section_offers(passage))


def carried(
    source: Plan, begun: Plan, pack: Pack, chosen: Collection[str], *, with_amounts: bool = False
) -> CarryOver:
    """Return what carries the chosen pieces (keys of offers) from the source into `begun`.

    Times move to the new year; the target of last year becomes its result where the unit is the same and
    the indicator too. Notes and acceptances stay behind, and amounts of money unless `with_amounts`: a
    budget is of one year. Another unit's name gives way to the own one; no other text is changed, and those
    that name the source's year are told.

    Raises:
        LookupError: something chosen is not among what can be carried over.
    """
    passage = Passage(source, begun, pack, with_amounts)
    possible = [each.key for each in offered(source, begun, pack) if each.kind in ("task", "section")]
    if unknown := sorted(set(chosen).difference(possible)):
        raise LookupError(_("This cannot be carried over: {keys}").format(keys=", ".join(unknown)))
    operations: list[Operation] = []
    notices: list[Notice] = []
    tasks = [task for task in pack.tasks if task_path(task.key) in chosen]
    sections = [section for section in SECTIONS if section.path in chosen]
    for piece in (
        *(carried_task(passage, task) for task in tasks),
        *(section.carry(passage) for section in sections),
    ):
        operations += piece.operations
        notices += piece.notices
    notices = [
        *_unmatched_tasks(passage),
        *_left_behind(passage, [source.tasks[task.key] for task in tasks]),
        *notices,
    ]
    renamings, remaining = adapted_texts(passage, operations)
    operations += renamings
    notices += remaining
    return CarryOver(operations=tuple(operations), notices=tuple(notices))


def _task_offers(passage: Passage) -> Iterator[Offer]:
    source, pack = passage.source, passage.pack
    is_same_level = source.unit.level == passage.begun.unit.level
    for task in pack.tasks:
        entry = source.tasks.get(task.key)
        is_answered = entry is not None and says_something(entry)
        yield Offer(
            key=task_path(task.key),
            kind="task" if entry is not None and is_answered else "new_task",
            title=_("Task {number}. {title}").format(number=task.number, title=task.title),
            count=len(entry.activities) if entry else 0,
            summary=_summary(entry) if entry is not None and is_answered else "",
            recommended=is_answered and is_same_level,
        )
    for key, entry in source.tasks.items():
        if pack.task(key) is None and says_something(entry):
            yield Offer(
                key=task_path(key),
                kind="gone_task",
                title=_("Task “{key}”").format(key=key),
                count=len(entry.activities),
                summary=_summary(entry),
                recommended=False,
            )


def _summary(entry: TaskEntry) -> str:
    if entry.applies is False:
        return _("does not apply")
    if not entry.activities:
        return _("no activity yet")
    count = len(entry.activities)
    return _n("{count} activity", "{count} activities", count).format(count=count)


def _section_offers(passage: Passage) -> Iterator[Offer]:
    for section in SECTIONS:
        texts = [text for text in section.texts(passage.source) if text.strip()]
        if texts:
            is_timely = not section.is_of_year or passage.years == 0
            yield Offer(
                key=section.path,
                kind="section",
                title=_(section.title),
                count=len(texts),
                summary=excerpt("; ".join(texts)),
                recommended=passage.is_same_unit and is_timely,
            )


def _unmatched_tasks(passage: Passage) -> Iterator[Notice]:
    for key, entry in passage.source.tasks.items():
        if passage.pack.task(key) is None and says_something(entry):
            message = mark("{place} is not in the guidance any more; what was written there stays behind.")
            yield Notice(message=message, path=task_path(key))
    for task in passage.pack.tasks:
        if task.key not in passage.source.tasks:
            message = mark("{place} is not in the earlier plan. Answer it anew.")
            yield Notice(message=message, path=task_path(task.key))


def _left_behind(passage: Passage, entries: list[TaskEntry]) -> Iterator[Notice]:
    """Tell what does not come along with any task, in one sentence each."""
    rows = [activity for entry in entries for activity in entry.activities]
    costs = sum(1 for activity in rows if activity.costs)
    if costs and not passage.with_amounts:
        message = mark(
            "The amounts of money were not carried over (activities: {count}). Enter the new ones."
        )
        yield Notice(message=message, path="/funding", fields={"count": str(costs)})
    values = [value for entry in entries for value in entry.indicators.values()]
    notes = sum(
        1 for note in (*(row.note for row in rows), *(value.note for value in values)) if note.strip()
    )
    if notes:
        message = mark("Notes beside activities and indicators were not carried over ({count}).")
        yield Notice(message=message, path="/tasks", fields={"count": str(notes)})
    targets = sum(1 for value in values if value.target is not None)
    if targets and passage.is_same_unit and passage.years == 1:
        message = mark("The targets of {year} now stand as its results. Correct those that were not reached.")
        yield Notice(message=message, path="/tasks", fields={"year": str(passage.source.year)})
    elif targets and not (passage.is_same_unit and passage.years == 0):
        message = mark(
            "The figures of the indicators were not carried over: they are of another unit or year."
        )
        yield Notice(message=message, path="/tasks")

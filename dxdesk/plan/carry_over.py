"""Beginning a plan from one that exists: last year's of the same unit, or another unit's.

What is there to take is offered piece by piece; what was chosen comes as operations (RFC 6902) on a plan
begun empty, with notices of what was left out or has to be looked at. The source is only read.
"""

from collections.abc import Collection, Iterator
from typing import Any, Final, Literal

from dxdesk.guidance.pack import Pack
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.carried_sections import SECTIONS
from dxdesk.plan.carried_tasks import carried_task, says_something
from dxdesk.plan.changes import task_path
from dxdesk.plan.edits import Operation, edited
from dxdesk.plan.model import Plan, TaskEntry
from dxdesk.plan.notice import Notice
from dxdesk.plan.passage import Passage, kind_of, mentions, renamed
from dxdesk.plan.places import texts_of
from dxdesk.plan.rules.rule import excerpt
from dxdesk.value import Value

OfferKind = Literal["task", "gone_task", "new_task", "section"]
# How long a text may grow by a longer name: recipients, lines, texts (see the model).
_ROOM: Final = (200, 2_000, 200_000)


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
    budget is of one year. Another unit's name gives way to the own one; no other text is changed.

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
    if not passage.is_same_unit:
        renamings, remaining = _own_names(passage, operations)
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


def _own_names(passage: Passage, operations: list[Operation]) -> tuple[list[Operation], list[Notice]]:
    """Put the unit's own name in the place of the source's, and tell where others of its names remain.

    What legal bases are called is never changed: those of another unit are left out instead.
    """
    old, new = passage.source.unit.name, passage.begun.unit.name
    renamings: list[Operation] = []
    notices = list(_other_kind(passage))
    foreign = [*passage.foreign_names()]
    for path, text in _carried_texts(passage.begun, operations):
        own = renamed(text, old, new)
        if own != text and _has_room(path, text, own):
            renamings.append({"op": "replace", "path": path, "value": own})
            message = mark("{place}: “{old}” was replaced by “{new}”.")
            notices.append(Notice(message=message, path=path, fields={"old": old, "new": new}))
            text = own  # noqa: PLW2901 - the rest is about what stands there now
        remaining = text.replace(new, "") if new else text
        if name := next((name for name in foreign if mentions(remaining, name)), ""):
            message = mark("{place} names {name}. Check that this is right for your unit.")
            notices.append(Notice(message=message, path=path, fields={"name": name}))
    return renamings, notices


def _other_kind(passage: Passage) -> Iterator[Notice]:
    theirs, ours = kind_of(passage.source.unit), kind_of(passage.begun.unit)
    if theirs and ours and theirs != ours:
        message = mark(
            "The earlier plan is of a {theirs}, yours of a {ours}. Read the texts with this in mind."
        )
        yield Notice(message=message, path="/unit", fields={"theirs": theirs, "ours": ours})


def _carried_texts(begun: Plan, operations: list[Operation]) -> Iterator[tuple[str, str]]:
    """Yield the texts that the operations bring, with their places after them."""
    places: list[Any] = [str(operation["path"]) for operation in operations]
    for path, text in texts_of(edited(begun, operations)):
        is_carried = any(path == place or path.startswith(f"{place}/") for place in places)
        if is_carried and not path.startswith(("/bases/", "/document/signer", "/document/symbol")):
            yield path, text


def _has_room(path: str, old: str, new: str) -> bool:
    recipient, line, text = _ROOM
    if path.startswith("/document/"):
        return len(new) <= recipient
    return len(new) <= (line if len(old) <= line else text)

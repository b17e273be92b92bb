"""What becomes of the answer to a task on the way from an existing plan to a new one."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import msgspec

from dxdesk.guidance.pack import Task
from dxdesk.language import mark as _
from dxdesk.plan.beginning import new_entry, unit_words
from dxdesk.plan.changes import free_id, task_path
from dxdesk.plan.edits import Operation
from dxdesk.plan.figure import figure_text, is_same_measure
from dxdesk.plan.model import Activity, IndicatorFigure, IndicatorValue, TaskEntry
from dxdesk.plan.new_period import moved_period
from dxdesk.plan.notice import Notice
from dxdesk.plan.passage import Passage
from dxdesk.plan.rules.figures import is_empty
from dxdesk.plan.rules.rule import excerpt
from dxdesk.pointers import escape_pointer

_GONE: Final = _(
    "{place}: the indicator “{label}” is no longer followed. Its figure of {year} ({figure}) stayed there."
)
_MEASURED_DIFFERENTLY: Final = _(
    "{place}: it is measured in another way now. The figure of {year} ({figure}) was not carried over; "
    "write last year's result anew."
)


class Carried(NamedTuple):
    """The operations on the begun plan, and what there is to say of them."""

    operations: list[Operation]
    notices: list[Notice]


def says_something(entry: TaskEntry | None) -> bool:
    """Say whether anything was answered to a task."""
    if entry is None:
        return False
    values = entry.indicators.values()
    texts = (entry.reason, entry.situation, *(value.note for value in values))
    return (
        entry.applies is not None
        or bool(entry.activities)
        or any(text.strip() for text in texts)
        or any(has_figures(value) for value in values)
    )


def has_figures(value: IndicatorValue) -> bool:
    """Say whether last year's result or this year's target was written."""
    return not (is_empty(value.baseline) and is_empty(value.target))


def carried_task(passage: Passage, task: Task) -> Carried:
    """Return what puts the source's answer to a task into the begun plan."""
    entry = passage.source.tasks[task.key]
    begun = passage.begun.tasks.get(task.key)
    if begun is None:
        begun = new_entry(task, passage.begun.unit.level, unit_words(passage.begun.unit))
    indicators, notices = _indicators(passage, task, entry, begun)
    carried = TaskEntry(
        applies=entry.applies,
        reason=entry.reason,
        situation=entry.situation,
        activities=tuple(_activities(passage, entry.activities)),
        indicators=indicators,
    )
    path = task_path(task.key)
    notices += _period_notices(passage, path, entry.activities)
    return Carried([{"op": "add", "path": path, "value": plain(carried)}], notices)


def plain(value: Any) -> Any:
    """Return a value as an operation of JSON Patch holds it."""
    return msgspec.json.decode(msgspec.json.encode(value))


def _activities(passage: Passage, activities: Iterable[Activity]) -> Iterator[Activity]:
    taken: set[str] = set()
    for activity in activities:
        identity = free_id(taken) if activity.id in taken else activity.id
        taken.add(identity)
        yield msgspec.structs.replace(
            activity,
            id=identity,
            period=moved_period(activity.period, passage.source.year, passage.begun.year).period,
            # A budget is of one year: amounts that stay unseen would be added up and printed.
            costs=activity.costs if passage.with_amounts else (),
            note="",
        )


def _period_notices(passage: Passage, path: str, activities: Iterable[Activity]) -> list[Notice]:
    message = _("{place}: the time “{words}” names other years than {year} and was kept. Check it.")
    return [
        Notice(
            message=message,
            path=f"{path}/activities/{index}/period",
            fields={
                "words": excerpt(activity.period.text),
                "year": str(passage.source.year),
            },
        )
        for index, activity in enumerate(activities)
        if moved_period(activity.period, passage.source.year, passage.begun.year).names_other_years
    ]


def _indicators(
    passage: Passage, task: Task, entry: TaskEntry, begun: TaskEntry
) -> tuple[Mapping[str, IndicatorValue], list[Notice]]:
    """Return the indicators of the begun plan with the figures that are true in it, too."""
    indicators = dict(begun.indicators)
    notices: list[Notice] = []
    known = {indicator.key: indicator for indicator in task.indicators}
    for key, value in entry.indicators.items() if passage.is_same_unit else ():
        path = f"{task_path(task.key)}/indicators/{escape_pointer(key)}"
        figures = _figures(passage, value)
        if not figures:
            continue
        fields = {"figure": figure_text(value.kind, value.target), "year": str(passage.source.year)}
        place = indicators.get(key)
        if place is None:
            label = known[key].label if key in known else key
            fields["label"] = excerpt(label)
            notices.append(Notice(message=_GONE, path=task_path(task.key), fields=fields))
        elif place.kind != value.kind or not is_same_measure(place.unit, value.unit):
            notices.append(Notice(message=_MEASURED_DIFFERENTLY, path=path, fields=fields))
        else:
            indicators[key] = msgspec.structs.replace(place, **figures)
    return indicators, notices


def _figures(passage: Passage, value: IndicatorValue) -> Mapping[str, IndicatorFigure]:
    """Return which figures of the source are true in the begun plan, by field.

    What a unit wanted to reach last year is the best guess at what it did reach. A plan of the same year
    has the same figures; older ones say nothing of the year before.
    """
    match passage.years:
        case 0:
            figures = {"baseline": value.baseline, "target": value.target}
        case 1:
            figures = {"baseline": value.target}
        case _:
            figures = {}
    return {name: figure for name, figure in figures.items() if not is_empty(figure)}

"""The changes a person makes on the page of a task. What the plan has no entry for yet is added first."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from dxdesk.guidance.pack import Indicator, Task
from dxdesk.language import mark
from dxdesk.plan.beginning import new_entry, unit_words
from dxdesk.plan.changes import (
    Change,
    free_id,
    set_value,
    task_path,
    value_at,
)
from dxdesk.plan.cost_changes import set_amount
from dxdesk.plan.edit import EditName
from dxdesk.plan.edits import Operation
from dxdesk.plan.model import Activity, IndicatorValue, Plan
from dxdesk.plan.periods import read_period
from dxdesk.plan.table_columns import Column
from dxdesk.plan.tables import CellError, one_line, typed
from dxdesk.plan.unread import forget_typed, keep_typed
from dxdesk.pointers import escape_pointer
from dxdesk.text.characters import clean


def set_in_task(plan: Plan, task: Task, path: str, value: Any) -> Change:
    """Put a value at a place of a task's entry."""
    name, operations = set_value(plan, path, value)
    return name, [*_entry_if_missing(plan, task), *operations]


def set_indicator(plan: Plan, task: Task, indicator: Indicator, path: str, value: Any) -> Change:
    """Put a value at a place of an indicator.

    It begins with the kind and the unit of the guidance, and takes them on where a figure is written anew:
    figures of another kind cannot stay beside it.
    """
    name, operations = set_value(plan, path, value)
    place = f"{task_path(task.key)}/indicators/{escape_pointer(indicator.key)}"
    part = path.rpartition("/")[2]
    present = value_at(plan, place)
    empty = IndicatorValue(kind=indicator.kind, unit=indicator.unit)
    if present is None:
        added: Operation = {"op": "add", "path": place, "value": msgspec.to_builtins(empty)}
        return name, [*_entry_if_missing(plan, task), added, *operations]
    if part == "note" or (present.kind, present.unit) == (indicator.kind, indicator.unit):
        return name, operations
    kept = present if present.kind == indicator.kind else msgspec.structs.replace(empty, note=present.note)
    anew = msgspec.structs.replace(kept, unit=indicator.unit, **{part: value})
    renewed: Operation = {"op": "replace", "path": place, "value": msgspec.to_builtins(anew)}
    return name, [renewed, *operations]  # the second says that this place itself was written


def set_period_text(plan: Plan, path: str, text: str) -> Change:
    """Write when the activity at `path` is done. Its date follows the words unless somebody set another."""
    before = value_at(plan, f"{path}/period")
    follows = before.due is None or before.due == read_period(before.text, plan.year).due
    period = msgspec.structs.replace(
        before, text=text, due=read_period(text, plan.year).due if follows else before.due
    )
    name = EditName(message=mark("Edit {place}"), path=f"{path}/period/text")
    value = msgspec.to_builtins(period)
    return name, [{"op": "replace", "path": f"{path}/period", "value": value}]


def type_in_cell(plan: Plan, path: str, column: Column, text: str) -> Change:
    """Put what was typed in a cell into the activity at `path`; what cannot be read is kept there as typed."""
    try:
        return _taken(plan, path, column, text)
    except CellError:
        return keep_typed(plan, cell_place(plan, path, column), text)


def cell_place(plan: Plan, path: str, column: Column) -> str:
    """Return the place that a cell of the activity at `path` is typed into.

    An amount that several sources share is that of all costs.
    """
    match column.kind:
        case "period":
            return f"{path}/period/text"
        case "money" if len(value_at(plan, f"{path}/costs", ())) <= 1:
            return f"{path}/costs/0/amount"
        case "source":
            return f"{path}/costs/0/source"
    return f"{path}/{column.field}"


def _taken(plan: Plan, path: str, column: Column, text: str) -> Change:
    """Return what takes over the text of a cell.

    Raises:
        CellError: it cannot be read.
    """
    place = cell_place(plan, path, column)
    entry = value_at(plan, path)
    after = typed(entry, column, text, plan)
    if column.kind == "period":
        return set_period_text(plan, path, one_line(clean(text)))
    if place.endswith("/amount"):
        return set_amount(plan, f"{path}/costs/0", after.costs[0].amount if after.costs else None)
    name = EditName(message=mark("Edit {place}"), path=f"{path}/{column.field}")
    value = getattr(after, column.field)
    operations: list[Operation] = [
        {"op": "replace", "path": f"{path}/{column.field}", "value": msgspec.to_builtins(value)}
    ]
    if column.kind == "source":
        if not value:
            return forget_typed(plan, place)
        operations.append({"op": "replace", "path": place, "value": value[0].source})
    return name, operations


def insert_activities(plan: Plan, task: Task, index: int, activities: Sequence[Activity]) -> Change:
    """Put activities into a task, the first at `index`, each under an id of its own; the task then applies."""
    path = task_path(task.key)
    entry = plan.tasks.get(task.key)
    operations = _entry_if_missing(plan, task)
    if entry is None or entry.applies is not True:
        operations.append({"op": "replace", "path": f"{path}/applies", "value": True})
    taken = {activity.id for activity in entry.activities} if entry else set()
    for shift, activity in enumerate(activities):
        identity = free_id(taken)
        taken.add(identity)
        value = msgspec.to_builtins(msgspec.structs.replace(activity, id=identity))
        operations.append({"op": "add", "path": f"{path}/activities/{index + shift}", "value": value})
    place = f"{path}/activities"
    return EditName(message=mark("Add {place}"), path=f"{place}/{index}"), operations


def paste_activities(plan: Plan, task: Task, index: int, activities: Sequence[Activity]) -> Change:
    """Put pasted activities into a task, the first at `index`."""
    _name, operations = insert_activities(plan, task, index, activities)
    place = f"{task_path(task.key)}/activities"
    return EditName(message=mark("Paste rows into {place}"), path=place), operations


def duplicate_activities(plan: Plan, task: Task, indexes: Iterable[int]) -> Change:
    """Put copies of activities after the last of them."""
    ordered = sorted(set(indexes))
    copies = [plan.tasks[task.key].activities[index] for index in ordered]
    _name, operations = insert_activities(plan, task, ordered[-1] + 1, copies)
    path = f"{task_path(task.key)}/activities/{ordered[0]}"
    return EditName(message=mark("Duplicate {place}"), path=path), operations


def move_entries(plan: Plan, path: str, indexes: Iterable[int], before: int) -> Change:
    """Move entries of the list at `path`, kept together, to where the entry `before` stands now."""
    count = len(value_at(plan, path))
    moved = sorted(set(indexes))
    wanted = [each for each in range(before) if each not in moved]
    wanted += moved
    wanted += [each for each in range(before, count) if each not in moved]
    name = EditName(message=mark("Move {place}"), path=f"{path}/{moved[0]}")
    return name, list(_moves(path, moved, before, wanted))


def _moves(path: str, moved: Sequence[int], before: int, wanted: Sequence[int]) -> Iterable[Operation]:
    """Yield the operations that bring the entries from their order into the wanted one."""
    present = sorted(wanted)
    downwards = [each for each in reversed(moved) if each < before]
    for each in (*downwards, *(each for each in moved if each >= before)):
        source, target = present.index(each), wanted.index(each)
        if source != target:
            present.insert(target, present.pop(source))
            yield {"op": "move", "from": f"{path}/{source}", "path": f"{path}/{target}"}


def _entry_if_missing(plan: Plan, task: Task) -> list[Operation]:
    if task.key in plan.tasks:
        return []
    entry = new_entry(task, plan.unit.level, unit_words(plan.unit))
    return [{"op": "add", "path": task_path(task.key), "value": msgspec.to_builtins(entry)}]

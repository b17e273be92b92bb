"""The changes a person makes on the page of a task. What the plan has no entry for yet is added first."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from dxdesk.guidance.pack import Indicator, Task
from dxdesk.language import mark
from dxdesk.plan.beginning import new_entry, unit_words
from dxdesk.plan.changes import (
    Change,
    add_entries,
    free_id,
    is_there,
    remove_entries,
    set_value,
    task_path,
    value_at,
)
from dxdesk.plan.edit import EditName
from dxdesk.plan.edits import Operation
from dxdesk.plan.model import Activity, Cost, FundingSource, IndicatorValue, Plan
from dxdesk.plan.periods import read_period
from dxdesk.plan.table_columns import Column
from dxdesk.plan.tables import one_line, typed
from dxdesk.text.characters import clean
from dxdesk.value import escape_pointer


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
    return name, [{"op": "replace", "path": place, "value": msgspec.to_builtins(anew)}]


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
    """Put what was typed in a cell into the activity at `path`.

    Raises:
        EditError: the text does not fit the cell; the sentence says what to write.
    """
    place = f"{path}/{column.field}"
    if column.kind == "period":
        return set_period_text(plan, path, one_line(clean(text)))
    after = typed(value_at(plan, path), column, text, plan)
    value = msgspec.to_builtins(getattr(after, column.field))
    return EditName(message=mark("Edit {place}"), path=place), [
        {"op": "replace", "path": place, "value": value}
    ]


def set_amount(plan: Plan, path: str, amount: int | None, source: FundingSource | None = None) -> Change:
    """Put an amount in đồng at the cost at `path`; None takes the cost away.

    A cost that is not there yet comes to the end of the list, paid by `source`.
    """
    costs, _slash, index = path.rpartition("/")
    if is_there(plan, path):
        return (
            remove_entries(costs, [int(index)])
            if amount is None
            else set_value(plan, f"{path}/amount", amount)
        )
    if amount is None:
        return EditName(message=mark("Edit {place}"), path=costs), []
    return add_entries(costs, len(value_at(plan, costs, ())), [Cost(amount=amount, source=source)])


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

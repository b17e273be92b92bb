"""The changes a person makes, each with its name and its operations (RFC 6902)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec

from dxdesk.guidance.pack import Pack, Suggestion, Task
from dxdesk.guidance.wording import worded_task
from dxdesk.language import mark
from dxdesk.plan.beginning import new_entry, suggested, unit_words
from dxdesk.plan.edit import EditName
from dxdesk.plan.edits import Operation
from dxdesk.plan.model import Activity, Plan, TaskEntry
from dxdesk.plan.places import tokens_of
from dxdesk.pointers import escape_pointer

Change = tuple[EditName, list[Operation]]

_MISSING: Final = object()


def set_value(plan: Plan, path: str, value: Any) -> Change:
    """Put a value at a place; a key that a map lacks is added."""
    operation = "replace" if is_there(plan, path) else "add"
    name = EditName(message=mark("Edit {place}"), path=path)
    return name, [{"op": operation, "path": path, "value": msgspec.to_builtins(value)}]


def add_entries(path: str, index: int, entries: Sequence[Any]) -> Change:
    """Put entries into the list at `path`, the first at `index`."""
    name = EditName(message=mark("Add {place}"), path=f"{path}/{index}")
    operations: list[Operation] = [
        {"op": "add", "path": f"{path}/{index + shift}", "value": msgspec.to_builtins(entry)}
        for shift, entry in enumerate(entries)
    ]
    return name, operations


def remove_entries(path: str, indexes: Iterable[int]) -> Change:
    """Take entries out of the list at `path`."""
    ordered = sorted(set(indexes), reverse=True)
    name = EditName(message=mark("Delete {place}"), path=f"{path}/{ordered[-1]}")
    return name, [{"op": "remove", "path": f"{path}/{index}"} for index in ordered]


def duplicate_entry(plan: Plan, path: str, index: int) -> Change:
    """Put a copy of an entry of the list at `path` after it."""
    copy = msgspec.to_builtins(value_at(plan, f"{path}/{index}"))
    name = EditName(message=mark("Duplicate {place}"), path=f"{path}/{index}")
    return name, [{"op": "add", "path": f"{path}/{index + 1}", "value": copy}]


def remove_value(path: str) -> Change:
    """Take an entry out of a map."""
    return EditName(message=mark("Delete {place}"), path=path), [{"op": "remove", "path": path}]


def move_entry(path: str, source: int, target: int) -> Change:
    """Move an entry of the list at `path` so that it stands at `target` afterwards."""
    name = EditName(message=mark("Move {place}"), path=f"{path}/{source}")
    return name, [{"op": "move", "from": f"{path}/{source}", "path": f"{path}/{target}"}]


def set_applies(plan: Plan, task: Task, *, applies: bool | None) -> Change:
    """Answer whether a task applies; a "no" without a reason begins with the guidance's ready answer."""
    path = task_path(task.key)
    entry = plan.tasks.get(task.key)
    operations: list[Operation] = []
    if entry is None:
        entry = _entry(plan, task)
        operations.append({"op": "add", "path": path, "value": msgspec.to_builtins(entry)})
    operations.append({"op": "replace", "path": f"{path}/applies", "value": applies})
    if applies is False and not entry.reason.strip():
        answer = worded_task(task, unit_words(plan.unit)).levels[plan.unit.level].answer
        operations.append({"op": "replace", "path": f"{path}/reason", "value": answer})
    return EditName(message=mark("Edit {place}"), path=f"{path}/applies"), operations


def insert_suggestions(plan: Plan, task: Task, suggestions: Iterable[Suggestion]) -> Change:
    """Add suggestions, their words filled in, at the end of a task's activities; the task then applies."""
    entry = plan.tasks.get(task.key) or _entry(plan, task)
    path = task_path(task.key)
    operations: list[Operation] = []
    if task.key not in plan.tasks:
        operations.append({"op": "add", "path": path, "value": msgspec.to_builtins(entry)})
    if entry.applies is not True:
        operations.append({"op": "replace", "path": f"{path}/applies", "value": True})
    taken = {activity.id for activity in entry.activities}
    for suggestion in suggestions:
        identity = free_id(taken)
        taken.add(identity)
        added = msgspec.to_builtins(suggested(suggestion, identity))
        operations.append({"op": "add", "path": f"{path}/activities/-", "value": added})
    return EditName(message=mark("Insert suggestions in {place}"), path=path), operations


def new_activity(plan: Plan, task: str) -> Activity:
    """Return an empty activity with an id that its task does not have yet."""
    entry = plan.tasks.get(task)
    return Activity(id=free_id(activity.id for activity in entry.activities) if entry else "a1")


def free_id(taken: Iterable[str]) -> str:
    """Return an id of an activity that is not taken: "a1", "a2" and so on."""
    used = set(taken)
    number = len(used) + 1
    while f"a{number}" in used:
        number += 1
    return f"a{number}"


def task_path(key: str) -> str:
    """Return the place of a task's entry."""
    return f"/tasks/{escape_pointer(key)}"


def lead_units(plan: Plan, pack: Pack) -> list[str]:
    """Return the lead units to offer while one is written: those already used first, then the guidance's."""
    used = [activity.lead for entry in plan.tasks.values() for activity in entry.activities]
    defaults = pack.meta.defaults.get(plan.unit.level)
    return [
        name for name in dict.fromkeys([*used, *(defaults.lead_units if defaults else ())]) if name.strip()
    ]


def is_there(plan: Plan, path: str) -> bool:
    """Say whether the place exists."""
    return value_at(plan, path, _MISSING) is not _MISSING


def value_at(plan: Plan, path: str, default: Any = None) -> Any:
    """Return what stands at a place (a JSON Pointer), or the default where there is no such place."""
    if path and not path.startswith("/"):
        return default
    return member_within(plan, tokens_of(path), default)


def member_within(value: Any, tokens: Iterable[str], default: Any) -> Any:
    """Return what stands within a value, given the steps of the way there, or the default."""
    for token in tokens:
        value = _member(value, token)
        if value is _MISSING:
            return default
    return value


def _member(value: Any, token: str) -> Any:
    if isinstance(value, msgspec.Struct):
        return getattr(value, token) if token in value.__struct_fields__ else _MISSING
    if isinstance(value, tuple | list):
        return value[int(token)] if token.isdecimal() and int(token) < len(value) else _MISSING
    return value.get(token, _MISSING) if isinstance(value, Mapping) else _MISSING


def _entry(plan: Plan, task: Task) -> TaskEntry:
    return new_entry(task, plan.unit.level, unit_words(plan.unit))

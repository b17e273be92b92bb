"""A plan in parts: one for each member, one for each task, and the order of the tasks.

An edit writes only the parts that it touches: a few kilobytes, however long the plan is.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from dxdesk.plan.edit import paths_of
from dxdesk.plan.edits import Operation
from dxdesk.plan.model import Plan
from dxdesk.pointers import tokens_of

# The part "tasks" lists the keys of the tasks in their order.
_TASKS: Final = "tasks"
_TASK: Final = _TASKS + "/"
_order = msgspec.json.Decoder(tuple[str, ...])


def split_plan(plan: Plan) -> dict[str, str]:
    """Return every part of a plan as JSON, by its key."""
    members = [name for name in plan.__struct_fields__ if name != _TASKS]
    return {
        key: part for key in (*members, _TASKS, *_task_keys(plan)) if (part := part_of(plan, key)) is not None
    }


def part_of(plan: Plan, key: str) -> str | None:
    """Return one part of a plan as JSON; None where the plan has no such task."""
    if key == _TASKS:
        return _json(tuple(plan.tasks))
    if not key.startswith(_TASK):
        return _json(getattr(plan, key))
    task = plan.tasks.get(key.removeprefix(_TASK))
    return None if task is None else _json(task)


def join_parts(parts: Mapping[str, str]) -> Plan:
    """Return the plan that the parts make.

    Raises:
        msgspec.DecodeError: a part is damaged or missing.
    """
    order = _order.decode(parts.get(_TASKS, ""))
    members = {key: _raw(part) for key, part in parts.items() if key != _TASKS and not key.startswith(_TASK)}
    tasks = {key: _raw(parts.get(_TASK + key, "")) for key in order}
    return msgspec.json.decode(msgspec.json.encode({**members, _TASKS: tasks}), type=Plan)


def touched_parts(operations: Iterable[Operation]) -> frozenset[str] | None:
    """Return the keys of the parts that operations touch; None where they touch the plan as a whole."""
    touched: set[str] = set()
    for path in paths_of(operations):
        match tokens_of(path):
            case [] | ["tasks"]:
                return None
            case ["tasks", task]:  # it comes or goes: so does the order
                touched |= {_TASKS, _TASK + task}
            case ["tasks", task, *_rest]:
                touched.add(_TASK + task)
            case [member, *_rest]:
                touched.add(member)
    return frozenset(touched)


def _task_keys(plan: Plan) -> tuple[str, ...]:
    return tuple(_TASK + key for key in plan.tasks)


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _raw(part: str) -> msgspec.Raw:
    return msgspec.Raw(part.encode())

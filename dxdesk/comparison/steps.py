"""Single changes of a plan that a comparison found, and the operations (RFC 6902) that make them.

Places and numbers are those of the plan that was compared. Every change asks first whether the plan
still has there what it had then.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from dxdesk.plan.changes import is_there, value_at
from dxdesk.plan.edits import Operation
from dxdesk.plan.model import Activity, Plan
from dxdesk.value import Value


class Put(Value, frozen=True, kw_only=True, tag=True):
    """Put a value, as JSON has it, at a place."""

    path: str
    value: Any


class Insert(Value, frozen=True, kw_only=True, tag=True):
    """Put an entry into a list, after the entry `after` (-1: in front) and whatever else came after it."""

    rows: str
    after: int
    value: Any


class Remove(Value, frozen=True, kw_only=True, tag=True):
    """Take an entry out of a list."""

    rows: str
    index: int


class Move(Value, frozen=True, kw_only=True, tag=True):
    """Put an entry of a list after the entry `after` (-1: in front)."""

    rows: str
    index: int
    after: int


Step = Put | Insert | Remove | Move
_New = tuple[int]


def operations_of(plan: Plan, steps: Sequence[Step]) -> list[Operation]:
    """Return the operations that make the steps, all at once, whatever their order."""
    operations = list(_questions(plan, steps))
    operations += [_put(plan, step) for step in steps if isinstance(step, Put)]
    lists = dict.fromkeys(step.rows for step in steps if not isinstance(step, Put))
    for rows in lists:
        operations += _rearranged(plan, rows, [step for step in steps if not isinstance(step, Put)])
    return operations


def _put(plan: Plan, step: Put) -> Operation:
    operation = "replace" if is_there(plan, step.path) else "add"
    return {"op": operation, "path": step.path, "value": step.value}


def _questions(plan: Plan, steps: Iterable[Step]) -> Iterator[Operation]:
    for step in steps:
        match step:
            case Put(path=path):
                pass
            case (
                Insert(rows=rows, after=index) | Remove(rows=rows, index=index) | Move(rows=rows, index=index)
            ):
                path = f"{rows}/{index}" if index >= 0 else ""
        if path and is_there(plan, path):
            value = value_at(plan, path)
            whole = {"op": "test", "path": path, "value": msgspec.to_builtins(value)}
            # An activity is known by its mark, however its cells were changed since.
            known = isinstance(value, Activity) and not isinstance(step, Put)
            yield {"op": "test", "path": f"{path}/id", "value": value.id} if known else whole


def _rearranged(plan: Plan, rows: str, steps: Sequence[Insert | Remove | Move]) -> Iterator[Operation]:
    """Yield what removes, moves and adds the entries of one list, counting along where each stands."""
    present: list[int | _New] = list(range(len(value_at(plan, rows, ()))))
    own = [step for step in steps if step.rows == rows]
    for step in own:
        if isinstance(step, Remove):
            place = present.index(step.index)
            present.pop(place)
            yield {"op": "remove", "path": f"{rows}/{place}"}
    for step in own:
        if isinstance(step, Move):
            source = present.index(step.index)
            present.pop(source)
            target = _behind(present, step.after)
            present.insert(target, step.index)
            yield {"op": "move", "from": f"{rows}/{source}", "path": f"{rows}/{target}"}
    for number, step in enumerate(own):
        if isinstance(step, Insert):
            place = _behind(present, step.after)
            present.insert(place, (number,))
            yield {"op": "add", "path": f"{rows}/{place}", "value": step.value}


def _behind(present: Sequence[int | _New], after: int) -> int:
    """Return the place behind an entry, and behind what was put there already."""
    place = present.index(after) + 1 if after in present else 0
    while place < len(present) and isinstance(present[place], tuple):
        place += 1
    return place

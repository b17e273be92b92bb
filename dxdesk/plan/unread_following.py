"""What was typed and cannot be read goes along with its row, and goes away once its place is written.

A text leaves with the row that it stands in; undo brings both back.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from dxdesk.plan.changes import member_within, value_at
from dxdesk.plan.edits import Operation
from dxdesk.plan.model import Plan, Unread
from dxdesk.plan.places import tokens_of
from dxdesk.plan.unread import removals

_MISSING: Final = object()
# Where a place is after an operation that adds, removes or moves a row.
Shifted = Callable[[Plan, Operation, str], str]


def unread_following(plan: Plan, steps: Sequence[Operation], shifted: Shifted) -> list[Operation]:
    """Return what brings the texts that cannot be read along with operations on other parts of `plan`."""
    moved: list[Operation] = []
    gone: list[int] = []
    for index, entry in enumerate(plan.unread):
        path = _after(plan, entry, steps, shifted)
        if path is None:
            gone.append(index)
        elif path != entry.path:
            moved.append({"op": "replace", "path": f"/unread/{index}/path", "value": path})
    return [*moved, *removals(gone)]


def _after(plan: Plan, entry: Unread, steps: Sequence[Operation], shifted: Shifted) -> str | None:
    """Return where an entry stands after the operations; None where it goes."""
    depth = _depth_there(plan, entry.path)
    before = msgspec.to_builtins(value_at(plan, entry.path)) if depth is None else _MISSING
    path = entry.path
    for step in steps:
        target = step["path"]
        rest = _rest(path, target)
        if step["op"] == "move" and (taken := _rest(path, step["from"])) is not None:
            path = f"{target}{taken}"
        elif target.startswith(f"{path}/"):
            return None  # something else was written within it
        elif rest is None or (step["op"] in {"add", "move"} and _is_row(plan, target, depth)):
            path = shifted(plan, step, path)
        elif step["op"] == "remove" or _is_written(step, rest, before):
            return None
    return path


def _depth_there(plan: Plan, path: str) -> int | None:
    """Return how many steps of a place lead to something that is there; None where all of them do."""
    tokens = tokens_of(path)
    for depth in range(1, len(tokens) + 1):
        if member_within(plan, tokens[:depth], _MISSING) is _MISSING:
            return depth - 1
    return None


def _is_row(plan: Plan, target: str, depth: int | None) -> bool:
    """Say whether something comes in front of the row at `target`, and not into the place of a missing one."""
    rows, _slash, number = target.rpartition("/")
    if not number.isdecimal() or not isinstance(value_at(plan, rows), tuple):
        return False
    return depth is None or len(tokens_of(target)) <= depth


def _rest(path: str, place: str) -> str | None:
    """Return the rest of a path that is a place or within it."""
    return path[len(place) :] if path == place or path.startswith(f"{place}/") else None


def _is_written(step: Operation, rest: str, before: Any) -> bool:
    """Say whether an operation writes what stood unread within the value that it puts."""
    if not rest:
        return True
    after = member_within(step.get("value"), tokens_of(rest), _MISSING)
    if after is _MISSING:
        return before is not _MISSING
    return after is not None and after != before

"""What speaks of a place follows it when rows are added, removed or moved: notes, acceptances, unread texts."""

from collections.abc import Iterable
from typing import Final

from dxdesk.plan.changes import value_at
from dxdesk.plan.edits import Operation
from dxdesk.plan.model import Plan
from dxdesk.plan.places import SPEAKING
from dxdesk.plan.unread_following import unread_following

_HOLDERS: Final = ("notes", "acceptances")
_OWN_PLACES: Final = tuple(f"/{member}" for member in SPEAKING)


def following(plan: Plan, operations: Iterable[Operation]) -> list[Operation]:
    """Return what brings the places of notes and acceptances along with operations on `plan`.

    What spoke of a row that is removed speaks of its list afterwards. A text that could not be read goes
    with its row, and goes once a value is put at its place. Operations on the notes, the acceptances or
    such texts themselves bring nothing along, nor does one on the whole plan.
    """
    steps = list(operations)
    if any(not step["path"] or step["path"].startswith(_OWN_PLACES) for step in steps):
        return []
    moved: list[Operation] = []
    for holder in _HOLDERS:
        for index, entry in enumerate(getattr(plan, holder)):
            path = entry.path
            for step in steps:
                path = _after(plan, step, path)
            if path != entry.path:
                moved.append({"op": "replace", "path": f"/{holder}/{index}/path", "value": path})
    return [*moved, *(unread_following(plan, steps, _after) if plan.unread else ())]


def _after(plan: Plan, step: Operation, path: str) -> str:
    """Return where a place is after one operation."""
    target = _row(plan, step["path"])
    if step["op"] == "add" and target is not None:
        return _with_row_added(path, *target)
    if step["op"] == "remove" and target is not None:
        return _with_row_removed(path, *target)
    if step["op"] == "move" and target is not None and (source := _row(plan, step["from"])) is not None:
        taken = _within(path, *source)
        if taken is not None:
            return f"{target[0]}/{target[1]}{taken}"
        return _with_row_added(_with_row_removed(path, *source), *target)
    return path


def _row(plan: Plan, path: str) -> tuple[str, int] | None:
    """Return list and number of a row; None where the place is no numbered row of a list."""
    rows, _slash, number = path.rpartition("/")
    if not number.isdecimal() or not isinstance(value_at(plan, rows), tuple):
        return None
    return rows, int(number)


def _within(path: str, rows: str, number: int) -> str | None:
    """Return the rest of a place that is a row or within it."""
    row = f"{rows}/{number}"
    return path[len(row) :] if path == row or path.startswith(f"{row}/") else None


def _with_row_added(path: str, rows: str, number: int) -> str:
    found = _number(path, rows)
    return _renumbered(path, rows, found, found + 1) if found is not None and found >= number else path


def _with_row_removed(path: str, rows: str, number: int) -> str:
    found = _number(path, rows)
    if found is None or found < number:
        return path
    return rows if found == number else _renumbered(path, rows, found, found - 1)


def _number(path: str, rows: str) -> int | None:
    number = path[len(rows) + 1 :].partition("/")[0] if path.startswith(f"{rows}/") else ""
    return int(number) if number.isdecimal() else None


def _renumbered(path: str, rows: str, old: int, new: int) -> str:
    return f"{rows}/{new}{path[len(f'{rows}/{old}') :]}"

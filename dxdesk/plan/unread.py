"""What was typed and cannot be read: it is kept in the plan, beside the value that stood there before."""

from collections.abc import Iterable, Mapping

from dxdesk.language import mark
from dxdesk.plan.changes import Change
from dxdesk.plan.edit import EditName
from dxdesk.plan.edits import Operation
from dxdesk.plan.model import Plan


def unread_text(plan: Plan, path: str) -> str | None:
    """Return what was typed at a place (a JSON Pointer) and could not be read; None where nothing was."""
    return next((entry.text for entry in plan.unread if entry.path == path), None)


def unread_within(plan: Plan, path: str) -> Mapping[str, str]:
    """Return the texts that could not be read within a place, by the rest of their places ("costs/0/amount")."""
    head = f"{path}/"
    return {
        entry.path[len(head) :]: entry.text
        for entry in reversed(plan.unread)  # the first of two at one place counts
        if entry.path.startswith(head)
    }


def keep_typed(plan: Plan, path: str, text: str) -> Change:
    """Keep what was typed at a place that cannot hold it, instead of an earlier such text.

    The plan need not have the place yet. What stands there stays as it is.
    """
    name = EditName(message=mark("Edit {place}"), path=path)
    index = next((index for index, entry in enumerate(plan.unread) if entry.path == path), None)
    if index is None:
        return name, [{"op": "add", "path": "/unread/-", "value": {"path": path, "text": text}}]
    return name, [{"op": "replace", "path": f"/unread/{index}/text", "value": text}]


def forget_typed(plan: Plan, path: str) -> Change:
    """Drop what could not be read at a place, where the value there does not change."""
    name = EditName(message=mark("Edit {place}"), path=path)
    return name, removals(index for index, entry in enumerate(plan.unread) if entry.path == path)


def removals(indexes: Iterable[int]) -> list[Operation]:
    """Return what takes entries, in rising order, out of the texts that could not be read."""
    return [{"op": "remove", "path": f"/unread/{index}"} for index in reversed(list(indexes))]

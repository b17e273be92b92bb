"""Review notes: what a reader asks of the plan at a place, until somebody has seen to it."""

from datetime import datetime

import msgspec

from dxdesk.language import translate as _
from dxdesk.plan.changes import is_there
from dxdesk.plan.edits import EditError, Operation
from dxdesk.plan.model import Plan, ReviewNote


def add_note(plan: Plan, path: str, author: str, text: str, at: datetime) -> list[Operation]:
    """Return what adds a note to a place (a JSON Pointer). `at` has a time zone.

    Raises:
        EditError: the note is empty, or there is no such place.
    """
    if not is_there(plan, path) and not is_there(plan, path.rpartition("/")[0]):
        raise EditError(_("There is no place “{pointer}” in the plan.").format(pointer=path))
    if not text.strip():
        raise EditError(_("The note is empty. Write what is to be looked at."))
    note = ReviewNote(path=path, author=author.strip(), written_at=at, text=text.strip())
    return [{"op": "add", "path": "/notes/-", "value": msgspec.to_builtins(note)}]


def resolve_note(plan: Plan, note: ReviewNote) -> list[Operation]:
    """Return what ticks a note off.

    Raises:
        EditError: the plan does not have it.
    """
    return [{"op": "replace", "path": f"{_place(plan, note)}/resolved", "value": True}]


def reopen(plan: Plan, note: ReviewNote) -> list[Operation]:
    """Return what makes a note that was ticked off an open one again.

    Raises:
        EditError: the plan does not have it.
    """
    return [{"op": "replace", "path": f"{_place(plan, note)}/resolved", "value": False}]


def remove_note(plan: Plan, note: ReviewNote) -> list[Operation]:
    """Return what deletes a note.

    Raises:
        EditError: the plan does not have it.
    """
    return [{"op": "remove", "path": _place(plan, note)}]


def _place(plan: Plan, note: ReviewNote) -> str:
    if note not in plan.notes:
        raise EditError(_("This note is no longer in the plan."))
    return f"/notes/{plan.notes.index(note)}"

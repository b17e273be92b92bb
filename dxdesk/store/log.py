"""The log of a plan's edits: what was done, what is undone and can come back, and what was written over."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from dxdesk.plan.edit import Edit, EditName
from dxdesk.plan.edits import Operation
from dxdesk.plan.model import Plan
from dxdesk.store.connection import rows
from dxdesk.store.contents import write_changed
from dxdesk.store.parts import touched_parts
from dxdesk.store.stored import EditState, StoredEdit

_name = msgspec.json.Decoder(EditName)
_operations = msgspec.json.Decoder(tuple[Operation, ...])


def record_edit(
    db: sqlite3.Connection, plan_id: str, edit: Edit, plan: Plan, moment: str, *, merge: bool
) -> int:
    """Write an edit and the parts of `plan`, the plan after it, that it touches; return its number.

    Edits that are undone are dropped. With `merge` the edit takes the place of the newest one, if it goes
    back to the same state; if not (that one was never written), it is an edit of its own.

    Raises:
        LookupError: there is no such plan.
    """
    write_changed(db, plan_id, plan, _touched(edit), moment)
    db.execute("UPDATE edit SET state = 'dropped' WHERE plan_id = ? AND state = 'undone'", [plan_id])
    backward = _json(edit.backward)
    newest = _first(db, plan_id, "done", "DESC") if merge else None
    if newest and newest["backward"] == backward:
        seq = int(newest["seq"])
    else:
        (last,) = db.execute("SELECT max(seq) FROM edit WHERE plan_id = ?", [plan_id]).fetchone()
        seq = (last or 0) + 1
    db.execute(
        "INSERT OR REPLACE INTO edit (plan_id, seq, name, forward, backward, made_at, state)"
        " VALUES (?, ?, ?, ?, ?, ?, 'done')",
        [plan_id, seq, _json(edit.name), _json(edit.forward), backward, moment],
    )
    return seq


def undo_edit(db: sqlite3.Connection, plan_id: str, plan: Plan, moment: str) -> StoredEdit:
    """Mark the newest done edit as undone and write the parts of `plan`, the plan without it, that it touches.

    Raises:
        LookupError: there is nothing to undo.
    """
    return _turn(db, plan_id, plan, moment, "undone")


def redo_edit(db: sqlite3.Connection, plan_id: str, plan: Plan, moment: str) -> StoredEdit:
    """Mark the oldest undone edit as done again and write the parts of `plan`, the plan with it, that it touches.

    Raises:
        LookupError: there is nothing to redo.
    """
    return _turn(db, plan_id, plan, moment, "done")


def list_undoable(db: sqlite3.Connection, plan_id: str, *, limit: int) -> list[StoredEdit]:
    """Return the done edits in the order in which they are taken back, at most `limit`."""
    found = rows(
        db,
        "SELECT * FROM edit WHERE plan_id = ? AND state = 'done' ORDER BY seq DESC LIMIT ?",
        [plan_id, limit],
    )
    return [_stored(row) for row in found]


def list_redoable(db: sqlite3.Connection, plan_id: str, *, limit: int) -> list[StoredEdit]:
    """Return the undone edits in the order in which they come back, at most `limit`."""
    found = rows(
        db,
        "SELECT * FROM edit WHERE plan_id = ? AND state = 'undone' ORDER BY seq LIMIT ?",
        [plan_id, limit],
    )
    return [_stored(row) for row in found]


def _turn(db: sqlite3.Connection, plan_id: str, plan: Plan, moment: str, state: EditState) -> StoredEdit:
    row = _first(db, plan_id, "done", "DESC") if state == "undone" else _first(db, plan_id, "undone", "ASC")
    if row is None:
        raise LookupError(f"no edit of plan {plan_id} to make {state}")
    turned = _stored({**row, "state": state})
    write_changed(db, plan_id, plan, _touched(turned.edit), moment)
    db.execute("UPDATE edit SET state = ? WHERE plan_id = ? AND seq = ?", [state, plan_id, turned.seq])
    return turned


def _first(db: sqlite3.Connection, plan_id: str, state: EditState, direction: str) -> dict[str, Any] | None:
    found = rows(
        db,
        f"SELECT * FROM edit WHERE plan_id = ? AND state = ? ORDER BY seq {direction} LIMIT 1",  # noqa: S608 - our own word
        [plan_id, state],
    )
    return next(iter(found), None)


def _touched(edit: Edit) -> frozenset[str] | None:
    return touched_parts([*edit.forward, *edit.backward])


def _stored(row: Mapping[str, Any]) -> StoredEdit:
    edit = Edit(
        name=_name.decode(row["name"]),
        forward=_operations.decode(row["forward"]),
        backward=_operations.decode(row["backward"]),
    )
    return msgspec.convert(
        {"seq": row["seq"], "edit": edit, "made_at": row["made_at"], "state": row["state"]}, StoredEdit
    )


def _json(value: EditName | Sequence[Operation]) -> str:
    return msgspec.json.encode(value).decode()

"""The log of a plan's edits: what was done, what is undone and can come back, and what was written over."""

import sqlite3
from collections.abc import Iterator, Sequence
from heapq import merge as merge_sorted
from itertools import chain, islice
from typing import Final

import msgspec

from dxdesk.plan.edit import Edit, EditName
from dxdesk.plan.edits import Operation
from dxdesk.plan.model import Plan
from dxdesk.store.blocks import EditRow, Head
from dxdesk.store.contents import load_plan, write_changed
from dxdesk.store.packing import (
    Side,
    add_rows,
    newest_number,
    packed_edit,
    packed_edits,
    packed_heads,
    unpack_next,
)
from dxdesk.store.parts import touched_parts
from dxdesk.store.stored import EditHead, StoredEdit
from dxdesk.store.versions import begins_day, keep_version

_name = msgspec.json.Decoder(EditName)
_operations = msgspec.json.Decoder(tuple[Operation, ...])
_SELECT: Final = "SELECT seq, name, forward, backward, made_at, state FROM edit"


def record_edit(
    db: sqlite3.Connection, plan_id: str, edit: Edit, plan: Plan, moment: str, *, merge: bool
) -> int:
    """Write an edit and the parts of `plan`, the plan after it, that it touches; return its number.

    Edits that are undone are dropped. With `merge` the edit takes the place of the newest one, if it goes
    back to the same state; if not (that one was never written), it is an edit of its own.

    Raises:
        LookupError: there is no such plan.
    """
    newest = _first(db, plan_id, "done")
    joins = merge and newest is not None and newest.backward == _json(edit.backward)
    if newest is not None and not joins and begins_day(newest.made_at, moment):
        before = load_plan(db, plan_id)
        keep_version(db, plan_id, before.plan, edit=before.head, kind="day", moment=moment)
    write_changed(db, plan_id, plan, _touched(edit), moment)
    for table in ("edit", "edit_block"):
        db.execute(f"UPDATE {table} SET state = 'dropped' WHERE plan_id = ? AND state = 'undone'", [plan_id])  # noqa: S608 - our own words
    seq = newest.seq if joins and newest is not None else newest_number(db, plan_id) + 1
    row = EditRow(seq, _json(edit.name), _json(edit.forward), _json(edit.backward), moment, "done")
    if joins:
        db.execute("DELETE FROM edit WHERE plan_id = ? AND seq = ?", [plan_id, seq])
    add_rows(db, plan_id, [row])
    return seq


def undo_edit(db: sqlite3.Connection, plan_id: str, plan: Plan, moment: str) -> StoredEdit:
    """Mark the newest done edit as undone and write the parts of `plan`, the plan without it, that it touches.

    Raises:
        LookupError: there is nothing to undo.
    """
    return _turn(db, plan_id, plan, moment, before="done", after="undone")


def redo_edit(db: sqlite3.Connection, plan_id: str, plan: Plan, moment: str) -> StoredEdit:
    """Mark the oldest undone edit as done again and write the parts of `plan`, the plan with it, that it touches.

    Raises:
        LookupError: there is nothing to redo.
    """
    return _turn(db, plan_id, plan, moment, before="undone", after="done")


def list_undoable(db: sqlite3.Connection, plan_id: str, *, limit: int) -> list[StoredEdit]:
    """Return the done edits in the order in which they are taken back, at most `limit`."""
    return [stored_edit(row) for row in islice(edits_in_state(db, plan_id, "done"), limit)]


def list_redoable(db: sqlite3.Connection, plan_id: str, *, limit: int) -> list[StoredEdit]:
    """Return the undone edits in the order in which they come back, at most `limit`."""
    return [stored_edit(row) for row in islice(edits_in_state(db, plan_id, "undone"), limit)]


def list_heads(db: sqlite3.Connection, plan_id: str, *, before: int, limit: int) -> list[EditHead]:
    """Return the names of the edits below a number, the newest first, at most `limit`."""
    found = db.execute(
        "SELECT seq, name, made_at, state FROM edit WHERE plan_id = ? AND seq < ? ORDER BY seq DESC",
        [plan_id, before],
    )
    heads = (Head(*row) for row in found)
    both = merge_sorted(heads, packed_heads(db, plan_id, before), key=lambda head: -head.seq)
    return [
        msgspec.convert({**head._asdict(), "name": _name.decode(head.name)}, EditHead)
        for head in islice(both, limit)
    ]


def find_edit(db: sqlite3.Connection, plan_id: str, seq: int) -> StoredEdit:
    """Return an edit by its number.

    Raises:
        LookupError: there is no such edit.
    """
    found = db.execute(f"{_SELECT} WHERE plan_id = ? AND seq = ?", [plan_id, seq]).fetchone()
    row = EditRow(*found) if found else packed_edit(db, plan_id, seq)
    if row is None:
        raise LookupError(f"no edit {seq} of plan {plan_id}")
    return stored_edit(row)


def edits_in_state(db: sqlite3.Connection, plan_id: str, state: Side) -> Iterator[EditRow]:
    """Yield the done edits, the newest first, or the undone ones, the oldest first; no more than asked for."""
    newest_first = state == "done"
    direction = "DESC" if newest_first else "ASC"
    loose = db.execute(
        f"{_SELECT} WHERE plan_id = ? AND state = ? ORDER BY seq {direction}",
        [plan_id, state],
    )
    return chain(
        (EditRow(*row) for row in loose), packed_edits(db, plan_id, state, newest_first=newest_first)
    )


def stored_edit(row: EditRow) -> StoredEdit:
    """Return an edit as it is given out."""
    edit = Edit(
        name=_name.decode(row.name),
        forward=_operations.decode(row.forward),
        backward=_operations.decode(row.backward),
    )
    found = {"seq": row.seq, "edit": edit, "made_at": row.made_at, "state": row.state}
    return msgspec.convert(found, StoredEdit)


def _turn(
    db: sqlite3.Connection, plan_id: str, plan: Plan, moment: str, *, before: Side, after: Side
) -> StoredEdit:
    row = _first(db, plan_id, before)
    if row is None:
        raise LookupError(f"no edit of plan {plan_id} is {before}")
    turned = stored_edit(row._replace(state=after))
    write_changed(db, plan_id, plan, _touched(turned.edit), moment)
    db.execute("UPDATE edit SET state = ? WHERE plan_id = ? AND seq = ?", [after, plan_id, turned.seq])
    return turned


def _first(db: sqlite3.Connection, plan_id: str, state: Side) -> EditRow | None:
    """Return the edit that undo takes back next, or redo brings back, as a row; its block is unpacked."""
    direction = "DESC" if state == "done" else "ASC"
    query = f"{_SELECT} WHERE plan_id = ? AND state = ? ORDER BY seq {direction} LIMIT 1"
    found = db.execute(query, [plan_id, state]).fetchone()
    if found is None and unpack_next(db, plan_id, state):
        found = db.execute(query, [plan_id, state]).fetchone()
    return EditRow(*found) if found else None


def _touched(edit: Edit) -> frozenset[str] | None:
    return touched_parts([*edit.forward, *edit.backward])


def _json(value: EditName | Sequence[Operation]) -> str:
    return msgspec.json.encode(value).decode()

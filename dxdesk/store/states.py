"""A plan as it was after any of its edits: from the nearest state that is kept whole, on or back to there."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dxdesk.plan.edits import EditError, Operation, edited
from dxdesk.plan.model import Plan
from dxdesk.store.blocks import EditRow, unpack
from dxdesk.store.contents import load_plan
from dxdesk.store.log import stored_edit
from dxdesk.store.plans import newest_edit
from dxdesk.store.versions import version_plan


class _Kept(NamedTuple):
    """A state that is kept whole: after which edit, how many edits away, which version (None: the plan itself)."""

    away: int
    edit: int
    version: int | None


def plan_after(db: sqlite3.Connection, plan_id: str, edit: int) -> Plan:
    """Return a plan as it was after an edit that was not written over; after edit 0 it is what it began with.

    Raises:
        LookupError: there is no such plan.
        msgspec.DecodeError: something of it is damaged.
    """
    kept = min(_kept_states(db, plan_id, edit), key=lambda each: each.away)
    whole = load_plan(db, plan_id).plan if kept.version is None else version_plan(db, plan_id, kept.version)
    return led_on(db, plan_id, whole, kept.edit, edit)


def led_on(db: sqlite3.Connection, plan_id: str, plan: Plan, start: int, end: int) -> Plan:
    """Return the plan after one edit, led on or back from `plan`, that after another; a block of edits at a time."""
    low, high = sorted((start, end))
    for part in sorted(_parts_between(db, plan_id, low, high), reverse=start > end):
        edits = [stored_edit(row).edit for row in _rows_of(db, plan_id, part, low, high)]
        onward = (
            [each.forward for each in edits] if start < end else [each.backward for each in reversed(edits)]
        )
        plan = _led_through(plan, onward)
    return plan


def _led_through(plan: Plan, changes: Sequence[Sequence[Operation]]) -> Plan:
    """Return a plan after several edits: in one go, which is quicker, where that leads on.

    It does not where an edit puts in less than a plan has, leaving the rest to its usual values, and a later
    one writes there: only a plan that is read in between has these.
    """
    try:
        return edited(plan, [step for change in changes for step in change])
    except EditError:
        for change in changes:
            plan = edited(plan, change)
        return plan


class _Part(NamedTuple):
    """A part of the log, in the order of the edits: a block, by the number that it begins with, or the rows."""

    first: int
    is_block: bool


def _parts_between(db: sqlite3.Connection, plan_id: str, low: int, high: int) -> list[_Part]:
    """Return the parts with the edits after one and up to another."""
    blocks = db.execute(
        "SELECT first FROM edit_block WHERE plan_id = ? AND state <> 'dropped' AND first <= ? AND last > ?",
        [plan_id, high, low],
    ).fetchall()
    (loose,) = db.execute(
        "SELECT min(seq) FROM edit WHERE plan_id = ? AND seq > ? AND seq <= ?", [plan_id, low, high]
    ).fetchone()
    parts = [_Part(first, is_block=True) for (first,) in blocks]
    return parts if loose is None else [*parts, _Part(loose, is_block=False)]


def _rows_of(db: sqlite3.Connection, plan_id: str, part: _Part, low: int, high: int) -> list[EditRow]:
    """Return the edits of a part after one and up to another, the oldest first, without what was written over."""
    if part.is_block:
        block = db.execute(
            "SELECT heads, bodies, state FROM edit_block WHERE plan_id = ? AND first = ?",
            [plan_id, part.first],
        ).fetchone()
        rows = unpack(*block)
    else:
        loose = db.execute(
            "SELECT seq, name, forward, backward, made_at, state FROM edit"
            " WHERE plan_id = ? AND seq > ? AND seq <= ? ORDER BY seq",
            [plan_id, low, high],
        )
        rows = [EditRow(*row) for row in loose]
    return [each for each in rows if each.state != "dropped" and low < each.seq <= high]


def _kept_states(db: sqlite3.Connection, plan_id: str, edit: int) -> Iterator[_Kept]:
    """Yield the plan, and the nearest version on either side that its edits still lead through."""
    head = newest_edit(db, plan_id)
    yield _Kept(_count(db, plan_id, *sorted((edit, head))), head, None)
    for where in ("edit >= ? ORDER BY edit", "edit <= ? ORDER BY edit DESC"):
        versions = db.execute(
            f"SELECT edit, number FROM version WHERE plan_id = ? AND {where}",  # noqa: S608 - our own words
            [plan_id, edit],
        )
        near = (each for each in versions if each[0] == 0 or _is_on_line(db, plan_id, each[0]))
        if (found := next(near, None)) is not None:
            yield _Kept(_count(db, plan_id, *sorted((edit, found[0]))), *found)


def _is_on_line(db: sqlite3.Connection, plan_id: str, edit: int) -> bool:
    """Say whether an edit was not written over: then the state after it is what it was."""
    row = db.execute("SELECT state FROM edit WHERE plan_id = ? AND seq = ?", [plan_id, edit]).fetchone()
    if row is not None:
        return bool(row[0] != "dropped")
    parts = _parts_between(db, plan_id, edit - 1, edit)
    return any(_rows_of(db, plan_id, part, edit - 1, edit) for part in parts)


def _count(db: sqlite3.Connection, plan_id: str, low: int, high: int) -> int:
    """Return about how many edits are after one and up to another."""
    (packed,) = db.execute(
        "SELECT coalesce(sum(edits), 0) FROM edit_block"
        " WHERE plan_id = ? AND state <> 'dropped' AND first <= ? AND last > ?",
        [plan_id, high, low],
    ).fetchone()
    (loose,) = db.execute(
        "SELECT count(*) FROM edit WHERE plan_id = ? AND seq > ? AND seq <= ?", [plan_id, low, high]
    ).fetchone()
    return int(packed + loose)

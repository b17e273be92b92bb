"""A plan as it was after any of its edits: from the nearest state that is kept whole, on or back to there."""

import sqlite3
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from dxdesk.plan.edits import Operation, edited
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
    return edited(whole, operations_between(db, plan_id, kept.edit, edit))


def operations_between(db: sqlite3.Connection, plan_id: str, start: int, end: int) -> Iterator[Operation]:
    """Yield what leads from the state after one edit to that after another, on or back."""
    low, high = sorted((start, end))
    edits = [stored_edit(row).edit for row in _line_between(db, plan_id, low, high)]
    if start < end:
        return chain.from_iterable(each.forward for each in edits)
    return chain.from_iterable(each.backward for each in reversed(edits))


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
    return any(each.seq == edit for each in _line_between(db, plan_id, edit - 1, edit))


def _line_between(db: sqlite3.Connection, plan_id: str, low: int, high: int) -> list[EditRow]:
    """Return the edits after one and up to another, the oldest first, but for those that were written over."""
    blocks = db.execute(
        "SELECT heads, bodies, state FROM edit_block"
        " WHERE plan_id = ? AND state <> 'dropped' AND first <= ? AND last > ? ORDER BY first",
        [plan_id, high, low],
    )
    packed = [each for block in blocks for each in unpack(*block) if low < each.seq <= high]
    loose = db.execute(
        "SELECT seq, name, forward, backward, made_at, state FROM edit"
        " WHERE plan_id = ? AND seq > ? AND seq <= ? ORDER BY seq",
        [plan_id, low, high],
    )
    both = sorted([*packed, *(EditRow(*row) for row in loose)])
    return [each for each in both if each.state != "dropped"]


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

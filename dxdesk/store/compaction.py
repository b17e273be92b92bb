"""The log stays small: edits of long ago are packed, and beyond a bound the oldest are merged.

Each step is a transaction of its own, short enough for the moments in which nobody types.
"""

import sqlite3
from datetime import UTC, datetime
from itertools import pairwise
from typing import Final, NamedTuple

import msgspec

from dxdesk.language import mark
from dxdesk.plan.edit import EditName
from dxdesk.plan.edits import edited
from dxdesk.plan.net_change import net_change
from dxdesk.store import packing
from dxdesk.store.blocks import EditRow, Head, unpack_heads
from dxdesk.store.states import operations_between, plan_after
from dxdesk.store.versions import forget_removed
from dxdesk.text.numerals import short_date

# What the packed edits of one plan may take; at the usual 70 bytes an edit that is some 240,000 of them.
BOUND: Final = 16 * 1024 * 1024  # bytes
# The part of it that merged edits may take: beyond it they are merged further, and the single ones stay.
_SHARE_MERGED: Final = 1 / 4
_MOST_MERGED: Final = 24
# Free pages that stay in the file for what is typed next, and those given back at a time (of 4 KiB each).
_SPARE_PAGES: Final = 512
_PAGES_AT_ONCE: Final = 256
_SIZE: Final = "length(heads) + length(bodies)"


def tidy_log(db: sqlite3.Connection, *, bound: int = BOUND) -> bool:
    """Make one step towards a small store; tell whether there may be another one."""
    forget_removed(db, datetime.now(UTC))
    for (plan_id,) in db.execute(
        "SELECT plan_id FROM edit GROUP BY plan_id HAVING count(*) >= ?", [packing.BLOCK + packing.LOOSE]
    ).fetchall():
        if packing.pack_some(db, plan_id):
            return True
    found = db.execute(
        f"SELECT plan_id FROM edit_block GROUP BY plan_id HAVING sum({_SIZE}) > ?",  # noqa: S608 - names of our own
        [bound],
    ).fetchone()
    return found is not None and _merge_oldest(db, found[0], bound)


def give_back_pages(db: sqlite3.Connection) -> bool:
    """Give free pages of the file back to the disk, some at a time; tell whether there may be more.

    To be called outside a transaction. Only a file that was made for it can do so.
    """
    (free,) = db.execute("PRAGMA freelist_count").fetchone()
    (mode,) = db.execute("PRAGMA auto_vacuum").fetchone()
    if free <= _SPARE_PAGES or not mode:
        return False
    # As a script: Python ends a statement without columns after its first step, that is, after one page.
    db.executescript(f"PRAGMA incremental_vacuum({min(_PAGES_AT_ONCE, free - _SPARE_PAGES)})")
    return True


def _merge_oldest(db: sqlite3.Connection, plan_id: str, bound: int) -> bool:
    """Merge the oldest block that is not merged yet, or two that are; tell whether anything was done.

    Of those that are merged, neighbours that span the least come together: all span about as much.
    """
    blocks = [
        _Block(*row)
        for row in db.execute(
            f"SELECT first, last, state, merged, {_SIZE} FROM edit_block WHERE plan_id = ? ORDER BY first",  # noqa: S608 - names of our own
            [plan_id],
        )
    ]
    whole = next(((each.first, each.first) for each in blocks if not each.merged), None)
    pairs = [(one.first, other.first, other.last) for one, other in pairwise(blocks) if _can_join(one, other)]
    pair = min(pairs, key=lambda each: each[2] - each[0])[:2] if pairs else None
    merged = [each.size for each in blocks if each.merged]
    crowded = sum(merged) > bound * _SHARE_MERGED or len(merged) > _MOST_MERGED
    span = (pair or whole) if crowded else (whole or pair)
    if span is None:
        return False
    _merge(db, plan_id, *span)
    return True


class _Block(NamedTuple):
    first: int
    last: int
    state: str
    merged: int
    size: int


def _can_join(one: _Block, other: _Block) -> bool:
    return bool(one.merged and other.merged and one.state == other.state)


def _merge(db: sqlite3.Connection, plan_id: str, first: int, last_first: int) -> None:
    """Put one edit in the place of the blocks from one to another; what was written over goes."""
    span = [plan_id, first, last_first]
    blocks = db.execute(
        "SELECT began_at, state, heads FROM edit_block WHERE plan_id = ? AND first BETWEEN ? AND ?"
        " ORDER BY first",
        span,
    ).fetchall()
    began, state = blocks[0][:2]
    last = unpack_heads(blocks[-1][2], state)[-1]
    merged = _merged_edit(db, plan_id, first, last, began) if state != "dropped" else None
    db.execute("DELETE FROM edit_block WHERE plan_id = ? AND first BETWEEN ? AND ?", span)
    if merged is not None:
        packing.add_block(db, plan_id, [merged._replace(state=state)], first, began)


def _merged_edit(db: sqlite3.Connection, plan_id: str, first: int, last: Head, began: str) -> EditRow | None:
    """Return the edits from one to another as one; None where they come to nothing."""
    before = plan_after(db, plan_id, first - 1)
    after = edited(before, operations_between(db, plan_id, first - 1, last.seq))
    forward = net_change(before, after)
    if not forward:
        return None
    name = _span_name(_day(began), _day(last.made_at))
    spoken, on, back = (_json(each) for each in (name, forward, net_change(after, before)))
    return EditRow(last.seq, spoken, on, back, last.made_at, last.state)


def _span_name(began: str, ended: str) -> EditName:
    if began == ended:
        return EditName(message=mark("All changes of {day}"), fields={"day": began})
    return EditName(
        message=mark("All changes from {first_day} to {last_day}"),
        fields={"first_day": began, "last_day": ended},
    )


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def _day(moment: str) -> str:
    return short_date(datetime.fromisoformat(moment).astimezone().date())

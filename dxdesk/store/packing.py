"""The packed part of the log: its blocks are read, made of rows, and become rows again where undo gets there.

In the order of their numbers, the edits of a plan that are done stand before those that are undone. Packed is
what is far from the present on both sides.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from dxdesk.store.blocks import EditRow, Head, pack_bodies, pack_heads, unpack, unpack_heads

BLOCK: Final = 500  # edits of a block
LOOSE: Final = 200  # edits that stay rows: as many as a session has at hand

Side = Literal["done", "undone"]
_COLUMNS: Final = "seq, name, forward, backward, made_at, state"


def pack_some(db: sqlite3.Connection, plan_id: str) -> bool:
    """Pack a block of edits of a plan that are far from the present; tell whether there was one."""
    return _pack(db, plan_id, _long_done(db, plan_id)) or _pack(db, plan_id, _long_undone(db, plan_id))


def unpack_next(db: sqlite3.Connection, plan_id: str, side: Side) -> bool:
    """Make rows of the block that undo or redo comes to next; tell whether there is one."""
    direction = "DESC" if side == "done" else "ASC"
    found = db.execute(
        "SELECT first, heads, bodies, state FROM edit_block WHERE plan_id = ? AND state = ?"  # noqa: S608 - our own word
        f" ORDER BY first {direction} LIMIT 1",
        [plan_id, side],
    ).fetchone()
    if found is None:
        return False
    first, heads, bodies, state = found
    add_rows(db, plan_id, unpack(heads, bodies, state))
    db.execute("DELETE FROM edit_block WHERE plan_id = ? AND first = ?", [plan_id, first])
    return True


def add_rows(db: sqlite3.Connection, plan_id: str, edits: Sequence[EditRow]) -> None:
    """Add rows to the log."""
    db.executemany(
        f"INSERT INTO edit (plan_id, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - names of our own
        [(plan_id, *each) for each in edits],
    )


def add_block(db: sqlite3.Connection, plan_id: str, edits: Sequence[EditRow], first: int, began: str) -> None:
    """Add a block of edits, the oldest first; `first` and `began` are the number and moment that it begins with."""
    states = {each.state for each in edits}
    state = next(each for each in ("undone", "done", "dropped") if each in states)
    last_done = max((each.seq for each in edits if each.state == "done"), default=0)
    merged = int(len(edits) == 1)
    db.execute(
        "INSERT INTO edit_block (plan_id, first, last, last_done, state, edits, merged, began_at, heads, bodies)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            *(plan_id, first, edits[-1].seq, last_done, state, len(edits), merged, began),
            *(pack_heads(edits), pack_bodies(edits)),
        ],
    )


def packed_edits(
    db: sqlite3.Connection, plan_id: str, state: Side, *, newest_first: bool
) -> Iterator[EditRow]:
    """Yield the packed edits of a plan that are in a state; a block is read when it is come to."""
    direction = "DESC" if newest_first else "ASC"
    blocks = db.execute(
        "SELECT heads, bodies, state FROM edit_block WHERE plan_id = ? AND state = ?"  # noqa: S608 - our own word
        f" ORDER BY first {direction}",
        [plan_id, state],
    )
    for heads, bodies, own in blocks:
        edits = [each for each in unpack(heads, bodies, own) if each.state == state]
        yield from reversed(edits) if newest_first else edits


def packed_heads(db: sqlite3.Connection, plan_id: str, before: int) -> Iterator[Head]:
    """Yield what a list shows of the packed edits below a number, the newest first."""
    blocks = db.execute(
        "SELECT heads, state FROM edit_block WHERE plan_id = ? AND first < ? ORDER BY first DESC",
        [plan_id, before],
    )
    for heads, state in blocks:
        yield from (head for head in reversed(unpack_heads(heads, state)) if head.seq < before)


def packed_edit(db: sqlite3.Connection, plan_id: str, seq: int) -> EditRow | None:
    """Return a packed edit, or None where none of that number is packed."""
    blocks = db.execute(
        "SELECT heads, bodies, state FROM edit_block WHERE plan_id = ? AND first <= ? AND last >= ?",
        [plan_id, seq, seq],
    )
    return next((each for block in blocks for each in unpack(*block) if each.seq == seq), None)


def newest_number(db: sqlite3.Connection, plan_id: str) -> int:
    """Return the highest number that an edit of a plan has, or 0."""
    (loose,) = db.execute("SELECT max(seq) FROM edit WHERE plan_id = ?", [plan_id]).fetchone()
    packed = db.execute(
        "SELECT last FROM edit_block WHERE plan_id = ? ORDER BY first DESC LIMIT 1", [plan_id]
    ).fetchone()
    return max(loose or 0, packed[0] if packed else 0)


def _long_done(db: sqlite3.Connection, plan_id: str) -> list[EditRow]:
    """Return the oldest edits that are done or dropped, where there are more than are to stay rows."""
    found = db.execute(
        f"SELECT {_COLUMNS} FROM edit WHERE plan_id = :plan AND seq < coalesce("  # noqa: S608 - names of our own
        " (SELECT min(seq) FROM edit WHERE plan_id = :plan AND state = 'undone'), 1 << 60)"
        " ORDER BY seq LIMIT :most",
        {"plan": plan_id, "most": BLOCK + LOOSE},
    ).fetchall()
    return [EditRow(*each) for each in found[:BLOCK]] if len(found) == BLOCK + LOOSE else []


def _long_undone(db: sqlite3.Connection, plan_id: str) -> list[EditRow]:
    """Return the edits that redo would come to last, where there are more than are to stay rows."""
    found = db.execute(
        f"SELECT {_COLUMNS} FROM edit WHERE plan_id = :plan AND seq > "  # noqa: S608 - names of our own
        " (SELECT seq FROM edit WHERE plan_id = :plan AND state = 'undone' ORDER BY seq LIMIT 1 OFFSET :loose)"
        " ORDER BY seq DESC LIMIT :most",
        {"plan": plan_id, "most": BLOCK, "loose": LOOSE},
    ).fetchall()
    return [EditRow(*each) for each in reversed(found)] if len(found) == BLOCK else []


def _pack(db: sqlite3.Connection, plan_id: str, edits: Sequence[EditRow]) -> bool:
    if not edits:
        return False
    add_block(db, plan_id, edits, edits[0].seq, edits[0].made_at)
    db.executemany("DELETE FROM edit WHERE plan_id = ? AND seq = ?", [(plan_id, each.seq) for each in edits])
    return True

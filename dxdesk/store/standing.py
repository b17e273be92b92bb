"""How the plans of a store stand, and how those of another one stand against them."""

import sqlite3
from datetime import datetime
from typing import Any, Final, Literal

import msgspec

from dxdesk.plan.defaults import OFFICE_SETTING
from dxdesk.store.connection import rows
from dxdesk.store.plans import newest_edit
from dxdesk.store.tables import PLAN, plan_rows, plan_tables
from dxdesk.value import Value

# Of the store that is looked at (a backup, say), against the present one.
Relation = Literal["same", "older", "newer", "only_here", "only_there"]

# What changes without anything being written in the plan: columns of its row, and tables that are kept small.
_PASSING: Final = {"position", "opened_at", "written", "total", "errors"}
_HISTORY: Final = {"edit", "edit_block", "version"}


class PlanState(Value, frozen=True, kw_only=True):
    """How a plan stands in a store: `head` is the number of its newest edit; `revisions` are those sealed."""

    id: str
    unit_name: str
    year: int
    changed_at: datetime
    trashed_at: datetime | None
    head: int
    revisions: int


class Standing(Value, frozen=True, kw_only=True):
    """A plan in two stores: `there` in the one looked at, `here` in the present one; `apart` counts edits."""

    relation: Relation
    there: PlanState | None
    here: PlanState | None
    apart: int

    @property
    def plan(self) -> PlanState:
        """The plan, as it is in the store looked at where it is there."""
        found = self.there or self.here
        assert found is not None  # noqa: S101 - a plan is in one of them
        return found


def plan_states(db: sqlite3.Connection) -> list[PlanState]:
    """Return how every plan of a store stands, those in the trash too, the newest change first."""
    found = rows(
        db,
        "SELECT id, unit_name, year, changed_at, trashed_at,"
        " (SELECT count(*) FROM revision WHERE plan_id = plan.id) AS revisions"
        " FROM plan ORDER BY changed_at DESC, rowid DESC",
    )
    return msgspec.convert([{**row, "head": newest_edit(db, row["id"])} for row in found], list[PlanState])


def heads(db: sqlite3.Connection) -> list[tuple[str, str, int | None]]:
    """Return what tells one state of a store from another, in any version: id, last change, and number of edits."""
    return db.execute(
        "SELECT id, changed_at, (SELECT max(seq) FROM edit WHERE plan_id = plan.id) FROM plan ORDER BY id"
    ).fetchall()


def standings(there: sqlite3.Connection, here: sqlite3.Connection) -> list[Standing]:
    """Return how each plan of one store stands against the present one; those that are only here come last."""
    present = {state.id: state for state in plan_states(here)}
    found = [_standing(there, here, state, present.pop(state.id, None)) for state in plan_states(there)]
    only = [
        Standing(relation="only_here", there=None, here=state, apart=state.head) for state in present.values()
    ]
    return found + only


def fingerprint(db: sqlite3.Connection, plan_id: str) -> str:
    """Return a digest of what a store keeps of a plan, but for where the user was in it.

    Of its history the newest edit is enough: what is behind it is packed and merged while nobody writes.
    """
    from hashlib import sha256  # noqa: PLC0415 - the list of plans comes up without it

    digest = sha256(f"{newest_edit(db, plan_id)}\n".encode())
    for table in plan_tables(db):
        if table.name in _HISTORY:
            continue
        digest.update(f"{table.name}\n".encode())
        for row in plan_rows(db, table, plan_id):
            passing = _PASSING if table.name == PLAN else set()
            kept = {name: _plain(value) for name, value in row.items() if name not in passing}
            digest.update(msgspec.json.encode(kept, order="sorted") + b"\n")
    return digest.hexdigest()


def _standing(
    there: sqlite3.Connection, here: sqlite3.Connection, state: PlanState, present: PlanState | None
) -> Standing:
    if present is None:
        return Standing(relation="only_there", there=state, here=None, apart=state.head)
    if fingerprint(there, state.id) == fingerprint(here, state.id):
        return Standing(relation="same", there=state, here=present, apart=0)
    newer = _moments(there, state) > _moments(here, present)
    relation: Relation = "newer" if newer else "older"
    return Standing(relation=relation, there=state, here=present, apart=_apart(there, here, state.id))


def _moments(db: sqlite3.Connection, state: PlanState) -> tuple[str, str, int]:
    """Return by what a later state of a plan is known: its last change, what came for it, how much is there."""
    ((changed_at, trashed_at),) = db.execute(
        "SELECT changed_at, coalesce(trashed_at, '') FROM plan WHERE id = ?", [state.id]
    )
    (came,) = db.execute(
        "SELECT max(coalesce(max(sealed_at), ''), coalesce(max(issued_at), ''),"
        " (SELECT coalesce(max(added_at), '') FROM paper WHERE plan_id = :plan),"
        " (SELECT coalesce(max(added_at), '') FROM statement_signature WHERE plan_id = :plan))"
        " FROM revision WHERE plan_id = :plan",
        {"plan": state.id},
    ).fetchone()
    return changed_at, max(came, trashed_at), state.head


def _apart(there: sqlite3.Connection, here: sqlite3.Connection, plan_id: str) -> int:
    """Return how many edits only one of two stores has: those after the last one that both have.

    Where that is so long ago that its row is packed away, the numbers of the edits tell about how many.
    """
    theirs, ours = _done(there, plan_id), _done(here, plan_id)
    common = max((seq for seq, _made_at in theirs & ours), default=0)
    if not common and theirs and ours:
        return abs(newest_edit(there, plan_id) - newest_edit(here, plan_id))
    return sum(seq > common for seq, _made_at in theirs ^ ours)


def _done(db: sqlite3.Connection, plan_id: str) -> set[tuple[int, str]]:
    return set(db.execute("SELECT seq, made_at FROM edit WHERE plan_id = ? AND state = 'done'", [plan_id]))


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


def overview(db: sqlite3.Connection) -> tuple[list[Any], ...]:
    """Return by what it is seen that something was written in a store, wherever a user was in it meanwhile."""
    return (
        db.execute("SELECT id, changed_at, trashed_at FROM plan ORDER BY id").fetchall(),
        db.execute("SELECT plan_id, number, sealed_at, issued_at FROM revision ORDER BY 1, 2").fetchall(),
        db.execute("SELECT id FROM paper ORDER BY id").fetchall(),
        db.execute("SELECT plan_id, revision, number FROM statement_signature ORDER BY 1, 2, 3").fetchall(),
        db.execute("SELECT id, name, note FROM letter ORDER BY id").fetchall(),
        db.execute("SELECT digest, chosen FROM received_package ORDER BY digest").fetchall(),
        db.execute("SELECT key, value FROM setting WHERE key = ?", [OFFICE_SETTING]).fetchall(),
    )

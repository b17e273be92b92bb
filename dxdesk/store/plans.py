"""The rows of the list of plans."""

import sqlite3
from typing import Any, Final

import msgspec

from dxdesk.store.connection import rows
from dxdesk.store.values import PlanSummary

_OF_REVISION: Final = {"revision", "issued_on", "edited_since", "sent"}
_SUMMARY: Final = ", ".join(name for name in PlanSummary.__struct_fields__ if name not in _OF_REVISION)
_HEAD: Final = (
    "coalesce((SELECT max(seq) FROM edit WHERE edit.plan_id = {plan} AND state = 'done'),"
    " (SELECT last_done FROM edit_block WHERE edit_block.plan_id = {plan} AND state = 'done'"
    " ORDER BY first DESC LIMIT 1), 0)"
)

# Of several destinations the one where a person must act comes first, then the one that is furthest on.
_SENT: Final = (
    "(SELECT state FROM dispatch WHERE dispatch.digest = revision.digest AND state <> 'withdrawn' ORDER BY CASE state"
    " WHEN 'returned' THEN 1 WHEN 'accepted' THEN 2 WHEN 'received' THEN 3 WHEN 'handed' THEN 4"
    " WHEN 'stopped' THEN 5 WHEN 'sending' THEN 6 ELSE 7 END LIMIT 1)"
)


def list_plans(db: sqlite3.Connection, *, trashed: bool) -> list[PlanSummary]:
    """Return the plans, or those in the trash, the newest change first."""
    where = "trashed_at IS NOT NULL" if trashed else "trashed_at IS NULL"
    found = rows(
        db,
        f"SELECT {_SUMMARY}, coalesce(number, 0) AS revision, issued_on,"  # noqa: S608 - names of our own
        f" coalesce(head <> {_HEAD.format(plan='plan.id')}, 0) AS edited_since, {_SENT} AS sent"
        " FROM plan LEFT JOIN revision ON revision.plan_id = plan.id AND number ="
        " (SELECT max(number) FROM revision WHERE revision.plan_id = plan.id)"
        f" WHERE {where} ORDER BY changed_at DESC, plan.rowid DESC",
    )
    return msgspec.convert(found, list[PlanSummary], strict=False)


def newest_edit(db: sqlite3.Connection, plan_id: str) -> int:
    """Return the number of the newest edit that is done; 0 where there is none."""
    (head,) = db.execute(f"SELECT {_HEAD.format(plan=':plan')}", {"plan": plan_id}).fetchone()
    return int(head)


def set_columns(db: sqlite3.Connection, plan_id: str, **columns: Any) -> None:
    """Set columns in the row of a plan.

    Raises:
        LookupError: there is no such plan.
    """
    names = ", ".join(f"{name} = :{name}" for name in columns)
    changed = db.execute(f"UPDATE plan SET {names} WHERE id = :plan_id", {**columns, "plan_id": plan_id})  # noqa: S608 - names of our own
    if not changed.rowcount:
        raise unknown_plan(plan_id)


def erase_plan(db: sqlite3.Connection, plan_id: str) -> None:
    """Take a plan in the trash away for good, with its history.

    Raises:
        LookupError: there is no such plan in the trash.
    """
    erased = db.execute("DELETE FROM plan WHERE id = ? AND trashed_at IS NOT NULL", [plan_id])
    if not erased.rowcount:
        raise unknown_plan(plan_id)


def new_id() -> str:
    """Return an id that no other store has either."""
    import secrets  # noqa: PLC0415 - the list of plans comes up without it

    return secrets.token_hex(16)


def unknown_plan(plan_id: str) -> LookupError:
    """Return the error that says that there is no such plan."""
    return LookupError(f"no plan {plan_id}")

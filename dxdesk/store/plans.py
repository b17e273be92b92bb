"""The rows of the list of plans."""

import sqlite3
from typing import Any, Final

import msgspec

from dxdesk.store.connection import rows
from dxdesk.store.values import PlanSummary

_SUMMARY: Final = ", ".join(PlanSummary.__struct_fields__)


def list_plans(db: sqlite3.Connection, *, trashed: bool) -> list[PlanSummary]:
    """Return the plans, or those in the trash, the newest change first."""
    where = "trashed_at IS NOT NULL" if trashed else "trashed_at IS NULL"
    found = rows(db, f"SELECT {_SUMMARY} FROM plan WHERE {where} ORDER BY changed_at DESC, rowid DESC")  # noqa: S608 - names of our own
    return msgspec.convert(found, list[PlanSummary])


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

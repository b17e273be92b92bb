"""Plans in the store: the rows of the list, and the parts of each plan."""

import secrets
import sqlite3
from typing import Any, Final

import msgspec

from dxdesk.plan.model import Plan
from dxdesk.store.connection import rows
from dxdesk.store.parts import join_parts, part_of, split_plan
from dxdesk.store.values import PlanSummary, StoredPlan, Tally

_SUMMARY: Final = ", ".join(PlanSummary.__struct_fields__)


def list_plans(db: sqlite3.Connection, *, trashed: bool) -> list[PlanSummary]:
    """Return the plans, or those in the trash, the newest change first."""
    where = "trashed_at IS NOT NULL" if trashed else "trashed_at IS NULL"
    found = rows(db, f"SELECT {_SUMMARY} FROM plan WHERE {where} ORDER BY changed_at DESC, rowid DESC")  # noqa: S608 - names of our own
    return msgspec.convert(found, list[PlanSummary])


def add_plan(db: sqlite3.Connection, plan: Plan, tally: Tally, moment: str) -> str:
    """Add a plan without a history; return its new id."""
    plan_id = new_id()
    made = {"id": plan_id, "created_at": moment, "changed_at": moment}
    columns = {**made, **_unit_columns(plan), **msgspec.structs.asdict(tally)}
    names, places = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    db.execute(f"INSERT INTO plan ({names}) VALUES ({places})", columns)  # noqa: S608 - names of our own
    _write_whole(db, plan_id, plan)
    return plan_id


def load_plan(db: sqlite3.Connection, plan_id: str) -> StoredPlan:
    """Return a plan.

    Raises:
        LookupError: there is no such plan.
        msgspec.DecodeError: it is damaged.
    """
    found = rows(db, "SELECT position, changed_at, opened_at, trashed_at FROM plan WHERE id = ?", [plan_id])
    if not found:
        raise _unknown(plan_id)
    parts = db.execute("SELECT key, body FROM plan_part WHERE plan_id = ?", [plan_id]).fetchall()
    (head,) = db.execute(
        "SELECT max(seq) FROM edit WHERE plan_id = ? AND state = 'done'", [plan_id]
    ).fetchone()
    return msgspec.convert(
        {**found[0], "id": plan_id, "plan": join_parts(dict(parts)), "head": head or 0}, StoredPlan
    )


def copy_plan(db: sqlite3.Connection, plan_id: str, moment: str) -> str:
    """Add a copy of a plan, without its history; return its new id.

    Raises:
        LookupError: there is no such plan.
        msgspec.DecodeError: it is damaged.
    """
    plan = load_plan(db, plan_id).plan
    columns = ", ".join(Tally.__struct_fields__)
    (tally,) = rows(db, f"SELECT {columns} FROM plan WHERE id = ?", [plan_id])  # noqa: S608 - names of our own
    return add_plan(db, plan, msgspec.convert(tally, Tally), moment)


def write_changed(
    db: sqlite3.Connection, plan_id: str, plan: Plan, touched: frozenset[str] | None, moment: str
) -> None:
    """Write the touched parts of a plan (None: all), and its row in the list.

    Raises:
        LookupError: there is no such plan.
    """
    set_columns(db, plan_id, changed_at=moment, **_unit_columns(plan))
    if touched is None:
        db.execute("DELETE FROM plan_part WHERE plan_id = ?", [plan_id])
        _write_whole(db, plan_id, plan)
        return
    for key in touched:
        _write_part(db, plan_id, key, part_of(plan, key))


def set_columns(db: sqlite3.Connection, plan_id: str, **columns: Any) -> None:
    """Set columns in the row of a plan.

    Raises:
        LookupError: there is no such plan.
    """
    names = ", ".join(f"{name} = :{name}" for name in columns)
    changed = db.execute(f"UPDATE plan SET {names} WHERE id = :plan_id", {**columns, "plan_id": plan_id})  # noqa: S608 - names of our own
    if not changed.rowcount:
        raise _unknown(plan_id)


def erase_plan(db: sqlite3.Connection, plan_id: str) -> None:
    """Take a plan in the trash away for good, with its history.

    Raises:
        LookupError: there is no such plan in the trash.
    """
    erased = db.execute("DELETE FROM plan WHERE id = ? AND trashed_at IS NOT NULL", [plan_id])
    if not erased.rowcount:
        raise _unknown(plan_id)


def new_id() -> str:
    """Return an id that no other store has either."""
    return secrets.token_hex(16)


def _write_whole(db: sqlite3.Connection, plan_id: str, plan: Plan) -> None:
    for key, part in split_plan(plan).items():
        _write_part(db, plan_id, key, part)


def _write_part(db: sqlite3.Connection, plan_id: str, key: str, part: str | None) -> None:
    if part is None:
        db.execute("DELETE FROM plan_part WHERE plan_id = ? AND key = ?", [plan_id, key])
        return
    db.execute(
        "INSERT INTO plan_part VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
        [plan_id, key, part],
    )


def _unit_columns(plan: Plan) -> dict[str, Any]:
    unit = plan.unit
    return {
        "unit_scheme": unit.scheme,
        "unit_code": unit.code,
        "unit_name": unit.name,
        "level": unit.level,
        "year": plan.year,
    }


def _unknown(plan_id: str) -> LookupError:
    return LookupError(f"no plan {plan_id}")

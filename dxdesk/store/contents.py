"""Whole plans in the store: added, read, copied, and written where an edit touched them."""

import sqlite3
from typing import Any

import msgspec

from dxdesk.plan.model import Plan
from dxdesk.store.connection import rows
from dxdesk.store.parts import join_parts, part_of, split_plan
from dxdesk.store.plans import new_id, newest_edit, set_columns, unknown_plan
from dxdesk.store.stored import StoredPlan
from dxdesk.store.sums import check_rows
from dxdesk.store.values import Tally
from dxdesk.store.versions import keep_version


def add_plan(db: sqlite3.Connection, plan: Plan, tally: Tally, moment: str) -> str:
    """Add a plan without a history but for the version that it begins with; return its new id."""
    plan_id = new_id()
    made = {"id": plan_id, "created_at": moment, "changed_at": moment}
    columns = {**made, **_unit_columns(plan), **msgspec.structs.asdict(tally)}
    names, places = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    db.execute(f"INSERT INTO plan ({names}) VALUES ({places})", columns)  # noqa: S608 - names of our own
    _write_whole(db, plan_id, plan)
    keep_version(db, plan_id, plan, edit=0, kind="begun", moment=moment)
    return plan_id


def load_plan(db: sqlite3.Connection, plan_id: str) -> StoredPlan:
    """Return a plan.

    Raises:
        LookupError: there is no such plan.
        DamagedError, msgspec.DecodeError: it is damaged.
    """
    found = rows(db, "SELECT position, changed_at, opened_at, trashed_at FROM plan WHERE id = ?", [plan_id])
    if not found:
        raise unknown_plan(plan_id)
    check_rows(db, "plan_part", plan_id)
    parts = db.execute("SELECT key, body FROM plan_part WHERE plan_id = ?", [plan_id]).fetchall()
    head = newest_edit(db, plan_id)
    return msgspec.convert(
        {**found[0], "id": plan_id, "plan": join_parts(dict(parts)), "head": head}, StoredPlan
    )


def copy_plan(db: sqlite3.Connection, plan_id: str, moment: str) -> str:
    """Add a copy of a plan, without its history; return its new id.

    Raises:
        LookupError: there is no such plan.
        DamagedError, msgspec.DecodeError: it is damaged.
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


def _write_whole(db: sqlite3.Connection, plan_id: str, plan: Plan) -> None:
    for key, part in split_plan(plan).items():
        _write_part(db, plan_id, key, part)


def _write_part(db: sqlite3.Connection, plan_id: str, key: str, part: str | None) -> None:
    if part is None:
        db.execute("DELETE FROM plan_part WHERE plan_id = ? AND key = ?", [plan_id, key])
        return
    db.execute(
        "INSERT INTO plan_part (plan_id, key, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body",
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

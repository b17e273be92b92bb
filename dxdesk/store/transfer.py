"""Whole plans from one store into another: every row that names the plan, whatever table it stands in."""

import sqlite3
from collections.abc import Collection, Mapping
from typing import Any

from dxdesk.store.dispatches_moved import bring_together, dispatches_here, hold_back
from dxdesk.store.plans import new_id, unknown_plan
from dxdesk.store.sums import TALLY
from dxdesk.store.tables import PLAN, Table, plan_rows, plan_tables, quoted


def put_plan(source: sqlite3.Connection, target: sqlite3.Connection, plan_id: str) -> None:
    """Put a plan with all that belongs to it in the place of the one with its id, or add it.

    To be called in a transaction; both stores are up to date.

    Raises:
        LookupError: there is no such plan in the source.
    """
    _transfer(source, target, plan_id, plan_id)


def add_beside(source: sqlite3.Connection, target: sqlite3.Connection, plan_id: str) -> str:
    """Add a plan with all that belongs to it as one of its own; return its new id.

    To be called in a transaction; both stores are up to date.

    Raises:
        LookupError: there is no such plan in the source.
    """
    beside = new_id()
    _transfer(source, target, plan_id, beside)
    return beside


def drop_plan(db: sqlite3.Connection, plan_id: str) -> None:
    """Take a plan with all that belongs to it out of a store, if it is there."""
    db.execute("PRAGMA defer_foreign_keys = ON")
    for table in reversed(plan_tables(db)):
        db.execute(f"DELETE FROM {quoted(table.name)} WHERE {table.owner} = ?", [plan_id])  # noqa: S608 - quoted
    # Of a plan whose rows were damaged it would say for ever that one is missing.
    db.execute(f"DELETE FROM {TALLY} WHERE scope = ?", [plan_id])  # noqa: S608 - a name of our own


def _transfer(source: sqlite3.Connection, target: sqlite3.Connection, plan_id: str, becomes: str) -> None:
    if not source.execute("SELECT 1 FROM plan WHERE id = ?", [plan_id]).fetchone():
        raise unknown_plan(plan_id)
    here = dispatches_here(target, becomes)
    drop_plan(target, becomes)
    known = {table.name: table for table in plan_tables(target)}
    tables = [table for table in plan_tables(source) if table.name in known]
    found = {table.name: plan_rows(source, table, plan_id) for table in tables}
    ids = {table.name: _new_ids(target, table, found[table.name]) for table in tables if table.name != PLAN}
    for table in tables:
        columns = [column for column in table.columns if column in known[table.name].columns]
        for row in found[table.name]:
            row[table.owner] = becomes
            _rename(table, row, ids)
            _insert(target, table.name, {name: row[name] for name in columns if name in row})
    hold_back(target, becomes)
    bring_together(target, becomes, here)


def _new_ids(
    target: sqlite3.Connection, table: Table, found: Collection[Mapping[str, Any]]
) -> dict[Any, Any]:
    """Return other ids for the rows whose own are taken in the target by rows of other plans."""
    if table.id != "TEXT":
        return {}
    query = f"SELECT 1 FROM {quoted(table.name)} WHERE id = ?"  # noqa: S608 - quoted
    return {row["id"]: new_id() for row in found if target.execute(query, [row["id"]]).fetchone()}


def _rename(table: Table, row: dict[str, Any], ids: Mapping[str, Mapping[Any, Any]]) -> None:
    for column, parent in table.parents.items():
        row[column] = ids.get(parent, {}).get(row[column], row[column])
    if table.name == PLAN:
        return
    if table.id == "INTEGER":  # the target counts for itself
        del row["id"]
    elif table.id:
        row["id"] = ids[table.name].get(row["id"], row["id"])


def _insert(db: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    names, places = ", ".join(map(quoted, row)), ", ".join("?" for _name in row)
    db.execute(f"INSERT INTO {quoted(table)} ({names}) VALUES ({places})", list(row.values()))  # noqa: S608 - quoted

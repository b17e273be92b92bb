"""What is sent, where its plan comes from elsewhere: nothing goes out twice, and no answer is lost."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Final

from dxdesk.store.connection import rows
from dxdesk.store.dispatch_answers import settle
from dxdesk.store.dispatch_rows import change, listed
from dxdesk.store.dispatch_states import knows_more
from dxdesk.store.sums import COLUMN
from dxdesk.store.tables import plan_rows, plan_tables, quoted

Kept = Mapping[str, Sequence[dict[str, Any]]]

_DISPATCH: Final = "dispatch"
_OF_DISPATCH: Final = ("dispatch_attempt", "dispatch_document")
_OF_PACKAGE: Final = {
    "dispatch_package": ("plan_id", "sha256"),
    "dispatch_answer": ("plan_id", "digest", "destination", "sha256"),
}


def dispatches_here(db: sqlite3.Connection, plan_id: str) -> Kept:
    """Return the rows of the outbox of a plan that is about to make room for another state of it."""
    names = {_DISPATCH, *_OF_DISPATCH, *_OF_PACKAGE}
    return {table.name: plan_rows(db, table, plan_id) for table in plan_tables(db) if table.name in names}


def hold_back(db: sqlite3.Connection, plan_id: str | None = None) -> None:
    """Stop what waits of a plan that came from elsewhere, or of all: it may have been sent from there."""
    where, values = ("1", []) if plan_id is None else ("plan_id = ?", [plan_id])
    for dispatch in listed(db, f"state IN ('waiting', 'sending') AND {where}", values):
        change(db, dispatch, "stopped", None, "moved", reason="moved", next_at=None)
    settle(db, None)


def mend(db: sqlite3.Connection) -> None:
    """See that what was rescued claims no more than is there: what lost its answer or its bytes is not sent by itself.

    To be called in a transaction, on a connection without foreign keys: what a dispatch went through stays.
    """
    unproven = (
        "state IN ('received', 'accepted', 'returned') AND NOT EXISTS (SELECT 1 FROM dispatch_answer"
        " WHERE dispatch_answer.digest = dispatch.digest AND dispatch_answer.destination = dispatch.destination)"
    )
    for row in rows(db, f"SELECT * FROM dispatch WHERE {unproven}"):  # noqa: S608 - our own words
        db.execute("DELETE FROM dispatch WHERE id = ?", [row["id"]])  # an answered one cannot be changed
        own = {name: value for name, value in row.items() if name != COLUMN}
        _insert(db, _DISPATCH, {**own, "state": "waiting"})
    hold_back(db)
    without_bytes = (
        "state = 'stopped' AND NOT EXISTS (SELECT 1 FROM dispatch_package AS package"
        " WHERE package.plan_id = dispatch.plan_id AND package.sha256 = dispatch.package_sha256)"
    )
    for dispatch in listed(db, without_bytes):
        change(db, dispatch, "withdrawn", None, "lost", reason="lost")


def bring_together(db: sqlite3.Connection, plan_id: str, here: Kept) -> None:
    """Put what was known here of the dispatches of a plan beside what came with it: who knows more counts.

    To be called in a transaction, after `hold_back`.
    """
    for name, key in _OF_PACKAGE.items():
        for row in here.get(name, ()):
            if not _is_there(db, name, key, row):
                _insert(db, name, row)
    came = {each.id: each.state for each in listed(db, "plan_id = ?", [plan_id])}
    for row in here.get(_DISPATCH, ()):
        if row["id"] in came and knows_more(came[row["id"]], row["state"]):
            continue
        db.execute("DELETE FROM dispatch WHERE id = ?", [row["id"]])
        _insert(db, _DISPATCH, row)
        for name in _OF_DISPATCH:
            for own in here.get(name, ()):
                if own["dispatch_id"] == row["id"]:
                    _insert(db, name, own)
    settle(db, None)


def _is_there(db: sqlite3.Connection, name: str, key: Sequence[str], row: Mapping[str, Any]) -> bool:
    where = " AND ".join(f"{column} = :{column}" for column in key)
    return db.execute(f"SELECT 1 FROM {name} WHERE {where}", row).fetchone() is not None  # noqa: S608 - our own names


def _insert(db: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    names, places = ", ".join(map(quoted, row)), ", ".join("?" for _name in row)
    db.execute(f"INSERT INTO {quoted(table)} ({names}) VALUES ({places})", list(row.values()))  # noqa: S608 - quoted

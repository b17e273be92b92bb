"""Versions: states of a plan that are kept whole, by hand or before something large is done to it.

What the user kept stays until the user takes it away, and can be brought back for 30 days. Of what the program
kept the newest 30 stay, of the older ones the first of each month, and the one that the plan began with.
"""

import sqlite3
from datetime import datetime, timedelta
from typing import Final

import msgspec

from dxdesk.plan.model import Plan
from dxdesk.store.blocks import squeezed, stretched
from dxdesk.store.connection import moment_text, rows
from dxdesk.store.stored import Version, VersionKind

_NEWEST: Final = 30
_REMOVED_STAY: Final = timedelta(days=30)
_COLUMNS: Final = ", ".join(Version.__struct_fields__)
_plan = msgspec.json.Decoder(Plan)
# What is never thinned: what the user kept, and what a plan began with.
_STAYS: Final = "kind IN ('hand', 'begun')"


def keep_version(
    db: sqlite3.Connection,
    plan_id: str,
    plan: Plan,
    *,
    edit: int,
    kind: VersionKind,
    moment: str,
    name: str = "",
    note: str = "",
    author: str = "",
) -> Version:
    """Keep a plan as it is after an edit; what the program kept earlier is thinned."""
    (last,) = db.execute("SELECT max(number) FROM version WHERE plan_id = ?", [plan_id]).fetchone()
    columns = {
        "number": (last or 0) + 1,
        "kind": kind,
        "name": name,
        "note": note,
        "author": author,
        "edit": edit,
        "made_at": moment,
    }
    body = squeezed(msgspec.json.encode(plan))
    places = ", ".join(f":{each}" for each in columns)
    db.execute(
        f"INSERT INTO version ({_COLUMNS}, plan_id, body) VALUES ({places}, :plan_id, :body)",  # noqa: S608 - names of our own
        {**columns, "plan_id": plan_id, "body": body},
    )
    _thin(db, plan_id)
    return msgspec.convert(columns, Version)


def list_versions(db: sqlite3.Connection, plan_id: str) -> list[Version]:
    """Return the versions of a plan, the newest first, without those that were taken away."""
    found = rows(
        db,
        f"SELECT {_COLUMNS} FROM version WHERE plan_id = ? AND removed_at IS NULL ORDER BY number DESC",  # noqa: S608 - names of our own
        [plan_id],
    )
    return msgspec.convert(found, list[Version])


def version_plan(db: sqlite3.Connection, plan_id: str, number: int) -> Plan:
    """Return the plan of a version.

    Raises:
        LookupError: there is no such version.
        msgspec.DecodeError: it is damaged.
    """
    row = db.execute(
        "SELECT body FROM version WHERE plan_id = ? AND number = ?", [plan_id, number]
    ).fetchone()
    if row is None:
        raise _unknown(number)
    return _plan.decode(stretched(row[0]))


def set_version(db: sqlite3.Connection, plan_id: str, number: int, **columns: str | None) -> None:
    """Set columns of a version that was kept by hand.

    Raises:
        LookupError: there is no such version.
    """
    names = ", ".join(f"{name} = :{name}" for name in columns)
    changed = db.execute(
        f"UPDATE version SET {names} WHERE plan_id = :plan_id AND number = :number AND kind = 'hand'",  # noqa: S608 - names of our own
        {**columns, "plan_id": plan_id, "number": number},
    )
    if not changed.rowcount:
        raise _unknown(number)


def forget_removed(db: sqlite3.Connection, now: datetime) -> None:
    """Drop what was taken away long ago."""
    db.execute("DELETE FROM version WHERE removed_at < ?", [moment_text(now - _REMOVED_STAY)])


def begins_day(earlier: str, later: str) -> bool:
    """Tell whether a moment is on another day of this computer than an earlier one."""
    if earlier[:13] == later[:13]:  # of one hour, as nearly always
        return False
    days = {datetime.fromisoformat(each).astimezone().date() for each in (earlier, later)}
    return len(days) > 1


def _thin(db: sqlite3.Connection, plan_id: str) -> None:
    db.execute(
        f"DELETE FROM version WHERE plan_id = :plan AND NOT {_STAYS} AND number NOT IN"  # noqa: S608 - our own words
        f" (SELECT number FROM version WHERE plan_id = :plan AND NOT {_STAYS} ORDER BY number DESC LIMIT :newest)"
        f" AND number NOT IN (SELECT min(number) FROM version WHERE plan_id = :plan AND NOT {_STAYS}"
        " GROUP BY substr(made_at, 1, 7))",
        {"plan": plan_id, "newest": _NEWEST},
    )


def _unknown(number: int) -> LookupError:
    return LookupError(f"no version {number}")

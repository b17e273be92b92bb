"""The rows of the outbox: read, and changed from one legal state to the next."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import msgspec

from dxdesk.store.connection import moment_text, rows
from dxdesk.store.dispatch import Dispatch, DispatchMeans
from dxdesk.store.dispatch_states import ANSWERED, follow
from dxdesk.store.faults import StoreError
from dxdesk.store.values import DispatchState

_OWN: Final = ", ".join(name for name in Dispatch.__struct_fields__ if name != "wanted")
_WANTED: Final = (
    "(SELECT count(*) FROM dispatch_document WHERE dispatch_id = dispatch.id AND sent < size) AS wanted"
)

_ONCE: Final = frozenset[DispatchState]({"sending", "withdrawn"})


def listed(db: sqlite3.Connection, where: str, values: Sequence[object] = ()) -> list[Dispatch]:
    """Return the dispatches that a condition holds for, the newest first."""
    query = f"SELECT {_OWN}, {_WANTED} FROM dispatch WHERE {where} ORDER BY created_at DESC, rowid DESC"  # noqa: S608 - our own words
    return msgspec.convert(rows(db, query, values), list[Dispatch])


def found(db: sqlite3.Connection, dispatch_id: str) -> Dispatch:
    """Return a dispatch.

    Raises:
        LookupError: there is no such dispatch.
    """
    for dispatch in listed(db, "id = ?", [dispatch_id]):
        return dispatch
    raise LookupError(f"no dispatch {dispatch_id}")


def same_way(db: sqlite3.Connection, digest: str, destination: str, means: DispatchMeans) -> Dispatch | None:
    """Return the dispatch in whose place another one of the same package would stand; an answered one first."""
    there = listed(db, "digest = ? AND destination = ?", [digest, destination])
    answered = [each for each in there if each.state in ANSWERED]
    alike = [each for each in there if each.means == means and each.state != "withdrawn"]
    return next(iter(answered + alike), None)


def is_out(db: sqlite3.Connection, plan_id: str, digest: str) -> bool:
    """Tell whether somebody else has a package of a plan, or may have it, or is about to."""
    return any(
        each.state != "withdrawn" for each in listed(db, "plan_id = ? AND digest = ?", [plan_id, digest])
    )


def package_of(db: sqlite3.Connection, dispatch: Dispatch, file: Path) -> bytes:
    """Return the bytes that were queued.

    Raises:
        StoreError: they are not what they were; `file` is the store that is named.
    """
    row = db.execute(
        "SELECT data FROM dispatch_package WHERE plan_id = ? AND sha256 = ?",
        [dispatch.plan_id, dispatch.package_sha256],
    ).fetchone()
    if row is None or sha256_of(row[0]) != dispatch.package_sha256:
        raise StoreError("damaged", file)
    return bytes(row[0])


def change(
    db: sqlite3.Connection,
    dispatch: Dispatch,
    after: DispatchState,
    at: datetime | None,
    outcome: str,
    **columns: Any,
) -> None:
    """Lead a dispatch to a state, and write down what happened; what can be done but once does not stay so.

    Its reason goes where none is given, its last words stay.

    Raises:
        IllegalStepError: the state does not follow on the one that it is in.
    """
    if after != dispatch.state or after in _ONCE:
        follow(dispatch.state, after)
    values = {"reason": "", **columns, "state": after, "changed_at": moment_text(at)}
    names = ", ".join(f"{name} = :{name}" for name in values)
    db.execute(f"UPDATE dispatch SET {names} WHERE id = :id", {**values, "id": dispatch.id})  # noqa: S608 - our own names
    note(db, dispatch, outcome, str(columns.get("words", "")), at)


def note(db: sqlite3.Connection, dispatch: Dispatch, outcome: str, words: str, at: datetime | None) -> None:
    """Write down what happened to a dispatch."""
    db.execute(
        "INSERT INTO dispatch_attempt (plan_id, dispatch_id, number, at, outcome, words) SELECT ?, ?,"
        " coalesce((SELECT max(number) FROM dispatch_attempt WHERE dispatch_id = ?), 0) + 1, ?, ?, ?",
        [dispatch.plan_id, dispatch.id, dispatch.id, moment_text(at), outcome, words],
    )


def sha256_of(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal digits."""
    from hashlib import sha256  # noqa: PLC0415 - the list of plans comes up without it

    return sha256(data).hexdigest()

"""Answers to what was sent: kept for the package and its destination, and every dispatch between them is led by them."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from dxdesk.store.connection import moment_text
from dxdesk.store.dispatch import Dispatch
from dxdesk.store.dispatch_rows import change, listed, sha256_of
from dxdesk.store.dispatch_states import FOLLOWERS
from dxdesk.store.faults import StoreError
from dxdesk.store.values import DispatchState

_SHARE: Final = (
    "INSERT INTO dispatch_answer (plan_id, digest, destination, sha256, number, state, kept_at, data)"
    " SELECT dispatch.plan_id, answer.digest, answer.destination, answer.sha256, answer.number, answer.state,"
    " min(answer.kept_at), answer.data FROM dispatch JOIN dispatch_answer AS answer"
    " ON answer.digest = dispatch.digest AND answer.destination = dispatch.destination WHERE NOT EXISTS"
    " (SELECT 1 FROM dispatch_answer AS own WHERE own.plan_id = dispatch.plan_id AND own.digest = answer.digest"
    " AND own.destination = answer.destination AND own.sha256 = answer.sha256)"
    " GROUP BY dispatch.plan_id, answer.digest, answer.destination, answer.sha256"
)


def keep_answer(
    db: sqlite3.Connection,
    dispatch: Dispatch,
    data: bytes,
    *,
    state: DispatchState,
    number: int,
    at: datetime | None,
) -> None:
    """Keep an answer, once; a receipt has the number 0. `settle` leads the dispatches to what it says."""
    digest = sha256_of(data)
    db.execute(
        "INSERT INTO dispatch_answer (plan_id, digest, destination, sha256, number, state, kept_at, data)"
        " SELECT :plan, :digest, :destination, :sha256, :number, :state, :at, :data"
        " WHERE NOT EXISTS (SELECT 1 FROM dispatch_answer WHERE plan_id = :plan AND digest = :digest"
        " AND destination = :destination AND sha256 = :sha256)",
        {
            "plan": dispatch.plan_id,
            "digest": dispatch.digest,
            "destination": dispatch.destination,
            "sha256": digest,
            "number": number,
            "state": state,
            "at": moment_text(at),
            "data": data,
        },
    )


def settle(db: sqlite3.Connection, at: datetime | None) -> None:
    """Lead every dispatch to the state that the answers to its package say; of replies the highest number counts.

    An answer holds for whatever dispatch brought the package there, also for one of a copy of the plan; each plan
    gets it as its own, so that it goes with it wherever it goes.
    """
    db.execute(_SHARE)
    answers = db.execute(
        "SELECT DISTINCT digest, destination, first_value(state) OVER"
        " (PARTITION BY digest, destination ORDER BY number DESC, kept_at, rowid) FROM dispatch_answer"
    ).fetchall()
    for digest, destination, state in answers:
        behind = "digest = ? AND destination = ? AND state <> ?"
        for dispatch in listed(db, behind, [digest, destination, state]):
            if state in FOLLOWERS[dispatch.state]:
                change(db, dispatch, state, at, state, words="", next_at=None)


def answers_to(db: sqlite3.Connection, dispatch: Dispatch, which: str, file: Path) -> Sequence[bytes]:
    """Return the answers to a package from its destination: the highest number first, then the first that came.

    Raises:
        StoreError: one is not what it was; `file` is the store that is named.
    """
    kept = db.execute(
        f"SELECT DISTINCT sha256, data, number FROM dispatch_answer WHERE digest = ? AND destination = ? AND {which}"  # noqa: S608 - our own words
        " ORDER BY number DESC, kept_at, rowid",
        [dispatch.digest, dispatch.destination],
    ).fetchall()
    if any(sha256_of(data) != digest for digest, data, _number in kept):
        raise StoreError("damaged", file)
    return [bytes(data) for _digest, data, _number in kept]

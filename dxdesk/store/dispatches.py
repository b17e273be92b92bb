"""The outbox: what is sent, to whom, and what became of it. Nothing in it goes by sending."""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec

from dxdesk.store.connection import moment_text
from dxdesk.store.dispatch import Dispatch, DispatchMeans, SentDocument
from dxdesk.store.dispatch_answers import keep_answer, settle
from dxdesk.store.dispatch_reading import DispatchReading
from dxdesk.store.dispatch_rows import (
    change,
    found,
    listed,
    note,
    same_way,
    sha256_of,
)
from dxdesk.store.dispatch_states import ANSWERED, IllegalStepError
from dxdesk.store.plans import new_id, unknown_plan
from dxdesk.store.values import DispatchState


class Dispatches(DispatchReading):
    """What is sent from a store. Each method is one transaction, and each change of state a legal one.

    `LookupError` is a dispatch that is not there, `IllegalStepError` a step that does not follow on its state:
    then nothing is changed.
    """

    def queue(
        self,
        plan_id: str,
        revision: int,
        digest: str,
        package: bytes,
        *,
        destination: str,
        receiver: str,
        means: DispatchMeans,
        at: datetime | None = None,
    ) -> Dispatch:
        """Queue a package for a destination, byte by byte; return the dispatch that is there if one is.

        That is one by the same means which was not withdrawn, or one by any means which was answered.

        Raises:
            LookupError: there is no such plan.
            WriteError: it cannot be written.
        """
        moment = moment_text(at)
        with self._connection.writing() as db:
            if not db.execute("SELECT 1 FROM plan WHERE id = ?", [plan_id]).fetchone():
                raise unknown_plan(plan_id)
            there = same_way(db, digest, destination, means)
            if there is not None:
                return there
            columns: dict[str, Any] = {
                "id": new_id(),
                "plan_id": plan_id,
                "revision": revision,
                "digest": digest,
                "package_sha256": sha256_of(package),
                "size": len(package),
                "destination": destination,
                "receiver": receiver,
                "means": means,
                "state": "waiting",
                "created_at": moment,
                "changed_at": moment,
            }
            names, places = ", ".join(columns), ", ".join(f":{name}" for name in columns)
            db.execute(f"INSERT INTO dispatch ({names}) VALUES ({places})", columns)  # noqa: S608 - our own names
            db.execute(
                "INSERT INTO dispatch_package (plan_id, sha256, data) SELECT :plan_id, :package_sha256, :data"
                " WHERE NOT EXISTS (SELECT 1 FROM dispatch_package"
                " WHERE plan_id = :plan_id AND sha256 = :package_sha256)",
                {**columns, "data": package},
            )
            return found(db, columns["id"])

    def take_up(self, *, at: datetime | None = None) -> Sequence[Dispatch]:
        """See to what was being sent when the program ended in the middle of it; return those dispatches.

        They wait again, but for mail: whether a message left before the end nobody here can know, so a person
        must look ("unsure").

        Raises:
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            cut_off = listed(db, "state = 'sending'")
            for each in cut_off:
                after: DispatchState = "stopped" if each.means == "mail" else "waiting"
                change(db, each, after, at, "interrupted", reason="unsure" if after == "stopped" else "")
            return [found(db, each.id) for each in cut_off]

    def begin(self, dispatch_id: str, *, at: datetime | None = None) -> Dispatch:
        """Claim a dispatch for sending; return it with its attempts counted up.

        Raises:
            IllegalStepError: it is not waiting, nor handed over already to be handed over once more.
            LookupError: there is no such dispatch.
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            before = found(db, dispatch_id)
            change(db, before, "sending", at, "began", attempts=before.attempts + 1, next_at=None)
            return found(db, dispatch_id)

    def note_attempt(
        self, dispatch_id: str, words: str, next_at: datetime | None = None, *, at: datetime | None = None
    ) -> Dispatch:
        """Write down an attempt that came to nothing: what was being sent waits again, until `next_at`.

        Any other state stays: what is received lacks a document still, what was stopped meanwhile is stopped.

        Raises:
            LookupError: there is no such dispatch.
            WriteError: it cannot be written.
        """
        moment = None if next_at is None else moment_text(next_at)
        with self._connection.writing() as db:
            before = found(db, dispatch_id)
            after: DispatchState = "waiting" if before.state == "sending" else before.state
            if after == "withdrawn":
                raise IllegalStepError(after, "waiting")
            change(db, before, after, at, "failed", reason=before.reason, words=words, next_at=moment)
            return found(db, dispatch_id)

    def handed(self, dispatch_id: str, words: str = "", *, at: datetime | None = None) -> Dispatch:
        """Write down that a package was given to a mail program or written on a disk: it is not received yet.

        Raises:
            IllegalStepError: it is neither waiting nor being sent.
            LookupError: there is no such dispatch.
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            change(db, found(db, dispatch_id), "handed", at, "handed", words=words)
            return found(db, dispatch_id)

    def stop(self, dispatch_id: str, reason: str, words: str, *, at: datetime | None = None) -> Dispatch:
        """Leave a dispatch until a person has seen to it; what is received stays so, with the reason beside it.

        Raises:
            IllegalStepError: it was handed over, or withdrawn.
            LookupError: there is no such dispatch.
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            before = found(db, dispatch_id)
            after: DispatchState = before.state if before.state in ANSWERED else "stopped"
            change(db, before, after, at, "stopped", reason=reason, words=words, next_at=None)
            return found(db, dispatch_id)

    def pause(self, dispatch_id: str, *, at: datetime | None = None) -> Dispatch:
        """Leave a dispatch until it is resumed; as `stop`."""
        return self.stop(dispatch_id, "paused", "", at=at)

    def resume(self, dispatch_id: str, *, at: datetime | None = None) -> Dispatch:
        """Go on with a dispatch that was stopped, or put the next attempt of one that waits to now.

        Raises:
            IllegalStepError: there is nothing to go on with.
            LookupError: there is no such dispatch.
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            before = found(db, dispatch_id)
            after: DispatchState = before.state if before.state in ANSWERED else "waiting"
            if before.state in {"sending", "handed"}:
                raise IllegalStepError(before.state, after)
            change(db, before, after, at, "resumed", next_at=None)
            return found(db, dispatch_id)

    def withdraw(self, dispatch_id: str, *, at: datetime | None = None) -> Dispatch:
        """Give up a dispatch that has not left: it stays in the list as withdrawn, and can be queued anew.

        Raises:
            IllegalStepError: it is being sent, or was handed over or received.
            LookupError: there is no such dispatch.
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            change(db, found(db, dispatch_id), "withdrawn", at, "withdrawn", next_at=None)
            return found(db, dispatch_id)

    def keep_receipt(self, dispatch_id: str, data: bytes, *, at: datetime | None = None) -> Dispatch:
        """Keep a receipt that was checked: every dispatch of its package to its destination is received.

        Raises:
            LookupError: there is no such dispatch.
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            keep_answer(db, found(db, dispatch_id), data, state="received", number=0, at=at)
            settle(db, at)
            return found(db, dispatch_id)

    def keep_reply(
        self,
        dispatch_id: str,
        data: bytes,
        number: int,
        verdict: Literal["accepted", "returned"],
        *,
        at: datetime | None = None,
    ) -> Dispatch:
        """Keep a reply that was checked, whether its receipt has come or not; the highest number counts.

        Raises:
            LookupError: there is no such dispatch.
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            keep_answer(db, found(db, dispatch_id), data, state=verdict, number=number, at=at)
            settle(db, at)
            return found(db, dispatch_id)

    def note_documents(self, dispatch_id: str, documents: Iterable[SentDocument]) -> Dispatch:
        """Write down how far documents have come; those that were known and are not named stay as they are.

        Raises:
            LookupError: there is no such dispatch.
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            dispatch = found(db, dispatch_id)
            for each in documents:
                _put_document(db, dispatch, each)
            return found(db, dispatch_id)

    def note(self, dispatch_id: str, outcome: str, words: str, *, at: datetime | None = None) -> None:
        """Write down something that happened to a dispatch and changes nothing of its state.

        Raises:
            LookupError: there is no such dispatch.
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            note(db, found(db, dispatch_id), outcome, words, at)


def _put_document(db: sqlite3.Connection, dispatch: Dispatch, document: SentDocument) -> None:
    values = {**msgspec.to_builtins(document), "dispatch": dispatch.id, "plan": dispatch.plan_id}
    changed = db.execute(
        "UPDATE dispatch_document SET sent = :sent, size = :size WHERE dispatch_id = :dispatch AND sha256 = :sha256",
        values,
    )
    if not changed.rowcount:
        db.execute(
            "INSERT INTO dispatch_document (plan_id, dispatch_id, sha256, size, sent)"
            " VALUES (:plan, :dispatch, :sha256, :size, :sent)",
            values,
        )

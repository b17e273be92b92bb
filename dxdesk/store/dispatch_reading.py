"""The outbox as it is read: what is sent, its bytes, what happened to it, and what was answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from dxdesk.store.connection import Connection, moment_text, rows
from dxdesk.store.dispatch import Attempt, Dispatch, SentDocument
from dxdesk.store.dispatch_answers import answers_to
from dxdesk.store.dispatch_rows import found, listed, package_of

# What is neither being sent nor waiting for a person. A plan in the trash is not sent.
_DUE: Final = (
    "reason = '' AND coalesce(next_at, '') <= ?"
    " AND (state = 'waiting' OR state IN ('received', 'accepted', 'returned') AND EXISTS"
    " (SELECT 1 FROM dispatch_document WHERE dispatch_id = dispatch.id AND sent < size))"
    " AND plan_id IN (SELECT id FROM plan WHERE trashed_at IS NULL)"
)


class DispatchReading:
    """What is sent from a store, for reading."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list(self, plan_id: str | None = None) -> Sequence[Dispatch]:
        """Return what is sent of all plans, or of one, the newest first.

        Raises:
            StoreError: it cannot be read.
        """
        with self._connection.reading() as db:
            if plan_id is None:
                return listed(db, "1")
            return listed(db, "plan_id = ?", [plan_id])

    def get(self, dispatch_id: str) -> Dispatch:
        """Return a dispatch.

        Raises:
            LookupError: there is no such dispatch.
            StoreError: it cannot be read.
        """
        with self._connection.reading() as db:
            return found(db, dispatch_id)

    def with_digest(self, digest: str) -> Sequence[Dispatch]:
        """Return what is sent of a package, the newest first; `digest` is that of its statement.

        Raises:
            StoreError: it cannot be read.
        """
        with self._connection.reading() as db:
            return listed(db, "digest = ?", [digest])

    def due(self, at: datetime | None = None) -> Sequence[Dispatch]:
        """Return what is to be worked on at a moment, the oldest first: what waits, and what lacks documents.

        Raises:
            StoreError: it cannot be read.
        """
        with self._connection.reading() as db:
            return listed(db, _DUE, [moment_text(at)])[::-1]

    def package(self, dispatch_id: str) -> bytes:
        """Return the package as it was queued, byte by byte.

        Raises:
            LookupError: there is no such dispatch.
            StoreError: it cannot be read, or is not what was queued.
        """
        with self._connection.reading() as db:
            return package_of(db, found(db, dispatch_id), self._connection.file)

    def receipts(self, dispatch_id: str) -> Sequence[bytes]:
        """Return the receipts of a dispatch, the first that came first; they stay byte by byte.

        Raises:
            LookupError: there is no such dispatch.
            StoreError: they cannot be read, or are not what was kept.
        """
        with self._connection.reading() as db:
            return answers_to(db, found(db, dispatch_id), "number = 0", self._connection.file)

    def replies(self, dispatch_id: str) -> Sequence[bytes]:
        """Return the replies to a dispatch, the one that counts first; as `receipts`."""
        with self._connection.reading() as db:
            return answers_to(db, found(db, dispatch_id), "number > 0", self._connection.file)

    def attempts(self, dispatch_id: str) -> Sequence[Attempt]:
        """Return what happened to a dispatch, the newest first.

        Raises:
            StoreError: it cannot be read.
        """
        with self._connection.reading() as db:
            made = rows(
                db,
                "SELECT number, at, outcome, words FROM dispatch_attempt WHERE dispatch_id = ?"
                " ORDER BY number DESC",
                [dispatch_id],
            )
        return msgspec.convert(made, tuple[Attempt, ...])

    def documents(self, dispatch_id: str) -> Sequence[SentDocument]:
        """Return the documents that are sent on their own, and how far each has come.

        Raises:
            StoreError: they cannot be read.
        """
        with self._connection.reading() as db:
            kept = rows(
                db,
                "SELECT sha256, size, sent FROM dispatch_document WHERE dispatch_id = ? ORDER BY rowid",
                [dispatch_id],
            )
        return msgspec.convert(kept, tuple[SentDocument, ...])

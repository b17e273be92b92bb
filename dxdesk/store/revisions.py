"""Sealed revisions of a plan: frozen bytes, and the papers that came home for them."""

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

import msgspec

from dxdesk.store.connection import Connection, moment_text, rows
from dxdesk.store.dispatch_rows import is_out
from dxdesk.store.faults import StoreError
from dxdesk.store.plans import new_id, newest_edit, unknown_plan
from dxdesk.store.values import Paper, PaperRole, Revision

_REVISION: Final = ", ".join(Revision.__struct_fields__)
_PAPER: Final = ", ".join(Paper.__struct_fields__)


class IssuedError(ValueError):
    """The revision is issued, or there is one that is sealed: what was asked is not done to it."""


class QueuedError(IssuedError):
    """The revision stands in the outbox, or was sent: what was asked is not done to it."""


class Revisions:
    """The sealed revisions of the plans of a store. The highest one counts; an issued one never changes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list(self, plan_id: str) -> Sequence[Revision]:
        """Return the revisions of a plan, the highest first.

        Raises:
            StoreError: they cannot be read.
        """
        with self._connection.reading() as db:
            return _list(db, plan_id)

    def seal(self, plan_id: str, sealed: Revision, package: bytes, *, anew: bool = False) -> None:
        """Keep the package of a revision that was sealed, byte by byte.

        With `anew` it takes the place of what was sealed under its number, whose papers go.

        Raises:
            IssuedError: the revision is sealed already (and issued, with `anew`), or one before it is not issued.
            QueuedError: with `anew`, it was sent or is queued.
            LookupError: there is no such plan, or with `anew` no such revision.
            WriteError: it cannot be written.
        """
        columns: dict[str, Any] = {
            **msgspec.to_builtins(sealed),
            "plan_id": plan_id,
            "head": 0,
            "sealed_at": moment_text(sealed.sealed_at),
            "package_sha256": _digest(package),
            "package": package,
        }
        names, places = ", ".join(columns), ", ".join(f":{name}" for name in columns)
        with self._connection.writing() as db:
            if not db.execute("SELECT 1 FROM plan WHERE id = ?", [plan_id]).fetchone():
                raise unknown_plan(plan_id)
            columns["head"] = newest_edit(db, plan_id)
            if anew:
                _at_hand(db, plan_id, sealed.number)
                db.execute("DELETE FROM revision WHERE plan_id = ? AND number = ?", [plan_id, sealed.number])
            before = _list(db, plan_id)
            if before and (before[0].issued_at is None or before[0].number >= sealed.number):
                raise IssuedError
            db.execute(f"INSERT INTO revision ({names}) VALUES ({places})", columns)  # noqa: S608 - names of our own

    def package(self, plan_id: str, number: int) -> bytes:
        """Return the package of a revision, byte by byte.

        Raises:
            LookupError: there is no such revision.
            StoreError: it cannot be read, or is not what was kept.
        """
        query = "SELECT package, package_sha256 FROM revision WHERE plan_id = ? AND number = ?"
        return self._kept(query, plan_id, number)

    def reopen(self, plan_id: str, number: int) -> None:
        """Take back the sealing of a revision that is not issued, with the papers that came for it.

        Raises:
            IssuedError: it is issued.
            QueuedError: it was sent, or is queued.
            LookupError: there is no such revision.
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            _at_hand(db, plan_id, number)
            db.execute("DELETE FROM revision WHERE plan_id = ? AND number = ?", [plan_id, number])

    def issue(
        self, plan_id: str, number: int, document_number: str, day: date, *, at: datetime | None = None
    ) -> Revision:
        """Mark a revision as issued under a number on a day; from then on it never changes.

        Raises:
            IssuedError: it is issued already.
            LookupError: there is no such revision.
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            _unissued(db, plan_id, number)
            db.execute(
                "UPDATE revision SET issued_number = ?, issued_on = ?, issued_at = ?"
                " WHERE plan_id = ? AND number = ?",
                [document_number, day.isoformat(), moment_text(at), plan_id, number],
            )
            return next(revision for revision in _list(db, plan_id) if revision.number == number)

    def add_paper(
        self,
        plan_id: str,
        number: int,
        role: PaperRole,
        name: str,
        data: bytes,
        *,
        instead_of: str | None = None,
        at: datetime | None = None,
    ) -> Paper:
        """Keep a paper that came for a revision: its signed PDF, or a scan.

        `instead_of` is the id of a paper that it holds and takes the place of.

        Raises:
            LookupError: there is no such revision.
            WriteError: it cannot be written.
        """
        columns: dict[str, Any] = {
            "id": new_id(),
            "role": role,
            "name": name,
            "size": len(data),
            "sha256": _digest(data),
            "added_at": moment_text(at),
        }
        with self._connection.writing() as db:
            _found(db, plan_id, number)
            db.execute("DELETE FROM paper WHERE id = ? AND plan_id = ?", [instead_of, plan_id])
            db.execute(
                f"INSERT INTO paper ({_PAPER}, plan_id, revision, data)"  # noqa: S608 - names of our own
                " VALUES (:id, :role, :name, :size, :sha256, :added_at, :plan_id, :revision, :data)",
                {**columns, "plan_id": plan_id, "revision": number, "data": data},
            )
        return msgspec.convert(columns, Paper)

    def remove_paper(self, plan_id: str, paper_id: str) -> None:
        """Take a paper away again, while its revision is not issued.

        Raises:
            IssuedError: the revision is issued.
            LookupError: there is no such paper.
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            row = db.execute(
                "SELECT revision FROM paper WHERE plan_id = ? AND id = ?", [plan_id, paper_id]
            ).fetchone()
            if row is None:
                raise LookupError(f"no paper {paper_id}")
            _unissued(db, plan_id, row[0])
            db.execute("DELETE FROM paper WHERE id = ?", [paper_id])

    def papers(self, plan_id: str, number: int) -> Sequence[Paper]:
        """Return the papers of a revision without their data, the newest first.

        Raises:
            StoreError: they cannot be read.
        """
        with self._connection.reading() as db:
            found = rows(
                db,
                f"SELECT {_PAPER} FROM paper WHERE plan_id = ? AND revision = ?"  # noqa: S608 - names of our own
                " ORDER BY added_at DESC, rowid DESC",
                [plan_id, number],
            )
        return msgspec.convert(found, tuple[Paper, ...])

    def paper(self, paper_id: str) -> bytes:
        """Return the data of a paper, byte by byte.

        Raises:
            LookupError: there is no such paper.
            StoreError: it cannot be read, or is not what was kept.
        """
        return self._kept("SELECT data, sha256 FROM paper WHERE id = ?", paper_id)

    def _kept(self, query: str, *key: str | int) -> bytes:
        with self._connection.reading() as db:
            row = db.execute(query, key).fetchone()
        if row is None:
            raise LookupError(f"nothing kept under {key}")
        data, digest = row
        if _digest(data) != digest:
            raise StoreError("damaged", self._connection.file)
        return bytes(data)


def _list(db: sqlite3.Connection, plan_id: str) -> list[Revision]:
    found = rows(
        db,
        f"SELECT {_REVISION} FROM revision WHERE plan_id = ? ORDER BY number DESC",  # noqa: S608 - names of our own
        [plan_id],
    )
    return msgspec.convert(found, list[Revision])


def _found(db: sqlite3.Connection, plan_id: str, number: int) -> Revision:
    for revision in _list(db, plan_id):
        if revision.number == number:
            return revision
    raise LookupError(f"no revision {number} of plan {plan_id}")


def _unissued(db: sqlite3.Connection, plan_id: str, number: int) -> None:
    if _found(db, plan_id, number).issued_at is not None:
        raise IssuedError


def _at_hand(db: sqlite3.Connection, plan_id: str, number: int) -> None:
    """Refuse a revision that is issued, or that somebody else may have: another one must not get its number."""
    _unissued(db, plan_id, number)
    if is_out(db, plan_id, _found(db, plan_id, number).digest):
        raise QueuedError


def _digest(data: bytes) -> str:
    from hashlib import sha256  # noqa: PLC0415 - the list of plans comes up without it

    return sha256(data).hexdigest()

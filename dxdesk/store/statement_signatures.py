"""Signatures of sealed statements: beside the package of a revision, whose bytes stay as they are."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from dxdesk.store.connection import Connection, moment_text
from dxdesk.store.revisions import IssuedError


class StatementSignatures:
    """The signatures that were made here over the statements of sealed revisions, in the order of their making."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list(self, plan_id: str, revision: int) -> Sequence[str]:
        """Return the signatures of a revision, as a package has them (base64).

        Raises:
            StoreError: they cannot be read.
        """
        with self._connection.reading() as db:
            return _list(db, plan_id, revision)

    def add(self, plan_id: str, revision: int, value: str, *, at: datetime | None = None) -> None:
        """Keep one more signature of a revision that is not issued; one that is there already stays once.

        Raises:
            IssuedError: the revision is issued, and stays as it is.
            LookupError: there is no such revision.
            WriteError: it cannot be written.
        """
        with self._connection.writing() as db:
            found = db.execute(
                "SELECT issued_at FROM revision WHERE plan_id = ? AND number = ?", [plan_id, revision]
            ).fetchone()
            if found is None:
                raise LookupError(f"no revision {revision} of plan {plan_id}")
            if found[0] is not None:
                raise IssuedError
            known = _list(db, plan_id, revision)
            if value not in known:
                db.execute(
                    "INSERT INTO statement_signature (plan_id, revision, number, value, added_at)"
                    " VALUES (?, ?, ?, ?, ?)",
                    [plan_id, revision, len(known) + 1, value, moment_text(at)],
                )


def _list(db: sqlite3.Connection, plan_id: str, revision: int) -> list[str]:
    found = db.execute(
        "SELECT value FROM statement_signature WHERE plan_id = ? AND revision = ? ORDER BY number",
        [plan_id, revision],
    )
    return [value for (value,) in found]

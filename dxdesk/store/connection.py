"""The open file of a store: whole transactions, and errors in words."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dxdesk.store.faults import StoreError, WriteError, in_words


class Connection:
    """A store file, for the one thread that opened it."""

    def __init__(self, db: sqlite3.Connection, file: Path) -> None:
        self._db = db
        self.file = file

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Read one state of the store.

        Raises:
            StoreError: it cannot be read, or what stands there is damaged.
        """
        with in_words(self.file, StoreError), self._transaction("BEGIN"):
            yield self._db

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Write all of a change, or nothing; it is on the disk when the block is left.

        Raises:
            WriteError: it cannot be written; the store is as it was.
        """
        # "Immediate" waits for another writer; else one is seen only when it is too late to wait.
        with in_words(self.file, WriteError), self._transaction("BEGIN IMMEDIATE"):
            yield self._db

    @property
    def raw(self) -> sqlite3.Connection:
        """SQLite's own connection, to copy from."""
        return self._db

    @contextmanager
    def steps(self) -> Iterator[sqlite3.Connection]:
        """Do what SQLite does in transactions of its own.

        Raises:
            WriteError: it cannot be written.
        """
        with in_words(self.file, WriteError):
            yield self._db

    def set_patience(self, seconds: float) -> None:
        """Wait that long for another writer."""
        self._db.execute(f"PRAGMA busy_timeout = {round(seconds * 1_000)}")

    def close(self) -> None:
        """Close the file; twice does no harm."""
        self._db.close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._db.execute(begin)
        try:
            yield
            self._db.commit()
        except BaseException:
            self._db.rollback()
            raise


def rows(
    db: sqlite3.Connection, query: str, values: Sequence[object] | Mapping[str, object] = ()
) -> list[dict[str, Any]]:
    """Return what a query finds, each row by the names of its columns."""
    found = db.execute(query, values)
    names = [column for column, *_rest in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def moment_text(moment: datetime | None) -> str:
    """Return a moment, or the present one, as it is stored: UTC, always of one length, so that it sorts."""
    return (moment or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")

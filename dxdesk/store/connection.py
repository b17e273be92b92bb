"""The open file of a store: whole transactions, and errors in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from sqlite_utils import Database

from dxdesk.store.faults import StoreError, WriteError, fault_kind


class Connection:
    """A store file, for the one thread that opened it."""

    def __init__(self, db: Database, file: Path) -> None:
        self._db = db
        self.file = file

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Read one state of the store.

        Raises:
            StoreError: it cannot be read, or what stands there is damaged.
        """
        with self._transaction(StoreError) as db:
            yield db

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """Write all of a change, or nothing; it is on the disk when the block is left.

        A block writes before it reads: then it waits for another writer instead of failing.

        Raises:
            WriteError: it cannot be written; the store is as it was.
        """
        with self._transaction(WriteError) as db:
            yield db

    def close(self) -> None:
        """Close the file; twice does no harm."""
        self._db.close()

    @contextmanager
    def _transaction(self, fault: type[StoreError]) -> Iterator[Database]:
        try:
            with self._db.atomic():
                yield self._db
        except sqlite3.Error as error:
            kind = fault_kind(error)
            if kind is None:
                raise
            raise fault(kind, self.file) from error
        except msgspec.DecodeError as error:
            raise fault("damaged", self.file) from error


def moment_text(moment: datetime | None) -> str:
    """Return a moment, or the present one, as it is stored: UTC, always of one length, so that it sorts."""
    return (moment or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")

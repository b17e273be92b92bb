"""The open file of a store: whole transactions, and errors in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from dxdesk.store.faults import StoreError, WriteError, in_words


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
        with in_words(self.file, StoreError), self._db.atomic():
            yield self._db

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """Write all of a change, or nothing; it is on the disk when the block is left.

        Raises:
            WriteError: it cannot be written; the store is as it was.
        """
        with in_words(self.file, WriteError):
            # "Immediate" waits for another writer; `atomic` would see it only when it is too late to wait.
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.commit()
            except BaseException:
                self._db.rollback()
                raise

    def close(self) -> None:
        """Close the file; twice does no harm."""
        self._db.close()


def moment_text(moment: datetime | None) -> str:
    """Return a moment, or the present one, as it is stored: UTC, always of one length, so that it sorts."""
    return (moment or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")

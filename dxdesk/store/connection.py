"""The open file of a store: whole transactions, and errors in words.

Every write leaves a mark in the file, a number made up for it (SQLite's `user_version`). By it the program
knows a store again that was away for a while, and knows what became of a write that ended in an error.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from dxdesk.store.disks import file_identity
from dxdesk.store.faults import StoreError, WriteError, in_words
from dxdesk.store.holder import note_holder
from dxdesk.store.lock import StoreLock
from dxdesk.store.sums import keep_sums, know_sums

_MARKS: Final = 2**31


class Trace(NamedTuple):
    """What a program knows of the state of a store: the mark of its last write, and of one in doubt."""

    mark: int
    doubt: int | None


class Connection:
    """A store file, for the one thread that opened it; the lock, if there is one, is released with it."""

    def __init__(self, db: sqlite3.Connection, file: Path, lock: StoreLock | None = None) -> None:
        know_sums(db)
        self._db = db
        self._lock = lock
        self.file = file
        self._identity = file_identity(file)
        self._journal: tuple[int, int] | None = None
        # While a store is brought up to date neither is written: its tables are only just being made.
        self._sums = self._noted = True
        self._mark = self._found_mark()
        self._doubt: int | None = None
        self._arrived = False

    @property
    def trace(self) -> Trace:
        """What is known of the state of the store."""
        return Trace(self._mark, self._doubt)

    def follow(self, trace: Trace) -> None:
        """Go on where another connection to the same store had to stop.

        Raises:
            StoreError: the store is not in that state; somebody else has written, or it is another one.
        """
        if self._mark not in trace:
            raise StoreError("changed", self.file)
        self._arrived = self._mark == trace.doubt

    def has_arrived(self) -> bool:
        """Tell, once, whether the last write is in the store although it ended in an error.

        A disk that goes away in the middle leaves that open until it is there again.

        Raises:
            StoreError: it is still away.
        """
        with in_words(self.file, StoreError):
            self._end_doubt()
        arrived, self._arrived = self._arrived, False
        return arrived

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
            WriteError: it cannot be written; the store is as it was, or see `has_arrived`.
        """
        self._check_place()
        if not self._sums:
            with in_words(self.file, WriteError):
                keep_sums(self._db)
            self._sums = True
        # "Immediate" waits for another writer; else one is seen only when it is too late to wait.
        with in_words(self.file, WriteError), self._transaction("BEGIN IMMEDIATE"):
            self._end_doubt()
            before = self._db.total_changes
            yield self._db
            if self._db.total_changes != before:
                self._leave_mark()
        self._check_place()
        if self._doubt is None:
            return
        self._mark, self._doubt, self._arrived, self._noted = self._doubt, None, False, True
        if self._journal is None:  # SQLite makes it with the first write
            self._journal = file_identity(self._journal_place())

    @contextmanager
    def steps(self) -> Iterator[sqlite3.Connection]:
        """Do what SQLite does in transactions of its own.

        Raises:
            WriteError: it cannot be written.
        """
        with in_words(self.file, WriteError):
            yield self._db

    @property
    def raw(self) -> sqlite3.Connection:
        """SQLite's own connection, to copy from."""
        return self._db

    def note_holder(self) -> None:
        """Write down who has the store, as the first write does by itself; `WriteError` where it cannot."""
        if not self._noted:
            with self.writing() as db:
                note_holder(db)

    def begin_sums(self) -> None:
        """With the next write begin to write the sums of rows, and who has the store."""
        self._sums = self._noted = False

    def set_patience(self, seconds: float) -> None:
        """Wait that long for another writer."""
        self._db.execute(f"PRAGMA busy_timeout = {round(seconds * 1_000)}")

    def close(self) -> None:
        """Close the file; twice does no harm."""
        self._db.close()
        if self._lock is not None:  # after SQLite: its own locks on the file go with any descriptor closed
            self._lock.release()

    def is_same_file(self) -> bool:
        """Tell whether the file of that name is the one that is open."""
        return self._identity is None or file_identity(self.file) == self._identity

    def leaves_journal(self) -> bool:
        """Tell whether the journal of the open file lies beside another file that has taken its place.

        SQLite takes a journal of that name for one of the file beside it, and would mix the two.
        """
        return (
            self._journal is not None
            and not self.is_same_file()
            and file_identity(self._journal_place()) == self._journal
        )

    def copy_to(self, file: Path) -> None:
        """Write all that can be read into a new file, with its folders.

        Raises:
            WriteError: it cannot be read or written, or the file is there already.
        """
        if file_identity(file) is not None:
            raise WriteError("exists", file)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with in_words(file, WriteError), closing(sqlite3.connect(file)) as copy:
                self._db.backup(copy)
        except OSError as error:
            raise WriteError("no_access", file) from error
        except WriteError:
            file.unlink(missing_ok=True)  # half a copy is none
            raise

    def _journal_place(self) -> Path:
        return self.file.with_name(f"{self.file.name}-wal")

    def _check_place(self) -> None:
        """Write only into the file of that name: a system may keep one open that no folder has any more.

        Raises:
            WriteError: it is not there, or another one is.
        """
        if not self.is_same_file():
            raise WriteError("gone" if file_identity(self.file) is None else "replaced", self.file)

    def _leave_mark(self) -> None:
        self._check_place()
        if not self._noted:
            note_holder(self._db)
        mark = int.from_bytes(os.urandom(4), "big") % _MARKS
        self._db.execute(f"PRAGMA user_version = {mark}")
        self._doubt = mark

    def _end_doubt(self) -> None:
        if self._doubt is not None:
            found = self._found_mark()
            self._arrived = found == self._doubt
            self._mark, self._doubt = found, None

    def _found_mark(self) -> int:
        (mark,) = self._db.execute("PRAGMA user_version").fetchone()
        return int(mark)

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

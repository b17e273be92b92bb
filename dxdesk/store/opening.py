"""Opening the store: never without a journal that holds, never a file that is not ours or newer than we are."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dxdesk.store.connection import Connection, Trace
from dxdesk.store.defence import defend
from dxdesk.store.disks import file_identity, on_local_disk
from dxdesk.store.faults import StoreError, in_words
from dxdesk.store.lock import StoreLock, take_lock
from dxdesk.store.looking import look
from dxdesk.store.place import waiting_for
from dxdesk.store.schema import is_newer, is_ours
from dxdesk.store.store import Store
from dxdesk.store.synced import refuse_synced
from dxdesk.store.updating import update

_PATIENCE: Final = 5.0  # seconds to wait for another writer
# Windows takes 259 for a path; the longest beside a store is that of a backup which is being written.
_LONGEST: Final = 170


def open_store(file: Path, trace: Trace | None = None) -> Store:
    """Open the store in `file`, or make it, with its folders; nobody else has it until it is closed.

    Only the calling thread may use it. With a `trace` it must be in the state that another connection left.

    Raises:
        HeldError: somebody else has it open.
        StoreError: it cannot be used; a file that is not ours, or newer, or damaged, stays as it is.
    """
    try:
        _refuse_long(file)
        refuse_synced(file)
        is_there = _is_there(file, is_new=trace is None)
        lock = take_lock(file)
        try:
            return _opened(file, lock, trace, whole=look(file, is_new=not is_there))
        except BaseException:
            lock.release()
            raise
    except OSError as error:  # a share that fails answers questions about a file in many ways
        raise StoreError("unreachable", file) from error


def _refuse_long(file: Path) -> None:
    """Refuse a store whose path leaves no room for its backups: SQLite would say that it cannot be opened."""
    if sys.platform == "win32" and len(str(file.absolute())) > _LONGEST:
        raise StoreError("too_long", file)


def _is_there(file: Path, *, is_new: bool) -> bool:
    """Make the folders of a store; tell whether its file is there already.

    Raises:
        StoreError: it must be (it is not new) and is not, or its folder cannot be reached.
    """
    if not is_new and file_identity(file) is None:
        raise StoreError("gone", file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _finish_rescue(file)
        return file.is_file()
    except OSError as error:
        raise StoreError("no_access", file) from error


def _finish_rescue(file: Path) -> None:
    if waiting_for(file).exists():
        from dxdesk.store.aside import finish  # noqa: PLC0415 - after a rescue that was cut short only

        finish(file)


def _opened(file: Path, lock: StoreLock, trace: Trace | None, *, whole: bool) -> Store:
    with in_words(file, StoreError):
        db = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    with _closed_on_error(db):
        with in_words(file, StoreError):
            defend(db)
            db.execute("PRAGMA foreign_keys = ON")
            _check_kind(db, file)
            connection = Connection(db, file, lock)
            if trace is not None:
                connection.follow(trace)
            # A new file learns to give free pages back; one that has tables stays as it was made.
            db.execute("PRAGMA auto_vacuum = INCREMENTAL")
            _choose_journal(db, file)
        update(connection)  # says now, not at the first change, that nothing can be written
        connection.begin_sums()
        return Store(connection, whole_log=whole)


def _check_kind(db: sqlite3.Connection, file: Path) -> None:
    if not is_ours(db):
        raise StoreError("foreign", file)
    if is_newer(db):
        raise StoreError("newer", file)


@contextmanager
def _closed_on_error(db: sqlite3.Connection) -> Iterator[None]:
    """Close a connection where what is done with it fails."""
    try:
        yield
    except BaseException:
        db.close()
        raise


def _choose_journal(db: sqlite3.Connection, file: Path) -> None:
    """Write ahead on a disk that stays; else keep a rollback journal, with its folder written through as well.

    Raises:
        StoreError: SQLite takes neither here.
    """
    if on_local_disk(file) and _takes_journal(db, "wal"):
        db.execute("PRAGMA synchronous = FULL")
    elif _takes_journal(db, "delete"):
        db.execute("PRAGMA synchronous = EXTRA")
    else:
        raise StoreError("no_journal", file)


def _takes_journal(db: sqlite3.Connection, mode: str) -> bool:
    """Ask for a journal mode, and tell whether SQLite took it: it keeps another one without a word."""
    (taken,) = db.execute(f"PRAGMA journal_mode = {mode}").fetchone()
    return bool(taken == mode)

"""Opening the store: never without a journal that holds, never a file that is not ours or newer than we are."""

import sqlite3
from pathlib import Path
from typing import Final

from dxdesk.store.connection import Connection
from dxdesk.store.faults import StoreError, in_words
from dxdesk.store.looking import look
from dxdesk.store.place import on_local_disk, waiting_for
from dxdesk.store.schema import is_newer, is_ours
from dxdesk.store.store import Store
from dxdesk.store.sums import keep_sums
from dxdesk.store.updating import update

_PATIENCE: Final = 5.0  # seconds to wait for another writer


def open_store(file: Path) -> Store:
    """Open the store in `file`, or make it, with its folders. Only the calling thread may use it.

    Raises:
        StoreError: it cannot be used; a file that is not ours, or newer, or damaged, stays as it is.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        _finish_rescue(file)
        whole = look(file)
    except OSError as error:
        raise StoreError("no_access", file) from error
    with in_words(file, StoreError):
        db = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        return _ready(db, file, whole=whole)
    except BaseException:
        db.close()
        raise


def _finish_rescue(file: Path) -> None:
    if waiting_for(file).exists():
        from dxdesk.store.aside import finish  # noqa: PLC0415 - after a rescue that was cut short only

        finish(file)


def _ready(db: sqlite3.Connection, file: Path, *, whole: bool) -> Store:
    with in_words(file, StoreError):
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA cell_size_check = ON")
        db.execute("PRAGMA foreign_keys = ON")
        if not is_ours(db):
            raise StoreError("foreign", file)
        if is_newer(db):
            raise StoreError("newer", file)
        # A new file learns to give free pages back; one that has tables stays as it was made.
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")
        _choose_journal(db, file)
        connection = Connection(db, file)
        update(connection)  # says now, not at the first change, that nothing can be written
        keep_sums(db)
    return Store(connection, whole_log=whole)


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

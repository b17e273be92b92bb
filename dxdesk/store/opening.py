"""Opening the store: never without a journal that holds, never a file that is not ours or newer than we are."""

import sqlite3
from pathlib import Path
from typing import Final

from dxdesk.store.connection import Connection
from dxdesk.store.faults import StoreError, in_words
from dxdesk.store.place import on_local_disk
from dxdesk.store.schema import bring_up_to_date, is_newer, is_ours
from dxdesk.store.store import Store

_PATIENCE: Final = 5.0  # seconds to wait for another writer
_SMALLEST: Final = 512  # bytes of SQLite's smallest page


def open_store(file: Path) -> Store:
    """Open the store in `file`, or make it, with its folders. Only the calling thread may use it.

    Raises:
        StoreError: it cannot be used; a file that is not ours, or newer, stays as it is.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        size = file.stat().st_size if file.is_file() else 0
    except OSError as error:
        raise StoreError("no_access", file) from error
    if 0 < size < _SMALLEST:  # SQLite would write over a file of one byte
        raise StoreError("foreign", file)
    with in_words(file, StoreError):
        db = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        return _ready(db, file)
    except BaseException:
        db.close()
        raise


def _ready(db: sqlite3.Connection, file: Path) -> Store:
    with in_words(file, StoreError):
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA foreign_keys = ON")
        if not is_ours(db):
            raise StoreError("foreign", file)
        if is_newer(db):
            raise StoreError("newer", file)
        # A new file learns to give free pages back; one that has tables stays as it was made.
        db.execute("PRAGMA auto_vacuum = INCREMENTAL")
        _choose_journal(db, file)
    connection = Connection(db, file)
    with connection.writing():  # says now, not at the first change, that nothing can be written
        bring_up_to_date(db)
    return Store(connection)


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

"""Opening the store: never without a journal that holds, never a file that is not ours or newer than we are."""

import sqlite3
from pathlib import Path
from typing import Final

from sqlite_utils import Database

from dxdesk.store.connection import Connection
from dxdesk.store.faults import StoreError, fault_kind
from dxdesk.store.place import on_local_disk
from dxdesk.store.schema import bring_up_to_date, is_newer, is_ours
from dxdesk.store.store import Store

_PATIENCE: Final = 5.0  # seconds to wait for another writer


def open_store(file: Path) -> Store:
    """Open the store in `file`, or make it, with its folders. Only the calling thread may use it.

    Raises:
        StoreError: it cannot be used; a file that is not ours, or newer, stays as it is.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("no_access", file) from error
    try:
        db = _opened(file)
    except sqlite3.Error as error:
        kind = fault_kind(error)
        if kind is None:
            raise
        raise StoreError("foreign" if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB else kind, file) from error
    return Store(Connection(db, file))


def _opened(file: Path) -> Database:
    connection = sqlite3.connect(file, timeout=_PATIENCE, isolation_level=None)
    try:
        db = Database(connection, recursive_triggers=False, execute_plugins=False, strict=True)
        _set_up(db, file)
    except BaseException:
        connection.close()
        raise
    return db


def _set_up(db: Database, file: Path) -> None:
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA foreign_keys = ON")
    if not is_ours(db):
        raise StoreError("foreign", file)
    if is_newer(db):
        raise StoreError("newer", file)
    _choose_journal(db, file)
    db.execute("BEGIN IMMEDIATE")  # says now, not at the first change, that nothing can be written
    db.execute("ROLLBACK")
    bring_up_to_date(db)


def _choose_journal(db: Database, file: Path) -> None:
    """Write ahead on a disk that stays; else a rollback journal, whose folder is written through as well.

    Raises:
        StoreError: SQLite takes neither here.
    """
    if on_local_disk(file) and _journal(db, "wal"):
        db.execute("PRAGMA synchronous = FULL")
    elif _journal(db, "delete"):
        db.execute("PRAGMA synchronous = EXTRA")
    else:
        raise StoreError("no_journal", file)


def _journal(db: Database, mode: str) -> bool:
    """Ask for a journal mode, and tell whether SQLite took it: it keeps the old one without a word."""
    (taken,) = db.execute(f"PRAGMA journal_mode = {mode}").fetchone()
    return bool(taken == mode)

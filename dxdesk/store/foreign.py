"""A store file from somebody else: nothing in it is run, and nothing beside it is touched."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from dxdesk.store.aside import copy_set
from dxdesk.store.connection import Connection
from dxdesk.store.defence import defend
from dxdesk.store.faults import DamagedError, StoreError, in_words, kind_of_system
from dxdesk.store.integrity import damage_in
from dxdesk.store.schema import (
    bring_up_to_date,
    expected_statements,
    is_damaged,
    is_empty,
    is_newer,
    is_ours,
    statements,
    taken_steps,
)
from dxdesk.store.store import Store
from dxdesk.store.sums import know_sums

_LIMITS: Final = {
    sqlite3.SQLITE_LIMIT_LENGTH: 300_000_000,  # bytes of a value
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 10,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 10,
}
_STEPS: Final = "table _sqlite_migrations"
_NOT_IN_STEPS: Final = ("CHECK", "GENERATED", "AS (")


@contextmanager
def open_foreign(file: Path) -> Iterator[Store]:
    """Open a store that may come from anywhere, for reading: a copy of it, checked as a whole first.

    Raises:
        StoreError: it cannot be reached, is no store of this program or of a newer version, was altered (its
            tables are not those that this program makes), or is damaged.
    """
    with tempfile.TemporaryDirectory(prefix="dxdesk-", ignore_cleanup_errors=True) as folder:
        try:
            if not file.is_file():
                raise StoreError("no_access", file)
            copy = copy_set(file, Path(folder))
        except OSError as error:
            raise StoreError(kind_of_system(error), file) from error
        with in_words(file, StoreError):
            db = sqlite3.connect(copy, isolation_level=None)
        try:
            with in_words(file, StoreError):
                _defend(db)
                _check(db, file)
            yield Store(Connection(db, file))
        finally:
            db.close()


def _defend(db: sqlite3.Connection) -> None:
    defend(db)
    for limit, value in _LIMITS.items():
        db.setlimit(limit, value)


def _check(db: sqlite3.Connection, file: Path) -> None:
    if is_empty(db) or not is_ours(db):
        raise StoreError("foreign", file)
    _check_statements(db, file)
    if next(damage_in(db), None) is not None:
        raise DamagedError("see `check_store`")
    bring_up_to_date(db)
    know_sums(db)
    db.execute("PRAGMA query_only = ON")


def _check_statements(db: sqlite3.Connection, file: Path) -> None:
    """Check that a store is made of nothing but what this program makes, before any of it is used."""
    there = statements(db)
    if _STEPS not in there or not _is_plain(there[_STEPS]):
        raise StoreError("altered", file)
    if is_newer(db):
        raise StoreError("newer", file)
    if is_damaged(db):
        raise DamagedError("the steps")
    expected = expected_statements(taken_steps(db))
    # sqlite-utils writes this table: in other words, perhaps, in another version.
    if {**there, _STEPS: ""} != {**expected, _STEPS: ""}:
        raise StoreError("altered", file)


def _is_plain(statement: str) -> bool:
    return statement.startswith("CREATE TABLE") and not any(
        word in statement.upper() for word in _NOT_IN_STEPS
    )

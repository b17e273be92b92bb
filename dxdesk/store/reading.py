"""Reading a store beside the one who writes it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from dxdesk.store.faults import StoreError, in_words
from dxdesk.store.holder import read_only
from dxdesk.store.schema import is_newer, is_ours
from dxdesk.store.sums import know_sums

_PATIENCE: Final = 5.0  # seconds to wait for one who writes
_SMALLEST: Final = 512  # bytes of SQLite's smallest page
T = TypeVar("T")


@contextmanager
def reading(file: Path) -> Iterator[sqlite3.Connection]:
    """Read one state of a store that may be open elsewhere; nothing can be written.

    Raises:
        StoreError: it is not there or cannot be read, is not ours, or newer than we are.
    """
    if not file.is_file():
        raise StoreError("unreachable", file)
    with in_words(file, StoreError):
        if file.stat().st_size < _SMALLEST:
            raise StoreError("foreign", file)
        with closing(
            sqlite3.connect(read_only(file), uri=True, timeout=_PATIENCE, isolation_level=None)
        ) as db:
            db.execute("PRAGMA trusted_schema = OFF")
            db.execute("PRAGMA query_only = ON")
            know_sums(db)
            db.execute("BEGIN")
            if not is_ours(db):
                raise StoreError("foreign", file)
            if is_newer(db):
                raise StoreError("newer", file)
            yield db


def setting_of(db: sqlite3.Connection, key: str, kind: type[T]) -> T | None:
    """Return a setting; None where there is none, or one that is no `kind` (of another version, say)."""
    row = db.execute("SELECT value FROM setting WHERE key = ?", [key]).fetchone()
    try:
        return msgspec.json.decode(row[0], type=kind) if row else None
    except msgspec.DecodeError:
        return None

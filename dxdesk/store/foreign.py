"""Opening a store file from outside: it is hostile until it was checked."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from dxdesk.store.faults import StoreError, in_words

_SMALLEST: Final = 512  # bytes of SQLite's smallest page


@contextmanager
def open_foreign(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a file for reading with SQLite's defences up; nothing of it is trusted or run.

    Raises:
        StoreError: it cannot be read, or is no sound database.
    """
    if not file.is_file():
        raise StoreError("unreachable", file)
    with in_words(file, StoreError):
        if file.stat().st_size < _SMALLEST:
            raise StoreError("foreign", file)
        source = f"{file.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(source, uri=True, isolation_level=None)) as db:
            for pragma in (
                "trusted_schema = OFF",
                "cell_size_check = ON",
                "mmap_size = 0",
                "query_only = ON",
            ):
                db.execute(f"PRAGMA {pragma}")
            db.execute("BEGIN")
            if db.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
                raise StoreError("damaged", file)
            yield db

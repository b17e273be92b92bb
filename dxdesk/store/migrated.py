"""Reading a store of an earlier version as if it were of this one: a copy of it is brought up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from dxdesk.store.copying import copy_store
from dxdesk.store.faults import StoreError, in_words
from dxdesk.store.reading import reading
from dxdesk.store.schema import bring_up_to_date, lacks_steps


@contextmanager
def reading_as_now(file: Path) -> Iterator[sqlite3.Connection]:
    """Read one state of a store with the tables of this version; the file stays as it is.

    Raises:
        StoreError: it cannot be read, is not ours, or newer than we are.
    """
    with reading(file) as found:
        if not lacks_steps(found):
            yield found
            return
    with TemporaryDirectory(prefix="dxdesk-") as folder, in_words(file, StoreError):
        copy = Path(folder) / "store.sqlite3"
        with reading(file) as found:
            copy_store(found, copy)
        with closing(sqlite3.connect(copy, isolation_level=None)) as db:
            db.execute("PRAGMA trusted_schema = OFF")
            db.execute("BEGIN")
            bring_up_to_date(db)
            db.commit()
            yield db

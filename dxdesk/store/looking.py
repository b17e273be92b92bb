"""A look at a store before anything touches it: the file and its log stay byte for byte as they are."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from dxdesk.store import schema
from dxdesk.store.defence import defend, runs_something
from dxdesk.store.faults import DamagedError, StoreError, in_words
from dxdesk.store.holder import read_only
from dxdesk.store.sums import check_schema
from dxdesk.store.wal import Log, has_log, index_of, log_of, read_index, read_log

_SMALLEST: Final = 512  # bytes of SQLite's smallest page
BACKUPS: Final = "backups"  # the folder beside a store
_FORMATS: Final = slice(18, 20)  # where the header of the file says how it is written and read
_BUDGET: Final = 0.003  # seconds: the whole check follows once the window is up
_STEPS: Final = 500  # of SQLite's machine between two looks at the clock


def look(file: Path, *, is_new: bool = False) -> bool:
    """Look whether `file` is a store of ours that can be opened, or is not there yet (or only just made).

    Return whether the log is whole: else its last transaction was not written to the end, as a power cut
    leaves it (or one flipped bit in the last change).

    Raises:
        StoreError: it is damaged, of another program, altered by one, or of a newer version of this one.
    """
    if not file.is_file() or file.stat().st_size == 0:
        # SQLite would take the log away; and an empty file with backups beside it has lost what was in it.
        if has_log(file) or (
            not is_new and file.is_file() and any((file.parent / BACKUPS).glob("dxdesk-*.sqlite3"))
        ):
            raise StoreError("damaged", file)
        return True
    if file.stat().st_size < _SMALLEST:  # SQLite would write over a file of one byte
        raise StoreError("foreign", file)
    if _has_journal(file):  # half-written: SQLite must take it back first
        return True
    claimed = read_log(file)
    if not claimed.legible:
        raise StoreError("damaged", file)
    with in_words(file, StoreError), open_to_look(file) as db:
        _check_schema(db, file)
        look_quickly(db)
        return not (claimed.ends or claimed.indexed) or _is_whole(claimed, db, file)


@contextmanager
def open_to_look(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a store for reading only, so that neither it nor its log is touched."""
    logged, indexed = has_log(file), index_of(file).exists()
    # A store that writes ahead and has no log is open nowhere: "immutable" makes SQLite create nothing beside it.
    # The log comes first: to open and close a file that this process has open takes SQLite's locks on it away.
    immutable = "&immutable=1" if not log_of(file).exists() and _writes_ahead(file) else ""
    address = f"{read_only(file)}{immutable}"
    try:
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as db:
            defend(db)
            yield db
    finally:
        if logged and not indexed:
            index_of(file).unlink(missing_ok=True)


def look_quickly(db: sqlite3.Connection, budget: float = _BUDGET) -> None:
    """Look at the pages of a store for as long as it may take; the rest is looked at later.

    Raises:
        DamagedError: a page is damaged.
    """
    until = time.monotonic() + budget
    db.set_progress_handler(lambda: time.monotonic() > until, _STEPS)
    try:
        sound = db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
            raise
        return
    finally:
        db.set_progress_handler(None, 0)
    if not sound:
        raise DamagedError("a page")


def _check_schema(db: sqlite3.Connection, file: Path) -> None:
    if not schema.is_ours(db):
        raise StoreError("foreign", file)
    if runs_something(db):
        raise StoreError("altered", file)
    if schema.is_damaged(db):
        raise DamagedError("the steps")
    if schema.is_newer(db):
        raise StoreError("newer", file)
    if schema.is_empty(db) or schema.lacks_steps(db):
        return
    try:
        check_schema(db)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_ERROR:  # a name in it is another one
            raise DamagedError("the schema") from error
        raise


def _is_whole(claimed: Log, db: sqlite3.Connection, file: Path) -> bool:
    db.execute("SELECT count(*) FROM sqlite_master").fetchone()  # now SQLite has read the log
    read = read_index(file)
    beyond = [number for number in claimed.ends if number > read]
    if len(beyond) > 1 or claimed.indexed > read:
        raise DamagedError("the log")
    return not beyond


def _writes_ahead(file: Path) -> bool:
    """Tell whether a store writes ahead (section 1.3.3 of the file format)."""
    with file.open("rb") as stream:
        return stream.read(_FORMATS.stop)[_FORMATS] == b"\x02\x02"


def _has_journal(file: Path) -> bool:
    journal = file.with_name(f"{file.name}-journal")
    return journal.is_file() and journal.stat().st_size > 0

"""A sound copy of a store: on the disk, verified, and only then under its name."""

import os
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from dxdesk.patience import patiently
from dxdesk.store.faults import StoreError, WriteError, in_words, kind_of_system
from dxdesk.store.integrity import check_store

_ALL: Final = -1


def copy_store(
    source: sqlite3.Connection,
    target: Path,
    *,
    pages: int = _ALL,
    progress: Callable[[int, int, int], object] | None = None,
) -> None:
    """Copy the store behind a connection to `target`, also while others write: one state of it, in one file.

    It is copied `pages` at a time; after each, `progress` is told as by `sqlite3.Connection.backup`, and what
    it raises calls the copying off. Under its name there is never anything but a whole, verified copy.

    Raises:
        StoreError: the source is damaged, or cannot be read.
        WriteError: the copy cannot be written.
    """
    beside = target.with_name(f"{target.name}.tmp")
    patiently(lambda: beside.unlink(missing_ok=True))  # of a copying that was cut short
    try:
        with in_words(target, WriteError):
            _copy(source, beside, pages, progress)
            verify(beside)
            write_through(beside)
            patiently(lambda: beside.replace(target))
            write_folder_through(target.parent)
    except OSError as error:
        raise WriteError(kind_of_system(error), target) from error
    finally:
        patiently(lambda: beside.unlink(missing_ok=True))


def verify(file: Path) -> None:
    """Read all of a closed store.

    Raises:
        StoreError: it is damaged.
    """
    if not check_store(file).sound:
        raise StoreError("damaged", file)


def write_through(file: Path) -> None:
    """Wait until what was written to a file is on the disk."""
    with patiently(lambda: file.open("r+b")) as stream:
        os.fsync(stream.fileno())


def write_folder_through(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows has no such call."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _copy(
    source: sqlite3.Connection,
    target: Path,
    pages: int,
    progress: Callable[[int, int, int], object] | None,
) -> None:
    with closing(sqlite3.connect(target, isolation_level=None)) as copy:
        copy.execute("PRAGMA synchronous = OFF")  # it is written through as a whole
        source.backup(copy, pages=pages, progress=progress)
        # The header says "WAL" as in the source: such a file cannot be read where one may not write.
        copy.execute("PRAGMA journal_mode = DELETE")

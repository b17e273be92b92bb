"""What can go wrong with the store that a person can do something about, in words."""

import errno
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal

import msgspec

from dxdesk.language import mark
from dxdesk.language import translate as _

Kind = Literal[
    "altered",
    "damaged",
    "foreign",
    "full",
    "locked",
    "newer",
    "no_access",
    "no_journal",
    "not_updated",
    "read_only",
    "unreachable",
]

_SENTENCES: Final[Mapping[Kind, str]] = {
    "altered": mark(
        "The file “{file}” was changed by another program; nothing was taken from it. Please use another copy."
    ),
    "damaged": mark("The store “{file}” is damaged. Please keep a copy of it and go back to a backup."),
    "foreign": mark(
        "The file “{file}” is no store of this program; it was left as it is. Please choose another place."
    ),
    "full": mark("The disk with “{file}” is full. Please free some space, then try again."),
    "locked": mark("Another program is using “{file}”. Please close that program, then try again."),
    "newer": mark(
        "The store “{file}” was written by a newer version of this program. Please update the program."
    ),
    "no_access": mark(
        "“{file}” cannot be opened here. Please ask for the right to write in that folder, or choose another one."
    ),
    "no_journal": mark("Nothing can be saved safely in “{file}”. Please choose a folder on another disk."),
    "not_updated": mark(
        "The store “{file}” could not be brought up to date; it is as it was. "
        "Please go on with the earlier version of the program and send the fault report."
    ),
    "read_only": mark("“{file}” is write-protected. Please take the protection away, then try again."),
    "unreachable": mark("“{file}” cannot be reached. Please connect its disk, then try again."),
}
_CODES: Final[Mapping[int, Kind]] = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_READONLY_DBMOVED: "unreachable",
    sqlite3.SQLITE_READONLY_DIRECTORY: "no_access",
    sqlite3.SQLITE_PERM: "no_access",
    sqlite3.SQLITE_CANTOPEN: "no_access",
    sqlite3.SQLITE_IOERR: "unreachable",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "foreign",
}
_BY_ERRNO: Final[Mapping[int, Kind]] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read_only",
    errno.EIO: "unreachable",
    errno.ENODEV: "unreachable",
    errno.ENOENT: "unreachable",
}
# What the triggers that guard the rows say (see `sums`).
REFUSAL: Final = "the row is damaged"
_PRIMARY: Final = 0xFF  # the low byte of an extended code is the code that it refines


# SQLite's words for a fault may quote the damaged text itself, which Python then cannot read.
READING_FAULTS: Final = (sqlite3.Error, UnicodeDecodeError)


class DamagedError(Exception):
    """What stands in a store is not what was written there."""


class StoreError(Exception):
    """The store cannot be opened, read or written; the text says what happened and what to do.

    `kind` tells the cases apart, `file` is the store.
    """

    def __init__(self, kind: Kind, file: Path) -> None:
        super().__init__(_(_SENTENCES[kind]).format(file=file))
        self.kind = kind
        self.file = file


class WriteError(StoreError):
    """A change did not get into the store: nothing of it, so the same call can be made again."""


@contextmanager
def in_words(file: Path, fault: type[StoreError]) -> Iterator[None]:
    """Turn what SQLite says of `file` into a `fault` where a person can do something about it.

    Raises:
        StoreError: as `fault`; other errors are mistakes of the program and stay what they are.
    """
    try:
        yield
    except sqlite3.Error as error:
        kind = kind_of(error)
        if kind is None:
            raise
        raise fault(kind, file) from error
    except (DamagedError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise fault("damaged", file) from error


def fault_of(error: OSError) -> Kind:
    """Return what keeps the system from writing a file."""
    return _BY_ERRNO.get(error.errno or 0, "no_access")


def kind_of(error: sqlite3.Error | UnicodeDecodeError) -> Kind | None:
    """Return what SQLite's error is to a person; None where it is a mistake of the program (or of a schema)."""
    if str(error) == REFUSAL or isinstance(error, UnicodeDecodeError):
        return "damaged"
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # raised by Python's module itself: text that is no UTF-8
        return "damaged" if type(error) is sqlite3.OperationalError else None
    return _CODES.get(code) or _CODES.get(code & _PRIMARY)

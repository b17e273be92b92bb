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
from dxdesk.store.holder import Holder

Kind = Literal[
    "altered",
    "changed",
    "damaged",
    "exists",
    "foreign",
    "full",
    "gone",
    "held",
    "locked",
    "newer",
    "no_access",
    "no_journal",
    "not_updated",
    "read_only",
    "replaced",
    "synced",
    "too_long",
    "unreachable",
]

_SENTENCES: Final[Mapping[Kind, str]] = {
    "altered": mark(
        "The file “{file}” was changed by another program; nothing was taken from it. Please use another copy."
    ),
    "changed": mark(
        "“{file}” is not as this window left it: another program has written into it, or it is another store. What was typed here does not fit it; please save everything into a new file."
    ),
    "damaged": mark(
        "The store “{file}” is damaged. Please keep it as it is and open the program anew: what can be rescued is shown."
    ),
    "exists": mark("“{file}” is already there. Please choose a name that no file has yet."),
    "foreign": mark(
        "The file “{file}” is no store of this program; it was left as it is. Please choose another place."
    ),
    "full": mark("The disk with “{file}” is full. Please free some space, then try again."),
    "gone": mark(
        "“{file}” is no longer there. Please connect its disk or put the file back; if it is lost, save everything into a new file."
    ),
    "held": mark("“{file}” is already open in another window. Please close it there, then try again."),
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
    "replaced": mark(
        "Another file stands in the place of “{file}”. Please put the right one back, or save everything into a new file."
    ),
    "synced": mark(
        "“{file}” lies in a folder that {service} synchronises; that damages a store sooner or later. Please choose a folder that is not synchronised; backups may lie there."
    ),
    "too_long": mark(
        "The path of “{file}” is too long for Windows. Please choose a folder with a shorter path."
    ),
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
    sqlite3.SQLITE_IOERR_SHMSIZE: "full",  # no room for the index of the journal
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
# Windows system error codes (winerror.h) whose errno says less; see also `dxdesk.files`.
_BY_WINDOWS: Final[Mapping[int, Kind]] = {
    19: "read_only",
    **dict.fromkeys((21, 53, 64, 67, 1231), "unreachable"),
    **dict.fromkeys((32, 33), "locked"),
    **dict.fromkeys((39, 112), "full"),
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

    def __init__(self, kind: Kind, file: Path, **details: str) -> None:
        super().__init__(_(_SENTENCES[kind]).format(file=file, **details))
        self.kind = kind
        self.file = file


class HeldError(StoreError):
    """Another program has the store open; `holder` is who, where that is known."""

    def __init__(self, file: Path, holder: Holder | None) -> None:
        super().__init__("held", file)
        self.holder = holder

    def __str__(self) -> str:
        if self.holder is None:
            return super().__str__()
        words = _(
            "“{file}” is already open: on the computer “{computer}”, by “{user}”, since {since}. Please close it there, then try again."
        )
        since = f"{self.holder.since.astimezone():%H:%M %d/%m/%Y}"
        return words.format(file=self.file, computer=self.holder.computer, user=self.holder.user, since=since)


class WriteError(StoreError):
    """A change did not get into the store: nothing of it, so the same call can be made again."""


def nearly_full() -> str:
    """Return what there is to say while the disk has little room left."""
    return _("The disk with the plans is nearly full. Please free some space.")


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


def kind_of_system(error: OSError) -> Kind:
    """Return what an error of the system, with a file beside SQLite's own, is to a person."""
    on_windows = _BY_WINDOWS.get(getattr(error, "winerror", None) or 0)
    return on_windows or _BY_ERRNO.get(error.errno or 0, "no_access")


def kind_of(error: sqlite3.Error | UnicodeDecodeError) -> Kind | None:
    """Return what SQLite's error is to a person; None where it is a mistake of the program (or of a schema)."""
    if str(error) == REFUSAL or isinstance(error, UnicodeDecodeError):
        return "damaged"
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # raised by Python's module itself: text that is no UTF-8
        return "damaged" if type(error) is sqlite3.OperationalError else None
    return _CODES.get(code) or _CODES.get(code & _PRIMARY)

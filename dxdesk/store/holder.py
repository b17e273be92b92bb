"""Who has a store open: the computer, the user, and since when; kept in the store for whoever comes second."""

import os
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from dxdesk.value import Value

_KEY: Final = "holder"
_PATIENCE: Final = 0.5  # seconds; a store that is busy need not tell who writes


class Holder(Value, frozen=True, kw_only=True):
    """A program that has a store open, or had it when it crashed: only beside a held lock does it mean something."""

    computer: str
    user: str
    since: datetime


def note_holder(db: sqlite3.Connection) -> None:
    """Write down who opens the store, in a transaction of the caller."""
    noted = msgspec.json.encode(_myself()).decode()
    db.execute("INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", [_KEY, noted])


def read_holder(file: Path) -> Holder | None:
    """Return who noted himself last in a store; None where that cannot be read."""
    try:
        with closing(sqlite3.connect(read_only(file), uri=True, timeout=_PATIENCE)) as db:
            row = db.execute("SELECT value FROM setting WHERE key = ?", [_KEY]).fetchone()
        return msgspec.json.decode(row[0], type=Holder) if row else None
    except (sqlite3.Error, msgspec.DecodeError):
        return None


def read_only(file: Path) -> str:
    """Return the URI by which SQLite opens a file without ever writing into it.

    SQLite knows no servers: the name of one, as Windows has them, has to stand in the path.
    """
    uri = file.absolute().as_uri()
    if not uri.startswith("file:///"):
        uri = uri.replace("file://", "file:////", 1)
    return f"{uri}?mode=ro"


def user_name() -> str:
    """Return the name of the user's account; empty where it has none."""
    import getpass  # noqa: PLC0415 - needed once

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _myself() -> Holder:
    return Holder(computer=_computer_name(), user=user_name(), since=datetime.now(UTC))


if sys.platform == "win32":

    def _computer_name() -> str:
        return os.environ.get("COMPUTERNAME", "")

else:

    def _computer_name() -> str:
        return os.uname().nodename

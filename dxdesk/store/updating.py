"""A store of an earlier version: first a backup, then all steps or none."""

import sqlite3
from datetime import datetime
from pathlib import Path

from dxdesk.store.connection import Connection
from dxdesk.store.faults import StoreError, in_words, kind_of_system
from dxdesk.store.looking import BACKUPS
from dxdesk.store.schema import bring_up_to_date, is_empty, lacks_steps


def update(connection: Connection) -> None:
    """Bring a store up to date, after a verified backup of it beside it (`backups/dxdesk-...-before-update`).

    Raises:
        StoreError: that is not possible; the store is as it was.
    """
    with connection.reading() as db:
        old = lacks_steps(db) and not is_empty(db)
    if old:
        _back_up(connection)
    try:
        with connection.writing() as db:
            bring_up_to_date(db)
    except sqlite3.Error as error:  # a step met what it did not expect
        raise StoreError("not_updated", connection.file) from error


def backup_name(moment: datetime, suffix: str = "") -> str:
    """Return the name of a backup: by it they sort, and say when they were made (local time)."""
    return f"dxdesk-{moment:%Y-%m-%d-%H%M%S}{suffix}.sqlite3"


def _back_up(connection: Connection) -> None:
    from dxdesk.store.copying import copy_store  # noqa: PLC0415 - after an update of the program only

    folder = connection.file.parent / BACKUPS
    target: Path = folder / backup_name(datetime.now().astimezone(), "-before-update")
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(kind_of_system(error), target) from error
    with in_words(connection.file, StoreError):
        copy_store(connection.raw, target)

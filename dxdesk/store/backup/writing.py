"""Writing a backup: one state of the store, looked at again before it counts as one."""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Final

from dxdesk.language import translate as _
from dxdesk.patience import patiently
from dxdesk.store.backup.keeping import rotate
from dxdesk.store.backup.names import ASIDE, PART, Backup, Made, Reason, backup_name, list_backups
from dxdesk.store.copying import copy_store, write_folder_through
from dxdesk.store.faults import StoreError, WriteError, kind_of_system
from dxdesk.store.place import FILE_NAME
from dxdesk.store.reading import reading
from dxdesk.store.standing import heads

# Is told how many pages are left, and how many there are; what it raises calls the backup off.
Progress = Callable[[int, int], object]

PAGES: Final = 512  # two megabytes at a time: a rollback journal lets the writer in between
_TRIES: Final = 3  # each waits some seconds for those who write
_FORGOTTEN: Final = 24 * 60 * 60  # seconds after which a half-written file is nobody's any more


class UnsoundBackupError(StoreError):
    """What was written is not what the store had: it is put aside, and the earlier backups stay."""

    def __init__(self, file: Path) -> None:
        super().__init__("damaged", file)
        words = _(
            "The backup “{name}” is not sound and does not count; the earlier backups are kept. "
            "The disk may be damaged: please keep a copy of the plans on another one."
        )
        self.args = (words.format(name=file.name),)


def backup_folder(store: Path) -> Path:
    """Return the folder beside a store where its backups are."""
    folder = store.parent / "backups"
    return folder if store.name == FILE_NAME else folder / store.stem


def back_up(
    store: Path,
    reason: Reason = "usual",
    *,
    folder: Path | None = None,
    at: datetime | None = None,
    progress: Progress | None = None,
) -> Backup:
    """Write a backup of a store that may be open, verify it, and let go of those that are no longer needed.

    `folder` is the one beside the store where none is given; `at` is the present moment.

    Raises:
        UnsoundBackupError: what was written differs from the store; it is put aside.
        StoreError: the store cannot be read, or is damaged.
        WriteError: the backup cannot be written; the earlier ones are as they were.
    """
    folder = folder or backup_folder(store)
    with _in_folder(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        made = _free(folder, Made(at or datetime.now(), reason))  # noqa: DTZ005 - by the clock on the wall
        backup = _written(store, folder / backup_name(made), made, progress)
        rotate(folder, made)
    return backup


def _written(store: Path, file: Path, made: Made, progress: Progress | None) -> Backup:
    part = file.with_name(f".{file.name}.{token_hex(4)}{PART}")
    try:
        if not _copied_at_last(store, part, file, progress):
            patiently(lambda: part.replace(file.with_name(file.stem + ASIDE)))
            raise UnsoundBackupError(file)
        patiently(lambda: part.replace(file))
    finally:
        patiently(lambda: part.unlink(missing_ok=True))
    write_folder_through(file.parent)
    return Backup(file, made, file.stat().st_size)


def _copied_at_last(store: Path, part: Path, file: Path, progress: Progress | None) -> bool:
    """Copy one state of a store, as `_copied`; try again where others write without a pause."""
    for _try in range(_TRIES - 1):
        try:
            return _copied(store, part, file, progress)
        except StoreError as error:
            if error.kind != "locked":
                raise
    return _copied(store, part, file, progress)


def _copied(store: Path, part: Path, file: Path, progress: Progress | None) -> bool:
    """Copy one state of a store; tell whether the copy has its plans, each at the same edit.

    A store that writes ahead lets others write while one of its states is read. One with a rollback journal
    does not: it is copied in steps, and from the beginning again where somebody wrote in between.
    """

    def tell(_code: int, left: int, pages: int) -> None:
        if progress is not None:
            progress(left, pages)

    with reading(store) as source:
        held = source.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        before = _state(source)
        if not held:
            source.commit()
        try:
            copy_store(source, part, pages=PAGES, progress=tell)
        except StoreError as error:
            if error.kind == "damaged" and error.file != part:
                raise UnsoundBackupError(file) from error
            raise
        if not held:
            source.execute("BEGIN")
        after = _state(source)
    with reading(part) as copy:
        copied = heads(copy)
    # Where somebody wrote in between, it is one of the states that nobody saw.
    return copied in (before[0], after[0]) or (not held and before[1] != after[1])


def _state(db: sqlite3.Connection) -> tuple[object, int]:
    (version,) = db.execute("PRAGMA data_version").fetchone()
    return heads(db), version


def _free(folder: Path, made: Made) -> Made:
    """Return the first moment from then on at which no backup was made: by the moment they are in order."""
    taken = {backup.made.at for backup in list_backups(folder)}
    at = made.at.replace(microsecond=0, tzinfo=None)
    while at in taken:
        at += timedelta(seconds=1)
    return made._replace(at=at)


def _sweep(folder: Path) -> None:
    """Take away what a program that was killed left half written."""
    for file in folder.glob(f".dxdesk-*{PART}*"):
        if time.time() - file.stat().st_mtime > _FORGOTTEN:
            file.unlink(missing_ok=True)


@contextmanager
def _in_folder(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(kind_of_system(error), folder) from error

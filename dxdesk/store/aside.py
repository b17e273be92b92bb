"""A damaged store set aside, byte for byte, and another one put in its place."""

import shutil
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from dxdesk.patience import patiently, remove_folder
from dxdesk.store.copying import write_folder_through, write_through
from dxdesk.store.faults import StoreError, kind_of_system
from dxdesk.store.place import waiting_for

FOLDER: Final = "damaged-"
_BESIDE: Final = ("", "-wal", "-shm", "-journal")


def set_aside(file: Path, *, at: datetime | None = None) -> Path:
    """Copy a store with its log and journal into a folder of its own beside it; return the copy.

    What is set aside already is not copied again. The store itself stays where it is.

    Raises:
        StoreError: the copy cannot be written; nothing is changed.
    """
    try:
        there = _set_aside_before(file)
        return there or _copied(file, at or datetime.now().astimezone())
    except OSError as error:
        raise StoreError(kind_of_system(error), file) from error


def put_in_place(built: Path, file: Path) -> None:
    """Put a closed store into the place of one that is set aside, for good: `finish` ends it after a power cut.

    Raises:
        StoreError: that is not possible.
    """
    try:
        waiting = waiting_for(file)
        write_through(built)
        patiently(lambda: built.replace(waiting))
        write_folder_through(file.parent)
    except OSError as error:
        raise StoreError(kind_of_system(error), file) from error
    finish(file)


def finish(file: Path) -> None:
    """Put the store that waits for the place of `file` there, if there is one.

    Raises:
        StoreError: that is not possible.
    """
    waiting = waiting_for(file)
    if not waiting.exists():
        return
    try:
        for ending in _BESIDE[1:]:  # first: a log must never meet a store that it is not of
            patiently(partial(_beside(file, ending).unlink, missing_ok=True))
        write_folder_through(file.parent)
        patiently(lambda: waiting.replace(file))
        write_folder_through(file.parent)
    except OSError as error:
        raise StoreError(kind_of_system(error), file) from error


def copy_set(file: Path, folder: Path) -> Path:
    """Copy a store with what belongs to it into a folder; return the copy.

    Raises:
        OSError: that is not possible.
    """
    for ending in _BESIDE:
        if _beside(file, ending).is_file():
            shutil.copyfile(_beside(file, ending), folder / f"{file.name}{ending}")
    return folder / file.name


def _copied(file: Path, moment: datetime) -> Path:
    folder = file.with_name(f"{FOLDER}{moment:%Y-%m-%d-%H%M%S}")
    beside = folder.with_name(f"{folder.name}.tmp")
    remove_folder(beside)
    beside.mkdir()
    try:
        copy_set(file, beside)
        for each in beside.iterdir():
            write_through(each)
        write_folder_through(beside)
        patiently(lambda: beside.rename(folder))
    except BaseException:
        remove_folder(beside)
        raise
    write_folder_through(folder.parent)
    return folder / file.name


def _set_aside_before(file: Path) -> Path | None:
    folders = sorted(file.parent.glob(f"{FOLDER}*"), reverse=True)
    return next(
        (folder / file.name for folder in folders if folder.is_dir() and _is_same(file, folder)), None
    )


def _is_same(file: Path, folder: Path) -> bool:
    """Tell whether a folder holds the same files as stand beside a store; its index is no part of it."""
    return all(
        _bytes(_beside(file, ending)) == _bytes(folder / f"{file.name}{ending}")
        for ending in _BESIDE
        if ending != "-shm"
    )


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(f"{file.name}{ending}")

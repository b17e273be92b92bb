"""Packs that a user adds and removes: each comes as a whole or not at all, and goes so that it can come back."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from shutil import copyfile, rmtree

from dxdesk.guidance.loading import load_pack
from dxdesk.guidance.own_folder import BEFORE, INCOMING, REMOVED, hidden, own_folder
from dxdesk.guidance.pack import Pack


def add_pack(folder: Path) -> Pack:
    """Copy the pack in `folder` to the user's own; one of the same id and version is replaced.

    Raises:
        FaultyPackError: it has faults; nothing is copied.
        OSError: it cannot be copied; what was there is as it was.
        RuntimeError: no place was set with `keep_own_packs_in`.
    """
    load_pack(folder)
    with incoming() as copy:
        for file in sorted(folder.glob("*.toml")):
            copyfile(file, copy / file.name)
        return take_incoming(copy)


@contextmanager
def incoming() -> Iterator[Path]:
    """Make a folder beside the user's own packs, for one that comes; what is left in it is taken away.

    Raises:
        OSError: it cannot be made.
        RuntimeError: no place was set with `keep_own_packs_in`.
    """
    own = _own()
    own.mkdir(parents=True, exist_ok=True)
    _sweep(own)
    copy = hidden(own / token_hex(6), INCOMING)
    copy.mkdir()
    try:
        yield copy
    finally:
        rmtree(copy, ignore_errors=True)


def take_incoming(copy: Path) -> Pack:
    """Make the pack in a folder of `incoming` one of the user's own; one of the same id and version makes room.

    Raises:
        FaultyPackError: it has faults.
        OSError: it cannot take its place; what was there is as it was.
    """
    pack = load_pack(copy)
    for file in copy.iterdir():
        with file.open("rb+") as stream:
            os.fsync(stream.fileno())
    target = _own() / f"{pack.meta.id}-{pack.meta.version}"
    before = hidden(target, BEFORE)
    if target.exists():
        target.rename(before)
    try:
        copy.rename(target)
    except OSError:
        if before.exists():
            before.rename(target)
        raise
    rmtree(before, ignore_errors=True)
    return pack


def is_own(folder: Path) -> bool:
    """Tell whether the pack in a folder is one that a user added."""
    return own_folder() is not None and folder.parent == own_folder()


def remove_pack(folder: Path) -> None:
    """Remove one of the user's own packs; `bring_back_pack` takes that back, until another is removed or added.

    Raises:
        OSError: it cannot be removed.
    """
    _sweep(_own())
    folder.rename(hidden(folder, REMOVED))


def bring_back_pack(folder: Path) -> None:
    """Bring a pack back that was removed from a folder.

    Raises:
        OSError: it is not there any more, or another has taken its place.
    """
    hidden(folder, REMOVED).rename(folder)


def _own() -> Path:
    own = own_folder()
    if own is None:
        raise RuntimeError("there is no place for a user's own packs")
    return own


def _sweep(own: Path) -> None:
    """Take away what was removed before, and what a program that was ended left half done."""
    for folder in own.glob(".*"):
        target = folder.with_name(folder.name[1:].removesuffix(BEFORE))
        if folder.name.endswith(BEFORE) and not target.exists():
            folder.rename(target)
        elif folder.name.endswith((INCOMING, REMOVED, BEFORE)):
            rmtree(folder, ignore_errors=True)

"""Letting go of backups that are no longer needed: only of what was written here, never of the last one."""

from pathlib import Path
from typing import Final

from dxdesk.store.backup.names import ASIDE, Made, list_backups, read_name
from dxdesk.store.backup.rotation import needed
from dxdesk.store.schema import APPLICATION_ID

_ASIDE_KEPT: Final = 2
# https://www.sqlite.org/fileformat.html: how a file begins, and where the application id is (big-endian).
_BEGINNING: Final = b"SQLite format 3\0"
_ID_AT: Final = 68


def rotate(folder: Path, written: Made) -> None:
    """Let go of the backups in a folder that are no longer needed, never of the one that was just written."""
    backups = list_backups(folder)
    keep = {*needed([backup.made for backup in backups]), written}
    for backup in backups:
        if backup.made not in keep and is_backup(backup.file):
            _let_go(backup.file)
    aside = sorted(file for file in folder.iterdir() if read_name(file.name, ASIDE))
    for file in aside[:-_ASIDE_KEPT]:
        _let_go(file)


def is_backup(file: Path) -> bool:
    """Tell by its header whether a file is a store of ours: others are left alone, whatever their name."""
    try:
        with file.open("rb") as stream:
            header = stream.read(_ID_AT + 4)
    except OSError:
        return False
    return header.startswith(_BEGINNING) and header[_ID_AT:] == APPLICATION_ID.to_bytes(4, "big")


def _let_go(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError:  # open in another program: the next backup tries again
        return

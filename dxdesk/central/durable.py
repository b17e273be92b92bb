"""Files that outlive a power cut, under names that stand for whole files only."""

import os
from contextlib import suppress
from functools import partial
from pathlib import Path

from dxdesk.patience import patiently


def keep_once(path: Path, beside: Path, data: bytes) -> bool:
    """Bring a file to the disk under a name that nobody has; False where there is one, which then is on the disk.

    It is written at `beside` on the same disk, which is free afterwards. Only its owner may read it.

    Raises:
        OSError: it cannot be written.
    """
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        is_ours = _named(beside, path)
    finally:
        patiently(partial(beside.unlink, missing_ok=True))
    folder_to_disk(path.parent)
    return is_ours


def folder_to_disk(folder: Path) -> None:
    """Bring the names in a folder to the disk; Windows does that by itself and opens no folders."""
    if os.name != "nt":
        to_disk(folder)


def to_disk(path: Path) -> None:
    """Bring a file or a folder to the disk."""
    handle = patiently(lambda: os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY))
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _named(beside: Path, path: Path) -> bool:
    with suppress(OSError):  # FAT knows no links
        os.link(beside, path)
        return True
    if path.exists():
        return False
    patiently(lambda: beside.replace(path))
    return True

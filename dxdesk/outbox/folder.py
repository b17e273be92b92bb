"""A package handed over on a stick: written, read back from the disk, and only then said to be safe.

Everything is written into a folder with another name beside its place and takes its place in one step: under its
name there is never half of it.
"""

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from secrets import token_hex
from typing import Final

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.outbox.enclosures import Enclosures
from dxdesk.outbox.manifest import MANIFEST, check_folder, manifest_of, read_back
from dxdesk.package.writing import SUFFIX
from dxdesk.patience import patiently, remove_folder
from dxdesk.store.copying import write_folder_through, write_through
from dxdesk.value import Value

_SENTENCES: Final[Mapping[str, str]] = {
    "full": mark(
        "There is not enough room in “{folder}”. Free some space or take another disk. Nothing was written."
    ),
    "gone": mark("“{folder}” is not there any more. Connect the disk again, then write once more."),
    "read_only": mark("“{folder}” is write-protected. Take the protection away, or take another disk."),
    "no_access": mark("There is no permission to write in “{folder}”. Choose another folder."),
    "damaged": mark(
        "What was written to “{folder}” reads back differently: the disk is faulty. Take another one. Nothing is left "
        "of it there."
    ),
    "draft": mark("This is a draft. Seal the plan first, then hand it over."),
    "unknown": mark("Nothing can be written to “{folder}”: {reason}. Try again, or take another disk."),
}
_BY_ERRNO: Final = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "full"),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR, errno.EIO, errno.ENODEV, errno.ENXIO), "gone"),
    errno.EROFS: "read_only",
    **dict.fromkeys((errno.EACCES, errno.EPERM), "no_access"),
}
# Windows system error codes (winerror.h) whose errno says less; see also `dxdesk.files`.
_BY_WINDOWS: Final = {
    19: "read_only",
    **dict.fromkeys((3, 21, 53, 55, 64, 67, 433, 1117, 1167, 1231), "gone"),
    **dict.fromkeys((39, 112), "full"),
}
_SPARE: Final = 2**16  # bytes that a file system needs for names


class FolderError(Exception):
    """A package was not written to a folder; the text says why and what to do. `kind` tells the cases apart."""

    def __init__(self, kind: str, folder: Path, reason: str = "") -> None:
        super().__init__(_(_SENTENCES[kind]).format(folder=folder, reason=reason))
        self.kind = kind


class Written(Value, frozen=True, kw_only=True):
    """What is on the disk, read back and found to be what was written: it is safe to remove."""

    folder: Path
    files: tuple[str, ...]
    digest: str


def write_to_folder(data: bytes, target: Path, *, at: datetime | None = None) -> Written:
    """Write a package and the paper that belongs to it into a folder of its own in `target`, with a manifest.

    Where the very same files lie there already, nothing is written anew.

    Raises:
        FolderError: it was not written, or does not read back; nothing is left under its name.
        PackageError: the package cannot be used.
    """
    enclosures = Enclosures(data)
    if enclosures.is_draft:
        raise FolderError("draft", target)
    each = [enclosures.whole, *([enclosures.paper] if enclosures.paper else [])]
    files = {enclosure.name: enclosure.data for enclosure in each}
    digest = enclosures.package.digest
    with _in_words(target):
        _check_room(target, files)
        place = _place(target, enclosures.name.removesuffix(SUFFIX), files)
        if not place.exists():
            files[MANIFEST] = manifest_of(digest, files, at or datetime.now(UTC))
            _put(place, files)
    return Written(folder=place, files=tuple(sorted({*files, MANIFEST})), digest=digest)


def _place(target: Path, stem: str, files: Mapping[str, bytes]) -> Path:
    """Return the folder that has these files already, or the first name that is free."""
    names = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    for name in names:
        place = target / name
        if not os.path.lexists(place) or _holds(place, files):
            return place
    raise AssertionError


def _holds(place: Path, files: Mapping[str, bytes]) -> bool:
    if not place.is_dir() or check_folder(place):
        return False
    there = {file.name: read_back(file) for file in place.iterdir() if file.name != MANIFEST}
    return there == dict(files)


def _check_room(target: Path, files: Mapping[str, bytes]) -> None:
    if not target.is_dir():
        raise FolderError("gone", target)
    if shutil.disk_usage(target).free < sum(map(len, files.values())) + _SPARE:
        raise FolderError("full", target)


def _put(place: Path, files: Mapping[str, bytes]) -> None:
    beside = place.with_name(f".dxdesk-{token_hex(6)}.tmp")
    try:
        beside.mkdir()
        for name, data in files.items():
            (beside / name).write_bytes(data)
            write_through(beside / name)
        write_folder_through(beside)
        _check(beside, files)
        patiently(lambda: beside.rename(place))
        write_folder_through(place.parent)
        if check_folder(place):
            remove_folder(place)
            raise FolderError("damaged", place.parent)
    finally:
        remove_folder(beside)


def _check(folder: Path, files: Mapping[str, bytes]) -> None:
    if any(read_back(folder / name) != data for name, data in files.items()):
        raise FolderError("damaged", folder.parent)


@contextmanager
def _in_words(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        windows = getattr(error, "winerror", None) or 0
        kind = _BY_WINDOWS.get(windows) or _BY_ERRNO.get(error.errno or 0, "unknown")
        raise FolderError(kind, target, error.strerror or str(error)) from error

"""Writing files as a whole or not at all, and what went wrong in words."""

import errno
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from itertools import count
from pathlib import Path
from secrets import token_hex
from typing import Final, Literal

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.patience import patiently
from dxdesk.windows_names import is_refused, is_too_long, reachable

Trouble = Literal[
    "in_use",
    "refused",
    "protected",
    "no_access",
    "read_only",
    "no_folder",
    "taken",
    "full",
    "too_long",
    "unknown",
]

_SENTENCES: Final[Mapping[Trouble, str]] = {
    "in_use": mark("The file “{name}” is open in another program. Close it there, then try again."),
    "refused": mark(
        "Windows has no file with the name “{name}”. Choose another name, without a colon, a question mark, an asterisk, or a dot at the end."
    ),
    "protected": mark(
        "The file “{name}” is write-protected. Take the protection away, or choose another name or folder."
    ),
    "no_access": mark("There is no permission to write in the folder “{folder}”. Choose another folder."),
    "read_only": mark("The disk with the folder “{folder}” is read-only. Choose another folder."),
    "no_folder": mark(
        "The folder “{folder}” cannot be found. Connect its disk or network, or choose another folder."
    ),
    "taken": mark(
        "In “{folder}” something else has the name “{name}”, a folder perhaps. "
        "Rename that, or choose another folder."
    ),
    "full": mark(
        "The disk with the folder “{folder}” is full. Free some space, then try again, or choose another folder."
    ),
    "too_long": mark(
        "The name “{name}” in “{folder}” is too long for this computer. Choose a folder with a shorter path."
    ),
    "unknown": mark("The file “{name}” cannot be written in “{folder}”: {reason}. Choose another folder."),
}
_BY_ERRNO: Final[Mapping[int, Trouble]] = {
    errno.ETXTBSY: "in_use",
    errno.EBUSY: "in_use",
    errno.EACCES: "no_access",
    errno.EPERM: "no_access",
    errno.EROFS: "read_only",
    errno.ENOENT: "no_folder",
    errno.ENOTDIR: "no_folder",
    errno.EISDIR: "taken",
    errno.EEXIST: "taken",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.ENAMETOOLONG: "too_long",
}
# Windows system error codes (winerror.h) whose errno says less: sharing and lock violations, a full disk,
# a write-protected one, devices and network places that are away, names beyond 260 characters.
_BY_WINDOWS: Final[Mapping[int, Trouble]] = {
    **dict.fromkeys((32, 33), "in_use"),
    **dict.fromkeys((39, 112), "full"),
    19: "read_only",
    **dict.fromkeys((3, 21, 53, 64, 67, 1231), "no_folder"),
    123: "refused",
    206: "too_long",
}

_REASONS: Final[Mapping[int, str]] = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), mark("there is no permission")),
    **dict.fromkeys((errno.EBUSY, errno.ETXTBSY), mark("another program uses it")),
    errno.EISDIR: mark("it is a folder"),
    errno.ENOENT: mark("it or its folder is not there"),
    errno.ENOTDIR: mark("its folder does not exist"),
    errno.EEXIST: mark("a file of that name is in the way"),
    errno.ENOSPC: mark("the disk is full"),
    errno.EROFS: mark("the disk is read-only"),
    errno.ENAMETOOLONG: mark("the name is too long"),
}


class FileError(Exception):
    """A file cannot be written; the text says what happened and what to do. What was there is unharmed.

    `trouble` tells the cases apart, `path` is the file that was to be written.
    """

    def __init__(self, trouble: Trouble, path: Path, reason: str = "") -> None:
        sentence = _(_SENTENCES[trouble])
        super().__init__(sentence.format(name=path.name, folder=path.absolute().parent, reason=reason))
        self.trouble = trouble
        self.path = path


def reason_of(error: OSError) -> str:
    """Return in a few words why the system did not read or write a file; its own words where they are rare."""
    if sys.platform == "win32" and error.errno == errno.EACCES:  # the system does not say which of them
        return _("another program uses it, or there is no permission")
    known = _REASONS.get(error.errno or 0)
    return _(known) if known else str(error.strerror or error)


def read_up_to(path: Path, size: int) -> bytes:
    """Return what a file begins with: all of it, or as many bytes as `size`.

    Raises:
        OSError: it cannot be read.
    """
    place = reachable(path)
    if place.is_dir():  # Windows says that there is no permission
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    with patiently(lambda: place.open("rb")) as stream:
        return stream.read(size)


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write all files or none: beside their places first, then into them.

    Raises:
        FileError: one cannot be written; all that was there before is as it was.
    """
    targets = {path: _target(path) for path in files}
    beside: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            with _in_words(path):
                beside[path] = _written_beside(targets[path], data)
        _put_in_place({path: (beside[path], targets[path]) for path in files})
    finally:
        for file in beside.values():
            patiently(partial(file.unlink, missing_ok=True))


def taken_by_others(files: Mapping[Path, bytes], known: Mapping[str, str]) -> tuple[Path, ...]:
    """Return the paths where a file stands that would be lost if it were written over.

    That is one which has other contents than the new file, and other contents than the program once wrote
    there: `known` has the digests (see `digest`) by path.
    """
    return tuple(path for path, data in files.items() if _would_be_lost(path, data, known.get(str(path))))


def free_path(path: Path) -> Path:
    """Return the path with the first number to its name, from 2 on, that no file has: "plan-2.docx"."""
    stem, dot, endings = path.name.partition(".")
    names = (f"{stem}-{number}{dot}{endings}" for number in count(2))
    return next(free for name in names if not reachable(free := path.with_name(name)).exists())


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file's contents in hexadecimal digits."""
    return sha256(data).hexdigest()


def _would_be_lost(path: Path, data: bytes, known: str | None) -> bool:
    try:
        place = reachable(path)
        there = patiently(place.read_bytes) if place.is_file() else None
    except OSError:  # locked: it cannot be written over either, and the writing says why
        return False
    return there is not None and there != data and digest(there) != known


def _target(path: Path) -> Path:
    """Return where the file really goes (a link stays a link), once it is sure that it may be replaced."""
    with _in_words(path):
        if sys.platform == "win32" and is_refused(path.name):
            raise FileError("refused", path)
        target = reachable(path)
        if target.is_symlink():
            target = target.resolve()
        if target.exists():
            if not target.is_file():
                raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
            # A program that has the file open, or its protection, is found before anything is changed.
            with patiently(lambda: target.open("r+b")):
                pass
        return target


def _written_beside(target: Path, data: bytes) -> Path:
    # Not `tempfile`: in a folder without permission it tries names for hours on Windows (bpo-22107).
    file = target.with_name(f".dxdesk-{token_hex(6)}.tmp")
    try:
        with file.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            file.chmod(target.stat().st_mode)
    except BaseException:
        patiently(lambda: file.unlink(missing_ok=True))
        raise
    return file


def _put_in_place(moves: Mapping[Path, tuple[Path, Path]]) -> None:
    before: dict[Path, bytes | None] = {}
    for path, (file, target) in moves.items():
        try:
            with _in_words(path):
                old = patiently(target.read_bytes) if target.exists() else None
                patiently(partial(file.replace, target))
        except FileError:
            for done, contents in before.items():
                _put_back(done, contents)
            raise
        before[target] = old


def _put_back(target: Path, contents: bytes | None) -> None:
    if contents is None:
        patiently(lambda: target.unlink(missing_ok=True))
    else:
        file = _written_beside(target, contents)
        patiently(lambda: file.replace(target))


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileError(_trouble(error, path), path, error.strerror or str(error)) from error


def _trouble(error: OSError, path: Path) -> Trouble:
    found = _BY_WINDOWS.get(getattr(error, "winerror", None) or 0) or _BY_ERRNO.get(error.errno or 0)
    place = reachable(path)
    if found == "no_access" and place.is_file():
        # Windows does not let a file go that another program holds, whatever the rights in its folder.
        return "in_use" if os.access(place, os.W_OK) and os.access(place.parent, os.W_OK) else "protected"
    if sys.platform == "win32" and is_too_long(path.name):  # it says that it cannot find the path
        return "too_long"
    return found or "unknown"

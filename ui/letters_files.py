"""Letters as files: what may be kept, and copies of what is kept."""

import hashlib
import stat
from collections.abc import Iterable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

import platformdirs

from dxdesk.files import read_up_to, reason_of
from dxdesk.language import translate as _
from dxdesk.store.place import portable_folder
from dxdesk.text.characters import clean
from dxdesk.value import Value
from dxdesk.windows_names import accepted_stem

MAX_BYTES: Final = 30 * 1024 * 1024
_LONGEST_NAME: Final = 120  # characters; Windows allows 260 for the whole path
_PDF_WITHIN: Final = 1024  # bytes in which readers look for the mark of a PDF
_DOC: Final = "application/msword"
_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ENDINGS: Final = {
    "application/pdf": ".pdf",
    _DOC: ".doc",
    _DOCX: ".docx",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
}
_MARKS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class UnfitFileError(ValueError):
    """A file that is not kept as a letter; the text says why and what to do."""


class Incoming(Value, frozen=True, kw_only=True):
    """A file that may be kept."""

    name: str
    media_type: str
    data: bytes
    sha256: str


def read_letters(paths: Iterable[Path]) -> tuple[list[Incoming], list[str]]:
    """Read files; return those that may be kept, and a sentence about each of the others."""
    found, faults = [], []
    for path in paths:
        try:
            found.append(read_letter(path))
        except UnfitFileError as error:
            faults.append(str(error))
    return found, faults


def read_letter(path: Path) -> Incoming:
    """Read a file that is a letter by its content, whatever it is called.

    Raises:
        UnfitFileError: it is too large, of another kind, or cannot be read.
    """
    name = clean(path.name, many_lines=False)
    try:
        data = read_up_to(path, MAX_BYTES + 1)
    except OSError as error:
        words = _("“{name}” cannot be read: {reason}.")
        raise UnfitFileError(words.format(name=name, reason=reason_of(error))) from error
    if len(data) > MAX_BYTES:
        words = _("“{name}” is larger than {limit} MB. Please scan it in a lower resolution, or split it.")
        raise UnfitFileError(words.format(name=name, limit=MAX_BYTES // 1024**2))
    media_type = media_type_of(data)
    if media_type is None:
        words = _("“{name}” is no PDF, Word document or image. Please save it as a PDF first.")
        raise UnfitFileError(words.format(name=name))
    return Incoming(name=name, media_type=media_type, data=data, sha256=hashlib.sha256(data).hexdigest())


def media_type_of(data: bytes) -> str | None:
    """Return the media type of a file that may be kept, by its content; None for any other."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "application/pdf"
    for mark, media_type in _MARKS:
        if data.startswith(mark):
            return media_type
    # The names of the streams of a compound file are in UTF-16.
    if data.startswith(_OLE) and "WordDocument".encode("utf-16-le") in data:
        return _DOC
    return _DOCX if _is_docx(data) else None


def file_name(name: str, media_type: str) -> str:
    """Return a name as a file may be called on any system, with the ending of its kind."""
    ending = _ENDINGS.get(media_type, "")
    endings = (ending, ".jpeg", ".tiff") if ending in {".jpg", ".tif"} else (ending,)
    stem, found = name, ending
    for each in endings:
        if each and name.lower().endswith(each):
            stem, found = name[: -len(each)], name[-len(each) :]
    return f"{accepted_stem(stem, _LONGEST_NAME, 'van-ban')}{found}"


def write_reading_copy(key: str, name: str, data: bytes) -> Path:
    """Write a copy to be read with another program into the user's cache; it cannot be written over there.

    `key` is what the store knows the file by, `name` a name for a file.

    Raises:
        OSError: it cannot be written.
    """
    folder = _cache() / key
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if path.is_file() and path.read_bytes() == data:
        return path
    _remove(path)
    path.write_bytes(data)
    path.chmod(stat.S_IREAD)
    return path


def clear_reading_copies() -> None:
    """Take away the copies that no program has open."""
    for path in _cache().glob("*/*"):
        _remove(path)
    for folder in _cache().glob("*/"):
        with suppress(OSError):
            folder.rmdir()


def _cache() -> Path:
    kept = portable_folder() or platformdirs.user_cache_path("dxdesk", appauthor=False)
    return kept / "letters"


def _remove(path: Path) -> None:
    with suppress(OSError):  # a program may have it open
        path.chmod(stat.S_IREAD | stat.S_IWRITE)
        path.unlink()


def _is_docx(data: bytes) -> bool:
    try:
        with ZipFile(BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (BadZipFile, NotImplementedError):
        return False

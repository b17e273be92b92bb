"""What kind of file it is: its size, whether it is text at all, and its encoding."""

from typing import Final

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.package.faults import PackageError, remark

MAX_SIZE: Final = 64 * 2**20
# A plan of a hundred pages has some ten thousand; parsed values take up to forty times their bytes in memory.
MAX_VALUES: Final = 1_000_000

# How files begin that are given by mistake; markup in lower case.
_BEGINNINGS: Final = (
    (b"%PDF", mark("a PDF file")),
    (b"PK\x03\x04", mark("a ZIP archive")),
    (b"\x1f\x8b", mark("a compressed file (gzip)")),
    (b"\x28\xb5\x2f\xfd", mark("a compressed file (Zstandard)")),
    (b"7z\xbc\xaf\x27\x1c", mark("a 7-Zip archive")),
    (b"Rar!", mark("a RAR archive")),
    (b"\xd0\xcf\x11\xe0", mark("an old Office document")),
    (b"{\\rtf", mark("an RTF document")),
    (b"\xff\xd8\xff", mark("a picture")),
    (b"\x89PNG", mark("a picture")),
    (b"SQLite format 3", mark("a database")),
    (b"<!doctype html", mark("a web page")),
    (b"<html", mark("a web page")),
    (b"<", mark("an XML file")),
)
_INSIDE_ZIP: Final = ((b"word/", mark("a Word document")), (b"xl/", mark("an Excel workbook")))
_OTHER_ENCODINGS: Final = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def check_size(data: bytes) -> None:
    """Refuse an empty file, one beyond 64 MiB, and one that would fill memory when it is parsed.

    Raises:
        PackageError: DX101 to DX103.
    """
    if not data:
        raise PackageError([remark("DX101")])
    if len(data) > MAX_SIZE:
        raise PackageError([remark("DX102", size=-(-len(data) // 2**20), limit=MAX_SIZE // 2**20)])
    if len(data) > MAX_VALUES and sum(map(data.count, (b",", b"[", b"{"))) > MAX_VALUES:
        raise PackageError([remark("DX103", limit=MAX_VALUES)])


def check_container(data: bytes) -> None:
    """Refuse a file of another kind and name that kind: an archive, a document, a web page.

    Raises:
        PackageError: DX105.
    """
    markup = data[:64].lstrip().lower()
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning) or (beginning.startswith(b"<") and markup.startswith(beginning)):
            inside = next((office for part, office in _INSIDE_ZIP if part in data), kind)
            raise PackageError([remark("DX105", kind=_(inside if "ZIP" in kind else kind))])


def decoded(data: bytes) -> str:
    """Return the text of a UTF-8 file without a byte order mark (RFC 8259, section 8.1).

    Raises:
        PackageError: DX111 to DX113.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        raise PackageError([remark("DX111")])
    for beginning, encoding in _OTHER_ENCODINGS:
        if data.startswith(beginning):
            raise PackageError([remark("DX112", encoding=encoding)])
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PackageError([remark("DX113", offset=error.start)]) from None

"""From bytes to the parts of a Word file; anything may have been handed in, and some of it to do harm."""

import posixpath
import re
import zlib
from collections.abc import Sequence
from io import BytesIO
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element, ParseError, XMLParser
from zipfile import BadZipFile, ZipFile

from dxdesk.language import mark
from dxdesk.language import translate as _

MAX_SIZE: Final = 64 * 2**20
_MAX_MEMBERS: Final = 5_000
_MAX_PART: Final = 64 * 2**20
# A parsed element takes some hundred bytes; a plan with 2,000 activities has about 120,000.
_MAX_ELEMENTS: Final = 1_500_000
_MAX_BESIDE: Final = 200
_BESIDE: Final = {"header", "footer", "footnotes", "endnotes"}
_MACROS: Final = "macroEnabled"
_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
# What the ZIP reader raises for archives that are damaged or packed in unknown ways.
_DAMAGE: Final = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
_document_type = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)

_SAVE_AS_DOCX: Final = mark("Save it in Word as “Word Document (*.docx)”.")
_GIVE_THE_DOCX: Final = mark("Choose the Word file (*.docx) that came back.")
# How files begin that are given by mistake, what they are and what to do.
_BEGINNINGS: Final = (
    (b"{\\rtf", mark("This is an RTF document."), _SAVE_AS_DOCX),
    (b"%PDF", mark("This is a PDF file; only a Word file can be compared."), _GIVE_THE_DOCX),
    (b"<?xml", mark("This is an XML file and not a DOCX file."), _SAVE_AS_DOCX),
    (b"<!doctype html", mark("This is a web page."), _SAVE_AS_DOCX),
    (b"<html", mark("This is a web page."), _SAVE_AS_DOCX),
)


class WordFileError(ValueError):
    """A file that cannot be read as a Word document; `message` says why, `cure` what to do."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(f"{message} {cure}")
        self.message = message
        self.cure = cure


class WordParts(NamedTuple):
    """The parsed parts of a Word file that are read; `beside` are notes, headers and footers."""

    document: Element
    styles: Element | None
    comments: Element | None
    beside: tuple[Element, ...]


def open_word_file(data: bytes) -> WordParts:
    """Return the parts of a DOCX that hold text.

    Raises:
        WordFileError: it is no DOCX, damaged, protected, with macros, or larger than a plan can be.
    """
    _check_kind(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _parts(archive)
    except WordFileError:
        raise
    except _DAMAGE:
        raise _damaged() from None


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace (Word's two formats differ only in that)."""
    return element.tag.rpartition("}")[2]


def attribute(element: Element, name: str) -> str | None:
    """Return an attribute by its name without namespace, or None."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def child(element: Element | None, *names: str) -> Element | None:
    """Return the first child of that name; with more names, the first child of that child, and so on."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local_name(each) == name), None)
    return element


def _check_kind(data: bytes) -> None:
    if not data:
        raise WordFileError(_("The file is empty."), _("Ask for the Word file to be sent again."))
    if len(data) > MAX_SIZE:
        raise _too_large()
    if data.startswith(_OFFICE):
        if _ENCRYPTED in data:
            raise _protected()
        raise WordFileError(_("The file is an old Word document (.doc)."), _(_SAVE_AS_DOCX))
    beginning = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for sign, message, cure in _BEGINNINGS:
        if beginning.startswith(sign.lower()):
            raise WordFileError(_(message), _(cure))
    if not data.startswith(b"PK"):
        raise WordFileError(_("This is not a Word file."), _(_GIVE_THE_DOCX))


def _parts(archive: ZipFile) -> WordParts:
    names = set(archive.namelist())
    if len(archive.infolist()) > _MAX_MEMBERS:
        raise _too_large()
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise _protected()
    if "[Content_Types].xml" not in names:
        raise _other_archive(names)
    if _MACROS in _read(archive, "[Content_Types].xml").decode("utf-8", "replace"):
        raise WordFileError(_("This Word file holds macros and is not opened."), _(_SAVE_AS_DOCX))
    main = next((path for kind, path in _related(archive, "", names) if kind == "officeDocument"), "")
    document = _parsed(_read(archive, main)) if main else None
    if document is None or child(document, "body") is None:
        raise _other_archive(names)
    related = _related(archive, main, names)
    styles, comments = (_first(archive, related, kind) for kind in ("styles", "comments"))
    beside = {path: None for kind, path in related if kind in _BESIDE}
    if len(beside) > _MAX_BESIDE:
        raise _too_large()
    return WordParts(document, styles, comments, tuple(_parsed(_read(archive, path)) for path in beside))


def _first(archive: ZipFile, related: Sequence[tuple[str, str]], kind: str) -> Element | None:
    path = next((path for each, path in related if each == kind), None)
    return _parsed(_read(archive, path)) if path else None


def _related(archive: ZipFile, source: str, names: set[str]) -> list[tuple[str, str]]:
    """Return the parts within the archive that a part (or the package: "") names, each with its kind."""
    folder, name = posixpath.split(source)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in names:
        return []
    found: list[tuple[str, str]] = []
    for relation in _parsed(_read(archive, path)):
        target = posixpath.join("/", folder, relation.get("Target", ""))
        inside = posixpath.normpath(target).lstrip("/")
        if relation.get("TargetMode") != "External" and inside in names:
            found.append((relation.get("Type", "").rpartition("/")[2], inside))
    return found


def _read(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        data = member.read(_MAX_PART + 1)
    if len(data) > _MAX_PART or data.count(b"<") > 2 * _MAX_ELEMENTS:
        raise _too_large()
    return data


def _parsed(data: bytes) -> Element:
    # Word writes no document type; whoever does wants entities to grow or other files to be read.
    if _document_type.search(data) or b"\0" in data:
        raise _damaged()
    parser = XMLParser()  # noqa: S314 - no document type, and of limited size
    try:
        parser.feed(data)
        return parser.close()
    except (ParseError, LookupError):
        raise _damaged() from None


def _damaged() -> WordFileError:
    return WordFileError(
        _("The Word document is damaged or incomplete."),
        _("Ask for it to be sent again, or open it in Word and save it anew."),
    )


def _protected() -> WordFileError:
    return WordFileError(
        _("The document is protected by a password."),
        _("Open it in Word, take the password away (File, Info, Protect Document) and save it."),
    )


def _too_large() -> WordFileError:
    return WordFileError(
        _("The file is larger than any plan can be."), _("Take pictures and other documents out of it.")
    )


def _other_archive(names: set[str]) -> WordFileError:
    if "content.xml" in names and "mimetype" in names:
        return WordFileError(_("This is an OpenDocument file (*.odt)."), _(_SAVE_AS_DOCX))
    if any(name.startswith("xl/") for name in names):
        return WordFileError(_("This is an Excel workbook and not a Word file."), _(_GIVE_THE_DOCX))
    return WordFileError(_("This is an archive and not a Word file."), _(_GIVE_THE_DOCX))

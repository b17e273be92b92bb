"""From bytes to the parts of a DOCX, with limits on everything that a hostile file could make large."""

import posixpath
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, ParseError, XMLParser
from zipfile import BadZipFile, ZipFile

from dxdesk.inspection.faults import UnreadableDocumentError, locked, too_large
from dxdesk.language import translate as _
from dxdesk.value import Value

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT: Final = b"http://purl.oclc.org/ooxml/"
_MAX_MEMBERS: Final = 5_000
_MAX_PART: Final = 32 * 2**20
_MAX_ELEMENTS: Final = 1_500_000
_KINDS: Final = ("styles", "numbering", "theme", "settings", "header", "footer")
# Everything that the ZIP reader raises for archives that are damaged, encrypted or packed in unknown ways.
_DAMAGE: Final = (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Parts(Value, frozen=True, kw_only=True):
    """The parsed parts: those that are there once by kind, headers and footers by relationship."""

    body: Element
    single: Mapping[str, Element]
    margins: Mapping[str, tuple[str, Element]]


def open_docx(data: bytes) -> Parts:
    """Return the parts of a DOCX that say how it is set.

    Raises:
        UnreadableDocumentError: it is damaged, not a Word document, or larger than any document is.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            return _parts(archive)
    except _DAMAGE as error:
        if isinstance(error, UnreadableDocumentError):
            raise
        raise _damaged() from error


def word(name: str) -> str:
    """Return a name of WordprocessingML as the parser has it."""
    return WORD + name


def value(parent: Element | None, tag: str, attribute: str = "val") -> str | None:
    """Return an attribute of a child, or None where child or attribute are not there."""
    child = None if parent is None else parent.find(word(tag))
    return None if child is None else child.get(word(attribute))


def number(text: str | None) -> float | None:
    """Return a number as Word writes it (whole, or with a unit of points), None for anything else."""
    if not text:
        return None
    try:
        found = float(text.removesuffix("pt")) * (20 if text.endswith("pt") else 1)
    except ValueError:
        return None
    return found if abs(found) < 1e6 else None


def _parts(archive: ZipFile) -> Parts:
    names = set(archive.namelist())
    if len(names) > _MAX_MEMBERS:
        raise too_large()
    if any(entry.flag_bits & 1 for entry in archive.infolist()):
        raise locked()
    main = _main_part(archive, names)
    body = _parsed(_read(archive, main)).find(word("body"))
    if body is None:
        raise _damaged()
    single: dict[str, Element] = {}
    margins: dict[str, tuple[str, Element]] = {}
    for identity, kind, target in _relations(archive, main, names):
        if kind in {"header", "footer"}:
            margins[identity] = (kind, _parsed(_read(archive, target)))
        elif kind in _KINDS:
            single[kind] = _parsed(_read(archive, target))
    return Parts(body=body, single=single, margins=margins)


def _main_part(archive: ZipFile, names: set[str]) -> str:
    for _identity, kind, target in _relations(archive, "", names):
        if (
            kind == "officeDocument"
            and target.endswith(".xml")
            and "xl/" not in target
            and "ppt/" not in target
        ):
            return target
    raise UnreadableDocumentError(
        _("The file is an archive, but not a Word document."), _("Give a DOCX or a PDF.")
    )


def _relations(archive: ZipFile, source: str, names: set[str]) -> list[tuple[str, str, str]]:
    """Return identity, kind and target of what a part (or the package: "") leads to within the archive."""
    folder, name = posixpath.split(source)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in names:
        return []
    found: list[tuple[str, str, str]] = []
    for relation in _parsed(_read(archive, path)):
        target = relation.get("Target", "")
        full = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if relation.get("TargetMode") != "External" and full in names:
            found.append((relation.get("Id", ""), relation.get("Type", "").rpartition("/")[2], full))
    return found


def _read(archive: ZipFile, name: str) -> bytes:
    with archive.open(name) as member:
        data = member.read(_MAX_PART + 1)
    if len(data) > _MAX_PART or data.count(b"<") > 2 * _MAX_ELEMENTS:
        raise too_large()
    return data


def _parsed(data: bytes) -> Element:
    # Word never writes a document type; who does wants entities to grow or files to be read.
    if b"<!D" in data or b"<!E" in data or b"\0" in data:
        raise _damaged()
    if _STRICT in data[:4_000]:
        raise UnreadableDocumentError(
            _("The document is in Word's strict format."), _("Save it in Word as “Word Document (*.docx)”.")
        )
    parser = XMLParser()  # noqa: S314 - no document type, and of limited size
    try:
        parser.feed(data)
        return parser.close()
    except (ParseError, LookupError) as error:
        raise _damaged() from error


def too_deep() -> UnreadableDocumentError:
    """Return the error for tables within tables, or text boxes within text boxes, beyond all use."""
    return UnreadableDocumentError(
        _("The tables and text boxes of the document lie too deep in each other."),
        _("Take them apart, then check it again."),
    )


def _damaged() -> UnreadableDocumentError:
    return UnreadableDocumentError(
        _("The Word document is damaged or incomplete."), _("Open it in Word and save it anew.")
    )

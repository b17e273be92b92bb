"""Reading a DOCX back the way Word shows it: styles, numbering, tables and page numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

from tests.render.docx_numbering import Numbering

NAMESPACE: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def w(name: str) -> str:
    """Return a name of WordprocessingML as the parser has it."""
    return NAMESPACE + name


def value(parent: Element | None, tag: str, attribute: str = "val") -> str | None:
    """Return an attribute of a child, or None where child or attribute are not there."""
    child = None if parent is None else parent.find(w(tag))
    return None if child is None else child.get(w(attribute))


@dataclass(frozen=True)
class DocxParagraph:
    """A paragraph with its printed label; `column` and `heading_row` where it stands in a table."""

    element: Element
    style: str
    label: str
    text: str
    column: int | None = None
    heading_row: bool = False

    @property
    def line(self) -> str:
        """Return label and text."""
        return f"{self.label} {self.text}".strip()


class DocxFile:
    """A DOCX as read from its bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with ZipFile(BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = self._parse("word/document.xml").find(w("body"))
        styles = self._parse("word/styles.xml")
        self.styles = {style.get(w("styleId"), ""): style for style in styles.findall(w("style"))}
        self.defaults = styles.find(w("docDefaults"))

    @cached_property
    def paragraphs(self) -> list[DocxParagraph]:
        """Return the paragraphs in reading order, through the cells of tables."""
        numbering = Numbering(self._parse("word/numbering.xml"))
        return [self._read(found, numbering) for found in self._found()]

    @property
    def words(self) -> list[str]:
        """Return all words in reading order."""
        return " ".join(paragraph.line for paragraph in self.paragraphs).split()

    @property
    def lines(self) -> list[str]:
        """Return the paragraphs that say something, with plain blanks."""
        return [" ".join(paragraph.line.split()) for paragraph in self.paragraphs if paragraph.line]

    @property
    def sections(self) -> list[Element]:
        """Return the properties of the sections."""
        assert self.body is not None
        return list(self.body.iter(w("sectPr")))

    @property
    def tables(self) -> list[Element]:
        """Return the ruled tables."""
        assert self.body is not None
        return [table for table in self.body.findall(w("tbl")) if value(table.find(w("tblPr")), "tblStyle")]

    def styled(self, *styles: str) -> list[DocxParagraph]:
        """Return the paragraphs of some styles."""
        return [paragraph for paragraph in self.paragraphs if paragraph.style in styles]

    def header(self, section: Element) -> Element:
        """Return the default header of a section."""
        reference = section.find(w("headerReference"))
        assert reference is not None
        relations = self._parse("word/_rels/document.xml.rels")
        targets = {relation.get("Id"): relation.get("Target") for relation in relations}
        return self._parse(f"word/{targets[reference.get(_RELATION)]}")

    def _parse(self, name: str) -> Element:
        return fromstring(self.parts[name])  # noqa: S314 - written by the code under test

    def _found(self) -> Iterator[tuple[Element, int | None, bool]]:
        assert self.body is not None
        for block in self.body:
            if block.tag == w("p"):
                yield block, None, False
            for row in block.findall(w("tr")):
                heading = row.find(f"{w('trPr')}/{w('tblHeader')}") is not None
                for column, cell in enumerate(row.findall(w("tc"))):
                    for paragraph in cell.findall(w("p")):
                        yield paragraph, column, heading

    def _read(self, found: tuple[Element, int | None, bool], numbering: Numbering) -> DocxParagraph:
        element, column, heading = found
        properties = element.find(w("pPr"))
        style = value(properties, "pStyle") or "Normal"
        own = None if properties is None else properties.find(w("numPr"))
        listed = own if own is not None else self.styles[style].find(f"{w('pPr')}/{w('numPr')}")
        label = numbering.label(listed) if listed is not None else ""
        text = "".join(piece.text or "" for piece in element.iter(w("t")))
        return DocxParagraph(element, style, label, text, column, heading)

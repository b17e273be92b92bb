"""What one Word paragraph holds: letters with their formatting, breaks, fields and drawings."""

import re
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from dxdesk.inspection.docx_formatting import Formats, Layer
from dxdesk.inspection.docx_opening import value, word
from dxdesk.inspection.docx_shapes import shapes_of
from dxdesk.inspection.measured import Run

_SIGNS: Final = {
    word("tab"): "\t",
    word("ptab"): "\t",
    word("cr"): "\n",
    word("noBreakHyphen"): "-",
    word("sym"): "•",
}
# Deleted or moved away in a tracked change, and what is said about text instead of being text.
_SKIPPED: Final = {
    word(name) for name in ("pPr", "rPr", "del", "moveFrom", "sdtPr", "sdtEndPr", "footnoteReference")
}
_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_page_field = re.compile(r"\bPAGE\b", re.IGNORECASE)


@dataclass(slots=True)
class Content:
    """A paragraph's content in reading order; `breaks` counts the pages that begin in it as Word showed it.

    `break_first` and `break_last` say that no text comes before or after such a break. `lines` are the
    lengths (mm) of the lines drawn at it, `boxes` the texts in boxes anchored in it.
    """

    runs: list[Run] = field(default_factory=list)
    lines: list[float | None] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    picture: bool = False
    underlined: bool = False
    page_field: bool = False
    breaks: int = 0
    break_first: bool = False
    break_last: bool = False

    @property
    def text(self) -> str:
        """Return its text as typed."""
        return "".join(run.text for run in self.runs)


def read_content(paragraph: Element, formats: Formats, style: str, table_style: str) -> Content:
    """Return what a paragraph of a style holds."""
    content = Content()
    _Walk(formats, style, table_style, content).children(paragraph)
    return content


@dataclass(frozen=True, slots=True)
class _Walk:
    formats: Formats
    style: str
    table_style: str
    content: Content

    def children(self, parent: Element) -> None:
        for child in parent:
            if child.tag in _SKIPPED:
                continue
            if child.tag == word("r"):
                self.run(child)
            elif child.tag == f"{_COMPATIBILITY}AlternateContent":
                self.children(_choice(child))
            else:
                if child.tag == word("fldSimple"):
                    self.field(child.get(word("instr"), ""))
                self.children(child)

    def run(self, run: Element) -> None:
        properties = run.find(word("rPr"))
        layer = self.formats.run(properties, self.style, self.table_style)
        text = "".join(self.piece(child) for child in run)
        if not text or layer.get("hidden"):
            return
        self.content.underlined |= bool(layer.get("underline")) and bool(text.strip())
        self.content.runs.append(made_run(text, layer))
        if text.strip():
            self.content.break_last = False

    def piece(self, child: Element) -> str:
        """Return the text of a part of a run, and take note of all that is no text."""
        if child.tag == word("t"):
            return child.text or ""
        if child.tag in _SIGNS:
            return _SIGNS[child.tag]
        if child.tag == word("br"):
            if child.get(word("type")) == "page":
                self.page_break()
                return ""
            return "\n"
        if child.tag == word("lastRenderedPageBreak"):
            self.content.breaks += 1
            self.page_break()
        elif child.tag == word("instrText"):
            self.field(child.text or "")
        elif child.tag == f"{_COMPATIBILITY}AlternateContent":
            self.drawing(_choice(child))
        elif child.tag in {word("drawing"), word("pict"), word("object")}:
            self.drawing(child)
        return ""

    def page_break(self) -> None:
        self.content.break_first |= not self.content.text.strip()
        self.content.break_last = True

    def field(self, instruction: str) -> None:
        self.content.page_field |= _page_field.search(instruction) is not None

    def drawing(self, element: Element) -> None:
        shapes = shapes_of(element)
        self.content.lines += shapes.lines
        self.content.boxes += shapes.boxes
        self.content.picture |= shapes.picture


def made_run(text: str, layer: Layer) -> Run:
    """Return a run of text as its formatting has it printed."""
    shown = text.upper() if layer.get("caps") else text
    # Accented letters take another slot than ASCII; what counts is a letter in a wrong font.
    family = layer["ascii"] if text.isascii() or layer["ascii"] != "Times New Roman" else layer["other"]
    return Run(
        text=shown,
        font=family,
        size=layer["size"],
        bold=layer.get("bold", False),
        italic=layer.get("italic", False),
        color=layer.get("color", "000000"),
    )


def _choice(element: Element) -> Element:
    """Return the first of several forms of the same content: that of today's programs."""
    first = element.find(f"{_COMPATIBILITY}Choice")
    fallback = element.find(f"{_COMPATIBILITY}Fallback")
    return next((each for each in (first, fallback) if each is not None), element)


def label_run(text: str, layer: Layer, own: Layer) -> Run:
    """Return the label of a numbered paragraph as a run."""
    return made_run(text, {**layer, **own})


def numbered(properties: Element | None, layer: Layer) -> Element | None:
    """Return the numbering of a paragraph: its own, else that of its style; list 0 is none."""
    own = None if properties is None else properties.find(word("numPr"))
    found: Element | None = own if own is not None else layer.get("numPr")
    return None if value(found, "numId") == "0" else found

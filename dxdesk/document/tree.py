"""The document tree: typed blocks that every renderer writes in its own format.

The tree holds the final text (capitals, numbers, closing marks), so two renderers cannot say different
things. How a block looks is its style's name; the values stand in `dxdesk.document.decree30`.
"""

from typing import Literal

from dxdesk.document.decree30 import StyleName
from dxdesk.value import Value

Orientation = Literal["portrait", "landscape"]
ListKind = Literal["roman", "arabic", "letter"]


class Run(Value, frozen=True, kw_only=True):
    """A piece of text; `bold` and `italic` of None follow the style."""

    text: str
    bold: bool | None = None
    italic: bool | None = None


class Label(Value, frozen=True, kw_only=True):
    """A numbered paragraph's place in its list: `position` counts from 1, `text` is what is printed."""

    kind: ListKind
    position: int
    text: str


class Paragraph(Value, frozen=True, kw_only=True):
    """A paragraph. `rule` is the length of a line drawn below it, as a part of its last line's width.

    `origin` is the place in the plan that it was composed from (a JSON Pointer), where there is one. One with
    `keep_with_next` never ends a page, whatever its style.
    """

    style: StyleName
    runs: tuple[Run, ...]
    label: Label | None = None
    rule: float | None = None
    origin: str = ""
    keep_with_next: bool = False


class Letterhead(Value, frozen=True, kw_only=True):
    """The two columns at the head: agency and national title, then number and place with date."""

    agency: tuple[Paragraph, ...]
    nation: tuple[Paragraph, ...]
    number: Paragraph | None = None
    date: Paragraph | None = None


class Closing(Value, frozen=True, kw_only=True):
    """Recipients on the left, the signer on the right with free room between office and name.

    A list of recipients too long to stand beside the signature runs on below it (`recipients_below`).
    """

    recipients: tuple[Paragraph, ...]
    office: tuple[Paragraph, ...]
    name: Paragraph
    recipients_below: bool = False


class Cell(Value, frozen=True, kw_only=True):
    """A table cell over `span` columns; each line of `text` is a paragraph; `origin` as of a paragraph."""

    text: str
    style: StyleName = "table-cell"
    span: int = 1
    origin: str = ""


class Row(Value, frozen=True, kw_only=True):
    """A table row; a row with `keep_with_next` never ends a page."""

    cells: tuple[Cell, ...]
    keep_with_next: bool = False


class Table(Value, frozen=True, kw_only=True):
    """A ruled table: column widths in mm, header rows that repeat on every page, body rows."""

    widths: tuple[float, ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]


class ChartRow(Value, frozen=True, kw_only=True):
    """A bar of a chart: what it stands for, and a whole number from 0 on for each series."""

    label: str
    figures: tuple[int, ...]


class Chart(Value, frozen=True, kw_only=True):
    """A chart of lying bars, each divided by the series; `unit` stands behind the sum of a bar."""

    title: str
    series: tuple[str, ...]
    rows: tuple[ChartRow, ...]
    unit: str = ""


Block = Paragraph | Letterhead | Closing | Table | Chart


class Section(Value, frozen=True, kw_only=True):
    """Pages of one orientation whose numbers start at 1 (an appendix is numbered for itself)."""

    title: str
    orientation: Orientation
    blocks: tuple[Block, ...]


class Document(Value, frozen=True, kw_only=True):
    """A whole document with the properties that files carry."""

    title: str
    author: str
    keywords: str
    sections: tuple[Section, ...]


def text_of(paragraph: Paragraph) -> str:
    """Return the text of a paragraph without its label."""
    return "".join(run.text for run in paragraph.runs)

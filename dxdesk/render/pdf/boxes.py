"""Boxes: what stands on a page, in points, measured from the box's top left corner downwards."""

from dataclasses import dataclass
from typing import NamedTuple

from dxdesk.document.chart import Bar
from dxdesk.document.decree30 import Align, Style
from dxdesk.document.lines import Line
from dxdesk.document.metrics import DESCENT, Face, line_height
from dxdesk.document.profile import FieldName

MM = 72 / 25.4


class Ink(NamedTuple):
    """A text at a baseline; `stretch` is added to every blank (justified lines)."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    stretch: float = 0.0


class Stroke(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float


class Bookmark(NamedTuple):
    """An entry of the document's outline."""

    title: str
    level: int


class Mark(NamedTuple):
    """The part of a box that was composed from one place in the plan, with the free room at its left.

    `origin` is a JSON Pointer into the plan; the rest are points within the box.
    """

    origin: str
    left: float
    top: float
    width: float
    height: float


class Seat(NamedTuple):
    """Free room within a box for what is put in later, in points; `face` and `size` to write in."""

    field: FieldName
    left: float
    top: float
    width: float
    height: float
    face: Face = "regular"
    size: float = 0.0


@dataclass(slots=True)
class Box:
    """A piece of a page that is not divided.

    `glued` forbids a page break after it; `header` holds the boxes that are drawn again when a page
    begins with it (a table's header rows), `edge` the lines that are drawn where a page ends with it.
    """

    height: float
    inks: list[Ink]
    strokes: list[Stroke]
    before: float = 0.0
    after: float = 0.0
    glued: bool = False
    header: tuple["Box", ...] = ()
    edge: tuple[Stroke, ...] = ()
    bookmark: Bookmark | None = None
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    seats: tuple[Seat, ...] = ()


def line_inks(line: Line, style: Style, left: float, width: float, top: float, *, last: bool) -> list[Ink]:
    """Place the pieces of a line in a column; every line but the last of a justified text is stretched."""
    justified = style.align == "justify" and not last and line.blanks > 0
    stretch = (width - line.width) / line.blanks if justified else 0.0
    x = left + _offset(style.align, width - line.width)
    baseline = top + line_height(style) - DESCENT * style.size
    inks: list[Ink] = []
    for piece in line.pieces:
        inks.append(Ink(x, baseline, piece.text, piece.face, style.size, stretch))
        x += piece.width + stretch * piece.text.count(" ")
    return inks


def _offset(align: Align, room: float) -> float:
    if align == "center":
        return room / 2
    return room if align == "right" else 0.0

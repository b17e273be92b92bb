"""Tables of a Word document: ruled ones, and those that only hold texts side by side."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from dxdesk.inspection.docx_formatting import Formats
from dxdesk.inspection.docx_opening import number, value, word
from dxdesk.inspection.docx_sections import MM_PER_TWIP
from dxdesk.inspection.measured import Side

_NO_BORDER: Final = {None, "nil", "none"}
_STANDING: Final = ("left", "start", "right", "end", "insideV")
_WRAPPERS: Final = {word(name) for name in ("sdt", "sdtContent", "customXml", "ins", "smartTag")}
_DEFAULT_PADDING: Final = 108.0  # twips beside the text of a cell


class Cell(NamedTuple):
    """A cell, the width of its text in mm, and the side of the row that it stands on."""

    element: Element
    width: float | None
    side: Side | None


def is_ruled(table: Element, formats: Formats) -> bool:
    """Tell whether a table has standing lines: its own, those of its cells, or those of its style."""
    properties = table.find(word("tblPr"))
    own = None if properties is None else properties.find(word("tblBorders"))
    borders = own if own is not None else formats.borders(value(properties, "tblStyle") or "")
    return _has_standing_line(borders) or any(map(_has_standing_line, table.iter(word("tcBorders"))))


def cells_of(table: Element, formats: Formats) -> Iterator[Cell]:
    """Yield the cells of a table, row by row; not those of tables within it."""
    padding = _padding(table, formats)
    for row in _inner(table, word("tr")):
        cells = list(_inner(row, word("tc")))
        for position, cell in enumerate(cells):
            side: Side | None = None
            if len(cells) > 1:
                side = "left" if position < len(cells) / 2 else "right"
            yield Cell(cell, _width(cell, padding), side)


def _inner(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inner(child, tag)


def _width(cell: Element, padding: float) -> float | None:
    properties = cell.find(word("tcPr"))
    stated = number(value(properties, "tcW", "w"))
    if not stated or value(properties, "tcW", "type") not in {None, "dxa"}:
        return None
    return (stated - padding) * MM_PER_TWIP


def _padding(table: Element, formats: Formats) -> float:
    """Return the room on both sides of the text of a cell, in twips."""
    properties = table.find(word("tblPr"))
    own = None if properties is None else properties.find(word("tblCellMar"))
    margins = own if own is not None else formats.cell_margins(value(properties, "tblStyle") or "")
    stated = [number(value(margins, side, "w")) for side in ("left", "right")]
    return sum(_DEFAULT_PADDING if side is None else side for side in stated)


def _has_standing_line(borders: Element | None) -> bool:
    return any(value(borders, side) not in _NO_BORDER for side in _STANDING)

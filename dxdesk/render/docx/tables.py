"""Tables: ruled ones with repeating header rows, and plain ones that only hold two columns side by side."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from dxdesk.document.decree30 import CELL_PADDING, StyleName
from dxdesk.document.tree import Cell, Row, Table
from dxdesk.render.docx.styles import TABLE_ID, style_id
from dxdesk.render.docx.xml import escape, twips

_PAD_X: Final = twips(CELL_PADDING[0])
_PAD_Y: Final = twips(CELL_PADDING[1])
_TEXT_START: Final = '<w:r><w:t xml:space="preserve">'
_TEXT_END: Final = "</w:t></w:r></w:p>"


def table_xml(table: Table) -> Iterator[str]:
    """Yield a ruled table, row by row; its header rows repeat on every page."""
    starts = [0]
    for width in table.widths:
        starts.append(starts[-1] + twips(width))
    style = f'<w:tblStyle w:val="{TABLE_ID}"/>'
    yield f"<w:tbl>{_properties(starts[-1], style, _PAD_X, _PAD_Y)}{_grid(table.widths)}"
    for row in table.header:
        yield _row(row, starts, header=True)
    for row in table.rows:
        yield _row(row, starts, header=False)
    yield "</w:tbl>"


def layout_table(widths: Sequence[float], rows: Sequence[Sequence[str]]) -> str:
    """Return a table without rules whose cells hold ready paragraphs."""
    total = sum(twips(width) for width in widths)
    shown = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(_plain_cell(twips(width), content) for width, content in zip(widths, row, strict=True))
        + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{_properties(total, '', 0, 0)}{_grid(widths)}{shown}</w:tbl>"


def _properties(width: int, style: str, pad_x: int, pad_y: int) -> str:
    return (
        f'<w:tblPr>{style}<w:tblW w:w="{width}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{pad_y}" w:type="dxa"/>'
        f'<w:left w:w="{pad_x}" w:type="dxa"/><w:bottom w:w="{pad_y}" w:type="dxa"/>'
        f'<w:right w:w="{pad_x}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )


def _grid(widths: Sequence[float]) -> str:
    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _row(row: Row, starts: Sequence[int], *, header: bool) -> str:
    cells: list[str] = []
    first = 0
    for cell in row.cells:
        last = first + cell.span
        width = starts[last] - starts[first]
        cells.append(_cell(cell, width, keep=row.keep_with_next, middle=header))
        first = last
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, width: int, *, keep: bool, middle: bool) -> str:
    opening, paragraph = _cell_start(cell.style, width, cell.span, keep=keep, middle=middle)
    if not cell.text:
        return f"{opening}{paragraph}</w:p></w:tc>"
    text = escape(cell.text)
    if "\n" in text:
        text = f"{_TEXT_END}{paragraph}{_TEXT_START}".join(line for line in text.split("\n") if line)
    return f"{opening}{paragraph}{_TEXT_START}{text}{_TEXT_END}</w:tc>"


@cache
def _cell_start(style: StyleName, width: int, span: int, *, keep: bool, middle: bool) -> tuple[str, str]:
    """Return how a cell begins and how each paragraph in it does: a few pairs for thousands of cells."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    centred = '<w:vAlign w:val="center"/>' if middle else ""
    kept = "<w:keepNext/>" if keep else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{centred}</w:tcPr>',
        f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{kept}</w:pPr>',
    )


def _plain_cell(width: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'

"""Tables: ruled ones with repeating header rows, and plain ones that only hold two columns side by side."""

from collections.abc import Sequence
from typing import Final

from dxdesk.document.decree30 import CELL_PADDING, StyleName
from dxdesk.document.tree import Cell, Row, Table
from dxdesk.render.docx.styles import TABLE_ID, style_id
from dxdesk.render.docx.xml import escape, twips

_PAD_X: Final = twips(CELL_PADDING[0])
_PAD_Y: Final = twips(CELL_PADDING[1])


def table_xml(table: Table) -> str:
    """Return a ruled table; its header rows repeat on every page."""
    starts = [0]
    for width in table.widths:
        starts.append(starts[-1] + twips(width))
    rows = [_row(row, starts, header=True) for row in table.header]
    rows += [_row(row, starts, header=False) for row in table.rows]
    style = f'<w:tblStyle w:val="{TABLE_ID}"/>'
    return (
        f"<w:tbl>{_properties(starts[-1], style, _PAD_X, _PAD_Y)}{_grid(table.widths)}{''.join(rows)}</w:tbl>"
    )


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
        cells.append(_cell(cell, starts[last] - starts[first], keep=row.keep_with_next, middle=header))
        first = last
    repeated = "<w:tblHeader/>" if header else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, width: int, *, keep: bool, middle: bool) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    centred = '<w:vAlign w:val="center"/>' if middle else ""
    start = _paragraph_start(cell.style, keep=keep)
    content = "".join(
        f'{start}<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        for line in cell.text.split("\n")
        if line
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{centred}</w:tcPr>{content or start + "</w:p>"}</w:tc>'


def _paragraph_start(style: StyleName, *, keep: bool) -> str:
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{kept}</w:pPr>'


def _plain_cell(width: int, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'

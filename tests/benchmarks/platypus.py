"""The same document by reportlab's platypus, as its manual has it: a Paragraph for every text."""

from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from typing import Any, Final

from reportlab.lib.colors import black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate
from reportlab.platypus import Paragraph as PlatypusParagraph
from reportlab.platypus import Table as PlatypusTable

from dxdesk.document.decree30 import (
    CELL_PADDING,
    CLOSING_WIDTHS,
    LETTERHEAD_WIDTHS,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    PAGE_LONG,
    PAGE_SHORT,
    RULE_WEIGHT,
    STYLES,
    Align,
    StyleName,
    text_height,
    text_width,
)
from dxdesk.document.metrics import line_height, style_face
from dxdesk.document.tree import Block, Closing, Document, Letterhead, Orientation, Paragraph, Row, Table
from dxdesk.render.pdf.fonts import register
from tests.benchmarks.flat import shown
from tests.benchmarks.timing import Work

_MM: Final = 72 / 25.4
_CHUNK: Final = 50
_ALIGNMENTS: Final[dict[Align, Any]] = {
    "left": TA_LEFT,
    "center": TA_CENTER,
    "right": TA_RIGHT,
    "justify": TA_JUSTIFY,
}
_ORIENTATIONS: Final[tuple[Orientation, ...]] = ("portrait", "landscape")

Styles = dict[StyleName, ParagraphStyle]


def paragraph_everywhere(document: Document) -> Work:
    """Lay the document out with Paragraph for paragraphs and cells; tables in chunks of 50 rows."""
    styles = _styles()

    def work() -> bytes:
        buffer = BytesIO()
        first, *_rest = document.sections
        template = BaseDocTemplate(
            buffer,
            invariant=1,
            pageCompression=1,
            pageTemplates=[_page(first.orientation), *(_page(one) for one in _ORIENTATIONS)],
        )
        story: list[Flowable] = []
        for section in document.sections:
            if story:
                story += [NextPageTemplate(section.orientation), PageBreak()]
            for block in section.blocks:
                story += _flowables(block, styles)
        template.build(story)
        return buffer.getvalue()

    return work


def _styles() -> Styles:
    fonts = register()
    return {
        name: ParagraphStyle(
            name,
            fontName=fonts[style_face(style)].fontName,
            fontSize=style.size,
            leading=line_height(style),
            alignment=_ALIGNMENTS[style.align],
            firstLineIndent=style.first_indent * _MM,
            spaceBefore=style.before,
            spaceAfter=style.after,
            keepWithNext=style.keep_with_next,
        )
        for name, style in STYLES.items()
    }


def _page(orientation: Orientation) -> PageTemplate:
    turned = orientation == "landscape"
    frame = Frame(
        MARGIN_LEFT * _MM,
        MARGIN_BOTTOM * _MM,
        text_width(landscape=turned) * _MM,
        text_height(landscape=turned) * _MM,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    width, height = (PAGE_LONG, PAGE_SHORT) if turned else (PAGE_SHORT, PAGE_LONG)
    return PageTemplate(orientation, [frame], onPage=_number, pagesize=(width * _MM, height * _MM))


def _number(canvas: Any, template: Any) -> None:
    canvas.setFont(register()["regular"].fontName, STYLES["page-number"].size)
    width, height = template.pageTemplate.pagesize
    canvas.drawCentredString(width / 2, height - 14 * _MM, str(canvas.getPageNumber()))


def _flowables(block: Block, styles: Styles) -> Iterator[Flowable]:
    if isinstance(block, Paragraph):
        yield _paragraph(block, styles)
    elif isinstance(block, Table):
        yield from _chunks(block, styles)
    elif isinstance(block, Letterhead):
        rows = [(block.agency, block.nation)]
        if block.number is not None and block.date is not None:
            rows.append(((block.number,), (block.date,)))
        yield _side_by_side(rows, LETTERHEAD_WIDTHS, styles)
    elif isinstance(block, Closing):
        yield _side_by_side(_closing(block), CLOSING_WIDTHS, styles)


def _closing(block: Closing) -> Sequence[Sequence[Sequence[Paragraph]]]:
    return [(block.recipients, (*block.office, block.name))]


def _paragraph(block: Paragraph, styles: Styles) -> PlatypusParagraph:
    return PlatypusParagraph(escape(shown(block), quote=False), styles[block.style])


def _side_by_side(
    rows: Sequence[Sequence[Sequence[Paragraph]]], widths: tuple[float, ...], styles: Styles
) -> Flowable:
    data = [[[_paragraph(one, styles) for one in column] for column in row] for row in rows]
    return PlatypusTable(
        data, colWidths=[width * _MM for width in widths], style=[("VALIGN", (0, 0), (-1, -1), "TOP")]
    )


def _chunks(table: Table, styles: Styles) -> Iterator[Flowable]:
    widths = [width * _MM for width in table.widths]
    for start in range(0, len(table.rows), _CHUNK):
        rows = (*table.header, *table.rows[start : start + _CHUNK])
        data = [_cells(row, styles) for row in rows]
        yield PlatypusTable(data, widths, repeatRows=len(table.header), style=_commands(rows))


def _cells(row: Row, styles: Styles) -> list[Any]:
    cells: list[Any] = []
    for cell in row.cells:
        text = escape(cell.text, quote=False).replace("\n", "<br/>")
        cells += [PlatypusParagraph(text, styles[cell.style]), *("",) * (cell.span - 1)]
    return cells


def _commands(rows: tuple[Row, ...]) -> list[tuple[Any, ...]]:
    pad_x, pad_y = (padding * _MM for padding in CELL_PADDING)
    commands: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), RULE_WEIGHT, black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), pad_x),
        ("RIGHTPADDING", (0, 0), (-1, -1), pad_x),
        ("TOPPADDING", (0, 0), (-1, -1), pad_y),
        ("BOTTOMPADDING", (0, 0), (-1, -1), pad_y),
    ]
    for number, row in enumerate(rows):
        first = 0
        for cell in row.cells:
            if cell.span > 1:
                commands.append(("SPAN", (first, number), (first + cell.span - 1, number)))
            first += cell.span
    return commands

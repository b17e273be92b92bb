"""Writing a document as DOCX: real styles, numbering, header rows and page-number fields."""

from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dxdesk.document.decree30 import (
    CLOSING_BEFORE,
    CLOSING_WIDTHS,
    HEADER_DISTANCE,
    LETTERHEAD_WIDTHS,
    MARGIN_BOTTOM,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    PAGE_LONG,
    PAGE_SHORT,
    text_width,
)
from dxdesk.document.tree import Block, Chart, Closing, Document, Letterhead, Paragraph, Section, Table
from dxdesk.render.docx.blocks import column, paragraph_xml
from dxdesk.render.docx.numbering import Numbering
from dxdesk.render.docx.pictures import Pictures
from dxdesk.render.docx.skeleton import (
    CORE_PART,
    DOCUMENT_PART,
    NUMBERING_PART,
    core_properties,
    skeleton,
)
from dxdesk.render.docx.styles import SMALL_ID
from dxdesk.render.docx.tables import layout_table, table_xml
from dxdesk.render.docx.xml import DECLARATION, NAMESPACE, RELATIONS, paragraph, twips

# The earliest date that a ZIP entry can bear: the same document gives the same bytes.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_OPENING: Final = f'{DECLARATION}<w:document xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONS}"><w:body>'
_CLOSING: Final = "</w:body></w:document>"


def write_docx(document: Document) -> bytes:
    """Write the document as DOCX; the same document gives the same bytes."""
    base = skeleton()
    numbering = Numbering()
    pictures = Pictures()
    last = document.sections[-1]
    body = [
        piece
        for section in document.sections
        for piece in _section(section, numbering, pictures, base.header, last=section is last)
    ]
    parts = base.parts | {
        DOCUMENT_PART: "".join([_OPENING, *body, _CLOSING]).encode(),
        NUMBERING_PART: numbering.xml().encode(),
        CORE_PART: core_properties(document),
        **pictures.parts(base.parts),
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # else it tells Windows from Linux
            archive.writestr(entry, data)
    return buffer.getvalue()


def _section(
    section: Section, numbering: Numbering, pictures: Pictures, header: str, *, last: bool
) -> Iterator[str]:
    landscape = section.orientation == "landscape"
    width = text_width(landscape=landscape)
    closings = [index for index, block in enumerate(section.blocks) if isinstance(block, Closing)]
    # The text before a signature goes with it: never a signature alone on a page.
    kept = {before for index in closings for before in (index - 2, index - 1)}
    for index, block in enumerate(section.blocks):
        yield from _block(block, numbering, pictures, width, keep=index in kept)
    properties = _page(header, landscape=landscape)
    yield properties if last else paragraph(SMALL_ID, properties=properties)


def _block(
    block: Block, numbering: Numbering, pictures: Pictures, width: float, *, keep: bool
) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield paragraph_xml(
            block, width, numbering.properties(block.label), keep=keep or block.keep_with_next
        )
    elif isinstance(block, Table):
        yield from table_xml(block)
    elif isinstance(block, Letterhead):
        yield _letterhead(block)
    elif isinstance(block, Chart):
        yield pictures.add(block, width)
    else:
        yield from _closing(block, width)


def _closing(block: Closing, width: float) -> Iterator[str]:
    left, right = CLOSING_WIDTHS
    space = f'<w:spacing w:before="{round(CLOSING_BEFORE * 20)}"/>'
    yield paragraph(SMALL_ID, properties=f"<w:keepNext/>{space}")
    beside = () if block.recipients_below else block.recipients
    signature = column((*block.office, block.name), right)
    yield layout_table(CLOSING_WIDTHS, [(column(beside, left) or paragraph(SMALL_ID), signature)])
    if block.recipients_below:
        yield column(block.recipients, width)


def _letterhead(block: Letterhead) -> str:
    left, right = LETTERHEAD_WIDTHS
    rows = [(column(block.agency, left), column(block.nation, right))]
    if block.number is not None and block.date is not None:
        rows.append((column((block.number,), left), column((block.date,), right)))
    return layout_table(LETTERHEAD_WIDTHS, rows)


def _page(header: str, *, landscape: bool) -> str:
    width, height = (PAGE_LONG, PAGE_SHORT) if landscape else (PAGE_SHORT, PAGE_LONG)
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/><w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(MARGIN_TOP)}" w:right="{twips(MARGIN_RIGHT)}" '
        f'w:bottom="{twips(MARGIN_BOTTOM)}" w:left="{twips(MARGIN_LEFT)}" '
        f'w:header="{twips(HEADER_DISTANCE)}" w:footer="{twips(HEADER_DISTANCE)}" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )

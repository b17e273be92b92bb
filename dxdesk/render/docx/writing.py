"""Writing a document as DOCX: real styles, numbering, header rows and page-number fields."""

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
from dxdesk.document.tree import Block, Closing, Document, Letterhead, Paragraph, Section, Table
from dxdesk.render.docx.blocks import column, paragraph_xml
from dxdesk.render.docx.numbering import Numbering
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


def write_docx(document: Document) -> bytes:
    """Write the document as DOCX; the same document gives the same bytes."""
    base = skeleton()
    numbering = Numbering()
    body = "".join(
        _section(section, numbering, base.header, last=index == len(document.sections) - 1)
        for index, section in enumerate(document.sections)
    )
    root = f'<w:document xmlns:w="{NAMESPACE}" xmlns:r="{RELATIONS}"><w:body>{body}</w:body></w:document>'
    parts = base.parts | {
        DOCUMENT_PART: (DECLARATION + root).encode(),
        NUMBERING_PART: numbering.xml().encode(),
        CORE_PART: core_properties(document),
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # else it tells Windows from Linux
            archive.writestr(entry, data)
    return buffer.getvalue()


def _section(section: Section, numbering: Numbering, header: str, *, last: bool) -> str:
    landscape = section.orientation == "landscape"
    width = text_width(landscape=landscape)
    closed = any(isinstance(block, Closing) for block in section.blocks)
    blocks = list(section.blocks)
    # The text before a signature goes with it: never a signature alone on a page.
    kept = {index for index in range(len(blocks)) if closed and _near_closing(blocks, index)}
    content = "".join(
        _block(block, numbering, width, keep=index in kept) for index, block in enumerate(blocks)
    )
    properties = _page(header, landscape=landscape)
    if last:
        return content + properties
    return content + paragraph(SMALL_ID, properties=properties)


def _near_closing(blocks: list[Block], index: int) -> bool:
    following = blocks[index + 1 : index + 3]
    return any(isinstance(block, Closing) for block in following)


def _block(block: Block, numbering: Numbering, width: float, *, keep: bool) -> str:
    if isinstance(block, Paragraph):
        return paragraph_xml(block, width, numbering.properties(block.label), keep=keep)
    if isinstance(block, Table):
        return table_xml(block)
    if isinstance(block, Letterhead):
        return _letterhead(block)
    left, right = CLOSING_WIDTHS
    row = (column(block.recipients, left), column((*block.office, block.name), right))
    space = f'<w:spacing w:before="{round(CLOSING_BEFORE * 20)}"/>'
    return paragraph(SMALL_ID, properties=f"<w:keepNext/>{space}") + layout_table(CLOSING_WIDTHS, [row])


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

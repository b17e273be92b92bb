"""The same document as DOCX by other means: the bare zip, python-docx cell by cell, docxtpl."""

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle

from dxdesk.document.tree import Document, Letterhead, Paragraph, Section, Table, text_of
from dxdesk.render.docx.styles import NAMES
from dxdesk.render.docx.writing import write_docx
from tests.benchmarks.timing import Work

_BODY: Final = "word/document.xml"


def bare_zip(document: Document) -> Work:
    """Serialise and zip the very parts of our own file: what no writer can do without."""
    with ZipFile(BytesIO(write_docx(document))) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}

    def work() -> bytes:
        buffer = BytesIO()
        with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(name, text.encode())
        return buffer.getvalue()

    return work


def python_docx(document: Document) -> Work:
    """Build paragraphs and tables with python-docx, a row's cells fetched once (`row.cells`).

    It starts from an empty file with our styles, and leaves cells unmerged, which spares it time.
    """
    template = _without_body(write_docx(document))

    def work() -> bytes:
        file = docx.Document(BytesIO(template))
        styles = {name: file.styles[shown] for name, shown in NAMES.items()}
        for section in document.sections:
            for block in _plain_blocks(section):
                if isinstance(block, Table):
                    _fill_table(file, block, styles)
                else:
                    file.add_paragraph(_shown(block), styles[block.style])
        return _saved(file)

    return work


def docxtpl(document: Document) -> Work:
    """Fill a template of loops over paragraphs and table rows with docxtpl, all in one style a loop."""
    template_class = import_module("docxtpl").DocxTemplate
    template = _loops(document)

    def work() -> bytes:
        context = {
            f"s{number}": {"paragraphs": _texts(section), "rows": _rows(section)}
            for number, section in enumerate(document.sections)
        }
        file = template_class(BytesIO(template))
        file.render(context, autoescape=True)
        return _saved(file)

    return work


def _plain_blocks(section: Section) -> Iterator[Paragraph | Table]:
    for block in section.blocks:
        if isinstance(block, Paragraph | Table):
            yield block
        elif isinstance(block, Letterhead):
            yield from (*block.agency, *block.nation)
            yield from (one for one in (block.number, block.date) if one is not None)
        else:
            yield from (*block.recipients, *block.office, block.name)


def _shown(paragraph: Paragraph) -> str:
    return f"{paragraph.label.text} {text_of(paragraph)}" if paragraph.label else text_of(paragraph)


def _fill_table(file: WordDocument, table: Table, styles: dict[Any, Any]) -> None:
    rows = (*table.header, *table.rows)
    made = file.add_table(len(rows), len(table.widths))
    for row, filled in zip(rows, made.rows, strict=True):
        cells = filled.cells
        first = 0
        for cell in row.cells:
            paragraph = cells[first].paragraphs[0]
            paragraph.style = styles[cell.style]
            paragraph.add_run(cell.text)
            first += cell.span


def _texts(section: Section) -> list[str]:
    return [_shown(block) for block in _plain_blocks(section) if isinstance(block, Paragraph)]


def _rows(section: Section) -> list[list[str]]:
    tables = [block for block in section.blocks if isinstance(block, Table)]
    return [_columns(row.cells) for table in tables for row in table.rows]


def _columns(cells: tuple[Any, ...]) -> list[str]:
    return [text for cell in cells for text in (cell.text, *("",) * (cell.span - 1))]


def _loops(document: Document) -> bytes:
    """Return a template with one loop of paragraphs and, where the section has a table, one of rows."""
    file = docx.Document(BytesIO(_without_body(write_docx(document))))
    body = file.styles[NAMES["body"]]
    assert isinstance(body, ParagraphStyle)
    for number, section in enumerate(document.sections):
        for text in (f"{{%p for text in s{number}.paragraphs %}}", "{{ text }}", "{%p endfor %}"):
            file.add_paragraph(text, body)
        width = max((len(block.widths) for block in section.blocks if isinstance(block, Table)), default=0)
        if width:
            table = file.add_table(3, width)
            table.rows[0].cells[0].text = f"{{%tr for row in s{number}.rows %}}"
            for index, cell in enumerate(table.rows[1].cells):
                cell.text = f"{{{{ row[{index}] }}}}"
            table.rows[2].cells[0].text = "{%tr endfor %}"
    return _saved(file)


def _without_body(data: bytes) -> bytes:
    file = docx.Document(BytesIO(data))
    body = file.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    return _saved(file)


def _saved(file: Any) -> bytes:
    buffer = BytesIO()
    file.save(buffer)
    return buffer.getvalue()

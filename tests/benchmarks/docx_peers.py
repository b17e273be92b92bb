"""The same document as DOCX by other means: the bare zip, python-docx row by row, docxtpl."""

from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from dxdesk.document.tree import Document, Section, Table
from dxdesk.render.docx.styles import style_id
from dxdesk.render.docx.writing import write_docx
from tests.benchmarks.flat import columns, flat, shown
from tests.benchmarks.timing import Work


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
    """Build paragraphs and tables with python-docx, the cells of a row fetched once (`row.cells`).

    What spares it time: it begins with an empty file that has our styles, sets them by their ids (setting
    `paragraph.style` takes four times as long) and merges no cells.
    """
    template = _without_body(write_docx(document))

    def work() -> bytes:
        file = docx.Document(BytesIO(template))
        for section in document.sections:
            for block in flat(section):
                if isinstance(block, Table):
                    _fill_table(file, block)
                else:
                    file.add_paragraph(shown(block))._p.style = style_id(block.style)
        return _saved(file)

    return work


def docxtpl(document: Document) -> Work:
    """Fill a template of loops over paragraphs and table rows with docxtpl, one style for each loop."""
    template_class = import_module("docxtpl").DocxTemplate
    template = _loops(document)

    def work() -> bytes:
        context = {f"s{number}": _values(section) for number, section in enumerate(document.sections)}
        file = template_class(BytesIO(template))
        file.render(context, autoescape=True)
        return _saved(file)

    return work


def _fill_table(file: WordDocument, table: Table) -> None:
    rows = (*table.header, *table.rows)
    made = file.add_table(len(rows), len(table.widths))
    for row, made_row in zip(rows, made.rows, strict=True):
        cells = made_row.cells
        first = 0
        for cell in row.cells:
            paragraph = cells[first].paragraphs[0]
            paragraph._p.style = style_id(cell.style)
            paragraph.add_run(cell.text)
            first += cell.span


def _values(section: Section) -> dict[str, Any]:
    blocks = list(flat(section))
    return {
        "paragraphs": [shown(block) for block in blocks if not isinstance(block, Table)],
        "rows": [columns(row) for block in blocks if isinstance(block, Table) for row in block.rows],
    }


def _loops(document: Document) -> bytes:
    """Return the template: for each section a loop of paragraphs and, if it has a table, one of rows."""
    file = docx.Document(BytesIO(_without_body(write_docx(document))))
    for number, section in enumerate(document.sections):
        for text in (f"{{%p for text in s{number}.paragraphs %}}", "{{ text }}", "{%p endfor %}"):
            file.add_paragraph(text)._p.style = style_id("body")
        for table in (block for block in section.blocks if isinstance(block, Table)):
            made = file.add_table(3, len(table.widths))
            made.rows[0].cells[0].text = f"{{%tr for row in s{number}.rows %}}"
            for index, cell in enumerate(made.rows[1].cells):
                cell.text = f"{{{{ row[{index}] }}}}"
            made.rows[2].cells[0].text = "{%tr endfor %}"
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

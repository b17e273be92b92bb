"""Real documents of ours with one thing changed: what the check must find."""

from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from typing import Any, Final, cast

import docx
import msgspec
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph

from dxdesk.document.compose import compose
from dxdesk.document.tree import Block, Closing, Document, Letterhead, Paragraph, Run
from dxdesk.inspection.deviation import Deviation
from dxdesk.inspection.inspection import inspect_file
from dxdesk.plan.model import Plan
from dxdesk.render.docx.writing import write_docx
from dxdesk.render.pdf.writing import write_pdf
from tests.document.sample_plans import full_plan, pack

_TASKS: Final = 8


def issued(plan: Plan, number: str = "15", day: str = "2022-12-05") -> Plan:
    """Return a plan with number and day."""
    details = msgspec.structs.replace(plan.document, number=number, issued_on=date.fromisoformat(day))
    return msgspec.structs.replace(plan, document=details)


@cache
def composed(level: Any = "xa", form: Any = "plan") -> Document:
    """Return the document of an issued plan with a few of the tasks, every section and three appendices."""
    plan = issued(full_plan(level, form))
    answered = [(key, entry) for key, entry in plan.tasks.items() if entry.applies]
    return compose(msgspec.structs.replace(plan, tasks=dict(answered[:_TASKS])), pack())


@cache
def _docx_bytes() -> bytes:
    return write_docx(composed())


def changed_docx(change: Callable[[WordDocument], None]) -> bytes:
    """Return our DOCX after a change by python-docx."""
    word = docx.Document(BytesIO(_docx_bytes()))
    change(word)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def pdf_of(document: Document) -> bytes:
    """Return a document as PDF."""
    return write_pdf(document).data


def found_in(data: bytes) -> tuple[Deviation, ...]:
    """Return what the check finds."""
    return inspect_file("x", data).deviations


def codes_of(data: bytes) -> set[str]:
    """Return the codes of what the check finds."""
    return {deviation.code for deviation in found_in(data)}


def every_paragraph(word: WordDocument) -> list[WordParagraph]:
    """Return the paragraphs of a Word document in reading order, those in tables too."""
    return [WordParagraph(element, word) for element in word.element.body.iter(qn("w:p"))]


def styled(word: WordDocument, style: str) -> list[WordParagraph]:
    """Return the paragraphs that have one of our styles by its id."""
    found = []
    for paragraph in every_paragraph(word):
        properties = paragraph._p.pPr
        stated = None if properties is None else properties.find(qn("w:pStyle"))
        if stated is not None and stated.get(qn("w:val")) == style:
            found.append(paragraph)
    return found


def style_of(word: WordDocument, identity: str) -> Any:
    """Return one of our styles by its id."""
    return next(style for style in word.styles if style.style_id == identity)


def set_text(paragraph: WordParagraph, text: str) -> None:
    """Replace the text of a paragraph, keeping how it is set."""
    first, *others = paragraph.runs
    first.text = text
    for run in others:
        run.text = ""


def with_blocks(document: Document, change: Callable[[list[Block]], list[Block]]) -> Document:
    """Return a document whose first section has changed blocks."""
    first, *others = document.sections
    blocks = tuple(change(list(first.blocks)))
    return msgspec.structs.replace(
        document, sections=(msgspec.structs.replace(first, blocks=blocks), *others)
    )


def with_head(document: Document, change: Callable[[Letterhead], Letterhead]) -> Document:
    """Return a document with another letterhead."""
    return with_blocks(document, lambda blocks: [change(cast("Letterhead", blocks[0])), *blocks[1:]])


def with_closing(document: Document, change: Callable[[Closing], Closing]) -> Document:
    """Return a document with another closing."""

    def changed(blocks: list[Block]) -> list[Block]:
        return [change(block) if isinstance(block, Closing) else block for block in blocks]

    return with_blocks(document, changed)


def worded(paragraph: Paragraph, text: str) -> Paragraph:
    """Return a paragraph of the tree with another text."""
    return msgspec.structs.replace(paragraph, runs=(Run(text=text),))

"""Word files that come back: our own, opened and changed as people change them."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from io import BytesIO
from typing import Any, Final

import docx
import msgspec
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from dxdesk.comparison.comparison import Comparison, compare, take_over, take_over_all
from dxdesk.document.compose import compose
from dxdesk.plan.edits import edited
from dxdesk.plan.model import Plan
from dxdesk.render.docx.writing import write_docx
from tests.document.sample_plans import full_plan, pack

Edit = Callable[[WordDocument], object]

TASKS: Final = 2  # which table of the document is the appendix of tasks
INDICATORS: Final = 3
FUNDING: Final = 4
_FIRST: Final = 6
_MOST_ROUNDS: Final = 40


@cache
def plan_of(level: Any = "xa", form: Any = "plan") -> Plan:
    """Return the plan that was printed and handed out: a few tasks, every section, three appendices."""
    plan = full_plan(level, form)
    return msgspec.structs.replace(plan, tasks=dict([*plan.tasks.items()][:_FIRST]))


@cache
def printed(level: Any = "xa", form: Any = "plan") -> bytes:
    """Return its Word file."""
    return write_docx(compose(plan_of(level, form), pack()))


def docx_of(plan: Plan) -> bytes:
    """Return any plan as a Word file."""
    return write_docx(compose(plan, pack()))


def returned(*edits: Edit, data: bytes | None = None) -> bytes:
    """Return the Word file as somebody sends it back, after their edits."""
    word = docx.Document(BytesIO(data or printed()))
    for edit in edits:
        edit(word)
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def compared(*edits: Edit, plan: Plan | None = None) -> Comparison:
    """Return what the comparison finds after edits."""
    return compare(plan or plan_of(), pack(), returned(*edits))


def taken_one_by_one(plan: Plan, data: bytes) -> tuple[Plan, Comparison]:
    """Return the plan after the first difference that can be is taken over, again and again, and what is left."""
    since = plan
    for _round in range(_MOST_ROUNDS):
        comparison = compare(plan, pack(), data, since=since)
        wanted = next((each for each in comparison.differences if each.operations is not None), None)
        if wanted is None:
            return plan, comparison
        plan = edited(plan, take_over(plan, wanted)[1])
    raise AssertionError("taking over never ends")


def taken_at_once(plan: Plan, data: bytes) -> tuple[Plan, Comparison]:
    """Return the plan after all differences are taken over at once, and what is left."""
    comparison = compare(plan, pack(), data)
    after = edited(plan, take_over_all(plan, comparison.differences)[1])
    return after, compare(after, pack(), data, since=plan)


def paragraph(word: WordDocument, beginning: str, *, number: int = 0) -> Paragraph:
    """Return the paragraph that begins so; also within the tables of head and foot."""
    found = [each for each in paragraphs(word) if each.text.startswith(beginning)]
    return found[number]


def write(beginning: str, words: str, *, number: int = 0) -> Edit:
    """Return an edit that writes a paragraph anew."""

    def edit(word: WordDocument) -> None:
        found = paragraph(word, beginning, number=number)
        for run in found.runs[1:]:
            run.text = ""
        found.runs[0].text = words

    return edit


def replace(old: str, new: str, *, beginning: str = "") -> Edit:
    """Return an edit that changes words within the first paragraph that has them."""

    def edit(word: WordDocument) -> None:
        found = next(p for p in paragraphs(word) if old in p.text and p.text.startswith(beginning))
        found.runs[0].text, rest = found.text.replace(old, new), found.runs[1:]
        for run in rest:
            run.text = ""

    return edit


def insert_after(beginning: str, words: str, style: str | None = None) -> Edit:
    """Return an edit that puts a paragraph behind another one, set like it or in a style."""

    def edit(word: WordDocument) -> None:
        found = paragraph(word, beginning)
        copy = deepcopy(found._p)
        found._p.addnext(copy)
        new = Paragraph(copy, found._parent)
        for run in new.runs[1:]:
            run._r.getparent().remove(run._r)
        new.runs[0].text = words
        if style:
            new.style = word.styles[style]

    return edit


def delete(beginning: str, *, number: int = 0) -> Edit:
    """Return an edit that deletes a paragraph."""

    def edit(word: WordDocument) -> None:
        found = paragraph(word, beginning, number=number)._p
        found.getparent().remove(found)

    return edit


def row(word: WordDocument, table: int, name: str) -> _Row:
    """Return the row of a table that is about something."""
    rows: list[_Row] = list(word.tables[table].rows)
    return next(each for each in rows if each.cells[1].text.startswith(name))


def fill(table: int, name: str, column: int, words: str) -> Edit:
    """Return an edit that writes into a cell."""

    def edit(word: WordDocument) -> None:
        row(word, table, name).cells[column].paragraphs[0].text = words

    return edit


def add_row(after: str, *texts: str, table: int = TASKS) -> Edit:
    """Return an edit that puts a row behind another one."""

    def edit(word: WordDocument) -> None:
        found = row(word, table, after)
        copy = deepcopy(found._tr)
        found._tr.addnext(copy)
        for cell, text in zip(_Row(copy, word.tables[table]).cells, texts, strict=False):
            cell.paragraphs[0].text = text

    return edit


def delete_row(name: str, table: int = TASKS) -> Edit:
    """Return an edit that deletes a row."""

    def edit(word: WordDocument) -> None:
        found = row(word, table, name)._tr
        found.getparent().remove(found)

    return edit


def move_row(name: str, after: str, table: int = TASKS) -> Edit:
    """Return an edit that drags a row behind another one."""

    def edit(word: WordDocument) -> None:
        row(word, table, after)._tr.addnext(row(word, table, name)._tr)

    return edit


def element(name: str, **attributes: str) -> Any:
    """Return an element of WordprocessingML."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def track_insertion(beginning: str, words: str) -> Edit:
    """Return an edit that adds words at the end of a paragraph while changes are tracked."""

    def edit(word: WordDocument) -> None:
        found = paragraph(word, beginning)
        inserted = element("ins", id="900", author="Lãnh đạo", date="2022-12-01T08:00:00Z")
        run = deepcopy(found.runs[-1]._r)
        inserted.append(run)
        found._p.append(inserted)
        found.runs[-1].text = found.runs[-1].text
        run.text = words

    return edit


def track_deletion(beginning: str) -> Edit:
    """Return an edit that deletes a whole paragraph while changes are tracked."""

    def edit(word: WordDocument) -> None:
        found = paragraph(word, beginning)
        deleted = element("del", id="901", author="Lãnh đạo", date="2022-12-01T08:00:00Z")
        for run in found.runs:
            for text in run._r.findall(qn("w:t")):
                text.tag = qn("w:delText")
            deleted.append(run._r)
        found._p.append(deleted)
        mark = element("rPr")
        mark.append(element("del", id="902", author="Lãnh đạo", date="2022-12-01T08:00:00Z"))
        found._p.get_or_add_pPr().append(mark)

    return edit


def comment(beginning: str, words: str, author: str = "Trần Thị Lãnh Đạo") -> Edit:
    """Return an edit that comments on a paragraph."""

    def edit(word: WordDocument) -> None:
        word.add_comment(paragraph(word, beginning).runs, text=words, author=author, initials="LĐ")

    return edit


def with_details(**details: Any) -> Plan:
    """Return the plan with other details of its document."""
    plan = plan_of()
    return msgspec.structs.replace(plan, document=msgspec.structs.replace(plan.document, **details))


def paragraphs(word: WordDocument) -> Iterator[Paragraph]:
    """Yield the paragraphs of a document, and those within its tables."""
    yield from word.paragraphs
    for table in word.tables:
        yield from _cells(table)


def _cells(table: Table) -> Iterator[Paragraph]:
    for each in table.rows:
        for cell in each.cells:
            yield from cell.paragraphs

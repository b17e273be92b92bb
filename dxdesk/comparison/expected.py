"""What the program would have written: every line of the plan's document with the exact place it comes from."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal

from dxdesk.comparison.sameness import is_row_number
from dxdesk.document.paragraphs import one_line
from dxdesk.document.tree import Block, Closing, Document, Letterhead, Paragraph, Table, text_of
from dxdesk.plan.model import Plan
from dxdesk.value import Value

# How a line came about: the words of a value as they are (line), an entry of a dash list (item), a heading
# that is a value (title) or is not (heading), components of the frame, and words that follow from others.
Role = Literal[
    "line",
    "item",
    "title",
    "heading",
    "words",
    "number",
    "date",
    "subject",
    "basis",
    "recipient",
    "archive",
    "office",
    "signer",
    "unit-note",
    "reference",
    "row",
]
END_MARK: Final = "./."
_LEVELS: Final = {"heading-1": 1, "heading-2": 2, "heading-3": 3}
_FRAME: Final[dict[str, tuple[Role, str]]] = {
    "number": ("number", "/document/number"),
    "date": ("date", "/document/issued_on"),
    "abstract": ("subject", "/document/subject"),
    "office": ("office", "/document/signer"),
    "signer": ("signer", "/document/signer/full_name"),
    "unit-note": ("unit-note", "/document/money_unit"),
    "reference": ("reference", "/document/number"),
}
_entry = re.compile(r"(?P<rows>/solutions|/organisation|/bases|/goals/specific|/tasks/[^/]+/activities)/\d+")
_FIELDS: Final = {"/solutions": ("title", "text"), "/organisation": ("body", "duties")}


class ExpectedLine(Value, frozen=True, kw_only=True):
    """A line as it is printed, without its automatic number.

    `path` is the exact place of the value (a JSON Pointer), or where words of the program belong; empty
    where that is nowhere. `rows` is the list whose entry it is, or a part of. With `opens` the dash in
    front of it is the program's, with `ends` the marks behind it. An optional one is printed only once
    something is written there. `level` is that of a heading.
    """

    text: str
    role: Role
    path: str = ""
    rows: str = ""
    level: int = 0
    opens: bool = False
    ends: bool = False
    optional: bool = False

    @property
    def is_value(self) -> bool:
        """Whether the line shows a value of the plan, and not words that follow from others."""
        return self.role not in {"words", "heading", "reference", "row"}


def lines_of_document(document: Document, plan: Plan) -> list[ExpectedLine]:
    """Return the lines in reading order: all but the rows of the tables of tasks and indicators."""
    lines: list[ExpectedLine] = []
    for section in document.sections:
        for block in section.blocks:
            lines += _lines(block, plan)
    return [line for line in _with_ends(lines) if line.text]


def tables_of(document: Document) -> list[Table]:
    """Return the ruled tables of the appendices."""
    return [block for section in document.sections for block in section.blocks if isinstance(block, Table)]


def table_titles(table: Table) -> list[str]:
    """Return the titles of a table's columns."""
    return [cell.text for cell in table.header[-1].cells]


def is_funding(titles: Sequence[str]) -> bool:
    """Say whether columns are those of the appendix of funding, in which nothing is written by hand."""
    return len(titles) > 2 and titles[2] == "Tổng số"


def row_text(texts: Sequence[str]) -> str:
    """Return a row that follows from other values as one line, without its number."""
    kept = [text for index, text in enumerate(texts) if index or not is_row_number(text)]
    return " | ".join(text.replace("\n", " ") for text in kept)


def _lines(block: Block, plan: Plan) -> Iterator[ExpectedLine]:
    match block:
        case Paragraph():
            yield _line(block)
        case Letterhead():
            rest = [part for part in (block.number, block.date) if part is not None]
            yield from map(_line, (*block.agency, *block.nation, *rest))
        case Closing():
            recipients = list(_recipients(block.recipients, plan))
            signature = [_line(part) for part in (*block.office, block.name)]
            yield from (*signature, *recipients) if block.recipients_below else (*recipients, *signature)
        case Table() if is_funding(table_titles(block)):
            for row in (*block.header, *block.rows):
                texts = [cell.text for cell in row.cells]
                path = next((cell.origin for cell in row.cells if cell.origin), "")
                yield ExpectedLine(text=row_text(texts), role="row", path=path)


def _line(block: Paragraph) -> ExpectedLine:
    text, level, origin = text_of(block), _LEVELS.get(block.style, 0), block.origin
    if block.style in _FRAME:
        role, path = _FRAME[block.style]
        return ExpectedLine(text=text, role=role, path=path)
    found = _entry.fullmatch(origin)
    rows = found["rows"] if found else ""
    if rows in _FIELDS:
        title, inner = _FIELDS[rows]
        role = "title" if level else "line"
        return ExpectedLine(
            text=text, role=role, path=f"{origin}/{title if level else inner}", rows=rows, level=level
        )
    if level:
        return ExpectedLine(text=text, role="heading", path=origin, level=level)
    if rows == "/bases":
        return ExpectedLine(text=text, role="basis", path=origin, rows=rows, opens=True, ends=True)
    if rows:
        path = f"{origin}/text" if rows.startswith("/tasks") else origin
        return ExpectedLine(text=text, role="item", path=path, rows=rows)
    is_value = bool(origin) and block.style == "body" and origin != "/funding"
    return ExpectedLine(text=text, role="line" if is_value else "words", path=origin)


def _recipients(blocks: Sequence[Paragraph], plan: Plan) -> Iterator[ExpectedLine]:
    """Yield the recipients, each with its own place; those before the plan's own are the program's."""
    written = [index for index, name in enumerate(plan.document.recipients) if one_line(name)]
    own = [block for block in blocks if block.origin == "/document/recipients"]
    numbers = iter((*[None] * (len(own) - len(written)), *written))
    for block in blocks:
        text = text_of(block)
        if block.origin == "/document/archive":
            yield ExpectedLine(text=text, role="archive", path=block.origin, opens=True, ends=True)
        elif block.origin != "/document/recipients" or (number := next(numbers)) is None:
            yield ExpectedLine(text=text, role="words", opens=block.style == "recipient", ends=True)
        else:
            rows = block.origin
            yield ExpectedLine(
                text=text, role="recipient", path=f"{rows}/{number}", rows=rows, opens=True, ends=True
            )


def _with_ends(lines: list[ExpectedLine]) -> Iterator[ExpectedLine]:
    """Yield the lines, with the first and the last one of each item marked, and that with the end mark."""
    for index, line in enumerate(lines):
        before = lines[index - 1].path if index else ""
        after = lines[index + 1].path if index + 1 < len(lines) else ""
        fields = {name: getattr(line, name) for name in line.__struct_fields__}
        if line.role == "item":
            fields |= {"opens": line.path != before, "ends": line.path != after}
        if line.text.endswith(END_MARK) and line.text != END_MARK:
            fields["ends"] = True
        yield ExpectedLine(**fields)

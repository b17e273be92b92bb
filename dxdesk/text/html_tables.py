"""The table in HTML that office programs and browsers put on the clipboard.

Such HTML is loosely written: tags are left open, cells span others, and Word adds comments, hidden
elements and the marks of its lists as text.
"""

import re
from html.parser import HTMLParser
from typing import Final

from dxdesk.language import translate as _
from dxdesk.value import Value

MOST_ROWS: Final = 2_000
MOST_COLUMNS: Final = 50
_DEEPEST: Final = 20

_CELLS: Final = {"td", "th"}
_OF_TABLES: Final = {"table", "tr", *_CELLS}
_BLOCKS: Final = {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "pre", "blockquote", "hr"}
_BLOCKS |= {f"h{level}" for level in range(1, 7)}
_UNSEEN: Final = {"style", "script", "xml", "head", "title", "template"}
_VOID: Final = {"br", "hr", "col", "img", "meta", "link", "input", "wbr"}

_html_blanks = re.compile(r"[ \t\n\r\f]+")
# Word's conditions that every reader sees; the end of a hidden one closes a comment, and stays.
_conditions = re.compile(r"<!\[(?!endif\]--)[^>]*>")
_hidden = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)
_list_mark = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_numbering = re.compile(r"\(?[\w.]{1,8}[.)]")
_digits = re.compile(r"\s*(\d+)", re.ASCII)


class TableTooLargeError(ValueError):
    """A table beyond what a plan can hold; the sentence says what to do."""


class UnreadableTableError(ValueError):
    """HTML that the parser gives up on."""


class Merged(Value, frozen=True, kw_only=True):
    """A cell that covers several: its first row and column, and how many of each."""

    row: int
    column: int
    rows: int
    columns: int


HtmlTable = tuple[tuple[tuple[str, ...], ...], tuple[Merged, ...]]


def read_html_table(html: str) -> HtmlTable | None:
    """Return the rows and merged cells of the tables in `html`, one below the other; None without one.

    A table inside a cell becomes lines of the cell, unless it is all that the outer table holds.

    Raises:
        TableTooLargeError: it has more rows or columns than a plan can hold.
        UnreadableTableError: the parser gives up.
    """
    reader = _Reader()
    try:
        reader.feed(_conditions.sub("", html))
        reader.close()
    except AssertionError as error:  # how html.parser refuses a broken declaration
        raise UnreadableTableError(str(error)) from error
    reader.finish()
    tables = [table for table in reader.tables if table.cells]
    if not tables:
        return None
    whole = tables[0]
    for table in tables[1:]:
        whole.append(table)
    return whole.result()


class _Text:
    """The text of one cell, as it is put together from pieces and breaks."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def add(self, data: str) -> None:
        piece = _html_blanks.sub(" ", data)
        if self._pieces and self._pieces[-1][-1] not in " \n":
            self._pieces.append(piece)
        elif piece := piece.removeprefix(" "):
            self._pieces.append(piece)

    def break_line(self) -> None:
        self._pieces.append("\n")

    def end_block(self) -> None:
        """Begin a new line, unless one has just begun."""
        if self._pieces and self._pieces[-1] != "\n":
            self.break_line()

    def __str__(self) -> str:
        return "".join(self._pieces).strip(" \n")


class _Cell:
    """A cell at its place."""

    def __init__(self, row: int, column: int, rows: int, columns: int) -> None:
        self.row, self.column, self.rows, self.columns = row, column, rows, columns
        self.text = _Text()


class _Table:
    """A table while its tags come in."""

    def __init__(self) -> None:
        self.cells: list[_Cell] = []
        self.cell: _Cell | None = None
        self.inner: list[_Table] = []
        self._row = -1
        self._column = 0
        self._row_is_open = False
        self._covered: dict[int, int] = {}  # the last row that each column is covered in

    def begin_row(self) -> None:
        self.end_row()
        self._row, self._column, self._row_is_open = self._row + 1, 0, True
        if self._row >= MOST_ROWS:
            raise _too_large()

    def end_row(self) -> None:
        self.cell = None
        if self._row_is_open and not self._column and max(self._covered.values(), default=-1) < self._row:
            self._row -= 1  # no cell at all
        self._row_is_open = False

    def begin_cell(self, rows: int, columns: int) -> None:
        if not self._row_is_open:
            self.begin_row()
        while self._covered.get(self._column, -1) >= self._row:
            self._column += 1
        if self._column >= MOST_COLUMNS:
            raise _too_large()
        columns = min(columns, MOST_COLUMNS - self._column)
        self.cell = _Cell(self._row, self._column, rows, columns)
        self.cells.append(self.cell)
        for column in range(self._column, self._column + columns):
            self._covered[column] = self._row + rows - 1
        self._column += columns

    def append(self, other: "_Table") -> None:
        """Put the rows of another table below."""
        self.end_row()
        other.end_row()
        below = self._row + 1
        for cell in other.cells:
            cell.row += below
        self.cells += other.cells
        self._row += other._row + 1
        if self._row >= MOST_ROWS:
            raise _too_large()

    def result(self) -> HtmlTable:
        self.end_row()
        height, width = self._row + 1, max((cell.column for cell in self.cells), default=-1) + 1
        rows = [[""] * width for _row in range(height)]
        merged = []
        for cell in self.cells:
            rows[cell.row][cell.column] = str(cell.text)
            down, across = min(cell.rows, height - cell.row), min(cell.columns, width - cell.column)
            if down > 1 or across > 1:
                merged.append(Merged(row=cell.row, column=cell.column, rows=down, columns=across))
        return tuple(map(tuple, rows)), tuple(merged)


class _Reader(HTMLParser):
    """Follows the tags; what stands outside of cells is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._skipped, self._skipped_depth = "", 0
        self._mark: list[str] | None = None
        self._mark_depth = 0
        self._lists: list[int | None] = []  # the last number of each open list, None where it has dashes
        self._in_office_paragraph = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._is_skipped(tag, 1):
            return
        values = {name: value or "" for name, value in attrs}
        style = values.get("style", "")
        if tag in _CELLS:
            self._begin_cell(values)
        if tag not in _VOID and (tag in _UNSEEN or _hidden.search(style)):
            self._skipped, self._skipped_depth = tag, 1
        elif tag == "table":
            self._begin_table()
        elif tag == "tr":
            self._table().begin_row()
        elif tag not in _CELLS:
            self._begin_inline(tag, style)

    def handle_endtag(self, tag: str) -> None:
        if self._is_skipped(tag, -1):
            return
        if tag == "table":
            self._end_table()
        elif tag == "tr" and self._open:
            self._open[-1].end_row()
        elif tag in _CELLS and self._open:
            self._open[-1].cell = None
        elif tag == "span" and self._mark is not None:
            self._end_mark()
        elif tag == "o:p":
            self._in_office_paragraph = False
        elif tag in _BLOCKS and (text := self._text()):
            text.end_block()
            if tag in {"ul", "ol"} and self._lists:
                self._lists.pop()

    def handle_data(self, data: str) -> None:
        text = self._text()
        if text is None or self._skipped:
            return
        if self._mark is not None:
            self._mark.append(data)
        elif not (self._in_office_paragraph and not data.strip()):  # how Word fills an empty paragraph
            text.add(data)

    def finish(self) -> None:
        """Close what was left open."""
        while self._open:
            self._end_table()

    def _is_skipped(self, tag: str, step: int) -> bool:
        """Say whether a tag lies in an element that is not seen; one that was never closed ends with its cell."""
        if not self._skipped:
            return False
        if tag == self._skipped:
            self._skipped_depth += step
            if self._skipped_depth:
                return True
            self._skipped = ""
            return tag not in _OF_TABLES
        if tag in _OF_TABLES and self._skipped not in _OF_TABLES:
            self._skipped, self._skipped_depth = "", 0
            return False
        return True

    def _table(self) -> _Table:
        """Return the innermost table; a row or a cell without one begins it."""
        if not self._open:
            self._begin_table()
        return self._open[-1]

    def _text(self) -> _Text | None:
        cell = self._open[-1].cell if self._open else None
        return cell.text if cell else None

    def _begin_table(self) -> None:
        if len(self._open) >= _DEEPEST:
            raise _too_large()
        self._open.append(_Table())

    def _end_table(self) -> None:
        self._end_cell_marks()
        if not self._open:
            return
        table = self._open.pop()
        if len(table.cells) == 1 and len(table.inner) == 1:  # a frame around the table that was meant
            table = table.inner[0]
        if not self._open:
            self.tables.append(table)
        elif text := self._text():
            self._open[-1].inner.append(table)
            _add_lines(text, table.result()[0])

    def _begin_cell(self, values: dict[str, str]) -> None:
        self._end_cell_marks()
        self._table().begin_cell(
            _span(values.get("rowspan", ""), MOST_ROWS), _span(values.get("colspan", ""), MOST_COLUMNS)
        )

    def _begin_inline(self, tag: str, style: str) -> None:
        text = self._text()
        if text is None:
            return
        if tag == "br":
            text.break_line()
        elif tag == "o:p":
            self._in_office_paragraph = True
        elif tag == "span" and (self._mark is not None or _list_mark.search(style)):
            self._mark = [] if self._mark is None else self._mark
            self._mark_depth += 1
        elif tag in _BLOCKS:
            text.end_block()
            self._begin_list(tag, text)

    def _begin_list(self, tag: str, text: _Text) -> None:
        if tag in {"ul", "ol"}:
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            last = self._lists[-1] if self._lists else None
            if last is not None:
                self._lists[-1] = last + 1
            text.add("- " if last is None else f"{last + 1}. ")

    def _end_mark(self) -> None:
        self._mark_depth -= 1
        text = self._text()
        if self._mark_depth == 0 and self._mark is not None:
            mark = "".join(self._mark).strip()
            self._mark = None
            if text and mark:
                text.add(f"{mark} " if _numbering.fullmatch(mark) else "- ")

    def _end_cell_marks(self) -> None:
        """Forget what a cell left open."""
        self._mark, self._mark_depth, self._in_office_paragraph = None, 0, False
        if len(self._open) <= 1:
            self._lists = []


def _add_lines(text: _Text, rows: tuple[tuple[str, ...], ...]) -> None:
    text.end_block()
    for row in rows:
        for index, line in enumerate(" ".join(filter(None, row)).split("\n")):
            if index:
                text.break_line()
            text.add(line)
        text.end_block()


def _span(value: str, most: int) -> int:
    found = _digits.match(value)
    return min(max(int(found[1][:6]), 1), most) if found else 1


def _too_large() -> TableTooLargeError:
    message = _("The copied table is too large (at most {rows} rows and {columns} columns). Copy a part of it.")
    return TableTooLargeError(message.format(rows=MOST_ROWS, columns=MOST_COLUMNS))

"""The table in HTML that office programs and browsers put on the clipboard.

Such HTML is loosely written: tags are left open, cells span others, and Word adds comments, hidden
elements and the marks of its lists as text.
"""

import re
from html.parser import HTMLParser
from itertools import chain, islice
from typing import Final

from dxdesk.text.table_grid import MOST_COLUMNS, MOST_ROWS, CellText, Grid, Merged, Rows, too_large

_DEEPEST: Final = 20
# For each of them html.parser searches the whole rest of the text.
_MOST_UNCLOSED: Final = 50

_CELLS: Final = {"td", "th"}
# What ends an element of the same or a lower rank that was left open.
_RANKS: Final = {"table": 3, "tr": 2, "td": 1, "th": 1}
_HEADINGS: Final = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS: Final = {"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "pre", "blockquote", "hr", *_HEADINGS}
_UNSEEN: Final = {"style", "script", "xml", "head", "title", "template"}
_VOID: Final = {"br", "hr", "col", "img", "meta", "link", "input", "wbr"}

# Word's conditions that every reader sees; the end of a hidden one closes a comment, and stays.
_conditions = re.compile(r"<!\[(?!endif\]--)[^<>]*>")
_unclosed_tag = re.compile(r"<(?![^<>]*>)")
_comment = re.compile("<!--")
_hidden = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|mso-hide\s*:\s*all)", re.IGNORECASE)
_list_mark = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_numbering = re.compile(r"\(?[\w.]{1,8}[.)]")
_digits = re.compile(r"\s*(\d+)", re.ASCII)


class UnreadableTableError(ValueError):
    """HTML that the parser gives up on."""


def read_html_table(html: str) -> tuple[Rows, tuple[Merged, ...]] | None:
    """Return the rows and merged cells of the tables in `html`, one below the other; None without one.

    A table inside a cell becomes lines of the cell, unless it is all that the outer table holds.

    Raises:
        TableTooLargeError: it has more rows or columns than a plan can hold.
        UnreadableTableError: the parser gives up, or would need too long.
    """
    if _unclosed(html) > _MOST_UNCLOSED:
        raise UnreadableTableError(html[:20])
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


def _unclosed(html: str) -> int:
    """Count tags and comments without an end, up to one more than are borne."""
    last = html.rfind("-->") + 1
    found = chain(_unclosed_tag.finditer(html), _comment.finditer(html, last))
    return sum(1 for _found in islice(found, _MOST_UNCLOSED + 1))


class _Reader(HTMLParser):
    """Follows the tags; what stands outside of cells is passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[Grid] = []
        self._open: list[Grid] = []
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
        rank = _RANKS.get(tag, 0)
        if rank and self._skipped != "table" and rank >= _RANKS.get(self._skipped, 0):
            self._skipped = ""
            return False
        if tag == self._skipped:
            self._skipped_depth += step
            self._skipped = self._skipped if self._skipped_depth else ""
        return True

    def _table(self) -> Grid:
        """Return the innermost table; a row or a cell without one begins it."""
        if not self._open:
            self._begin_table()
        return self._open[-1]

    def _text(self) -> CellText | None:
        cell = self._open[-1].cell if self._open else None
        return cell.text if cell else None

    def _begin_table(self) -> None:
        if len(self._open) >= _DEEPEST:
            raise too_large()
        self._open.append(Grid())

    def _end_table(self) -> None:
        self._end_cell_marks()
        if not self._open:
            return
        table = self._open.pop()
        if table.is_frame():
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

    def _begin_list(self, tag: str, text: CellText) -> None:
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


def _add_lines(text: CellText, rows: tuple[tuple[str, ...], ...]) -> None:
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

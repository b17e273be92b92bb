"""Tables on the clipboard of Excel, LibreOffice, Word and browsers: read from it and written for it."""

import re
from collections.abc import Callable, Sequence
from html import escape
from typing import Final

import msgspec

from dxdesk.text.characters import SOFT_HYPHEN, clean
from dxdesk.text.html_tables import UnreadableTableError, read_html_table
from dxdesk.text.legacy import LegacyEncoding, from_legacy, legacy_encoding
from dxdesk.text.table_grid import MOST_COLUMNS, MOST_ROWS, Merged, Rows, too_large
from dxdesk.value import Value

# Characters of either form; 2,000 rows from Excel are 3 million with all their styles.
_MOST_CHARACTERS: Final = 5_000_000
_MARKUP_AROUND: Final = (
    '<html><head><meta charset="utf-8"></head><body><table border="1">{rows}</table></body></html>'
)
# Excel and LibreOffice are told what is text: else "15/3" becomes a day of theirs and "=1+1" a formula.
_AS_TEXT: Final = """ style='mso-number-format:"\\@"' sdnum="1066;0;@\""""
_LINE_BREAK: Final = '<br style="mso-data-placement:same-cell">'

# A quote that is not closed before the end of a cell is a quote and nothing more.
_cell = re.compile(r'(?:"(?P<quoted>(?:[^"]|"")*+)"|(?P<bare>[^\t\r\n]*+))(?P<end>\t|\r\n|\r|\n|\Z)')
_line_ends = re.compile(r"\r\n?")
_surplus_blanks = re.compile(r"(?m)^ +| +(?= )")
_number = re.compile(r"0|[1-9]\d{0,14}", re.ASCII)
_beyond_latin = re.compile("[\u0100-\uffff]")


class Block(Value, frozen=True, kw_only=True):
    """A pasted table: rows of equal length, and the cells that were merged out of several.

    The text of a merged cell stands at its first place; the others that it covers are empty.
    """

    rows: Rows = ()
    merged: tuple[Merged, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns."""
        return len(self.rows[0]) if self.rows else 0


def read_block(plain: str, html: str | None = None) -> Block:
    """Return the table on the clipboard, from its HTML where that holds one, else from its plain text.

    Texts are clean, without blanks at the ends of their lines. In a table typed in an old code page the
    soft hyphen stays, which is a letter there: ask `legacy_in`, and let `converted` or `cleaned` follow.

    Raises:
        TableTooLargeError: it has more rows, columns or characters than a table of a plan can have.
    """
    if max(len(plain), len(html or "")) > _MOST_CHARACTERS:
        raise too_large()
    try:
        found = read_html_table(html) if html else None
    except UnreadableTableError:
        found = None
    block = Block(rows=found[0], merged=found[1]) if found else Block(rows=_split(plain))
    if legacy_in(block) is None:
        return cleaned(block)
    return _with_texts(block, lambda text: SOFT_HYPHEN.join(map(clean, text.split(SOFT_HYPHEN))))


def cleaned(block: Block) -> Block:
    """Return the block with clean texts, whatever they were typed in."""
    return _with_texts(block, clean)


def legacy_in(block: Block) -> LegacyEncoding | None:
    """Return the old encoding that the block as a whole is typed in, or None."""
    return legacy_encoding("\n".join(text for row in block.rows for text in row))


def converted(block: Block, encoding: LegacyEncoding) -> Block:
    """Return the block in Unicode, clean. Cells that hold Vietnamese of Unicode already stay as they are."""

    def convert(text: str) -> str:
        is_unicode = any(found[0].isalpha() for found in _beyond_latin.finditer(text))
        return clean(text if is_unicode else from_legacy(text, encoding))

    return _with_texts(block, convert)


def write_block(rows: Sequence[Sequence[str]]) -> tuple[str, str]:
    """Return a table for the clipboard: tab-separated as Excel quotes it, and HTML.

    Whole numbers of up to 15 digits are numbers there, everything else is text.
    """
    even = _even(rows)
    plain = "".join("\t".join(map(_quoted, row)) + "\r\n" for row in even)
    markup = "".join("<tr>" + "".join(map(_markup, row)) + "</tr>\n" for row in even)
    return plain, _MARKUP_AROUND.format(rows="\n" + markup)


def _split(plain: str) -> Rows:
    text = plain.rstrip("\0")
    rows: list[list[str]] = []
    start, row_is_open = 0, False
    while start < len(text) or row_is_open:
        found = _cell.match(text, start)
        assert found  # noqa: S101 - for the type checker: the bare cell matches anything
        if not row_is_open:
            rows.append([])
        quoted = found["quoted"]
        rows[-1].append(found["bare"] if quoted is None else quoted.replace('""', '"'))
        row_is_open, start = found["end"] == "\t", found.end()
        if len(rows) > MOST_ROWS or len(rows[-1]) > MOST_COLUMNS:
            raise too_large()
    return _even(rows)


def _even(rows: Sequence[Sequence[str]]) -> Rows:
    width = max(map(len, rows), default=0)
    return tuple((*row, *("",) * (width - len(row))) for row in rows)


def _with_texts(block: Block, change: Callable[[str], str]) -> Block:
    rows = tuple(tuple(_trimmed(change(text)) for text in row) for row in block.rows)
    return msgspec.structs.replace(block, rows=rows)


def _trimmed(text: str) -> str:
    return "\n".join(line.rstrip(" ") for line in text.split("\n")).strip(" \n")


def _quoted(text: str) -> str:
    text = _line_ends.sub("\n", text)
    if text.startswith('"') or "\t" in text or "\n" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _markup(text: str) -> str:
    if _number.fullmatch(text):
        return f"<td>{text}</td>"
    kept = _surplus_blanks.sub(lambda blanks: "\u00a0" * len(blanks[0]), _line_ends.sub("\n", text))
    inner = escape(kept).replace("\u00a0", "&nbsp;").replace("\n", _LINE_BREAK)
    return f"<td{_AS_TEXT}>{inner}</td>" if inner else "<td></td>"

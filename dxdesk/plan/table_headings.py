"""The heading of a pasted table: which rows it takes, what its columns are, and the unit of its amounts."""

import re
from typing import Final

from dxdesk.language import translate as _
from dxdesk.plan.costs import UnclearCostError, read_source
from dxdesk.plan.model import FundingSource, Plan
from dxdesk.plan.table_columns import Table
from dxdesk.text.folding import fold
from dxdesk.text.tabular import Block
from dxdesk.value import Value

# Titles and a line for the unit stand above the heading of many tables.
_ROWS_BEFORE: Final = 6
_MOST_ROWS: Final = 3
_MOST_WORDS: Final = 9

NUMBERING: Final = "numbering"
_NUMBERINGS: Final = {"tt", "stt", "so tt", "so thu tu", "thu tu"}
# Over the parts of an amount, and of what they are parts.
_TOTALS: Final = {"tong so", "tong", "tong cong", "cong"}
_PARTS: Final = {"trong do", "chia ra", "gom"}
# The larger first: "triệu đồng" ends with "đồng".
_UNITS: Final = {
    10**9: r"ty(?: dong)?",
    10**6: r"trieu(?: dong)?|tr ?d",
    10**3: r"(?:nghin|ngan)(?: dong)?|1 ?000 ?d(?:ong)?",
    1: r"dong|vnd|d",
}
_BEFORE_UNIT: Final = r"(?:don vi tinh |don vi |dvt |.*\b(?:kinh phi|tien|du toan)\b.* )?"

_in_brackets = re.compile(r"\([^()]*\)")
_column_number = re.compile(r"\(?\d{1,2}\)?|[A-Z]|\(\d{1,2}=[\d+() ]+\)")
_source_word = re.compile(r"\b(?:ns\w*|ngan sach|xa hoi hoa|xhh|nguon|von|doanh nghiep)\b")


class Heading(Value, frozen=True, kw_only=True):
    """What a heading says: how many rows end with it, a key for each column, and the unit of amounts.

    The key is a column's of the table, `NUMBERING`, or None where it is not understood.
    """

    rows: int
    keys: tuple[str | None, ...]
    unit: int | None = None


def read_heading(block: Block, table: Table, plan: Plan) -> Heading | None:
    """Return what the heading of a pasted table says, or None where it has none."""
    names = _names(table, plan)
    has_shares = any(column.kind == "share" for column in table.pasted)
    for row in range(min(_ROWS_BEFORE, len(block.rows))):
        if _is_heading(block.rows[row], names, has_shares=has_shares):
            rows = _rows_of(block, row, names, table.main if has_shares else None)
            texts = [_over(block, row, rows, column) for column in range(block.width)]
            keys = tuple(_key(each, names, table) for each in texts)
            above = [text for titles in block.rows[:rows] for text in titles if text]
            return Heading(rows=rows, keys=keys, unit=_unit(above))
    return None


def _names(table: Table, plan: Plan) -> dict[str, str]:
    """Return the keys of the columns by everything that they may be called, folded."""
    names: dict[str, str] = {}
    for column in table.columns + tuple(each for each in table.pasted if each.kind != "share"):
        for name in (*column.names, _(column.title), column.title):
            names.setdefault(fold(name.format(year=plan.year, before=plan.year - 1)), column.key)
    return names | dict.fromkeys(_NUMBERINGS, NUMBERING)


def _is_heading(row: tuple[str, ...], names: dict[str, str], *, has_shares: bool) -> bool:
    """Say whether most cells of a row are names of columns; the only cell of a row must be one exactly."""
    texts = [text for text in row if text]
    if len(row) == 1:
        return bool(texts) and fold(texts[0]) in names
    found = [_named(text, names) or (_share_name(text) if has_shares else None) for text in texts]
    known = [key for key in found if key]
    return len(set(known)) >= 2 and 2 * len(known) >= len(texts)


def _named(text: str, names: dict[str, str]) -> str | None:
    """Return the key of the column that a text names: as it is, else by the longest name in it."""
    folded = fold(_in_brackets.sub(" ", text))
    if folded in names:
        return names[folded]
    if not folded or len(folded.split()) > _MOST_WORDS:
        return None
    within = [name for name in names if f" {name} " in f" {folded} " and names[name] != NUMBERING]
    return names[max(within, key=len)] if within else None


def _rows_of(block: Block, first: int, names: dict[str, str], main: str | None) -> int:
    """Return the number of rows down to the last of the heading.

    Below its first row stand numbers of the columns, or the parts of an amount where the main column has
    nothing more; only a table with a `main` column has those.
    """
    mains = [n for n, text in enumerate(block.rows[first]) if main and _named(text, names) == main]
    last = first + 1
    while last < len(block.rows) and last - first < _MOST_ROWS:
        row = block.rows[last]
        texts = [text for text in row if text]
        has_parts = (
            bool(mains) and not any(row[n] for n in mains) and all(_is_below(text, names) for text in texts)
        )
        if not texts or not (_are_numbers(texts) or has_parts):
            break
        last += 1
    return last


def _are_numbers(texts: list[str]) -> bool:
    """Say whether a row only numbers the columns, "(1) (2) (3)" or "A B 1 2"."""
    numbers = [text for text in texts if _column_number.fullmatch(text)]
    return len(texts) >= 3 and len(numbers) == len(texts) == len(set(texts))


def _is_below(text: str, names: dict[str, str]) -> bool:
    folded = fold(_in_brackets.sub(" ", text))
    return folded in names or folded in _TOTALS | _PARTS or _source_of(text) is not None


def _over(block: Block, first: int, end: int, column: int) -> list[tuple[int, str]]:
    """Return the texts over a column with their levels, the lowest first; 0 is the first row's.

    The text of a merged cell stands over every column that it covers.
    """
    texts = []
    for row in range(end - 1, first - 1, -1):
        over = [
            block.rows[row][cell.column]
            for cell in block.merged
            if cell.row == row and cell.column < column < cell.column + cell.columns
        ]
        texts.append((row - first, block.rows[row][column] or "".join(over)))
    return [(level, text) for level, text in texts if text and not _column_number.fullmatch(text)]


def _key(texts: list[tuple[int, str]], names: dict[str, str], table: Table) -> str | None:
    shares = {column.source: column.key for column in table.pasted if column.kind == "share"}
    for level, text in texts:
        key = _named(text, names)
        source = _source_of(text) if level else _share_name(text)
        if source and shares and key != "source":
            return shares[source]
        if key:
            return key
        if level and shares and fold(text) in _TOTALS:
            return "cost"
    return None


def _share_name(text: str) -> FundingSource | None:
    """Return the source that a heading names by itself: "NS tỉnh", but not "Tỉnh"."""
    return _source_of(text) if _source_word.search(fold(text)) else None


def _source_of(text: str) -> FundingSource | None:
    try:
        return read_source(_in_brackets.sub(" ", text))
    except UnclearCostError:
        return None


def _unit(texts: list[str]) -> int | None:
    """Return the unit that a heading gives amounts in: "Kinh phí (triệu đồng)", "ĐVT: nghìn đồng"."""
    for text in texts:
        told = [*(fold(found[0]) for found in _in_brackets.finditer(text)), fold(text)]
        for words in told:
            for unit, pattern in _UNITS.items():
                if re.fullmatch(f"{_BEFORE_UNIT}(?:{pattern})", words):
                    return unit
    return None

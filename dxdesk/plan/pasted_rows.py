"""The rows of a pasted table: which are entries, and which are totals, headings of groups, or empty."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from dxdesk.plan.table_columns import Table
from dxdesk.plan.table_matching import Match
from dxdesk.text.characters import clean
from dxdesk.text.folding import fold
from dxdesk.text.table_grid import Merged
from dxdesk.text.tabular import Block
from dxdesk.value import Value

RowKind = Literal["entry", "empty", "total", "heading"]

# Kinds of cells whose merged text holds for every row that it covers. An amount does not.
_HOLDS_FOR_ALL: Final = {"text", "line", "period", "day"}
_SUMS: Final = {"money", "share", "source"}

_total = re.compile(r"(?:tong|cong)(?: (?:cong|so|kinh phi|chung)\b.*)?|tong kinh phi\b.*")
_level = re.compile(r"(\d+(?:\.\d+)*)\.?")
_of_group = re.compile(r"[IVX]+[.)]?|[A-ZĐ][.)]?")
_begins_group = re.compile(r"(?:[IVX]+|[A-H])[.)] *\S")


class PastedRow(Value, frozen=True, kw_only=True):
    """A row below the heading: its place in the block, its texts by column of the plan's table, its kind.

    `text` is all that stands in it. `shared_amount` is how many rows an amount of it stands for.
    """

    index: int
    cells: dict[str, str]
    kind: RowKind
    text: str
    shared_amount: int = 1


def pasted_rows(block: Block, match: Match, table: Table) -> Iterator[PastedRow]:
    """Yield the rows below the heading. Columns that were given the same key are put together, line by line."""
    rows = _filled(block, match, table)
    spans: dict[int, list[Merged]] = {}
    for cell in block.merged:
        spans.setdefault(cell.row, []).append(cell)
    has_details = any(_details(row, match, table) for row in rows[match.header_rows :])
    for index in range(match.header_rows, len(rows)):
        following = rows[index + 1] if index + 1 < len(rows) else ()
        yield PastedRow(
            index=index,
            cells=_cells(rows[index], match),
            kind=_kind_of(
                rows[index],
                following,
                match,
                table,
                is_wide=any(2 * cell.columns > block.width for cell in spans.get(index, ())),
                has_details=has_details,
            ),
            text=" ".join(" ".join(text.split()) for text in block.rows[index] if text),
            shared_amount=max(
                [1, *(cell.rows for cell in spans.get(index, ()) if _is_amount(cell, block, match, table))]
            ),
        )


def _filled(block: Block, match: Match, table: Table) -> list[tuple[str, ...]]:
    """Return the rows, with texts of cells that were merged downwards in every row that they cover."""
    rows = [[clean(text) for text in row] for row in block.rows]
    for cell in block.merged:
        key = match.columns[cell.column]
        if key and table.column(key).kind in _HOLDS_FOR_ALL:
            for row in range(cell.row + 1, cell.row + cell.rows):
                rows[row][cell.column] = rows[cell.row][cell.column]
    return [tuple(row) for row in rows]


def _cells(row: tuple[str, ...], match: Match) -> dict[str, str]:
    cells: dict[str, str] = {}
    for key, text in zip(match.columns, row, strict=True):
        if key:
            cells[key] = "\n".join(filter(None, (cells.get(key, ""), text)))
    return cells


def _kind_of(
    row: tuple[str, ...],
    following: tuple[str, ...],
    match: Match,
    table: Table,
    *,
    is_wide: bool,
    has_details: bool,
) -> RowKind:
    texts = [text for column, text in enumerate(row) if fold(text) and column != match.numbering]
    number = row[match.numbering] if match.numbering is not None else ""
    if not texts and not any(letter.isalpha() for letter in number.strip("IVXivx")):
        return "empty"
    if _details(row, match, table):
        return "entry"
    words = next(filter(None, (number if len(number) > 3 else "", *texts)), "")
    if _has_sums(table) and _total.fullmatch(fold(words)):
        return "total"
    if not has_details:
        return "entry"
    next_number = following[match.numbering] if following and match.numbering is not None else ""
    is_group = is_wide or _of_group.fullmatch(number) or _is_above(number, next_number)
    return "heading" if is_group or (not number and _begins_group.match(" ".join(texts))) else "entry"


def _has_sums(table: Table) -> bool:
    return any(column.kind == "money" for column in table.columns)


def _details(row: tuple[str, ...], match: Match, table: Table) -> bool:
    """Say whether a row has more than the text of its main column and sums."""
    return any(
        text and key and key not in {table.main, "citation"} and table.column(key).kind not in _SUMS
        for key, text in zip(match.columns, row, strict=True)
    )


def _is_above(number: str, following: str) -> bool:
    """Say whether the next row's number lies below this one's, as 1.1 does below 1."""
    upper, lower = _level.fullmatch(number), _level.fullmatch(following)
    return bool(upper and lower and lower[1].startswith(upper[1] + "."))


def _is_amount(cell: Merged, block: Block, match: Match, table: Table) -> bool:
    key = match.columns[cell.column]
    return bool(key and table.column(key).kind in _SUMS and block.rows[cell.row][cell.column])

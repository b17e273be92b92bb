"""Which column of a pasted table belongs to which column of a plan's table."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from dxdesk.plan.costs import UnclearCostError, is_nothing, read_amount, read_source
from dxdesk.plan.model import Plan
from dxdesk.plan.rules.spans import span_of
from dxdesk.plan.table_columns import CellKind, Column, Table
from dxdesk.plan.table_headings import NUMBERING, Heading, read_heading
from dxdesk.text.days import UnclearDayError, read_day
from dxdesk.text.folding import fold
from dxdesk.text.numerals import UnclearAmountError
from dxdesk.text.tabular import Block
from dxdesk.value import Value

_MOST_CELLS: Final = 0.6  # of a column, that tell what it holds
_LONGEST_PERIOD: Final = 60
# Kinds that a column shows by its cells; every other text looks alike.
_TELLING: Final[tuple[CellKind, ...]] = ("day", "period", "money", "source")
_MILLION: Final = 10**6

_numbering = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXivx]{1,6}|[A-ZĐa-zđ])[.)]?")
_when = re.compile(r"\b(?:thuong xuyen|hang|dinh ky|lien tuc|ca nam|quy|thang|nam|truoc|het)\b")
_has_digit = re.compile(r"\d", re.ASCII)


class Match(Value, frozen=True, kw_only=True):
    """How a pasted table fits a table of the plan.

    `columns` has for each pasted column the key of the column that takes it, or None where none does.
    The first `header_rows` rows are no entries. Bare amounts count in `unit`. A match that is not
    `confident` is a guess: show it before it is used. `numbering` is the column that only counts rows.
    """

    columns: tuple[str | None, ...]
    header_rows: int = 0
    confident: bool
    unit: int | None = None
    numbering: int | None = None


def matched(block: Block, table: Table, plan: Plan) -> Match:
    """Return how a pasted table fits: by its heading, else by the place of its columns, else by its cells."""
    heading = read_heading(block, table, plan)
    rows = block.rows[heading.rows if heading else 0 :]
    cells = [[text for row in rows if (text := row[column])] for column in range(block.width)]
    match = _by_heading(heading, table, cells) if heading else _by_cells(table, cells, plan)
    return _with_unit(match, table, cells, plan)


def _by_heading(heading: Heading, table: Table, cells: list[list[str]]) -> Match:
    """Take the columns as they are called; a name that stands twice is sure for long texts alone."""
    numbering = next((n for n, key in enumerate(heading.keys) if key == NUMBERING), None)
    if numbering is None and heading.keys[0] is None:
        numbering = _numbering_column(cells)
    columns = tuple(None if key == NUMBERING else key for key in heading.keys)
    known = [key for key in columns if key]
    unknown = any(cells[n] for n, key in enumerate(columns) if key is None and n != numbering)
    main = {table.main, _citation(table)}
    return Match(
        columns=columns,
        header_rows=heading.rows,
        confident=bool(main.intersection(known)) and len(known) == len(set(known)) and not unknown,
        unit=heading.unit,
        numbering=numbering,
    )


def _by_cells(table: Table, cells: list[list[str]], plan: Plan) -> Match:
    numbering = _numbering_column(cells)
    places = [n for n in range(len(cells)) if n != numbering]
    used = [n for n in places if cells[n]]
    kinds = {n: _kind(cells[n], table, plan) for n in used}
    if len(used) <= 1:
        keys, confident = _single(table, used or places[:1]), _takes_single(table)
    elif _fits(table, places, kinds):
        keys = {n: column.key for n, column in zip(places, table.columns, strict=False)}
        confident = len(places) == len(table.columns) or _is_proven(table, keys, kinds)
    else:
        keys, confident = _guessed(table, used, kinds, cells), False
    columns = tuple(keys.get(n) for n in range(len(cells)))
    return Match(columns=columns, confident=confident, numbering=numbering)


def _numbering_column(cells: list[list[str]]) -> int | None:
    """Return the first column where it counts the rows and others stand beside it."""
    if len(cells) < 2 or not cells[0]:
        return None
    numbers = sum(1 for text in cells[0] if _numbering.fullmatch(text))
    return 0 if numbers > _MOST_CELLS * len(cells[0]) else None


def _single(table: Table, places: list[int]) -> dict[int, str]:
    return dict.fromkeys(places, _citation(table) or table.main)


def _citation(table: Table) -> str | None:
    return next((column.key for column in table.pasted if column.kind == "citation"), None)


def _takes_single(table: Table) -> bool:
    """Say whether one column alone can only be what the rows are about."""
    leads = table.columns[0].key == table.main and not table.has_fixed_rows
    return leads or _citation(table) is not None


def _fits(table: Table, places: list[int], kinds: dict[int, CellKind | None]) -> bool:
    """Say whether the columns may stand in the order of the table."""
    if not 2 <= len(places) <= len(table.columns):
        return False
    pairs = zip(places, table.columns, strict=False)
    return all(_may_be(kinds[n], column) for n, column in pairs if n in kinds)


def _may_be(kind: CellKind | None, column: Column) -> bool:
    if column.kind in _TELLING and column.kind != "period":
        return kind == column.kind
    return kind in {None, "period"} if column.kind == "period" else kind is None or column.kind == "figure"


def _is_proven(table: Table, keys: dict[int, str], kinds: dict[int, CellKind | None]) -> bool:
    """Say whether the cells show that the order is right: two columns at least tell what they hold."""
    telling = [n for n, key in keys.items() if table.column(key).kind in _TELLING and kinds.get(n)]
    return len(telling) >= 2 and len(keys) >= len(table.columns) - 1


def _guessed(
    table: Table, used: list[int], kinds: dict[int, CellKind | None], cells: list[list[str]]
) -> dict[int, str]:
    """Give telling columns their kind, the longest texts the main column, and the rest what is left in order."""
    keys: dict[int, str] = {}
    free = [column for column in table.columns if column.kind != "fixed" or column.key == table.main]
    for kind in _TELLING:
        column = next((each for each in free if each.kind == kind), None)
        place = next((n for n in used if kinds[n] == kind), None)
        if column and place is not None:
            keys[place] = column.key
            free.remove(column)
    left = [n for n in used if n not in keys]
    if left:
        longest = max(left, key=lambda n: sum(map(len, cells[n])))
        keys[longest] = table.main
        left.remove(longest)
    words = [column.key for column in free if column.kind in {"text", "line", "figure"}]
    order = [column.key for column in table.columns]
    rest = [key for key in words if key != table.main]
    for place in left[: len(rest)]:
        before = max((order.index(key) for n, key in keys.items() if n < place), default=-1)
        keys[place] = next((key for key in rest if order.index(key) > before), rest[0])
        rest.remove(keys[place])
    return keys


def _kind(texts: list[str], table: Table, plan: Plan) -> CellKind | None:
    """Return the kind that most cells of a column show, or None for words."""
    present = {column.kind for column in table.columns}
    for kind in _TELLING:
        says = sum(1 for text in texts if _SAYS[kind](text, plan))
        if kind in present and says >= _MOST_CELLS * len(texts):
            return kind
    return None


def _says_day(text: str, plan: Plan) -> bool:
    try:
        read_day(text, plan.year)
    except UnclearDayError:
        return False
    return True


def _says_period(text: str, plan: Plan) -> bool:
    if len(text) > _LONGEST_PERIOD:
        return False
    return span_of(text, plan.year) is not None or bool(_when.match(fold(text)))


def _says_money(text: str, _plan: Plan) -> bool:
    if is_nothing(text):
        return True
    try:
        read_amount(text, _MILLION, ".")
    except UnclearAmountError:
        return False
    return True


def _says_source(text: str, _plan: Plan) -> bool:
    try:
        return read_source(text.partition(":")[0]) is not None
    except UnclearCostError:
        return False


_SAYS: Final[dict[CellKind, Callable[[str, Plan], bool]]] = {
    "day": _says_day,
    "period": _says_period,
    "money": _says_money,
    "source": _says_source,
}


def _with_unit(match: Match, table: Table, cells: Sequence[Sequence[str]], plan: Plan) -> Match:
    """Suppose the plan's own unit where amounts cannot be read without one; that is a guess."""
    places = [
        n for n, key in enumerate(match.columns) if key and table.column(key).kind in {"money", "share"}
    ]
    amounts = [text for n in places for text in cells[n] if _has_digit.search(text)]
    if match.unit or plan.document.money_unit != "million" or all(map(_is_readable, amounts)):
        return match
    return Match(
        columns=match.columns,
        header_rows=match.header_rows,
        confident=False,
        unit=_MILLION,
        numbering=match.numbering,
    )


def _is_readable(text: str) -> bool:
    """Say whether an amount needs no unit from elsewhere; words are no amount with any unit."""
    try:
        read_amount(text)
    except UnclearAmountError:
        return not _says_bare_number(text)
    return True


def _says_bare_number(text: str) -> bool:
    try:
        read_amount(text, _MILLION, ".")
    except UnclearAmountError:
        return False
    return True

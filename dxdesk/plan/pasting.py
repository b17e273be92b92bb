"""From a pasted table to entries of the plan: nothing that was pasted is dropped without a word."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

import msgspec

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.changes import free_id
from dxdesk.plan.costs import is_nothing, read_amount, thousands_sign
from dxdesk.plan.model import Activity, Assignment, LegalBasis, Plan, Solution
from dxdesk.plan.pasted_rows import PastedRow, RowKind, pasted_rows
from dxdesk.plan.table_columns import Column, Entry, IndicatorRow, Table, TableKey
from dxdesk.plan.table_matching import Match
from dxdesk.plan.tables import CellError, Reading, one_line, typed
from dxdesk.text.folding import fold
from dxdesk.text.numerals import UnclearAmountError, number_text
from dxdesk.text.tabular import Block
from dxdesk.value import Value

_LEFT_OUT: Final[dict[RowKind, str]] = {
    "empty": mark("The row is empty."),
    "total": mark("A row of totals was left out; the program adds up by itself."),
    "heading": mark("The heading of a group was left out."),
}
_MONEY: Final = {"money", "source", "share"}

_list_mark = re.compile(r"[-–•+*] +(?=\S)")


class Problem(Value, frozen=True, kw_only=True):
    """What was not taken as it stood: the row of the block, the column's key, a sentence, and the text."""

    row: int
    column: str | None = None
    message: str
    text: str


class Pasted(Value, frozen=True, kw_only=True):
    """The entries of a pasted table, what of it could not be read, and the rows that are no entries."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()
    left_out: tuple[Problem, ...] = ()


def entries_from(
    block: Block,
    match: Match,
    table: Table,
    plan: Plan,
    taken_ids: Collection[str] = (),
    *,
    present: Sequence[Entry] = (),
) -> Pasted:
    """Return the entries of a pasted table whose columns are matched.

    What cannot be read is kept as words, in the note where the table has one. A table of fixed rows needs
    the rows `present`, and gives those back that got a figure. New activities get ids other than
    `taken_ids`.
    """
    rows = list(pasted_rows(block, match, table))
    kept = [row for row in rows if row.kind == "entry"]
    left_out = (
        Problem(row=row.index, message=_(_LEFT_OUT[row.kind]), text=row.text)
        for row in rows
        if row.kind != "entry"
    )
    if table.has_fixed_rows:
        starts = _own_rows(kept, present)
    else:
        starts = dict(zip((row.index for row in kept), _blanks(table, len(kept), taken_ids), strict=True))
    readings = _readings(block, match, table)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for row in kept:
        if problem := _refusal(row, starts):
            problems.append(problem)
            continue
        entry, found = _filled(starts[row.index], row, table, plan, readings)
        problems += found
        entries += [entry] if entry else []
    return Pasted(entries=tuple(entries), problems=tuple(problems), left_out=tuple(left_out))


def _refusal(row: PastedRow, starts: Mapping[int, Entry]) -> Problem | None:
    """Return why no entry can come of a row, if none can."""
    if not any(map(fold, row.cells.values())):
        message = _("All that this row holds stands in columns that are not taken over.")
        return Problem(row=row.index, message=message, text=row.text)
    if row.index not in starts:
        message = _("No indicator of this task is called “{name}”.").format(name=row.cells.get("label", ""))
        return Problem(row=row.index, column="label", message=message, text=row.text)
    return None


def _readings(block: Block, match: Match, table: Table) -> dict[str, Reading]:
    """Return how the numbers of each column of amounts are meant; one sign divides thousands in all of them."""
    rows = block.rows[match.header_rows :]
    places = {n: key for n, key in enumerate(match.columns) if key and table.column(key).kind in _MONEY}
    thousands = thousands_sign(row[place] for row in rows for place in places)
    return {key: Reading(match.unit, thousands) for key in places.values()}


def _own_rows(rows: Sequence[PastedRow], present: Sequence[Entry]) -> dict[int, Entry]:
    """Return which present row each pasted one belongs to: by its name, or by its place where none is named."""
    if all("label" not in row.cells for row in rows):
        pairs = zip(rows, present, strict=False) if len(rows) == len(present) else ()
        return {row.index: entry for row, entry in pairs}
    named = {fold(entry.label): entry for entry in present if isinstance(entry, IndicatorRow)}
    return {row.index: named[name] for row in rows if (name := fold(row.cells.get("label", ""))) in named}


def _blanks(table: Table, count: int, taken_ids: Collection[str]) -> list[Entry]:
    """Return so many empty entries of a table, activities with ids of their own."""
    if table.key == "activities":
        taken = set(taken_ids)
        for _number in range(count):
            taken.add(free_id(taken))
        return [
            Activity(id=identity) for identity in sorted(taken - set(taken_ids), key=lambda i: int(i[1:]))
        ]
    blanks: dict[TableKey, Entry] = {
        "bases": LegalBasis(),
        "solutions": Solution(),
        "assignments": Assignment(),
    }
    return [blanks.get(table.key, "")] * count


def _filled(
    entry: Entry, row: PastedRow, table: Table, plan: Plan, readings: dict[str, Reading]
) -> tuple[Entry, list[Problem]]:
    problems: list[Problem] = []
    kept: list[str] = []
    for column in _columns(row, table):
        text = _as_typed(row.cells[column.key], table)
        try:
            entry = typed(entry, column, text, plan, readings.get(column.key, Reading()))
        except CellError as error:
            problems.append(Problem(row=row.index, column=column.key, message=str(error), text=text))
            kept.append(_said(column, text, plan))
    is_read = all(problem.column != "cost" for problem in problems)
    if is_read and (problem := _difference(entry, row, readings)):
        problems.append(problem)
        kept.append(_said(table.column("cost"), problem.text, plan))
    if row.shared_amount > 1:
        message = _("The amount stood for {count} rows together and was put into the first of them.")
        said = message.format(count=row.shared_amount)
        problems.append(Problem(row=row.index, column="cost", message=said, text=row.cells.get("cost", "")))
    for words in kept:
        entry = _with_spare(entry, words, table)
    return entry, problems


def _columns(row: PastedRow, table: Table) -> list[Column]:
    """Return the columns to read, in the order of the table; shares go before a total of them."""
    shares = [c for c in table.pasted if c.kind == "share" and not is_nothing(row.cells.get(c.key, ""))]
    instead = {"money", "source"} if shares else set()
    whole = [c for c in (*table.pasted, *table.columns) if c.kind not in {"share", "fixed", *instead}]
    return [*(column for column in whole if column.key in row.cells), *shares]


def _as_typed(text: str, table: Table) -> str:
    """Return the text of a cell without the marks of the list that it was an item of."""
    if "\n" not in text:
        text = _list_mark.sub("", text, count=1) if _list_mark.match(text) else text
    return text.removesuffix("./.").rstrip(" ;") if table.key == "recipients" else text


def _said(column: Column, text: str, plan: Plan) -> str:
    """Return a cell as a part of a note, in the language of the document."""
    return f"{column.names[0].format(year=plan.year, before=plan.year - 1)}: {one_line(text)}"


def _difference(entry: Entry, row: PastedRow, readings: dict[str, Reading]) -> Problem | None:
    """Return what there is to say where a total and the shares of its sources differ."""
    text = row.cells.get("cost", "")
    if not isinstance(entry, Activity) or not entry.costs or is_nothing(text):
        return None
    total = sum(cost.amount for cost in entry.costs)
    try:
        amount = read_amount(text, *readings.get("cost", Reading()))
    except UnclearAmountError as error:
        return Problem(row=row.index, column="cost", message=str(error), text=text)
    if amount == total:
        return None
    message = _("The amount is {amount} đồng, but its sources pay {total} đồng.")
    said = message.format(amount=number_text(amount), total=number_text(total))
    return Problem(row=row.index, column="cost", message=said, text=text)


def _with_spare(entry: Entry, words: str, table: Table) -> Entry:
    """Put words into the first column for what fits nowhere else that has room for them."""
    for key in table.spare:
        column = table.column(key)
        holder: Any = entry.value if isinstance(entry, IndicatorRow) else entry
        between = "\n" if column.kind == "text" else "; "
        text = between.join(filter(None, (getattr(holder, column.field), words)))
        if len(text) <= column.most:
            changed = msgspec.structs.replace(holder, **{column.field: text})
            return (
                msgspec.structs.replace(entry, value=changed) if isinstance(entry, IndicatorRow) else changed
            )
    return entry

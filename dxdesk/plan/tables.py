"""The cells of a plan's tables: what each shows, and what becomes of an entry when somebody types in one."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NamedTuple, TypeVar

import msgspec

from dxdesk.language import translate as _
from dxdesk.plan.citation import read_citation
from dxdesk.plan.costs import (
    Costs,
    UnclearCostError,
    amount_text,
    read_amount,
    sources_text,
    with_amount,
    with_sources,
)
from dxdesk.plan.edits import EditError
from dxdesk.plan.figure import figure_text
from dxdesk.plan.figure_reading import read_figure
from dxdesk.plan.model import Activity, IndicatorFigure, Plan
from dxdesk.plan.periods import read_period
from dxdesk.plan.table_columns import CellKind, Column, Entry, IndicatorRow, Table
from dxdesk.text.characters import clean
from dxdesk.text.days import UnclearDayError, read_day
from dxdesk.text.numerals import UnclearAmountError, short_date

E = TypeVar("E", bound=Entry)

_list_item = re.compile(r"[-–•+*] +")


class CellError(EditError):
    """What was typed does not fit its cell; the sentence says why, and what to write."""


class Reading(NamedTuple):
    """How numbers of a column are meant: the unit of a bare number, and the sign that divides thousands."""

    unit: int | None = None
    thousands: str = ""


_AS_TYPED: Final = Reading()


def cell_text(entry: Entry, column: Column, plan: Plan) -> str:
    """Return what a cell shows. Typed into the cell again, it changes nothing."""
    return _TEXTS[column.kind](_value(entry, column), entry, plan)


def typed(entry: E, column: Column, text: str, plan: Plan, reading: Reading = _AS_TYPED) -> E:
    """Return the entry after somebody typed `text` into a cell of it.

    Raises:
        CellError: the text does not fit the cell; the entry stays as it was.
    """
    text = clean(text)
    if text == cell_text(entry, column, plan):
        return entry
    if len(text) > column.most:
        message = _("This cell takes at most {limit} characters; this text has {count}.")
        raise CellError(message.format(limit=column.most, count=len(text)))
    if column.kind == "citation":
        return read_citation(text, plan.year)  # type: ignore[return-value] # only legal bases have the column
    try:
        value = _READERS[column.kind](text, entry, column, plan, reading)
    except (UnclearAmountError, UnclearCostError, UnclearDayError) as error:
        raise CellError(str(error)) from None
    return _with_value(entry, column, value)


def block_of(entries: Sequence[Entry], table: Table, plan: Plan) -> tuple[tuple[str, ...], ...]:
    """Return entries as rows under a row of titles, for other programs: whole numbers are plain digits."""
    header = tuple(_heading(column) for column in table.columns)
    rows = (tuple(_plain_text(entry, column, plan) for column in table.columns) for entry in entries)
    return (header, *rows)


def one_line(text: str) -> str:
    """Return the text of a cell as one line; several items of a list are divided by semicolons."""
    lines = [line.strip(" ") for line in text.split("\n") if line.strip(" ")]
    if len(lines) > 1 and all(_list_item.match(line) for line in lines):
        return "; ".join(_list_item.sub("", line, count=1).rstrip(" ;.,") for line in lines)
    return " ".join(lines)


def _heading(column: Column) -> str:
    title = _(column.title)
    return _("{title} (đồng)").format(title=title) if column.kind == "money" else title


def _plain_text(entry: Entry, column: Column, plan: Plan) -> str:
    value = _value(entry, column)
    if column.kind == "money":
        return str(sum(cost.amount for cost in value)) if value else ""
    if column.kind == "figure" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return cell_text(entry, column, plan)


def _value(entry: Entry, column: Column) -> "Any":
    if isinstance(entry, str):
        return entry
    if isinstance(entry, IndicatorRow) and column.kind != "fixed" and column.field:
        return getattr(entry.value, column.field)
    return getattr(entry, column.field, None)

"""The cells of a plan's tables: what each shows, and what becomes of an entry when somebody types in one."""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple, TypeVar

import msgspec

from dxdesk.language import translate as _
from dxdesk.plan.citation import read_citation
from dxdesk.plan.costs import (
    Costs,
    UnclearCostError,
    amount_text,
    is_nothing,
    read_amount,
    sources_text,
    with_amount,
    with_sources,
)
from dxdesk.plan.edits import EditError
from dxdesk.plan.figure import figure_text
from dxdesk.plan.figure_reading import UnclearFigureError, read_figure
from dxdesk.plan.model import Activity, Cost, IndicatorFigure, Plan
from dxdesk.plan.periods import read_period
from dxdesk.plan.table_columns import CellKind, Column, Entry, IndicatorRow, Table
from dxdesk.text.characters import clean
from dxdesk.text.dates import short_date
from dxdesk.text.days import UnclearDayError, read_day
from dxdesk.text.numerals import UnclearAmountError

E = TypeVar("E", bound=Entry)

_list_item = re.compile(r"[-–•+*] +")


class CellError(EditError):
    """What was typed does not fit its cell; the sentence says why, and what to write."""


class Reading(NamedTuple):
    """How numbers of a column are meant: the unit of a bare number, and the sign that divides thousands."""

    unit: int | None = None
    thousands: str = ""


_AS_TYPED: Final = Reading()
_UNCLEAR: Final = (UnclearAmountError, UnclearCostError, UnclearDayError, UnclearFigureError)


def cell_text(entry: Entry, column: Column) -> str:
    """Return what a cell shows. Typed into the cell again, it changes nothing."""
    return _TEXTS[column.kind](_value(entry, column), entry)


def typed(entry: E, column: Column, text: str, plan: Plan, reading: Reading = _AS_TYPED) -> E:
    """Return the entry after somebody typed `text` into a cell of it.

    Raises:
        CellError: the text does not fit the cell; the entry stays as it was.
    """
    text = clean(text)
    if text == cell_text(entry, column):
        return entry
    if len(text) > column.most:
        message = _("This cell takes at most {limit} characters; this text has {count}.")
        raise CellError(message.format(limit=column.most, count=len(text)))
    try:
        value = _READERS[column.kind](_Typing(text, entry, column, plan.year, reading))
    except _UNCLEAR as error:
        raise CellError(str(error)) from None
    return _with_value(entry, column, value)


def block_of(entries: Sequence[Entry], table: Table) -> tuple[tuple[str, ...], ...]:
    """Return entries as rows under a row of titles, for other programs: whole numbers are plain digits."""
    header = tuple(_heading(column) for column in table.columns)
    rows = (tuple(_plain_text(entry, column) for column in table.columns) for entry in entries)
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


def _plain_text(entry: Entry, column: Column) -> str:
    value = _value(entry, column)
    if column.kind == "money":
        return str(sum(cost.amount for cost in value)) if value else ""
    if column.kind == "figure" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return cell_text(entry, column)


def _value(entry: Entry, column: Column) -> Any:
    if isinstance(entry, str):
        return entry
    if isinstance(entry, IndicatorRow) and column.field != "label":
        return getattr(entry.value, column.field)
    return getattr(entry, column.field) if column.field else None


def _with_value(entry: E, column: Column, value: Any) -> E:
    if column.kind == "citation" or isinstance(entry, str):
        return value  # type: ignore[no-any-return] # the cell is the whole entry
    if isinstance(entry, IndicatorRow):
        changed = msgspec.structs.replace(entry.value, **{column.field: value})
        return msgspec.structs.replace(entry, value=changed)
    return msgspec.structs.replace(entry, **{column.field: value})


def _figure_shown(value: IndicatorFigure, entry: Entry) -> str:
    return figure_text(entry.value.kind, value) if isinstance(entry, IndicatorRow) else ""


def _words(value: str, _entry: Entry) -> str:
    return value


def _nothing(_value: Any, _entry: Entry) -> str:
    return ""


_TEXTS: Final[dict[CellKind, Callable[[Any, Entry], str]]] = {
    "text": _words,
    "line": _words,
    "fixed": _words,
    "period": lambda period, _entry: period.text,
    "day": lambda day, _entry: short_date(day) if day else "",
    "money": lambda costs, _entry: amount_text(costs),
    "source": lambda costs, _entry: sources_text(costs),
    "figure": _figure_shown,
    "share": _nothing,
    "citation": _nothing,
}


class _Typing(NamedTuple):
    """What somebody typed, and where."""

    text: str
    entry: Entry
    column: Column
    year: int
    reading: Reading

    @property
    def costs(self) -> Costs:
        """The costs of the activity as they are."""
        return self.entry.costs if isinstance(self.entry, Activity) else ()


def _read_share(typing: _Typing) -> Costs:
    """Add what one source pays."""
    if is_nothing(typing.text):
        return typing.costs
    amount = read_amount(typing.text, *typing.reading)
    return (*typing.costs, Cost(amount=amount, source=typing.column.source))


def _read_figure(typing: _Typing) -> IndicatorFigure:
    assert isinstance(typing.entry, IndicatorRow)  # noqa: S101 - only its table has figures
    text = "" if is_nothing(typing.text) else typing.text
    return read_figure(typing.entry.value.kind, text, typing.year)


def _refuse(_typing: _Typing) -> Any:
    raise CellError(_("This cell belongs to the guidance and cannot be changed."))


_READERS: Final[dict[CellKind, Callable[[_Typing], Any]]] = {
    "text": lambda typing: typing.text,
    "line": lambda typing: one_line(typing.text),
    "fixed": _refuse,
    "period": lambda typing: read_period(one_line(typing.text), typing.year),
    "day": lambda typing: None if is_nothing(typing.text) else read_day(typing.text, typing.year),
    "money": lambda typing: with_amount(typing.costs, typing.text, *typing.reading),
    "source": lambda typing: with_sources(typing.costs, typing.text, *typing.reading),
    "share": _read_share,
    "figure": _read_figure,
    "citation": lambda typing: read_citation(typing.text, typing.year),
}

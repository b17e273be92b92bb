"""A table as every writer takes it: what its columns are, and its rows."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from dxdesk.value import Value

# "money" is whole đồng, "decimal" has up to six decimals, "moment" is a point of time.
CellKind = Literal["text", "integer", "money", "decimal", "date", "moment", "yes_no"]
Cell = str | int | Decimal | date | datetime | bool | None


class Column(Value, frozen=True, kw_only=True):
    """A column: its `key` for other systems, its `title` for people, and what it means."""

    key: str
    title: str
    kind: CellKind = "text"
    about: str
    width: int = 12


class Rows:
    """Rows that are made anew whenever they are gone through: those of a nation would fill the memory."""

    def __init__(self, count: int, make: Callable[[], Iterator[Sequence[Cell]]]) -> None:
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        return self._make()


class Sheet(Value, frozen=True, kw_only=True):
    """A table; its `key` names the file, `title` the sheet (31 characters at most).

    `in_workbook` are the rows that a workbook shows, where it does not show all.
    """

    key: str
    title: str
    about: str
    columns: tuple[Column, ...]
    rows: Rows | Sequence[Sequence[Cell]]
    in_workbook: Rows | None = None

"""What a table of a plan is: its columns, and the entries that are its rows."""

from typing import Final, Literal

from dxdesk.plan.model import (
    Activity,
    Assignment,
    FundingSource,
    IndicatorValue,
    LegalBasis,
    Solution,
)
from dxdesk.value import Key, Value

TableKey = Literal["activities", "bases", "solutions", "assignments", "recipients", "goals", "indicators"]
# What a cell holds; "fixed" ones are shown and not typed in.
CellKind = Literal["text", "line", "money", "source", "period", "day", "figure", "fixed", "share", "citation"]

MOST_IN_LINE: Final = 2_000
MOST_IN_TEXT: Final = 200_000
MOST_IN_RECIPIENT: Final = 200


class IndicatorRow(Value, frozen=True, kw_only=True):
    """A row of the table of indicators: which indicator, what it is called, and the unit's figures."""

    key: Key
    label: str
    value: IndicatorValue


Entry = Activity | LegalBasis | Solution | Assignment | IndicatorRow | str


class Column(Value, frozen=True, kw_only=True):
    """A column: its title (a message), what its cells hold, and the field of an entry that they show.

    `names` are what documents call it, the usual name first; `{year}` and `{before}` in them stand for
    the year of the plan and the one before. `most` is how many characters a cell may have.
    """

    key: str
    title: str
    kind: CellKind
    names: tuple[str, ...]
    field: str = ""
    most: int = MOST_IN_LINE
    source: FundingSource | None = None


class Table(Value, frozen=True, kw_only=True):
    """A table: its columns, which of them says what a row is about, and which takes what fits nowhere.

    `pasted` are columns that only tables of other programs have. A table with fixed rows takes figures
    for the rows that it has, and no new ones.
    """

    key: TableKey
    columns: tuple[Column, ...]
    main: str
    spare: tuple[str, ...] = ()
    pasted: tuple[Column, ...] = ()
    has_fixed_rows: bool = False

    def column(self, key: str) -> Column:
        """Return the column with this key.

        Raises:
            KeyError: there is none.
        """
        for column in (*self.columns, *self.pasted):
            if column.key == key:
                return column
        raise KeyError(key)

"""What the rows of a list are."""

from collections.abc import Callable
from typing import Any, NamedTuple

from dxdesk.plan.table_columns import Table
from ui import theme
from ui.pages.row import BuildRow, Summary


class RowsKind(NamedTuple):
    """What the rows of a list are: their fields, a new entry, and the words around them.

    `table` says how a pasted table becomes entries. With a `summary`, a row is its sentence, and its
    fields are shown for one row at a time.
    """

    build: BuildRow
    blank: Callable[[], Any]
    add: str
    nothing: str
    table: Table
    summary: Summary | None = None
    spacing: int = theme.SMALL

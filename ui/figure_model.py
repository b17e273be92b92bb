"""Rows of figures and words as a table model that sorts figures as figures."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cmp_to_key
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from dxdesk.text.folding import fold
from ui.icons import IconName, IconRole, icon

Index = QModelIndex | QPersistentModelIndex
Number = int | Decimal
_ROOT: Final = QModelIndex()
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_WRAPPED: Final = int(Qt.TextFlag.TextWordWrap)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Cell(NamedTuple):
    """What a cell shows; `number` is what it is sorted by, where it is one. `tip` says more."""

    text: str
    number: Number | None = None
    mark: tuple[IconName, IconRole] | None = None
    tip: str = ""


def words_cell(text: str, tip: str = "") -> Cell:
    """Return a cell of words."""
    return Cell(text, tip=tip)


class Line(NamedTuple):
    """A row, and what it is about (`subject` finds it again when the table is filled anew)."""

    cells: tuple[Cell, ...]
    subject: Any = None


class Heading(NamedTuple):
    """The heading of a column, in words of today; figures stand at the right.

    Spare ones are left out where there is no room; figures, and what is `is_whole`, are never cut.
    """

    words: str
    is_figure: bool = False
    tip: str = ""
    is_spare: bool = False
    is_whole: bool = False


class FigureModel(QAbstractTableModel):
    """The rows, sorted by the column that was clicked; before that, in the order in which they were given."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin empty."""
        super().__init__(parent)
        self.headings: Sequence[Heading] = ()
        self.lines: list[Line] = []
        self._given: list[Line] = []
        self._sorted_by = (-1, Qt.SortOrder.AscendingOrder)

    def show_lines(self, headings: Sequence[Heading], lines: Sequence[Line]) -> None:
        """Show these."""
        self.beginResetModel()
        self.headings, self._given = headings, list(lines)
        self.lines = self._in_order()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; by none (-1), the rows stand as they were given."""
        self.beginResetModel()
        self._sorted_by = (column, order)
        self.lines = self._in_order()
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        cell = self.lines[index.row()].cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return cell.tip or cell.text
        if role == Qt.ItemDataRole.DecorationRole and cell.mark is not None:
            return icon(*cell.mark)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.headings[index.column()].is_figure else _LEFT
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the heading of a column."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.headings):
            return None
        heading = self.headings[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return heading.words
        if role == Qt.ItemDataRole.ToolTipRole:
            return heading.tip or heading.words
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (_RIGHT if heading.is_figure else _LEFT) | _WRAPPED
        return None

    def _in_order(self) -> list[Line]:
        column, order = self._sorted_by
        if not 0 <= column < len(self.headings):
            return list(self._given)
        sign = 1 if order == Qt.SortOrder.AscendingOrder else -1

        def compared(one: Line, other: Line) -> int:
            return _compared(one.cells[column], other.cells[column], sign)

        return sorted(self._given, key=cmp_to_key(compared))


def _compared(one: Cell, other: Cell, sign: int) -> int:
    """Compare two cells; empty ones stand last, whichever way it is sorted."""
    if bool(one.text) != bool(other.text):
        return -1 if one.text else 1
    if one.number is not None and other.number is not None:
        return sign * ((one.number > other.number) - (one.number < other.number))
    mine, theirs = fold(one.text), fold(other.text)
    return sign * ((mine > theirs) - (mine < theirs))

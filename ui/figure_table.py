"""A table of figures: sorted by any column, copied into a spreadsheet as it stands."""

from collections.abc import Sequence
from decimal import Decimal
from functools import cmp_to_key
from typing import Any, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from dxdesk.language import translate as _
from dxdesk.text.folding import fold
from ui import theme
from ui.icons import IconName, IconRole, icon
from ui.tables.clipboard import copy_rows

Index = QModelIndex | QPersistentModelIndex
Number = int | Decimal
_ROOT: Final = QModelIndex()
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_WIDEST: Final = 34  # letters of a column whose width follows its words
_LEAST: Final = (
    30  # letters of the column that takes the room that is left: below that, the table is scrolled
)


class Cell(NamedTuple):
    """What a cell shows; `number` is what it is sorted by, where it is one. `tip` says more."""

    text: str
    number: Number | None = None
    mark: tuple[IconName, IconRole] | None = None
    tip: str = ""


class Line(NamedTuple):
    """A row, and what it is about (`subject` finds it again when the table is filled anew)."""

    cells: tuple[Cell, ...]
    subject: Any = None


class Heading(NamedTuple):
    """The heading of a column, in words of today; figures stand at the right."""

    words: str
    is_figure: bool = False
    tip: str = ""


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
            return _RIGHT if heading.is_figure else _LEFT
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


class FigureTable(QTableView):
    """Shows a `FigureModel`. `chosen` tells that another row is current; `opened` that Enter was pressed on one."""

    chosen = Signal()
    opened = Signal()

    def __init__(self, name: str, *, stretched: int = 0) -> None:
        """Begin empty; the column `stretched` takes the room that is left."""
        super().__init__()
        self._stretched = stretched
        self.figures = FigureModel(self)
        self.setModel(self.figures)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + theme.WIDE)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorShown(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionsClickable(True)
        header.sortIndicatorChanged.connect(self._sort)
        self.selectionModel().currentRowChanged.connect(lambda *_rows: self.chosen.emit())
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def show_lines(self, headings: Sequence[Heading], lines: Sequence[Line]) -> None:
        """Show these rows; what was chosen stays so, by its subject."""
        subject, row = self.subject(), self.currentIndex().row()
        self.figures.show_lines(headings, lines)
        self._fit()
        self._choose(subject, row)

    def subject(self) -> Any:
        """Return what the current row is about; None without one."""
        row = self.currentIndex().row()
        return self.figures.lines[row].subject if 0 <= row < len(self.figures.lines) else None

    def choose(self, subject: object) -> None:
        """Make the row about something the current one."""
        self._choose(subject, self.currentIndex().row())

    def copy_all(self) -> None:
        """Put the whole table on the clipboard, as it is sorted now."""
        self._copy(range(len(self.figures.lines)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the chosen rows by Ctrl+C, open by Enter."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._copy(sorted({index.row() for index in self.selectionModel().selectedRows()}))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _copy(self, rows: Sequence[int]) -> None:
        headings = [heading.words for heading in self.figures.headings]
        copy_rows([headings, *([cell.text for cell in self.figures.lines[row].cells] for row in rows)])

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        subject = self.subject()
        self.figures.sort(column, order)
        self._choose(subject, 0)

    def _choose(self, subject: object, row: int) -> None:
        lines = self.figures.lines
        if not lines:
            self.chosen.emit()
            return
        same = (place for place, line in enumerate(lines) if subject is not None and line.subject == subject)
        self.selectRow(next(same, min(max(row, 0), len(lines) - 1)))

    def _fit(self) -> None:
        header, letter = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        others = 0
        for column in range(self.figures.columnCount()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            hint = max(self.sizeHintForColumn(column), header.sectionSizeHint(column)) + theme.SMALL
            self.setColumnWidth(column, min(hint, _WIDEST * letter))
            others += self.columnWidth(column) if column != self._stretched else 0
        if self._stretched >= self.figures.columnCount():
            return
        if self.viewport().width() - others >= _LEAST * letter:
            header.setSectionResizeMode(self._stretched, QHeaderView.ResizeMode.Stretch)
        else:
            self.setColumnWidth(self._stretched, _LEAST * letter)


def words_cell(text: str, tip: str = "") -> Cell:
    """Return a cell of words."""
    return Cell(text, tip=tip)


def copy_words() -> str:
    """Return what the button is called that copies a table."""
    return _("&Copy the table")

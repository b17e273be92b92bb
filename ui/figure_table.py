"""A table of figures: sorted by any column, copied into a spreadsheet as it stands."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHeaderView, QTableView

from dxdesk.language import translate as _
from ui import theme
from ui.figure_fitting import Column, fit_columns
from ui.figure_model import FigureModel, Heading, Line
from ui.tables.clipboard import copy_rows


class FigureTable(QTableView):
    """Shows a `FigureModel`. `chosen` tells that another row is current; `opened` that Enter was pressed on one.

    `squeezed` tells whether there is no room for all columns.
    """

    chosen = Signal()
    opened = Signal()
    squeezed = Signal(bool)

    def __init__(self, name: str, *, stretched: int = 0) -> None:
        """Begin empty; the column `stretched` takes the room that is left."""
        super().__init__()
        self._stretched = stretched
        self._shows_all = False
        self._columns: list[Column] = []
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
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(24)
        header.sortIndicatorChanged.connect(self._sort)
        self.selectionModel().currentRowChanged.connect(lambda *_rows: self.chosen.emit())
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def show_lines(self, headings: Sequence[Heading], lines: Sequence[Line]) -> None:
        """Show these rows; what was chosen stays so, by its subject."""
        subject, row = self.subject(), self.currentIndex().row()
        self.figures.show_lines(headings, lines)
        self._measure()
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

    def show_all(self, *, on: bool) -> None:
        """Show every column, also where one has to scroll for them."""
        self._shows_all = on
        self._fit()

    def _measure(self) -> None:
        """Measure the cells, of all columns."""
        for at in range(self.figures.columnCount()):
            self.setColumnHidden(at, False)  # one that is hidden has no size
        self._columns = [
            Column(
                heading.words,
                self.sizeHintForColumn(at),
                heading.is_figure or heading.is_whole,
                heading.is_spare,
            )
            for at, heading in enumerate(self.figures.headings)
        ]

    def _fit(self) -> None:
        columns = self._columns
        self.squeezed.emit(fit_columns(self, columns, self._stretched, shows_all=self._shows_all))


def columns_box(table: FigureTable) -> QCheckBox:
    """Return a box that shows every column of a table; it is there only where some are left out."""
    box = QCheckBox(_("All colu&mns"))
    box.setToolTip(_("Some columns are left out for want of room; copying the table has all of them."))
    box.toggled.connect(lambda on: table.show_all(on=on))
    table.squeezed.connect(box.setVisible)
    box.hide()
    return box


def copy_words() -> str:
    """Return what the button is called that copies a table."""
    return _("&Copy the table")

"""The table of plans: one row each, opened by Enter or a double click."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QStyleOptionViewItem, QTableView, QWidget

from dxdesk.language import translate as _
from dxdesk.store.values import PlanSummary
from ui import theme
from ui.start_lines import OneLine, TwoLines
from ui.start_model import CHANGED, STATE, TASKS, UNIT, YEAR, PlansModel

_HEADINGS: Final = "QHeaderView::section { border-right: 0; padding: 6px 12px; }"
_WORDY: Final = (YEAR, STATE, TASKS, CHANGED)


class PlansTable(QTableView):
    """Shows a `PlansModel`. `opened` carries a plan, `deleted` tells that Delete was pressed.

    `fill_menu` fills the context menu of the chosen plans.
    """

    opened = Signal(object)
    deleted = Signal()

    def __init__(self, fill_menu: Callable[[QMenu], None], parent: QWidget | None = None) -> None:
        """Begin with an empty table."""
        super().__init__(parent)
        self.plans = PlansModel(self)
        self._fill_menu = fill_menu
        self.setModel(self.plans)
        self.setAccessibleName(_("Plans"))
        self.setAccessibleDescription(_("Enter opens a plan, Delete puts it into the trash."))
        self.setItemDelegate(OneLine(self))
        self.setItemDelegateForColumn(UNIT, TwoLines(self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.activated.connect(lambda index: self.opened.emit(self.plans.plan(index.row())))
        self._arrange()

    def chosen(self) -> list[PlanSummary]:
        """Return the plans of the selected rows, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.plans.plan(row) for row in rows]

    def choose(self, row: int) -> None:
        """Select one row: the nearest to `row` that there is."""
        count = self.plans.rowCount()
        if count:
            self.selectRow(min(max(row, 0), count - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Delete delete; the arrows and Enter are Qt's."""
        if event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the chosen plans."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        if not self.chosen() or (by_mouse and not self.indexAt(event.pos()).isValid()):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill_menu(menu)
        place = event.globalPos() if by_mouse else self._below_current()
        menu.popup(place)

    def _below_current(self) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    def _arrange(self) -> None:
        columns = self.horizontalHeader()
        columns.setStyleSheet(_HEADINGS)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        columns.setSectionResizeMode(UNIT, QHeaderView.ResizeMode.Stretch)
        for column in _WORDY:
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        self.plans.modelReset.connect(self._fit_columns)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(TwoLines(self).sizeHint(self._line(), self.plans.index(0, 0)).height())

    def _fit_columns(self) -> None:
        """Make each column as wide as its longest words; Qt would measure every cell, several times."""
        metrics, columns = self.fontMetrics(), self.horizontalHeader()
        for column in _WORDY:
            words = {self.plans.words(row, column): row for row in range(self.plans.rowCount())}
            widths = {metrics.horizontalAdvance(text): row for text, row in words.items()}
            longest = self.plans.index(widths[max(widths)] if widths else -1, column)
            # Qt's own hint leaves out the room that the style sheet takes within a cell.
            cell = self.sizeHintForIndex(longest).width() + theme.SMALL
            wanted = max(columns.sectionSizeHint(column), cell)
            columns.resizeSection(column, wanted)

    def _line(self) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        return option

"""The table of what is sent: one row each."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView

from dxdesk.language import translate as _
from ui import theme
from ui.outbox_entries import Entry
from ui.outbox_model import CHANGED, STATE, TO, WHAT, OutboxModel
from ui.start_lines import OneLine, TwoLines

_LEAST: Final = 24  # letters of a name
_HEADING_STYLE: Final = "QHeaderView::section { border-right: 0; padding: 6px 12px; }"


class OutboxTable(QTableView):
    """Shows an `OutboxModel`; the row that was chosen stays chosen. `chosen` tells that another one is."""

    chosen = Signal()

    def __init__(self, *, one_plan: bool) -> None:
        """Begin empty; where all are of one plan, its name is not shown."""
        super().__init__()
        self.dispatches = OutboxModel(self, one_plan=one_plan)
        self.setModel(self.dispatches)
        self.setAccessibleName(_("What is sent"))
        self.setItemDelegate(OneLine(self))
        for column in (WHAT, TO):
            self.setItemDelegateForColumn(column, TwoLines(self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self._arrange()
        self.setColumnHidden(WHAT, one_plan)
        self.selectionModel().currentRowChanged.connect(lambda *_rows: self.chosen.emit())

    def entry(self) -> Entry | None:
        """Return the dispatch that is chosen."""
        row, entries = self.currentIndex().row(), self.dispatches.entries
        return entries[row] if 0 <= row < len(entries) else None

    def show_entries(self, entries: Sequence[Entry], shares: Mapping[str, int], wanted: str = "") -> None:
        """Show these, with the one that is `wanted` or was chosen before still chosen."""
        before = self.entry()
        row = self.currentIndex().row()
        self.dispatches.show_entries(entries, shares)
        self._fit_columns()
        found = self.dispatches.row_of(wanted or (before.dispatch.id if before else ""))
        if entries:
            self.selectRow(found if found >= 0 else min(max(row, 0), len(entries) - 1))
        self.chosen.emit()

    def _arrange(self) -> None:
        columns = self.horizontalHeader()
        columns.setStyleSheet(_HEADING_STYLE)
        columns.setHighlightSections(False)
        columns.setSectionsClickable(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        for column in (WHAT, TO):
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        index = self.dispatches.index(0, 0)
        rows.setDefaultSectionSize(TwoLines(self).sizeHint(option, index).height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Make the columns of plain words as wide as the longest of them; in a narrow window the day gives way."""
        state, changed = (self._width_of(column) for column in (STATE, CHANGED))
        room = self.viewport().width()
        names = _LEAST * self.fontMetrics().averageCharWidth() * (1 if self.isColumnHidden(WHAT) else 2)
        self.setColumnHidden(CHANGED, room - state - changed < names)
        columns = self.horizontalHeader()
        columns.resizeSection(CHANGED, changed)
        columns.resizeSection(STATE, min(state, max(room - names, room // 2)))

    def _width_of(self, column: int) -> int:
        words = [self.dispatches.words(row, column) for row in range(self.dispatches.rowCount())]
        widest = max(map(self.fontMetrics().horizontalAdvance, words), default=0)
        mark = theme.LARGE if column == STATE else 0
        return max(widest + mark + 2 * theme.WIDE, self.horizontalHeader().sectionSizeHint(column))

"""The table of what is sent: one row each."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QTableView

from dxdesk.language import translate as _
from ui import theme
from ui.outbox_entries import Entry
from ui.outbox_model import CHANGED, STATE, TO, WHAT, OutboxModel
from ui.start_lines import OneLine, TwoLines

_HEADING_STYLE: Final = "QHeaderView::section { border-right: 0; padding: 6px 12px; }"


class OutboxTable(QTableView):
    """Shows an `OutboxModel`; the row that was chosen stays chosen. `chosen` tells that another one is."""

    chosen = Signal()

    def __init__(self, *, one_plan: bool) -> None:
        """Begin empty; what is sent of one plan does not name it."""
        super().__init__()
        self._wordy = (WHAT, STATE, CHANGED) if one_plan else (STATE, CHANGED)
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
        for column in {WHAT, TO} - set(self._wordy):
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        index = self.dispatches.index(0, 0)
        rows.setDefaultSectionSize(TwoLines(self).sizeHint(option, index).height())

    def _fit_columns(self) -> None:
        """Make the columns of plain words as wide as the longest of them."""
        for column in self._wordy:
            rows = range(self.dispatches.rowCount())
            words = [self.dispatches.words(row, column) for row in rows]
            widest = max(map(self.fontMetrics().horizontalAdvance, words), default=0)
            mark = theme.LARGE if column == STATE else 0
            wanted = widest + mark + 2 * theme.WIDE
            self.horizontalHeader().resizeSection(
                column, max(wanted, self.horizontalHeader().sectionSizeHint(column))
            )

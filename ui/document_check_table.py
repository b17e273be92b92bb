"""The list of deviations: where, what, how it is, how it should be, and by which article."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from dxdesk.inspection.deviation import Deviation
from dxdesk.language import mark
from dxdesk.language import translate as _

_HEADINGS: Final = (
    mark("Page"),
    mark("Place"),
    mark("What deviates"),
    mark("In the document"),
    mark("By the decree"),
    mark("Article"),
)
# What each column takes of the room, page and all.
_SHARES: Final = (7, 22, 24, 17, 17, 13)
_AROUND: Final = 16  # pixels of a cell that are not for words: margins of the style, and its padding


class DeviationTable(QTableWidget):
    """Lists deviations, one a row; rows are as high as their words need."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(0, len(_HEADINGS))
        self.setAccessibleName(_("Deviations from the decree"))
        self.setHorizontalHeaderLabels([_(words) for words in _HEADINGS])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setItemDelegate(_Cell(self))
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)

    def show_deviations(self, deviations: Sequence[Deviation]) -> None:
        """Show these deviations; the first is chosen."""
        self.clearSelection()
        self.setRowCount(len(deviations))
        for row, deviation in enumerate(deviations):
            for column, words in enumerate(_cells(deviation)):
                item = QTableWidgetItem(words)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                item.setToolTip(words)
                self.setItem(row, column, item)
        self.resizeRowsToContents()
        if deviations:
            self.setCurrentCell(0, 0)
            self.scrollToTop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the new width, and give each row the height that its words need."""
        super().resizeEvent(event)
        width = self.viewport().width()
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, width * share // sum(_SHARES))
        self.resizeRowsToContents()


class _Cell(QStyledItemDelegate):
    """Breaks words where they break when they are drawn: Qt forgets the padding of the style sheet."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the room that the words need in the width of their column."""
        narrower = QStyleOptionViewItem(option)
        narrower.rect.setWidth(max(1, option.rect.width() - _AROUND))
        return super().sizeHint(narrower, index)


def _cells(deviation: Deviation) -> tuple[str, ...]:
    page = "" if deviation.page is None else str(deviation.page)
    place = deviation.source.replace("\u00a0", " ")
    return page, deviation.place, deviation.message, deviation.found, deviation.wanted, place

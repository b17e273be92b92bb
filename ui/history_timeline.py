"""The line of time: versions and edits under their days, the newest first."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from dxdesk.language import translate as _
from ui import theme
from ui.history_states import Entry, day_words
from ui.start_lines import AT_END, BELOW, Index, TwoLines

_NUMBER: Final = Qt.ItemDataRole.UserRole  # which entry a line is; headings have none
_OLDER: Final = -1  # the line that asks for more


class Timeline(QListWidget):
    """Headings and lines. `chosen` tells that another entry is, `older_wanted` that older ones are asked for.

    `remove_wanted` tells that Delete was pressed.
    """

    chosen = Signal()
    older_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.entries: Sequence[Entry] = ()
        self.setAccessibleName(_("Versions and edits"))
        self.setItemDelegate(_Lines(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(lambda *_items: self.chosen.emit())
        self.itemClicked.connect(self._ask_older)
        self.itemActivated.connect(self._ask_older)

    def show_entries(self, entries: Sequence[Entry], *, more: bool, today: date) -> None:
        """List entries; the one that was chosen stays so, else the newest is."""
        before = self.entry()
        wanted = next(
            (n for n, each in enumerate(entries) if before is not None and _is_same(each, before)), 0
        )
        self.blockSignals(True)
        self.clear()
        self.entries = entries
        day: date | None = None
        for number, entry in enumerate(entries):
            its_day = entry.moment.astimezone().date()
            if its_day != day:
                day = its_day
                self._add_heading(day_words(day, today))
            self._add_line(entry, number)
        if more:
            QListWidgetItem(_("Show older ones"), self).setData(_NUMBER, _OLDER)
        self.blockSignals(False)
        self._choose(wanted)

    def entry(self) -> Entry | None:
        """Return the entry that is chosen."""
        item = self.currentItem()
        number = item.data(_NUMBER) if item is not None else None
        return self.entries[number] if number is not None and 0 <= number < len(self.entries) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a version away by Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
            return
        super().keyPressEvent(event)

    def _choose(self, number: int) -> None:
        rows = (row for row in range(self.count()) if self.item(row).data(_NUMBER) == number)
        self.setCurrentRow(next(rows, -1))

    def _ask_older(self, item: QListWidgetItem) -> None:
        if item.data(_NUMBER) == _OLDER:
            item.setData(_NUMBER, None)  # once is enough
            self.older_wanted.emit()

    def _add_heading(self, title: str) -> None:
        item = QListWidgetItem(title, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.font()
        font.setBold(True)
        item.setFont(font)

    def _add_line(self, entry: Entry, number: int) -> None:
        item = QListWidgetItem(entry.title, self)
        item.setData(_NUMBER, number)
        item.setData(BELOW, entry.below)
        item.setData(AT_END, entry.at_end)
        item.setToolTip(f"{entry.title}\n{entry.below}")
        spoken = ", ".join(filter(None, (entry.title, entry.below, entry.at_end)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        if entry.version is not None and entry.version.kind == "hand":
            font = self.font()
            font.setBold(True)
            item.setFont(font)


class _Lines(TwoLines):
    """Paints lines in two lines, and headings as Qt does, with room above."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if _is_plain(index):
            return QStyledItemDelegate.sizeHint(self, option, index) + QSize(0, theme.MEDIUM)
        return super().sizeHint(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if _is_plain(index):
            QStyledItemDelegate.paint(self, painter, option, index)
        else:
            option.font = index.data(Qt.ItemDataRole.FontRole) or option.font
            super().paint(painter, option, index)


def _is_plain(index: Index) -> bool:
    return index.data(_NUMBER) in (None, _OLDER)


def _is_same(one: Entry, other: Entry) -> bool:
    """Say whether two lines are of one version, or of edits that begin with the same one."""
    if one.version is not None or other.version is not None:
        numbers = [each.version.number if each.version else None for each in (one, other)]
        return numbers[0] == numbers[1]
    return (one.title, one.state) == (other.title, other.state)

"""The differences between plan and Word file as a list: under their pages, in the order of the plan."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile
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

from dxdesk.comparison.changed_words import changed_words
from dxdesk.comparison.comparison import Comparison
from dxdesk.comparison.difference import Difference, DifferenceKind
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.contents import Contents
from ui import theme
from ui.desk import Desk
from ui.pages.check_items import short_place
from ui.start_lines import AT_END, BELOW, Index, TwoLines

_SUMMARIES: Final[Mapping[DifferenceKind, str]] = {
    "changed": mark("Changed: {text}"),
    "added": mark("New: {text}"),
    "removed": mark("Not in the Word file: {text}"),
    "moved": mark("Elsewhere: {text}"),
    "remark": mark("Comment: {text}"),
}
_NUMBER: Final = Qt.ItemDataRole.UserRole  # which difference a line is; headings have none
# What a difference is known by when the two are compared anew.
Known = tuple[str, str, str, str]


class DifferencesList(QListWidget):
    """Headings and lines. `refused` tells that Delete was pressed on a line; Enter is Qt's `itemActivated`."""

    refuse_wanted = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.differences: list[Difference] = []
        self.setAccessibleName(_("Differences"))
        self.setItemDelegate(_Lines(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def show_comparison(self, comparison: Comparison, desk: Desk, refused: set[Known]) -> None:
        """List what differs, and stay at the line, or at the one that has come to its place."""
        number = self.number()
        self.blockSignals(True)
        self.clear()
        self.differences = [*comparison.differences, *comparison.remarks]
        numbers = iter(range(len(self.differences)))
        for title, differences in _groups(comparison, desk):
            self._add_heading(title)
            for difference in differences:
                self._add_line(difference, next(numbers), desk, refused)
        self.blockSignals(False)
        self.choose(min(max(number, 0), len(self.differences) - 1))

    def number(self) -> int:
        """Return which difference is chosen, or -1."""
        item = self.currentItem()
        return -1 if item is None else int(item.data(_NUMBER))

    def chosen(self) -> Difference | None:
        """Return the difference that is chosen."""
        number = self.number()
        return self.differences[number] if 0 <= number < len(self.differences) else None

    def choose(self, number: int) -> None:
        """Choose a difference."""
        for row in range(self.count()):
            if self.item(row).data(_NUMBER) == number:
                self.setCurrentRow(row)
                self.scrollToItem(self.item(row))

    def note_refused(self, refused: set[Known]) -> None:
        """Show which lines are refused now."""
        for row in range(self.count()):
            item = self.item(row)
            if item.data(_NUMBER) is not None:
                _note_state(item, self.differences[item.data(_NUMBER)], refused)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Refuse by Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.refuse_wanted.emit()
            return
        super().keyPressEvent(event)

    def _add_heading(self, title: str) -> None:
        item = QListWidgetItem(title, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.font()
        font.setBold(True)
        item.setFont(font)

    def _add_line(self, difference: Difference, number: int, desk: Desk, refused: set[Known]) -> None:
        item = QListWidgetItem(short_place(desk, difference.place, difference.page), self)
        summary = _summary(difference)
        item.setData(_NUMBER, number)
        item.setData(BELOW, summary)
        item.setToolTip(f"{difference.place}\n{summary}")
        _note_state(item, difference, refused)


class _Lines(TwoLines):
    """Paints lines in two lines, and headings as Qt does, with room above."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if index.data(_NUMBER) is None:
            return QStyledItemDelegate.sizeHint(self, option, index) + QSize(0, theme.MEDIUM)
        return super().sizeHint(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.data(_NUMBER) is None:
            QStyledItemDelegate.paint(self, painter, option, index)
        else:
            super().paint(painter, option, index)


def known_by(difference: Difference) -> Known:
    """Return what a difference is known by, wherever its place has moved to."""
    return difference.kind, difference.page, difference.before, difference.after


def _groups(comparison: Comparison, desk: Desk) -> Iterator[tuple[str, Sequence[Difference]]]:
    by_page: dict[str, list[Difference]] = {}
    for difference in comparison.differences:
        by_page.setdefault(difference.page, []).append(difference)
    titles = {
        page.key: f"{page.number}. {page.title}" if page.number else page.title
        for page in Contents(desk.plan, desk.pack).pages
    }
    for key, differences in by_page.items():
        yield titles.get(key, key), differences
    if comparison.remarks:
        yield _("Comments in the Word file"), comparison.remarks


def _summary(difference: Difference) -> str:
    """Return in a line what became of a text; of a changed one from the first word that differs."""
    kind, words = difference.kind, difference.after
    if kind == "changed":
        gone, new = changed_words(difference.before, difference.after)
        if rest := [*dropwhile(lambda piece: not piece.differs, new)]:
            words = ("… " if rest != new else "") + "".join(piece.text for piece in rest)
        elif rest := [piece for piece in gone if piece.differs]:
            kind, words = "removed", rest[0].text
    elif kind == "removed":
        words = difference.before
    return _(_SUMMARIES[kind]).format(text=" ".join(words.split()))


def _note_state(item: QListWidgetItem, difference: Difference, refused: set[Known]) -> None:
    state = ""
    if known_by(difference) in refused:
        state = _("refused")
    elif difference.operations is None:
        state = _("to look at")
    item.setData(AT_END, state)
    spoken = ", ".join(filter(None, (difference.place, str(item.data(BELOW)), state)))
    item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

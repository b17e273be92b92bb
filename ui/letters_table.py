"""The list of letters: name, note, day and size; name and note are written in the list itself."""

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.store.values import Letter
from dxdesk.text.characters import clean
from dxdesk.text.dates import short_date
from ui import theme
from ui.icons import icon
from ui.size_words import size_words

_HEADINGS: Final = (mark("Name"), mark("Note"), mark("Added"), mark("Size"))
NAME: Final = 0
NOTE: Final = 1


class LettersTable(QTableWidget):
    """Lists letters. `described` carries a letter, its new name and its new note; `delete_wanted` comes by Delete."""

    described = Signal(object, str, str)
    delete_wanted = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__(0, len(_HEADINGS))
        self.letters: Sequence[Letter] = ()
        self._filling = False
        self.setAccessibleName(_("Letters"))
        self.setHorizontalHeaderLabels([_(words) for words in _HEADINGS])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + theme.LARGE)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        for column, mode in enumerate("ssrr"):
            modes = QHeaderView.ResizeMode
            header.setSectionResizeMode(column, modes.Stretch if mode == "s" else modes.ResizeToContents)
        self.itemChanged.connect(self._tell)

    def show_letters(self, letters: Iterable[Letter]) -> None:
        """Show these letters; the one that was chosen stays chosen, or the one in its row."""
        row, chosen = self.currentRow(), self.chosen()
        self.letters = tuple(letters)
        self._filling = True
        self.setRowCount(len(self.letters))
        for index, letter in enumerate(self.letters):
            for column, item in enumerate(_items(letter)):
                self.setItem(index, column, item)
        self._filling = False
        ids = [letter.id for letter in self.letters]
        if chosen is not None and chosen.id in ids:
            row = ids.index(chosen.id)
        if ids:
            self.setCurrentCell(min(max(row, 0), len(ids) - 1), max(self.currentColumn(), 0))

    def chosen(self) -> Letter | None:
        """Return the letter in the current row."""
        row = self.currentRow()
        return self.letters[row] if 0 <= row < len(self.letters) else None

    def write(self, column: int) -> None:
        """Let the name or the note of the letter be written, in the list."""
        if (item := self.item(self.currentRow(), column)) is not None:
            self.setFocus()
            self.setCurrentItem(item)
            self.editItem(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for deletion by Delete."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self, item: QTableWidgetItem) -> None:
        if self._filling:
            return
        letter = self.letters[item.row()]
        written = {NAME: letter.name, NOTE: letter.note}
        written[item.column()] = clean(item.text(), many_lines=False).strip()
        self.described.emit(letter, written[NAME] or letter.name, written[NOTE])


def _items(letter: Letter) -> list[QTableWidgetItem]:
    items = [
        QTableWidgetItem(icon("letter", "muted"), letter.name),
        QTableWidgetItem(letter.note),
        QTableWidgetItem(short_date(letter.added_at.astimezone().date())),
        QTableWidgetItem(size_words(letter.size)),
    ]
    for item in items[:2]:
        item.setToolTip(item.text())
    for item in items[2:]:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    return items

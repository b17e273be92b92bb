"""What follows when the window is closed for a new version, and what is told at the next start."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from dxdesk.language import translate as _
from dxdesk.update.faults import UpdateError
from dxdesk.update.program import Ready, begin, ended, program_to_start
from dxdesk.update.reading import Update
from dxdesk.update.words import ended_words

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LONGEST: Final = 2_000  # characters of notes in the box


class HandingOver:
    """An installer that is laid ready, to be begun when the store is closed."""

    def __init__(self, update: Update, ready: Ready, data: Path) -> None:
        """Hold what `begin` needs."""
        self._update, self._ready, self._data = update, ready, data

    def go(self) -> None:
        """Begin, or say why not: then the version that is here stays."""
        try:
            begin(self._update, self._ready, self._data, start=program_to_start())
        except UpdateError as error:
            box = QMessageBox(QMessageBox.Icon.Warning, "dxdesk", str(error))
            box.setTextFormat(Qt.TextFormat.PlainText)
            box.exec()


def tell_ended(window: "MainWindow") -> QMessageBox | None:
    """Say, at the first start after an update, how it went and what is new."""
    found = ended(window.office.place.parent)
    if found is None:
        return None
    box = QMessageBox(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(_("Update from a file"))
    box.setIcon(QMessageBox.Icon.Information if found.succeeded else QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(ended_words(found))
    if found.succeeded:
        box.setInformativeText(found.notes.text(window.office.preferences.language)[:_LONGEST])
    box.addButton(_("Go on working"), QMessageBox.ButtonRole.AcceptRole)
    box.open()
    return box

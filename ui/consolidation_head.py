"""What stands above a consolidation: the way back, its name, and the buttons that take packages in and hand it on."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from dxdesk.language import translate as _
from ui import theme
from ui.icons import icon
from ui.theme import scaled

_ENDINGS = "*.dxplan.json *.json *.pdf *.zip *.eml *.mbox *.dat"


class ConsolidationHead(QWidget):
    """`left` tells that somebody goes back to the list; `chosen` carries files or a folder to be taken in.

    `last` shows again what became of those that were taken in last.
    """

    left = Signal()
    chosen = Signal(object)

    def __init__(self, export: QPushButton) -> None:
        """Put the button `export` at the end."""
        super().__init__()
        self.back = QPushButton(icon("back", "primary"), _("A&ll plans"))
        self.back.setProperty("role", "quiet")
        self.back.setAutoDefault(True)
        self.back.setShortcut("Alt+Left")
        self.back.clicked.connect(self.left)
        title = QLabel(_("Consolidation"))
        title.setFont(scaled(1.5, bold=True))
        self.take = QPushButton(icon("import", "on_primary"), _("Ta&ke packages in"))
        self.take.setProperty("role", "primary")
        self.take.setToolTip(_("Ctrl+O, or drop files and folders here"))
        menu = QMenu(self.take)
        for words, deed in (
            (_("&Files…"), self.ask_files),
            (_("A f&older, or a USB stick…"), self.ask_folder),
        ):
            menu.addAction(words).triggered.connect(lambda _checked=False, deed=deed: deed())
        self.last = menu.addAction(_("&What became of the last…"))
        self.last.setEnabled(False)
        self.take.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        row.addWidget(self.back)
        row.addWidget(title, 1)
        row.addWidget(self.take)
        row.addWidget(export)

    def ask_files(self) -> None:
        """Ask for packages that have come."""
        dialog = QFileDialog(self, _("Take packages in"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([f"{_('Packages, archives, mails')} ({_ENDINGS})", f"{_('All files')} (*)"])
        dialog.filesSelected.connect(lambda names: self.chosen.emit([Path(name) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask_folder(self) -> None:
        """Ask for a folder with packages, such as a USB stick."""
        dialog = QFileDialog(self, _("Take a folder in"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.chosen.emit([Path(name)]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

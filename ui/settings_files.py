"""Where files go: the folder for exports, and the place of the plans."""

from datetime import datetime

import msgspec
from PySide6.QtWidgets import QFileDialog, QLineEdit

from dxdesk.language import translate as _
from ui.dialog import heading, muted
from ui.office import Office
from ui.opening import open_outside, store_place
from ui.rescue_words import moment_words
from ui.settings_tab import SettingsTab, plain_button
from ui.store_check import CHECKED


class FilesTab(SettingsTab):
    """The folder that exports go to, and where the plans are kept."""

    def __init__(self, office: Office) -> None:
        """Show the folders."""
        super().__init__()
        self._book = office.preferences
        self._place = store_place(office)
        self._build_exports()
        self._build_plans(office)
        self.column.addWidget(self.notice)
        self.column.addStretch(1)

    def _build_exports(self) -> None:
        self.exports = QLineEdit(readOnly=True)
        self.exports.setPlaceholderText(_("No folder chosen yet"))
        self.add(
            _("Folder for exported documents"),
            self.exports,
            _("An export begins in this folder; another one can be chosen each time."),
        )
        self.choose = plain_button(_("Choose a &folder…"))
        self.choose.clicked.connect(self._ask)
        self.clear = plain_button(_("Cl&ear"))
        self.clear.clicked.connect(lambda: self._set(""))
        self.add_row(self.choose, self.clear)
        self._show()

    def _build_plans(self, office: Office) -> None:
        self.column.addWidget(heading(_("Where the plans are kept")))
        self.plans = QLineEdit(str(self._place), readOnly=True)
        self.plans.setCursorPosition(0)
        self.plans.setAccessibleName(_("Where the plans are kept"))
        self.column.addWidget(self.plans)
        self.column.addWidget(
            muted(
                _("All plans with their history and the letters are in this one file, on this computer only.")
            )
        )
        if checked := office.archive.read(lambda store: store.setting(CHECKED, datetime)):
            words = _("Checked as a whole on {moment}: everything is as it was written.")
            self.column.addWidget(muted(words.format(moment=moment_words(checked))))
        self.open = plain_button(_("&Open the folder"))
        self.open.clicked.connect(self._open_place)
        self.add_row(self.open)

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Folder for exported documents"), self._book.now.export_folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._set)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _set(self, folder: str) -> None:
        self._book.change(msgspec.structs.replace(self._book.now, export_folder=folder))
        self._show()

    def _show(self) -> None:
        self.exports.setText(self._book.now.export_folder)
        self.exports.setCursorPosition(0)
        self.clear.setEnabled(bool(self._book.now.export_folder))

    def _open_place(self) -> None:
        if not open_outside(self._place.parent):
            self.notice.say(
                _("The system could not open the folder. Its name can be copied above."), "warning"
            )

"""Where backups go besides, when that was done last, and the way to them."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QFileDialog, QLineEdit

from dxdesk.language import translate as _
from dxdesk.store.backup.writing import backup_folder
from dxdesk.store.faults import StoreError
from ui.dialog import heading, muted
from ui.office import Office
from ui.opening import open_outside
from ui.settings_tab import SettingsTab, plain_button
from ui.start_calls import while_alive
from ui.start_words import moment_words


class BackupTab(SettingsTab):
    """The folder beside the plans, and a second place: a stick, another disk, a synchronised folder."""

    def __init__(self, office: Office, show_backups: Callable[[], object]) -> None:
        """Show how backups are set; `show_backups` opens the list of them."""
        super().__init__()
        self._keeper = office.backups
        self._archive = office.archive
        self._folder = backup_folder(office.backups.place)
        self._build_first(show_backups)
        self._build_second()
        self.column.addWidget(self.notice)
        self.column.addStretch(1)
        self._keeper.changed.connect(self._show)
        self._keeper.told.connect(self._tell)
        self._show()
        self._tell(self._keeper.words)

    def _build_first(self, show_backups: Callable[[], object]) -> None:
        self.first = QLineEdit(str(self._folder), readOnly=True)
        self.first.setCursorPosition(0)
        self.add(
            _("Backups are kept beside the plans"),
            self.first,
            _(
                "They are made by themselves, checked, and kept: one for each of the last 10 days of work, "
                "8 weeks and 12 months."
            ),
        )
        self.now = plain_button(_("&Back up now"))
        self.now.clicked.connect(self._back_up)
        self.list = plain_button(_("&Show the backups…"))
        self.list.clicked.connect(lambda _on: show_backups())
        self.open = plain_button(_("&Open the folder"))
        self.open.clicked.connect(lambda: open_outside(self._folder))
        self.add_row(self.now, self.list, self.open)

    def _build_second(self) -> None:
        self.column.addWidget(heading(_("A second place")))
        self.column.addWidget(
            muted(
                _(
                    "A disk can break, a computer can be stolen. Choose a folder on a stick, another disk or a "
                    "synchronised folder: each backup is copied there too, as soon as that place is at hand."
                )
            )
        )
        self.second = QLineEdit(readOnly=True)
        self.second.setAccessibleName(_("A second place"))
        self.second.setPlaceholderText(_("No folder chosen yet"))
        self.column.addWidget(self.second)
        self.last = muted("")
        self.column.addWidget(self.last)
        self.choose = plain_button(_("Choose a &folder…"))
        self.choose.clicked.connect(self._ask)
        self.clear = plain_button(_("Cl&ear"))
        self.clear.clicked.connect(lambda: self._keeper.choose_place(""))
        self.add_row(self.choose, self.clear)

    def _back_up(self) -> None:
        self.now.setEnabled(False)
        self._archive.flush()
        self._keeper.back_up("hand", while_alive(self, self._backed_up), while_alive(self, self._failed))

    def _backed_up(self, _backup: object) -> None:
        self.now.setEnabled(True)
        self.notice.say(_("The plans are backed up, and the backup is checked."))

    def _failed(self, error: Exception) -> None:
        self.now.setEnabled(True)
        if not isinstance(error, StoreError):
            raise error
        self.notice.say(str(error), "error")

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("A second place"), self._keeper.settings.second_place)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._keeper.choose_place)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self) -> None:
        settings = self._keeper.settings
        self.second.setText(settings.second_place)
        self.second.setCursorPosition(0)
        self.clear.setEnabled(bool(settings.second_place))
        self.last.setVisible(bool(settings.second_place))
        if settings.copied_at is None:
            self.last.setText(_("Nothing was copied there yet."))
        else:
            moment = moment_words(settings.copied_at, datetime.now().astimezone())
            self.last.setText(_("Copied there last: {moment}").format(moment=moment))

    def _tell(self, words: str) -> None:
        if words:
            self.notice.say(words, "warning")

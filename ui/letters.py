"""The letters of the levels above that an office keeps beside its plans."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget
from shiboken6 import Shiboken

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.store.faults import StoreError
from dxdesk.store.store import Store
from dxdesk.store.values import Letter
from ui import theme
from ui.dialog import Dialog, NoticeLine, muted
from ui.dropping import takes_drops
from ui.file_writing import Copy, open_copy, save_file
from ui.icons import icon
from ui.letters_files import (
    MAX_BYTES,
    Incoming,
    clear_reading_copies,
    file_name,
    read_letters,
)
from ui.letters_table import NAME, NOTE, LettersTable

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LETTERS: Final = 120
_LINES: Final = 34


def open_letters(window: "MainWindow") -> "LettersDialog":
    """Show the letters over the window."""
    dialog = LettersDialog(window)
    dialog.open()
    return dialog


class LettersDialog(Dialog):
    """The list, and what can be done with a letter."""

    def __init__(self, window: "MainWindow") -> None:
        """List what the store has."""
        super().__init__(window, _("Letters of the levels above"), _LETTERS, _LINES)
        self._archive = window.office.archive
        self._worker = window.office.worker
        self.setAcceptDrops(True)
        self._build_head()
        self._build_list()
        self._build_buttons()
        self.notice = NoticeLine()
        self.column.addWidget(self.notice)
        self.add_foot()
        clear_reading_copies()
        self.refresh()
        (self.table if self.table.letters else self.add).setFocus()

    def refresh(self) -> None:
        """Show the letters as they are."""
        self._archive.flush()
        try:
            letters = self._archive.read(lambda store: store.letters.list())
        except StoreError as error:
            letters = []
            self.notice.say(str(error), "error")
        self.table.show_letters(letters)
        self.stack.setCurrentWidget(self.table if letters else self.empty)
        for button in self.deeds:
            button.setEnabled(bool(letters))

    def take_in(self, files: Iterable[Path]) -> None:
        """Read files beside the window and keep those that are letters."""
        self.notice.say(_("Adding…"))
        self._worker.run(read_letters, list(files), done=self._keep)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files only."""
        if takes_drops(self) and _files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files in."""
        event.acceptProposedAction()
        self.take_in(_files(event.mimeData()))

    def _build_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.WIDE)
        words = _(
            "Kept with the plans on this computer: PDF, Word documents and images, up to {limit} MB each."
        )
        row.addWidget(muted(words.format(limit=MAX_BYTES // 1024**2)), 1)
        self.add = QPushButton(icon("add", "on_primary"), _("&Add letters…"))
        self.add.setProperty("role", "primary")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._ask_files)
        row.addWidget(self.add)
        self.column.addLayout(row)

    def _build_list(self) -> None:
        self.table = LettersTable()
        self.table.itemActivated.connect(lambda _item: self._open())
        # The list is filled anew only after its editor is gone.
        self.table.described.connect(self._describe, Qt.ConnectionType.QueuedConnection)
        self.table.delete_wanted.connect(self._delete)
        self.empty = QLabel(_("No letter is kept yet.\nDrop files here, or add them by the button above."))
        self.empty.setProperty("role", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.column.addWidget(self.stack, 1)

    def _build_buttons(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        self.deeds: list[QPushButton] = []
        for words, action in (
            (_("&Open"), self._open),
            (_("&Rename"), partial(self.table.write, NAME)),
            (_("&Note"), partial(self.table.write, NOTE)),
            (_("&Save a copy…"), self._ask_copy),
            (_("&Delete"), self._delete),
        ):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _on=False, action=action: action())
            row.addWidget(button)
            self.deeds.append(button)
        row.addStretch(1)
        self.column.addLayout(row)

    def _ask_files(self) -> None:
        dialog = QFileDialog(self, _("Add letters"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        endings = "*.pdf *.doc *.docx *.png *.jpg *.jpeg *.tif *.tiff"
        dialog.setNameFilters([f"{_('Letters')} ({endings})", f"{_('All files')} (*)"])
        dialog.filesSelected.connect(lambda names: self.take_in(map(Path, names)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep(self, outcome: tuple[Sequence[Incoming], Sequence[str]]) -> None:
        found, faults = outcome
        known = {letter.sha256 for letter in self.table.letters}
        faults = [*faults]
        added = 0
        for each in found:
            if each.sha256 in known:
                faults.append(_("“{name}” is kept already.").format(name=each.name))
                continue
            known.add(each.sha256)
            added += 1
            self._archive.write(partial(_add, each))
        if not Shiboken.isValid(self):  # closed before the files were read; they are kept all the same
            return
        self.refresh()
        words = _n("{count} letter is added.", "{count} letters are added.", added).format(count=added)
        lines = [*([words] if added else []), *faults]
        self.notice.say("\n".join(lines), "warning" if faults else "soft")

    def _describe(self, letter: Letter, name: str, note: str) -> None:
        if (name, note) != (letter.name, letter.note):
            self._archive.write(lambda store: store.letters.rename(letter.id, name, note=note))
        self.refresh()

    def _data(self, letter: Letter) -> bytes | None:
        try:
            return self._archive.read(lambda store: store.letters.read(letter.id))
        except (StoreError, LookupError) as error:
            self.notice.say(str(error), "error")
            return None

    def _open(self) -> None:
        letter = self.table.chosen()
        data = self._data(letter) if letter else None
        if letter is None or data is None:
            return
        copy = Copy(
            letter.id,
            file_name(letter.name, letter.media_type),
            data,
            _("The letter cannot be opened: {reason}."),
            _("No program for “{name}” was found. Please save a copy and open it on another computer."),
        )
        open_copy(self._worker, self.notice, copy, self.notice.say)

    def _ask_copy(self) -> None:
        letter = self.table.chosen()
        if letter is None:
            return
        dialog = QFileDialog(self, _("Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(file_name(letter.name, letter.media_type))
        dialog.fileSelected.connect(lambda name: self._save_copy(letter, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save_copy(self, letter: Letter, path: Path) -> None:
        data = self._data(letter)
        if data is not None:
            words = _("The copy is saved as “{name}”.").format(name=path.name)
            save_file(self._worker, self.notice, path, data, words=words, say=self.notice.say)

    def _delete(self) -> None:
        letter = self.table.chosen()
        data = self._data(letter) if letter else None
        if letter is None or data is None:
            return
        self._archive.write(lambda store: store.letters.remove(letter.id))
        self.refresh()
        words = _("“{name}” is deleted.").format(name=letter.name)
        self.notice.say(words, "soft", _("Undo"), lambda: self._bring_back(letter, data))

    def _bring_back(self, letter: Letter, data: bytes) -> None:
        self._archive.write(
            lambda store: store.letters.add(
                letter.name, letter.media_type, data, note=letter.note, at=letter.added_at
            )
        )
        self.refresh()


def _add(incoming: Incoming, store: Store) -> Letter:
    return store.letters.add(incoming.name, incoming.media_type, incoming.data)


def _files(data: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]

"""A package on a stick or in a folder: written, read back, and only then said to be safe."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from dxdesk.language import translate as _
from dxdesk.outbox.folder import FolderError, write_to_folder
from dxdesk.package.faults import PackageError
from dxdesk.store.dispatch import Dispatch
from dxdesk.store.store import Store
from ui.archive_reading import ask
from ui.dialog import Dialog, NoticeLine, deed_button, muted
from ui.icons import icon
from ui.job_bar import JobBar
from ui.office import Office
from ui.opening import open_outside
from ui.outbox_jobs import hand_over
from ui.start_calls import while_alive

if TYPE_CHECKING:
    from dxdesk.outbox.folder import Written

_LETTERS: Final = 92
_LINES: Final = 18


class StickDialog(Dialog):
    """Asks where to, writes, and says that the stick can be taken out."""

    def __init__(self, office: Office, dispatch: Dispatch, parent: QWidget) -> None:
        """Hand a dispatch over."""
        super().__init__(parent, _("On a USB stick or in a folder"), _LETTERS, _LINES)
        self._office = office
        self._dispatch = dispatch
        self.written: Written | None = None
        self._build()
        self.show_place(office.outbox.preferences.now.folder)

    def show_place(self, folder: str) -> None:
        """Show where it is to be written."""
        self.place.setText(folder)
        self.write.setEnabled(bool(folder))
        (self.write if folder else self.choose).setFocus()

    def write_now(self) -> None:
        """Write the package, and read it back."""
        folder, key = self.place.text(), self._dispatch.id
        self._office.outbox.preferences.change(folder=folder)
        self.notice.hide()
        self._begin()
        ask(
            self._office.archive,
            self,
            lambda store: store.dispatches.package(key),
            lambda data: self._write(data, Path(folder)),
            self._refuse,
        )

    def _build(self) -> None:
        words = _(
            "The package and its paper are written into a folder of their own, with a list by which the receiver "
            "sees that nothing is missing. Everything is read back before it counts."
        )
        self.column.addWidget(muted(words))
        self.place = QLineEdit(readOnly=True)
        self.place.setAccessibleName(_("Where to write it"))
        self.place.setPlaceholderText(_("Choose the stick, or a folder"))
        self.column.addWidget(self.place)
        self.choose = deed_button(_("&Choose the place…"), self._ask)
        self.choose.setIcon(icon("folder"))
        self.job = JobBar()
        self.job.stop.hide()
        self.column.addWidget(self.job)
        self.notice = NoticeLine()
        self.column.addWidget(self.notice)
        self.column.addStretch(1)
        self.write = deed_button(_("&Write and check it"), self.write_now)
        self.write.setProperty("role", "primary")
        self.later = self.add_foot(self.choose, self.write)
        self.later.setText(_("&Not yet"))

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Where to write it"), self.place.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.show_place)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _begin(self) -> None:
        self.job.begin(_("Writing, and reading it back…"))
        self.job.bar.setRange(0, 0)
        for button in (self.choose, self.write):
            button.setEnabled(False)

    def _write(self, data: bytes, folder: Path) -> None:
        self._office.worker.run(
            write_to_folder,
            data,
            folder,
            done=while_alive(self, self._written),
            failed=while_alive(self, self._fail),
        )

    def _written(self, written: "Written") -> None:
        self.written = written
        key, office = self._dispatch.id, self._office

        def work(store: Store) -> None:
            hand_over(store, key)

        office.archive.write(work, done=lambda _done: office.outbox.note_change())
        self._end()
        words = _(
            "Written and read back, every byte as it should be: “{folder}”. Have the system remove the stick safely, "
            "then take it out and hand it over."
        )
        self.notice.say(
            words.format(folder=written.folder),
            "soft",
            _("Open the &folder"),
            lambda: open_outside(written.folder),
        )
        self.later.setText(_("&Close"))
        self.later.setFocus()

    def _refuse(self, words: str) -> None:
        self._end()
        self.notice.say(words, "error")
        self.choose.setFocus()

    def _fail(self, error: Exception) -> None:
        if isinstance(error, PackageError):
            self._refuse(str(error.faults[0]))
        elif isinstance(error, FolderError):
            self._refuse(str(error))
        else:
            self._end()
            raise error

    def _end(self) -> None:
        self.job.end()
        for button in (self.choose, self.write):
            button.setEnabled(True)

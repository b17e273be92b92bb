"""The report on a consolidation as files: workbook, document, tables for other systems."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from dxdesk.files import FileError
from dxdesk.language import mark
from dxdesk.language import translate as _
from ui.consolidation_jobs import Ready, ReportForm, write_report
from ui.dialog import NoticeLine
from ui.icons import IconName, icon
from ui.office import Office
from ui.opening import open_outside
from ui.start_calls import while_alive

_CHOICES: Final[tuple[tuple[str, IconName, tuple[ReportForm, ...]], ...]] = (
    (mark("Excel &workbook with charts"), "export", ("xlsx",)),
    (mark("&Report by Decree 30, DOCX and PDF"), "file-docx", ("docx", "pdf")),
    (mark("&Tables as CSV, for other systems"), "list", ("csv",)),
    (mark("&All of these"), "folder", ("xlsx", "csv", "docx", "pdf")),
)


class ReportExport(QObject):
    """Writes the report into a folder that is asked for; `button` opens the choice of forms."""

    def __init__(self, office: Office, notice: NoticeLine, owner: QWidget) -> None:
        """Say on `notice` what was written."""
        super().__init__(owner)
        self._office = office
        self._notice = notice
        self._owner = owner
        self._ready: Ready | None = None
        self.button = QPushButton(icon("export"), _("&Export"))
        self.button.setAutoDefault(False)
        self.menu = QMenu(self.button)
        for words, sign, forms in _CHOICES:
            action = self.menu.addAction(icon(sign), _(words))
            action.triggered.connect(lambda _checked=False, forms=forms: self._ask_folder(forms))
        self.button.setMenu(self.menu)
        self.button.setEnabled(False)

    def offer(self, ready: Ready | None) -> None:
        """Offer to write a consolidation, or none."""
        self._ready = ready
        self.button.setEnabled(ready is not None)

    def write(self, forms: tuple[ReportForm, ...], folder: Path) -> None:
        """Write what is offered into a folder."""
        if self._ready is None:
            return
        self._notice.say(_("Writing the report…"))
        self._office.worker.run(
            write_report,
            self._ready,
            folder,
            forms,
            done=while_alive(self._owner, partial(self._written, folder)),
            failed=while_alive(self._owner, self._failed),
        )

    def _ask_folder(self, forms: tuple[ReportForm, ...]) -> None:
        usual = self._office.preferences.now.export_folder or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        dialog = QFileDialog(self._owner, _("Folder for the report"), usual)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.write(forms, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _written(self, folder: Path, files: list[Path]) -> None:
        names = ", ".join(path.name for path in files[:2]) + (", …" if len(files) > 2 else "")
        words = _("Written into “{folder}”: {names}").format(folder=folder, names=names)
        self._notice.say(words, "soft", _("Open the &folder"), lambda: open_outside(folder))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, (FileError, OSError, ValueError)):
            raise error
        self._notice.say(str(error), "error")

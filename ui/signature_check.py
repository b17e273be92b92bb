"""Checking the signatures of any PDF, package, receipt or reply, and taking out the plan that a PDF carries."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QScrollArea

from dxdesk.language import translate as _
from dxdesk.signing.faults import SigningError
from ui import theme
from ui.dialog import Dialog, NoticeLine, deed_button, heading, muted
from ui.dropping import FileDrop
from ui.file_writing import save_file
from ui.icons import icon
from ui.letters_files import UnfitFileError
from ui.signature_check_reading import FILES, Checked, checked, read_known
from ui.start_calls import while_alive

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LETTERS: Final = 104
_LINES: Final = 28


def open_signature_check(window: "MainWindow", path: Path | None = None) -> "SignatureCheckDialog":
    """Show the check over the window, for the file at `path` where one is named."""
    dialog = SignatureCheckDialog(window)
    dialog.open()
    if path is not None:
        dialog.take(path)
    return dialog


class SignatureCheckDialog(Dialog):
    """Asks for a file and says in words who has signed it, and whether it is as it was."""

    def __init__(self, window: "MainWindow") -> None:
        """Begin without a file."""
        super().__init__(window, _("Signatures of a file"), _LETTERS, _LINES)
        self._window = window
        self._folder = ""
        self.checked: Checked | None = None
        FileDrop(self, self.take)
        self._build_head()
        self._build_answer()
        self.notice = NoticeLine()
        self.column.addWidget(self.notice)
        self.open_plan = deed_button(_("&Open the plan inside"), self._open_plan)
        self.save = deed_button(_("&Save the package inside…"), self._ask_place)
        self.save_sheet = deed_button(_("Save a sheet to &print…"), self._ask_place_of_sheet)
        self.add_foot(self.open_plan, self.save, self.save_sheet)
        self._show(None)
        self.choose.setFocus()

    def ask_file(self) -> None:
        """Ask which file to check."""
        dialog = QFileDialog(self, _("Choose a file"), self._folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{_('PDF, packages, receipts, replies')} ({FILES})", f"{_('All files')} (*)"])
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, path: Path) -> None:
        """Check a file beside the window."""
        self._folder = str(path.parent)
        self._show(None)
        self.about.setText(_("Checking “{name}”…").format(name=path.name))
        self.notice.hide()
        self._window.office.worker.run(
            checked,
            path,
            dict(self._window.office.signing.now.trusted),
            self._window.office.archive.read(read_known),
            done=while_alive(self, self._show),
            failed=while_alive(self, partial(self._refuse, path)),
        )

    def _build_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.WIDE)
        words = _(
            "Who has signed a PDF, package, receipt or reply, and whether it is as it was then. Nothing is sent "
            "anywhere. Whose certificates are trusted is set under Settings, Signing."
        )
        row.addWidget(muted(words), 1)
        self.choose = deed_button(_("Choose a &file…"), self.ask_file)
        self.choose.setIcon(icon("open", "on_primary"))
        self.choose.setProperty("role", "primary")
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)

    def _build_answer(self) -> None:
        self.about = heading("")
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.details = QLabel()
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        self.details.setWordWrap(True)
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setWidget(self.details)
        scroller.setAccessibleName(_("Signatures"))
        for widget in (self.about, self.verdict):
            self.column.addWidget(widget)
        self.column.addWidget(scroller, 1)

    def _show(self, found: Checked | None) -> None:
        """Show what was found; nothing where nothing was checked yet."""
        self.checked = found
        for button in (self.open_plan, self.save):
            button.setEnabled(found is not None and found.package is not None)
            button.setVisible(found is None or found.sheet is None)
        self.save_sheet.setVisible(found is not None and found.sheet is not None)
        self.about.setText(_("No file is chosen yet.") if found is None else found.path.name)
        self.verdict.setText("" if found is None else found.verdict)
        self.details.setText("" if found is None else found.details)
        self.verdict.setProperty("role", "muted" if found is None else found.role)
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)

    def _refuse(self, path: Path, error: Exception) -> None:
        self._show(None)
        self.choose.setFocus()
        self.notice.say(_refusal(path, error), "error")

    def _open_plan(self) -> None:
        """Take the plan inside in, as any package."""
        if self.checked is not None:
            path = self.checked.path
            self.close()
            self._window.show_start()
            self._window.open_file(path)

    def _ask_place(self) -> None:
        if self.checked is not None and self.checked.package is not None:
            self._ask_where(f"{self.checked.path.stem}.dxplan.json", self.save_to)

    def _ask_place_of_sheet(self) -> None:
        if self.checked is not None and self.checked.sheet is not None:
            self._ask_where(f"{self.checked.path.name.split('.')[0]}-tiep-nhan.pdf", self.save_sheet_to)

    def _ask_where(self, name: str, save: Callable[[Path], object]) -> None:
        found, _kind = QFileDialog.getSaveFileName(self, _("Save as"), str(Path(self._folder) / name))
        if found:
            save(Path(found))

    def save_to(self, path: Path) -> None:
        """Save the package inside, byte for byte."""
        self._write(path, self.checked.package if self.checked is not None else None)

    def save_sheet_to(self, path: Path) -> None:
        """Save the sheet of a receipt, which has the receipt in it."""
        self._write(path, self.checked.sheet if self.checked is not None else None)

    def _write(self, path: Path, data: bytes | None) -> None:
        if data is not None:
            words = _("Saved: “{path}”.").format(path=path)
            save_file(self._window.office.worker, self.notice, path, data, words=words, say=self.notice.say)


def _refusal(path: Path, error: Exception) -> str:
    """Return why a file was not checked; any other error is one of ours."""
    from dxdesk.package.faults import PackageError  # noqa: PLC0415 - slow to import

    match error:
        case SigningError():
            return f"{path.name}: {error.args[0]}"
        case PackageError():
            fault = error.faults[0]
            return f"{path.name}: {fault.message} {fault.cure}"
        case UnfitFileError():
            return str(error)
    raise error

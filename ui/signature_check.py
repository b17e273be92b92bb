"""Checking the signatures of any PDF, and taking out the plan that it carries."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QScrollArea

from dxdesk.files import FileError, write_files
from dxdesk.language import translate as _
from dxdesk.signing.faults import SigningError
from dxdesk.signing.report import PdfReport
from dxdesk.signing.verdict import Standing, integrity_of, standing_of, verdict_words
from ui import theme
from ui.dialog import Dialog, NoticeLine, deed_button, heading, muted
from ui.dropping import FileDrop
from ui.icons import icon
from ui.letters_files import UnfitFileError, read_letter
from ui.pages.issue_words import signatures_text
from ui.start_calls import while_alive
from ui.start_words import unit_title

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LETTERS: Final = 104
_LINES: Final = 28
_ROLES: Final[dict[Standing, str]] = {"trusted": "done", "unknown": "warning", "refused": "error"}


class Checked(NamedTuple):
    """What a PDF says: of its signatures, and the package inside; None where there is none."""

    path: Path
    report: PdfReport
    package: bytes | None
    about: str = ""


def open_signature_check(window: "MainWindow", path: Path | None = None) -> "SignatureCheckDialog":
    """Show the check over the window, for the PDF at `path` where one is named."""
    dialog = SignatureCheckDialog(window)
    dialog.open()
    if path is not None:
        dialog.take(path)
    return dialog


class SignatureCheckDialog(Dialog):
    """Asks for a PDF and says in words who has signed it, and whether it is as it was."""

    def __init__(self, window: "MainWindow") -> None:
        """Begin without a PDF."""
        super().__init__(window, _("Signatures of a PDF"), _LETTERS, _LINES)
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
        self.add_foot(self.open_plan, self.save)
        self._show(None)
        self.choose.setFocus()

    def ask_file(self) -> None:
        """Ask which PDF to check."""
        dialog = QFileDialog(self, _("Choose a PDF"), self._folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{_('PDF files')} (*.pdf)", f"{_('All files')} (*)"])
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, path: Path) -> None:
        """Check a PDF beside the window."""
        self._folder = str(path.parent)
        self._show(None)
        self.about.setText(_("Checking “{name}”…").format(name=path.name))
        self.notice.hide()
        self._window.office.worker.run(
            checked,
            path,
            dict(self._window.office.signing.now.trusted),
            done=while_alive(self, self._show),
            failed=while_alive(self, partial(self._refuse, path)),
        )

    def _build_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.WIDE)
        words = _(
            "Who has signed a PDF, and whether it is as it was then. Nothing is sent anywhere. Whose certificates "
            "are trusted is set under Settings, Signing."
        )
        row.addWidget(muted(words), 1)
        self.choose = deed_button(_("Choose a &PDF…"), self.ask_file)
        self.choose.setIcon(icon("open", "on_primary"))
        self.choose.setProperty("role", "primary")
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(row)

    def _build_answer(self) -> None:
        self.about = heading("")
        self.about.setTextFormat(Qt.TextFormat.PlainText)
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
        self.about.setText(_("No PDF is chosen yet.") if found is None else found.path.name)
        self.verdict.setText("")
        self.details.setText("")
        if found is None:
            return
        integrity, standing = integrity_of(found.report), standing_of(found.report)
        is_signed = bool(found.report.signatures)
        words = verdict_words(integrity, standing) if is_signed else (_("Nobody has signed this PDF."),)
        self.verdict.setText(" · ".join(words))
        role = "error" if integrity == "altered" else _ROLES[standing] if is_signed else "muted"
        self.verdict.setProperty("role", role)
        self.verdict.style().unpolish(self.verdict)
        self.verdict.style().polish(self.verdict)
        inside = found.about if found.package else _("No data of a plan are inside.")
        texts = signatures_text(found.report.signatures), found.report.filled_words(), inside
        self.details.setText("\n\n".join(filter(None, texts)))

    def _refuse(self, path: Path, error: Exception) -> None:
        self._show(None)
        self.choose.setFocus()
        if not isinstance(error, SigningError | UnfitFileError):
            raise error
        self.notice.say(
            f"{path.name}: {error.args[0]}" if isinstance(error, SigningError) else str(error), "error"
        )

    def _open_plan(self) -> None:
        """Take the plan inside in, as any package."""
        if self.checked is not None:
            path = self.checked.path
            self.close()
            self._window.show_start()
            self._window.open_file(path)

    def _ask_place(self) -> None:
        if self.checked is None or self.checked.package is None:
            return
        name = f"{self.checked.path.stem}.dxplan.json"
        found, _kind = QFileDialog.getSaveFileName(self, _("Save as"), str(Path(self._folder) / name))
        if found:
            self.save_to(Path(found))

    def save_to(self, path: Path) -> None:
        """Save the package inside, byte for byte."""
        if self.checked is None or self.checked.package is None:
            return
        try:
            write_files({path: self.checked.package})
        except FileError as error:
            self.notice.say(str(error), "error")
        else:
            self.notice.say(_("Saved: {path}").format(path=path))


def checked(path: Path, trusted: dict[str, bytes]) -> Checked:
    """Return what a PDF says; runs beside the window.

    Raises:
        UnfitFileError: the file cannot be read.
        SigningError: it is no PDF, damaged or encrypted.
    """
    from dxdesk.signing.embedded import embedded_package  # noqa: PLC0415 - slow to import
    from dxdesk.signing.trust import read_trust  # noqa: PLC0415
    from dxdesk.signing.verification import verify_pdf  # noqa: PLC0415

    data = read_letter(path).data
    report = verify_pdf(data, read_trust(trusted))
    try:
        package = embedded_package(data)
    except SigningError:
        package = None
    return Checked(path, report, package, "" if package is None else _about(package))


def _about(package: bytes) -> str:
    """Return which plan is inside, in a sentence."""
    from dxdesk.package.faults import PackageError  # noqa: PLC0415 - as above
    from dxdesk.package.reading import read_package  # noqa: PLC0415

    try:
        found = read_package(package).package
    except PackageError as error:
        return _("The data inside cannot be used: {fault}").format(fault=error.faults[0].message)
    words = _("The data of a plan are inside: {unit}, year {year}, revision {revision}.")
    unit, statement = found.plan.unit.name, found.statement
    return words.format(unit=unit_title(unit), year=statement.year, revision=statement.revision)

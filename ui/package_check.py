"""Paper against file: whether the transmittal slip that came with the paper belongs to a package."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit

from dxdesk.language import translate as _
from dxdesk.package.check_code import CheckCodeError, asked_groups
from dxdesk.package.format import Package
from dxdesk.package.reading import ReadPackage
from dxdesk.package.slip_answer import SlipAnswer, answer_groups, answer_scan
from dxdesk.text.dates import short_date
from dxdesk.text.days import VIETNAM
from ui import theme
from ui.dialog import Dialog, NoticeLine, deed_button, heading, muted
from ui.dropping import FileDrop
from ui.icons import icon
from ui.start_calls import while_alive
from ui.start_faults import FaultsDialog
from ui.start_packages import FILES
from ui.start_reading import UnusableFileError, read_checked
from ui.start_words import unit_title

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_LETTERS: Final = 100
_LINES: Final = 24
# What a scanner types or a person reads off: no input method may turn it into other letters.
_PLAIN: Final = (
    Qt.InputMethodHint.ImhLatinOnly
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)
_GROUP: Final = 12  # characters, with blanks and dashes around the four


def open_package_check(window: "MainWindow", path: Path | None = None) -> "PackageCheckDialog":
    """Show the check over the window, for the package at `path` where one is named."""
    dialog = PackageCheckDialog(window)
    dialog.open()
    if path is not None:
        dialog.take(path)
    return dialog


class PackageCheckDialog(Dialog):
    """Asks for a package, then for what stands on the slip, and says whether the two agree."""

    def __init__(self, window: "MainWindow") -> None:
        """Begin without a package."""
        super().__init__(window, _("Slip and package"), _LETTERS, _LINES)
        self._worker = window.office.worker
        self._folder = ""
        self.package: Package | None = None
        FileDrop(self, self.take)
        self._build_head()
        self._build_questions()
        self.notice = NoticeLine()
        self.column.addWidget(self.notice)
        self.column.addStretch(1)
        self.add_foot()
        self._ask()
        self.choose.setFocus()

    def ask_file(self) -> None:
        """Ask which package the paper belongs to."""
        dialog = QFileDialog(self, _("Choose a package"), self._folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([f"{_('Packages')} ({FILES})", f"{_('All files')} (*)"])
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, path: Path) -> None:
        """Read a package beside the window."""
        self._folder = str(path.parent)
        self.package = None
        self.about.setText(_("Reading “{name}”…").format(name=path.name))
        self.notice.hide()
        self._ask()
        self._worker.run(
            read_checked,
            path,
            done=while_alive(self, partial(self._show_package, path.name)),
            failed=while_alive(self, self._refuse),
        )

    def _build_head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.WIDE)
        words = _(
            "A transmittal slip came with the paper: see whether the package in hand is the file that "
            "belongs to it."
        )
        row.addWidget(muted(words), 1)
        self.choose = deed_button(_("Choose a &package…"), self.ask_file)
        self.choose.setIcon(icon("open", "on_primary"))
        self.choose.setProperty("role", "primary")
        row.addWidget(self.choose)
        self.column.addLayout(row)
        self.about = heading(_("No package is chosen yet."))
        self.column.addWidget(self.about)

    def _build_questions(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setHorizontalSpacing(theme.LARGE)
        form.setVerticalSpacing(theme.MEDIUM)
        self.scanned = _field()
        self.scanned.setPlaceholderText(_("Put the cursor here, then scan the square on the slip"))
        self.scanned.returnPressed.connect(self.check)
        label = QLabel(_("Scanned s&quare"))
        label.setBuddy(self.scanned)
        form.addRow(label, self.scanned)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        self.labels = (QLabel(), QLabel())
        self.groups = (_field(), _field())
        for group_label, group in zip(self.labels, self.groups, strict=True):
            group_label.setBuddy(group)
            group.setMaxLength(_GROUP)
            group.setFixedWidth(_GROUP * self.fontMetrics().averageCharWidth())
            group.returnPressed.connect(self.check)
            row.addWidget(group_label)
            row.addWidget(group)
            row.addSpacing(theme.MEDIUM)
        row.addStretch(1)
        form.addRow(QLabel(_("Or two groups")), row)
        self.verb = deed_button(_("C&ompare slip and package"), self.check)
        foot = QHBoxLayout()
        foot.addWidget(self.verb)
        foot.addStretch(1)
        form.addRow(foot)
        self.column.addLayout(form)

    def _ask(self) -> None:
        """Ask for other groups than the last time; without a package there is nothing to ask."""
        self.asked = asked_groups()
        for label, field, number in zip(self.labels, self.groups, self.asked, strict=True):
            label.setText(_("Group {number}").format(number=number))
            field.setAccessibleName(label.text())
        for widget in (self.scanned, *self.groups, self.verb):
            widget.setEnabled(self.package is not None)
        for field in (self.scanned, *self.groups):
            field.clear()

    def _show_package(self, name: str, read: ReadPackage) -> None:
        self.package = package = read.package
        statement, sealed = package.statement, package.statement.sealed_at
        words = _("{unit}, year {year}, revision {revision}, sealed on {day}")
        if sealed is None:
            words = _("{unit}, year {year}, revision {revision}, a draft")
        day = "" if sealed is None else short_date(sealed.astimezone(VIETNAM).date())
        about = words.format(
            unit=unit_title(package.plan.unit.name),
            year=statement.year,
            revision=statement.revision,
            day=day,
        )
        self.about.setText(f"{about}\n{name}")
        self._ask()
        self.scanned.setFocus()

    def _refuse(self, error: Exception) -> None:
        self.about.setText(_("No package is chosen yet."))
        self.choose.setFocus()
        if not isinstance(error, UnusableFileError):
            raise error
        FaultsDialog(error, self).open()

    def check(self) -> None:
        """Answer what was scanned or, where nothing was, the two groups."""
        if self.package is None:
            return
        try:
            answer = self._answered(self.package)
        except CheckCodeError as error:
            self.notice.say(str(error), "warning")
            return
        self.notice.say(answer.sentence, "soft" if answer.agree else "error")

    def _answered(self, package: Package) -> SlipAnswer:
        if text := self.scanned.text().strip():
            self.scanned.selectAll()  # the next scan takes its place
            return answer_scan(package, text)
        typed = dict(zip(self.asked, (group.text() for group in self.groups), strict=True))
        return answer_groups(package, typed)


def _field() -> QLineEdit:
    field = QLineEdit()
    field.setInputMethodHints(_PLAIN)
    return field

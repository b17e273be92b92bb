"""The export of the plan: which files, where to, and what came of it."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from dxdesk.document.compose import UnprintableTextError
from dxdesk.export import Form, form_names
from dxdesk.files import FileError, free_path
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.package.faults import PackageError
from dxdesk.value import Fault
from ui import theme
from ui.desk import Desk
from ui.fields.line import LineEdit
from ui.icons import icon
from ui.office import Office
from ui.pages.export_answers import ICONS, Answer, Progress, Result, focus_first, names_of
from ui.pages.export_run import STAGES, ExportRun, Order, Outcome
from ui.pages.page import FormPage
from ui.work import CancelledError

_FORMS: Final[tuple[tuple[Form, str, str], ...]] = (
    ("docx", mark("&Word document (DOCX)"), mark("To be read over, changed and submitted for signing.")),
    ("pdf", mark("&PDF"), mark("As it is printed; to be read anywhere and signed digitally.")),
    (
        "package",
        mark("P&lan package"),
        mark(
            "For the level above, and to go on in this program elsewhere. Holds both documents, "
            "the notes and the accepted warnings."
        ),
    ),
)
_FIRST_REVISION: Final = 1


class ExportPage(FormPage):
    """Exports the plan as it stands when the button is pressed; open errors are told and stop nothing."""

    def __init__(self, desk: Desk, office: Office) -> None:
        """Offer the plan on the desk."""
        lead = _("All files are made from the plan as it stands now, with the same contents.")
        super().__init__(desk, "export", _("Export"), lead=lead)
        self.run = ExportRun(office.worker, desk.archive, desk.plan_id, self)
        self.ticks: dict[Form, QCheckBox] = {}
        self.names: dict[Form, QLabel] = {}
        self.answer: Answer | None = None
        self._build_forms()
        self._build_folder(self.run.memory.folder or office.preferences.now.export_folder or _documents())
        self._build_errors()
        self._build_button()
        self.progress = Progress()
        self.progress.hide()
        self.progress.stopped.connect(self.run.cancel)
        self.add_widget(self.progress)
        self._place = QVBoxLayout()
        self.add_layout(self._place)
        self.column.addStretch(1)
        self._wire()
        self.refresh()

    def bring_to(self, path: str) -> None:  # noqa: ARG002 - there is one thing to do
        """Put the focus on the button."""
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the names of the files, what the button does, and whether errors are open."""
        names = form_names(self.desk.plan, _FIRST_REVISION)
        for form, label in self.names.items():
            label.setText(names[form])
        count = len(self._chosen())
        words = _n("&Export {count} file", "&Export {count} files", count).format(count=count)
        self.button.setText(words if count else _("&Export"))
        self.button.setEnabled(bool(count) and self.progress.isHidden())
        self.none.setVisible(not count)
        errors = self.desk.progress.errors
        words = _n(
            "{count} error is still to be mended before signing. Exporting to look at it works all the same.",
            "{count} errors are still to be mended before signing. Exporting to look at it works all the same.",
            errors,
        )
        self.errors.setText(words.format(count=errors))
        self.errors_panel.setVisible(bool(errors))

    def start(self) -> None:
        """Export what is ticked."""
        self.desk.settle()
        self._clear()
        self.progress.show_stage(STAGES[0])
        self.progress.show()
        self.refresh()
        order = Order(self.desk.plan, self.desk.pack, self._chosen(), Path(self.folder.text().strip()))
        self.run.start(order)

    def _chosen(self) -> tuple[Form, ...]:
        return tuple(form for form, tick in self.ticks.items() if tick.isChecked())

    def _wire(self) -> None:
        self.desk.reviewed.connect(self.refresh)
        self.run.begun.connect(self.progress.show_stage)
        self.run.done.connect(self._show_result)
        self.run.failed.connect(self._show_failure)
        self.run.asked.connect(self._ask)

    def _build_forms(self) -> None:
        card = QFrame()
        card.setProperty("role", "surface")
        column = QVBoxLayout(card)
        column.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        column.setSpacing(theme.MEDIUM)
        for form, title, hint in _FORMS:
            column.addWidget(self._form_line(form, _(title), _(hint)))
        self.add_widget(card)

    def _form_line(self, form: Form, title: str, hint: str) -> QWidget:
        tick = self.ticks[form] = QCheckBox(title)
        tick.setChecked(form in self.run.memory.forms)
        tick.setAccessibleDescription(hint)
        tick.toggled.connect(lambda _on: self.refresh())
        name = self.names[form] = QLabel()
        name.setProperty("role", "muted")
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = QLabel(hint)
        words.setProperty("role", "hint")
        words.setWordWrap(True)
        words.setContentsMargins(theme.HUGE - theme.TIGHT, 0, 0, 0)
        sign = QLabel()
        sign.setPixmap(icon(ICONS[form], "muted").pixmap(20, 20))
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.addWidget(tick)
        row.addStretch(1)
        row.addWidget(sign)
        row.addWidget(name)
        column.addLayout(row)
        column.addWidget(words)
        return line

    def _build_folder(self, folder: str) -> None:
        self.folder = LineEdit()
        self.folder.setText(folder)
        label = QLabel(_("&Folder"))
        label.setBuddy(self.folder)
        self.folder.setAccessibleName(_("Folder"))
        choose = self.choose = QPushButton(_("&Choose…"))
        choose.setAccessibleName(_("Choose the folder"))
        choose.clicked.connect(self.choose_folder)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        column = QVBoxLayout()
        column.setSpacing(theme.TIGHT)
        column.addWidget(label)
        column.addLayout(row)
        self.add_layout(column)

    def choose_folder(self) -> None:
        """Ask for another folder."""
        found = QFileDialog.getExistingDirectory(self, _("Choose the folder"), self.folder.text())
        if found:
            self.folder.setText(str(Path(found)))

    def _build_errors(self) -> None:
        self.errors_panel = Answer("warning")
        self.errors = self.errors_panel.say("", "warning")
        self.to_check = self.errors_panel.link(_("See them on the check page"), self._open_check)
        self.add_widget(self.errors_panel)

    def _build_button(self) -> None:
        self.button = QPushButton()
        self.button.setProperty("role", "primary")
        self.button.clicked.connect(self.start)
        self.none = QLabel(_("Tick at least one file."))
        self.none.setProperty("role", "muted")
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addWidget(self.none)
        row.addStretch(1)
        self.add_layout(row)

    def _open_check(self) -> None:
        self.desk.page_wanted.emit("check")

    def _show_result(self, outcome: Outcome) -> None:
        result = Result(outcome)
        self._show(result)
        focus_first([result.folder])

    def _ask(self, paths: tuple[Path, ...]) -> None:
        """Ask about files that would be lost: changed since they were exported, or somebody else's."""
        answer = Answer("warning")
        words = _n(
            "In this folder, {names} was changed since the last export, or comes from elsewhere.",
            "In this folder, {names} were changed since the last export, or come from elsewhere.",
            len(paths),
        )
        answer.say(words.format(names=names_of(paths)), "warning")
        buttons = answer.offer(
            (
                _("&Keep, and save as {names}").format(names=names_of(map(free_path, paths))),
                lambda: self._go_on(lambda: self.run.rename(paths)),
            ),
            (_("&Replace"), lambda: self._go_on(self.run.replace_all)),
            (_("&Do not export"), self._leave),
        )
        self._show(answer)
        focus_first(buttons)

    def _show_failure(self, error: Exception) -> None:
        if isinstance(error, CancelledError):
            answer = Answer("soft")
            answer.say(_("Stopped. No file was written."))
        elif isinstance(error, FileError):
            answer = self._file_trouble(error)
        elif isinstance(error, UnprintableTextError):
            answer = self._faulty(_("Some texts cannot be printed; no file was written."), error.faults)
        elif isinstance(error, PackageError):
            faults = [
                Fault(pointer=fault.pointer.removeprefix("/plan"), message=fault.message)
                for fault in error.faults
            ]
            answer = self._faulty(_("The plan cannot be kept as a package; no file was written."), faults)
        else:
            self._show(None)
            raise error
        self._show(answer)

    def _file_trouble(self, error: FileError) -> Answer:
        answer = Answer("error")
        if error.trouble != "in_use":
            answer.say(str(error), "error")
            answer.offer(
                (_("&Try again"), lambda: self._go_on(self.run.again)), (_("C&hoose another folder"), self._move)
            )
            return answer
        other = free_path(error.path)
        words = _(
            "The file “{name}” is open in another program. Close it there and press Try again, "
            "or save under the name “{other}”."
        )
        if error.path.suffix == ".docx":
            words = _(
                "The file “{name}” is open in Word. Close it there and press Try again, "
                "or save under the name “{other}”."
            )
        answer.say(words.format(name=error.path.name, other=other.name), "error")
        answer.offer(
            (_("&Try again"), lambda: self._go_on(self.run.again)),
            (
                _("&Save as “{name}”").format(name=other.name),
                lambda: self._go_on(lambda: self.run.rename([error.path])),
            ),
        )
        return answer

    def _faulty(self, head: str, faults: list[Fault]) -> Answer:
        answer = Answer("error")
        answer.say(head, "error")
        for fault in faults:
            answer.link(fault.message, lambda path=fault.pointer: self.desk.place_wanted.emit(path))
        return answer

    def _move(self) -> None:
        before = self.folder.text()
        self.choose_folder()
        if self.folder.text() != before:
            self.start()

    def _go_on(self, deed: object) -> None: ...

    def _leave(self) -> None:
        self._show(None)
        self.bring_to("")

    def _show(self, answer: Answer | None) -> None:
        self.progress.hide()
        self._clear()
        if answer is not None:
            self.answer = answer
            self._place.addWidget(answer)
        self.refresh()

    def _clear(self) -> None:
        if self.answer is not None:
            self.answer.hide()
            self.answer.deleteLater()
            self.answer = None


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

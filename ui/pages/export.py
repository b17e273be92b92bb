"""The export of the plan: which files, where to, and what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from dxdesk.issuing.standing import Standing
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from ui import theme
from ui.desk import Desk
from ui.fields.line import LineEdit
from ui.office import Office
from ui.pages.export_answers import Answer, Progress, Result
from ui.pages.export_forms import ExportForms
from ui.pages.export_open import OpenPoints
from ui.pages.export_orders import names_now, order_now
from ui.pages.export_run import STAGES, ExportRun, Outcome
from ui.pages.export_trouble import nowhere, question, stopped, unfit, unwritable
from ui.pages.page import FormPage

_LAID_OUT: Final = 50  # milliseconds until a new answer has its place


class ExportPage(FormPage):
    """Exports the plan as it stands when the button is pressed; open errors are told and stop nothing."""

    def __init__(self, desk: Desk, office: Office) -> None:
        """Offer the plan on the desk."""
        super().__init__(desk, "export", _("Export"))
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.add_widget(self.about)
        self._office = office
        self.run = ExportRun(office.worker, desk.archive, desk.plan_id, self)
        self.trouble: Answer | None = None
        self.result: Result | None = None
        self.forms = ExportForms(self.run.memory.forms)
        self.add_widget(self.forms)
        self._build_folder(self.run.memory.folder or office.preferences.now.export_folder or _documents())
        self.open_points = OpenPoints(desk)
        self.add_widget(self.open_points)
        self._build_button()
        self.progress = Progress()
        self.progress.hide()
        self.add_widget(self.progress)
        self._answers = QVBoxLayout()
        self.add_layout(self._answers)
        self.column.addStretch(1)
        self._wire()
        self._show_last()
        self.refresh()

    @property
    def answer(self) -> Answer | None:
        """What an export asks or complains of, else what came of the last one."""
        return self.trouble or self.result

    def bring_to(self, path: str) -> None:  # noqa: ARG002 - there is one thing to do
        """Put the focus on the button."""
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the names of the files, what the button does, and what is open in the plan."""
        self.forms.show_names(names_now(self.desk))
        self._show_standing()
        count = len(self.forms.chosen)
        self.button.setText(_n("&Export {count} file", "&Export {count} files", count).format(count=count))
        self.button.setEnabled(bool(count) and self.progress.isHidden())
        self.none.setVisible(not count)
        self.open_points.refresh()
        is_sealed = self.desk.standing.phase != "draft" and not self.desk.standing.edited
        self.open_points.setVisible(not is_sealed)

    def start(self) -> None:
        """Export what is ticked, as the plan stands now."""
        self.desk.settle()
        folder = Path(self.folder.text().strip()).expanduser()
        if not folder.is_absolute():
            self._show(nowhere(self._move))
            return
        self._work()
        self.run.start(order_now(self.desk, self._office, self.forms.chosen, folder), folder)

    def choose_folder(self) -> None:
        """Ask for another folder."""
        found = QFileDialog.getExistingDirectory(self, _("Choose the folder"), self.folder.text())
        if found:
            self.folder.setText(str(Path(found)))

    def _wire(self) -> None:
        self.desk.reviewed.connect(self.refresh)
        self.forms.changed.connect(self.refresh)
        self.progress.stopped.connect(self.run.cancel)
        self.run.begun.connect(self.progress.show_stage)
        self.run.done.connect(self._show_result)
        self.run.failed.connect(self._show_failure)
        self.run.asked.connect(self._ask)

    def _show_standing(self) -> None:
        """Say which state of the plan is exported."""
        now = self.desk.standing
        is_draft_beside = now.phase == "sealed" and now.edited
        self.about.setText(_standing_words(now))
        role = "warning" if is_draft_beside else "muted"
        if self.about.property("role") != role:
            self.about.setProperty("role", role)
            self.about.style().unpolish(self.about)
            self.about.style().polish(self.about)

    def _build_folder(self, folder: str) -> None:
        self.folder = LineEdit()
        self.folder.setText(folder)
        self.folder.setAccessibleName(_("Folder"))
        label = QLabel(_("&Folder"))
        label.setBuddy(self.folder)
        self.choose = QPushButton(_("&Choose…"))
        self.choose.setAccessibleName(_("Choose the folder"))
        self.choose.clicked.connect(self.choose_folder)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(self.choose)
        column = QVBoxLayout()
        column.setSpacing(theme.TIGHT)
        column.addWidget(label)
        column.addLayout(row)
        self.add_layout(column)

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

    def _show_last(self) -> None:
        """Show what came of the last export, which nothing but the next one replaces."""
        last = self.run.memory.last
        if last is not None and any(file.path.exists() for file in last.files):
            self._put_result(Result(last))

    def _show_result(self, outcome: Outcome) -> None:
        result = Result(outcome)
        self._put_result(result)
        self._show(None, result.folder)

    def _put_result(self, result: Result) -> None:
        _drop(self.result)
        self.result = result
        self._answers.addWidget(result)

    def _ask(self, paths: tuple[Path, ...]) -> None:
        answer = question(
            paths,
            rename=self._going_on(lambda: self.run.rename(paths)),
            replace=self._going_on(self.run.write),
            leave=self._leave,
        )
        self._show(answer)

    def _show_failure(self, error: Exception) -> None:
        answer = (
            stopped(error)
            or unwritable(
                error,
                again=self._going_on(self.run.write),
                rename=lambda path: self._going_on(lambda: self.run.rename([path]))(),
                move=self._move,
            )
            or unfit(error, self.desk)
        )
        self._show(answer)
        if answer is None:
            raise error

    def _going_on(self, deed: Callable[[], object]) -> Callable[[], None]:
        def go_on() -> None:
            self._work()
            deed()

        return go_on

    def _move(self) -> None:
        before = self.folder.text()
        self.choose_folder()
        if self.folder.text() != before:
            self.start()

    def _leave(self) -> None:
        self._show(None)

    def _work(self) -> None:
        self._clear()
        self.progress.show_stage(STAGES[0])
        self.progress.show()
        self.refresh()

    def _show(self, trouble: Answer | None, first: QPushButton | None = None) -> None:
        """Show what is asked or what went wrong; the keyboard goes on where it stands."""
        self.progress.hide()
        self._clear()
        self.refresh()
        if trouble is not None:
            self.trouble = trouble
            self._answers.insertWidget(0, trouble)
        focus = first or (trouble.buttons[0] if trouble is not None and trouble.buttons else self.button)
        if self.isVisible():
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(_LAID_OUT, self, self._bring_answer)

    def _bring_answer(self) -> None:
        """Scroll to the answer, once it has its place."""
        if self.answer is not None:
            self.column.activate()
            self.scroller.ensureWidgetVisible(self.answer, 0, theme.LARGE)

    def _clear(self) -> None:
        _drop(self.trouble)
        self.trouble = None


def _standing_words(now: Standing) -> str:
    match now.phase, now.edited:
        case "sealed", True:
            words = _(
                "The plan was changed after it was sealed: what is exported here is a draft, and is named so. "
                "What is to be signed can be sealed anew on the page “Sign and issue”."
            )
        case "sealed", False:
            words = _(
                "These are the sealed files, as they are to be signed. Notes stay here and are not in them."
            )
        case "issued", _edited:
            words = _(
                "The plan is issued. The package holds number, day and the signed paper as well; the PDF that is "
                "exported here has no signatures. The signed one is saved on the page “Sign and issue”."
            )
        case _ if now.kind == "amendment":
            words = _("This is the draft of an amendment, revision {number}; the issued one stays as it is.")
        case _:
            words = _("All files are made from the plan as it stands now, and say the same.")
    return words.format(number=now.number)


def _drop(answer: Answer | None) -> None:
    if answer is not None:
        answer.hide()
        answer.deleteLater()


def _documents() -> str:
    """Return the folder of the user's documents; their home where the system names one that is not there."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return place if Path(place).is_dir() else str(Path.home())

"""A Word file that came back, beside the plan: what differs is taken over or refused, one by one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from dxdesk.comparison.comparison import take_over, take_over_all
from dxdesk.comparison.difference import Difference
from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.changes import Change
from dxdesk.plan.edits import EditError
from ui.announcing import announce
from ui.dialog import Dialog, NoticeLine, heading, muted
from ui.word_comparison_pane import DifferencesPane
from ui.word_comparison_progress import ComparisonProgress
from ui.word_comparison_run import Compared, ComparisonRun, Order, UncomparableError

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.plan_view import PlanView

_LETTERS: Final = 144
_LINES: Final = 40
_REST: Final = 400  # milliseconds after a change in the plan


def open_word_comparison(window: "MainWindow", path: Path | None = None) -> "WordComparison | None":
    """Compare the open plan with a Word file and show what differs; ask for the file where none is given."""
    if window.view is None:
        return None
    if path is None:
        _ask_file(window, lambda chosen: open_word_comparison(window, chosen))
        return None
    for earlier in window.findChildren(WordComparison):
        earlier.close()
    dialog = WordComparison(window, window.view, path)
    dialog.show()
    dialog.activateWindow()
    return dialog


class WordComparison(Dialog):
    """Differences on the left, the one that is chosen on the right. The plan can be edited behind it."""

    def __init__(self, window: "MainWindow", view: "PlanView", path: Path) -> None:
        """Begin to compare."""
        super().__init__(window, _("Compare with a Word file"), _LETTERS, _LINES)
        self._desk = view.desk
        self._window = window
        self._compared: Compared | None = None
        self._run = ComparisonRun(window.office.worker, self)
        self._soon = QTimer(self, singleShot=True, interval=_REST)
        self._soon.timeout.connect(self.compare)
        self._build()
        self._wire()
        view.destroyed.connect(self.close)
        self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Begin with a file: nothing is taken over from it yet, and nothing refused."""
        self.pane.forget()
        self._is_kept = False  # whether the history has the plan as it was before this file
        self._desk.settle()
        self._order = Order(self._desk.plan, self._desk.pack, self._desk.plan, path)
        self.name.setText(path.name)
        self.notice.hide()
        self.stack.setCurrentWidget(self.progress)
        self.progress.stop.setFocus()
        self.compare()

    def compare(self) -> None:
        """Compare the plan as it stands now."""
        self._soon.stop()
        self._compared = None
        self._desk.settle()
        self._order = self._order._replace(plan=self._desk.plan, pack=self._desk.pack)
        self._run.start(self._order)

    def take_over(self, difference: Difference) -> None:
        """Take over one difference."""
        words = _("Taken over: {place}.").format(place=difference.place)
        self._change(lambda: take_over(self._desk.plan, difference), words)

    def take_over_all(self) -> None:
        """Take over all that is neither refused nor only to be looked at, as one edit."""
        wanted = self.pane.undecided()
        words = _n("{count} difference is taken over.", "{count} differences are taken over.", len(wanted))
        self._change(lambda: take_over_all(self._desk.plan, wanted), words.format(count=len(wanted)))

    def go_to_place(self, difference: Difference) -> None:
        """Show in the window where a difference is."""
        if difference.path:
            self._desk.place_wanted.emit(difference.path)
        else:
            self._desk.page_wanted.emit(difference.page)
        self._window.activateWindow()

    def done(self, result: int) -> None:
        """Stop comparing when the dialog is closed."""
        self._run.cancel()
        self._soon.stop()
        super().done(result)

    def _build(self) -> None:
        self.name = heading("")
        self.summary = muted("")
        self.column.addWidget(self.name)
        self.column.addWidget(self.summary)
        self.stack = QStackedWidget()
        self.progress, self.pane = ComparisonProgress(), DifferencesPane()
        for widget in (self.progress, self._answer(), self.pane):
            self.stack.addWidget(widget)
        self.column.addWidget(self.stack, 1)
        self.notice = NoticeLine()
        self.column.addWidget(self.notice)
        self.all = QPushButton()
        self.all.clicked.connect(self.take_over_all)
        self.other = QPushButton(_("Choose another &file…"))
        self.other.clicked.connect(lambda: _ask_file(self, self.open_file))
        for button in (self.all, self.other):
            button.setAutoDefault(False)
        self.close_button = self.add_foot(self.all, self.other)
        self._sum_up()

    def _answer(self) -> QWidget:
        self.answer = QLabel()
        self.answer.setWordWrap(True)
        self.answer.setTextFormat(Qt.TextFormat.PlainText)
        self.answer.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return self.answer

    def _wire(self) -> None:
        self._run.begun.connect(self.progress.show_step)
        self._run.done.connect(self._take)
        self._run.failed.connect(self._fail)
        self.pane.take_wanted.connect(self.take_over)
        self.pane.place_wanted.connect(self.go_to_place)
        self.pane.decided.connect(self._note_decision)
        self.progress.stop.clicked.connect(self.close)
        self._desk.changed.connect(self._compare_soon)
        for keys, deed in (("Ctrl+Z", self._desk.undo), ("Ctrl+Y", self._desk.redo)):
            QShortcut(QKeySequence(keys), self, deed)

    def _compare_soon(self, _touched: tuple[str, ...]) -> None:
        """Compare anew when the hands rest; a change that was told before is not the last one now."""
        self.notice.hide()
        self._soon.start()

    def _take(self, outcome: Compared) -> None:
        focus = self.focusWidget()
        self._compared = outcome
        self._order = outcome.order
        comparison = outcome.comparison
        self.pane.show_comparison(comparison, self._desk)
        if comparison.stranger or comparison.is_same:
            self._say(comparison.stranger or _("The plan and the Word file say the same."))
        else:
            self.stack.setCurrentWidget(self.pane)
        self._sum_up()
        self._keep_focus(focus)

    def _fail(self, error: UncomparableError) -> None:
        self._say(f"{error.message}\n{error.cure}".strip())
        self._sum_up()
        self._keep_focus(None)

    def _say(self, words: str) -> None:
        self.answer.setText(words)
        self.answer.setAccessibleName(words)
        self.stack.setCurrentWidget(self.answer)
        announce(self.answer, words)

    def _note_decision(self) -> None:
        self._sum_up()
        self._keep_focus(self.focusWidget())

    def _keep_focus(self, focus: QWidget | None) -> None:
        """Leave the focus where it was, or put it where there is something to do."""
        if focus is None or not focus.isVisibleTo(self) or not focus.isEnabled():
            focus = self.pane.list if self.stack.currentWidget() is self.pane else self.close_button
        focus.setFocus()

    def _change(self, make: Callable[[], Change], words: str) -> None:
        """Make a change and compare anew; wait for a comparison that is under way."""
        self._desk.settle()
        if self._compared is None or self._compared.order.plan is not self._desk.plan:
            return
        try:
            change = make()
        except EditError as error:
            self.notice.say(str(error), "error")
            return
        if not self._is_kept:
            self._desk.keep_version("word", self._order.path.name)
            self._is_kept = True
        if not self._desk.change(change):
            words = _("This difference cannot be taken over by itself. Change the plan by hand.")
            self.notice.say(words, "error")
            return
        self.notice.say(words, "soft", _("Undo"), self._desk.undo)
        announce(self.notice, words)
        self.compare()

    def _sum_up(self) -> None:
        count = len(self.pane.undecided())
        self.all.setText(_("Take over &all ({count})").format(count=count))
        self.all.setEnabled(bool(count))
        self.all.setVisible(self.stack.currentWidget() is self.pane)
        words = self.pane.summary() if self.stack.currentWidget() is self.pane else ""
        self.summary.setText(words)
        self.summary.setVisible(bool(words))


def _ask_file(parent: QWidget, chosen: Callable[[Path], object]) -> None:
    dialog = QFileDialog(parent, _("Choose the Word file that came back"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([f"{_('Word documents')} (*.docx)", f"{_('All files')} (*)"])
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()

"""What the page “Sign and issue” answers: that it works, what was not done and why, and the way back."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.store.faults import StoreError
from ui import theme
from ui.announcing import announce
from ui.pages.export_answers import Answer
from ui.pages.issue_trouble import refused


class IssueAnswers(QWidget):
    """Room for one answer; empty it takes none.

    `came` tells that there is something to read, `left` that the answer with the focus was taken away.
    """

    came = Signal()
    left = Signal()

    def __init__(self) -> None:
        """Begin with nothing to say."""
        super().__init__()
        self.answer: Answer | None = None
        self._words = QLabel()
        self._words.setProperty("role", "muted")
        self._bar = QProgressBar(textVisible=False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(_("Working"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SMALL)
        self._column.addWidget(self._words)
        self._column.addWidget(self._bar)
        self.rest()

    def work(self, words: str) -> None:
        """Say what is being done."""
        self.clear()
        self._words.setText(words)
        for widget in (self._words, self._bar, self):
            widget.show()

    def rest(self) -> None:
        """Say that nothing is being done any more."""
        self._words.hide()
        self._bar.hide()
        self.setVisible(self.answer is not None)

    def show_answer(self, answer: Answer) -> None:
        """Show an answer, and put the focus on the first thing that it offers."""
        self.clear()
        self.answer = answer
        self._column.addWidget(answer)
        self.show()
        announce(answer, " ".join(label.text() for label in answer.labels))
        if answer.buttons and self.isVisible():
            answer.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.came.emit()

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Tell what keeps the store from being read; what was begun is not done then."""
        try:
            yield
        except StoreError as error:
            self.show_answer(refused(str(error)))

    def clear(self) -> None:
        """Take the answer away: something else is done now."""
        answer, self.answer = self.answer, None
        if answer is not None:
            had_focus = answer.isAncestorOf(self.window().focusWidget())
            answer.hide()
            answer.deleteLater()
            if had_focus:
                self.left.emit()
        self.rest()

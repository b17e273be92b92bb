"""A small form over the window: a few lines about one place, and two verbs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dxdesk.plan.edits import EditError
from dxdesk.text.characters import clean
from ui import theme
from ui.drafts import Drafts
from ui.fields.area import TextArea
from ui.fields.line import LineEdit
from ui.fields.rest import WRITING, Rest


class Question(QDialog):
    """Asks for a text and a name. Ctrl+Enter answers; what does not do is told below, and nothing is lost.

    A text of which a draft is kept stands there again when the same is asked next, unless it was discarded.
    """

    _drafts: Drafts | None = None
    _place = ""

    def __init__(self, title: str, parent: QWidget | None) -> None:
        """Begin without lines."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(480)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.LARGE, theme.LARGE, theme.LARGE, theme.WIDE)
        self.column.setSpacing(theme.SMALL)
        self.trouble = QLabel()
        self.trouble.setProperty("role", "error")
        self.trouble.setWordWrap(True)
        self.trouble.hide()

    def add_words(self, words: str, role: str = "") -> QLabel:
        """Add a sentence."""
        label = QLabel(words)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        self.column.addWidget(label)
        return label

    def add_warning(self, words: str) -> None:
        """Add a sentence on the ground of warnings."""
        frame = QFrame()
        frame.setProperty("role", "warning")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.MEDIUM, theme.SMALL)
        inside.addWidget(self.add_words(words, "warning"))
        self.column.addWidget(frame)

    def add_text(self, label: str, lines: int = 4) -> TextArea:
        """Add an area for a text."""
        area = TextArea(lines=lines)
        self._add(label, area)
        return area

    def keep_draft(self, area: TextArea, drafts: Drafts, place: str) -> None:
        """Keep what is typed in an area under a place, and begin with what is kept there."""
        self._drafts, self._place = drafts, place

        def keep() -> None:
            if text := area.toPlainText():
                drafts.keep(place, text)
            else:
                drafts.drop(place)

        area.setPlainText(drafts.text(place) or "")
        area.moveCursor(QTextCursor.MoveOperation.End)
        rest = Rest(self, WRITING, keep)
        area.textChanged.connect(rest.note_typing)
        self.finished.connect(keep)

    def _forget_draft(self) -> None:
        if self._drafts is not None:
            self._drafts.drop(self._place)

    def add_line(self, label: str, text: str = "") -> LineEdit:
        """Add a line, with a text to begin with."""
        line = LineEdit()
        line.setText(text)
        self._add(label, line)
        return line

    def add_verbs(self, answer: str, leave: str) -> None:
        """Add the two buttons, at the end."""
        self.column.addWidget(self.trouble)
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.SMALL, 0, 0)
        self.answer_button = QPushButton(answer)
        self.answer_button.setProperty("role", "primary")
        self.answer_button.setDefault(True)
        self.answer_button.clicked.connect(self._try)
        self.leave_button = QPushButton(leave)
        self.leave_button.setAutoDefault(False)
        self.leave_button.clicked.connect(self._discard)
        row.addStretch(1)
        row.addWidget(self.answer_button)
        row.addWidget(self.leave_button)
        self.column.addLayout(row)

    def take(self) -> None:
        """Do what was answered.

        Raises:
            EditError: it does not do; the text says what to write.
        """
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by Ctrl+Enter from anywhere, a text of many lines too."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._try()
            return
        super().keyPressEvent(event)

    def _try(self) -> None:
        try:
            self.take()
        except EditError as error:
            self.trouble.setText(str(error))
            self.trouble.show()
            return
        self.accept()
        self._forget_draft()

    def _discard(self) -> None:
        self.reject()
        self._forget_draft()

    def _add(self, label: str, widget: QWidget) -> None:
        words = QLabel(label)
        words.setBuddy(widget)
        widget.setAccessibleName(label.replace("&", ""))
        self.column.addSpacing(theme.TIGHT)
        self.column.addWidget(words)
        self.column.addWidget(widget)


def text_of(area: TextArea) -> str:
    """Return what stands in an area, as a plan keeps it."""
    return clean(area.toPlainText()).strip()

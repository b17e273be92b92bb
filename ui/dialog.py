"""What the dialogs of the program have in common: they fit a small screen, close by Esc, and speak quietly."""

from collections.abc import Callable
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from ui import theme
from ui.theme import scaled

# What is left of a screen of 1024 × 700 within the frame of a window.
_WIDEST: Final = 984
_HIGHEST: Final = 640
_FRAME: Final = 40  # the title bar, where the screen is smaller still: 1366 × 768 at 150 %

Tone = Literal["soft", "warning", "error"]


class Dialog(QDialog):
    """A dialog with one column. Its size is given in letters and lines, so that it grows with the text."""

    def __init__(self, parent: QWidget | None, title: str, letters: int, lines: int) -> None:
        """Begin the column."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        metrics = self.fontMetrics()
        width, height = letters * metrics.averageCharWidth(), lines * metrics.lineSpacing()
        room = self.screen().availableSize().height() - _FRAME
        self.resize(min(width, _WIDEST), min(height, _HIGHEST, room))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.LARGE, theme.WIDE, theme.LARGE, theme.WIDE)
        self.column.setSpacing(theme.MEDIUM)

    def add_foot(self, *others: QPushButton) -> QPushButton:
        """End the column with other buttons on the left and the one that closes on the right."""
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        for button in others:
            row.addWidget(button)
        row.addStretch(1)
        close = QPushButton(_("&Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        row.addWidget(close)
        self.column.addLayout(row)
        return close


class NoticeLine(QFrame):
    """Says what happened, with a button where something can be done about it; hidden while there is nothing."""

    def __init__(self) -> None:
        """Begin with nothing to say."""
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.SMALL, theme.SMALL)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.button = QPushButton()
        self.button.setProperty("role", "quiet")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._act)
        self._action: Callable[[], object] | None = None
        self._stays = False
        row.addWidget(self.words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(
        self,
        words: str,
        tone: Tone = "soft",
        button: str = "",
        action: Callable[[], object] | None = None,
        *,
        stays: bool = False,
    ) -> None:
        """Say something; `action` is done when its button is clicked: once, unless what is said stays."""
        self._stays = stays
        self.words.setText(words)
        self.setAccessibleName(words)
        self._action = action
        self.button.setText(button)
        self.button.setVisible(action is not None)
        for widget, role in ((self, tone), (self.words, "" if tone == "soft" else tone)):
            widget.setProperty("role", role)
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        self.show()

    def withdraw(self, action: Callable[[], object]) -> None:
        """Say nothing any more, if what is said offers `action`: its time is over."""
        if self._action == action:
            self._action = None
            self.hide()

    def _act(self) -> None:
        action = self._action
        if not self._stays:
            self._action = None
            self.hide()
        if action is not None:
            action()


def deed_button(words: str, deed: Callable[[], object]) -> QPushButton:
    """Return a button that does something, and that Enter elsewhere in the dialog does not press."""
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _on=False: deed())
    return button


def heading(words: str, factor: float = 1.15) -> QLabel:
    """Return a heading at `factor` of the window's text size; it may be the name of a file, or words in one."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(scaled(factor, bold=True))
    label.setWordWrap(True)
    return label


def muted(words: str) -> QLabel:
    """Return a quiet explanation."""
    label = QLabel(words)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label

"""The quiet line below the list: what was just done, and the way back."""

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from dxdesk.language import translate as _
from ui import theme

_SHORT: Final = 70  # characters that stand on one line


class QuietLine(QWidget):
    """Says one thing at a time; where it can be taken back, a button says so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing to say."""
        super().__init__(parent)
        self._undo: Callable[[], None] | None = None
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        self.button = QPushButton(_("&Undo"))
        self.button.setProperty("role", "quiet")
        self.button.hide()
        self.button.clicked.connect(self.undo)
        row.addWidget(self.words)
        row.addWidget(self.button)
        row.addStretch(0)

    def say(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Say something in the place of what was said before; `undo` takes it back."""
        self._undo = undo
        is_long = len(words) > _SHORT
        self.words.setWordWrap(is_long)
        self._row.setStretchFactor(self.words, int(is_long))
        self.words.setText(words)
        self.button.setVisible(undo is not None)
        if words:
            from ui.announcing import announce  # noqa: PLC0415 - the list comes up silent

            announce(self, words)

    def undo(self) -> None:
        """Take back what was said last, if it can be."""
        undo = self._undo
        self.say("")
        if undo is not None:
            undo()

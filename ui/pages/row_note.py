"""A quiet line in a list: what was just deleted or pasted, and how to take that back."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

from dxdesk.language import translate as _
from dxdesk.plan.changes import Change
from ui import theme
from ui.desk import Desk


class RowNote(QFrame):
    """Tells of the newest change of a list until the list changes again."""

    def __init__(self, desk: Desk) -> None:
        """Begin with nothing to tell."""
        super().__init__()
        self._desk = desk
        self._back: Callable[[], Change] | None = None
        self._is_newest = False
        self.setProperty("role", "soft")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.undo = QPushButton(_("Undo"))
        self.undo.setProperty("role", "quiet")
        self.undo.clicked.connect(self._take_back)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.MEDIUM, 0, theme.SMALL, 0)
        line.addWidget(self.words, 1)
        line.addWidget(self.undo)
        desk.changed.connect(self._note_change)
        self.hide()

    def tell(self, words: str, back: Callable[[], Change] | None = None) -> None:
        """Tell what was done just now; `back` takes it back even after more was written."""
        self._back, self._is_newest = back, True
        self.words.setText(words)
        self.undo.setEnabled(True)
        self.undo.setAccessibleName(f"{_('Undo')}: {words}")
        self.show()

    def _note_change(self, _touched: tuple[str, ...]) -> None:
        self._is_newest = False
        self.undo.setEnabled(self._back is not None)

    def _take_back(self) -> None:
        self._desk.settle()
        if self._is_newest:
            self._desk.undo()
        elif self._back is not None:
            self._desk.change(self._back())

"""The line in which words of the guidance are looked for."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from dxdesk.language import translate as _
from ui import theme
from ui.guidance_reader_page import GuidanceText
from ui.icons import IconName, icon

_SEARCH_AFTER: Final = 150  # milliseconds


class FindLine(QWidget):
    """A field, how many hits there are, and the way to the next and the previous one."""

    def __init__(self, text: GuidanceText) -> None:
        """Search in this text."""
        super().__init__()
        self._text = text
        self._hit = -1
        self._typing = QTimer(self, singleShot=True, interval=_SEARCH_AFTER)
        self._typing.timeout.connect(self.search)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        self.field = QLineEdit(clearButtonEnabled=True)
        self.field.textChanged.connect(self._typing.start)
        self.count = QLabel()
        self.count.setProperty("role", "muted")
        self.previous = _tool("chevron-up", lambda: self.step(-1))
        self.next = _tool("chevron-down", lambda: self.step(1))
        row.addWidget(self.field, 1)
        for widget in (self.count, self.previous, self.next):
            row.addWidget(widget)
        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)

    def speak(self) -> None:
        """Say everything in the active language."""
        self.field.setPlaceholderText(_("Search the guidance (Ctrl+F)"))
        self.field.setAccessibleName(_("Search the guidance"))
        for button, words in (
            (self.previous, _("Previous hit (Shift+F3)")),
            (self.next, _("Next hit (F3)")),
        ):
            button.setToolTip(words)
            button.setAccessibleName(words)

    def search(self) -> None:
        """Mark every hit and go to the nearest one."""
        self._typing.stop()
        found = self._text.search(self.field.text())
        self._hit = self._text.nearest_hit()
        if found:
            self._text.show_hit(self._hit)
        self._count()

    def step(self, by: int) -> None:
        """Go some hits on, round and round."""
        if self._typing.isActive():
            self.search()
        elif hits := self._text.hits:
            self._hit = (self._hit + by) % len(hits)
            self._text.show_hit(self._hit)
            self._count()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Go on by Enter and back by Shift+Enter, in the field."""
        if event.type() != QEvent.Type.KeyPress:
            return False
        assert isinstance(event, QKeyEvent)  # noqa: S101 - for the type checker
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        return True

    def _count(self) -> None:
        found = len(self._text.hits)
        for button in (self.previous, self.next):
            button.setEnabled(found > 0)
        if not self.field.text().strip():
            self.count.setText("")
        elif found:
            self.count.setText(_("{number} of {count}").format(number=self._hit + 1, count=found))
        else:
            self.count.setText(_("Nothing found"))


def _tool(name: IconName, action: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setIcon(icon(name))
    button.setProperty("role", "small")
    button.setEnabled(False)
    button.clicked.connect(action)
    return button

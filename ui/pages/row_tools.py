"""The parts around a row of a list: the grip to drag it by, its tools, and the sentence that opens it."""

from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dxdesk.language import mark
from dxdesk.language import translate as _
from ui import theme
from ui.icons import IconName, icon

RowAction = Literal["up", "down", "add", "duplicate", "delete", "note"]
_DRAG_AFTER: Final = 6  # pixels


class _Tool(NamedTuple):
    action: RowAction
    sign: IconName
    words: str
    keys: str


_TOOLS: Final = (
    _Tool("up", "up", mark("Move up"), "Alt+↑"),
    _Tool("down", "down", mark("Move down"), "Alt+↓"),
    _Tool("add", "plus", mark("Insert below"), "Ctrl+Enter"),
    _Tool("duplicate", "duplicate", mark("Duplicate"), "Ctrl+D"),
    _Tool("delete", "delete", mark("Delete"), ""),
)
_NOTE: Final = _Tool("note", "note", mark("Note…"), "Ctrl+Alt+N")


class Grip(QToolButton):
    """Takes the focus for its row when clicked, and is dragged to move the row.

    `dragged` carries where the mouse is on the screen, `dropped` whether the row is to stay there.
    """

    dragged = Signal(QPoint)
    dropped = Signal(bool)

    def __init__(self) -> None:
        """Wait to be dragged."""
        super().__init__()
        self.setIcon(icon("grip", "muted"))
        self.setProperty("role", "small")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(_("Drag to move. Ctrl+V pastes a list below."))
        self._from: QPoint | None = None
        self._moving = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin."""
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell where it is dragged to."""
        super().mouseMoveEvent(event)
        here = event.globalPosition().toPoint()
        if self._from is None:
            return
        if self._moving or (here - self._from).manhattanLength() >= _DRAG_AFTER:
            self._moving = True
            self.dragged.emit(here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the row go where it is."""
        super().mouseReleaseEvent(event)
        self._end(stays=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the drag up with Esc; every other key is the list's."""
        if event.key() == Qt.Key.Key_Escape and self._moving:
            self._end(stays=False)
            return
        event.ignore()

    def _end(self, *, stays: bool) -> None:
        was_moving, self._moving, self._from = self._moving, False, None
        if was_moving:
            self.dropped.emit(stays)


class _ToolButton(QToolButton):
    """One tool; Left and Right go to its neighbours, so that all of them are one stop of Tab."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        tools = self.parentWidget()
        if step is not None and isinstance(tools, RowTools):
            tools.go(self, step)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class RowTools(QWidget):
    """What can be done with a row; `asked` carries which of it."""

    asked = Signal(str)

    def __init__(self) -> None:
        """Show the tools in one line."""
        super().__init__()
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        self.buttons: dict[str, QToolButton] = {}
        for tool in _TOOLS:
            button = _ToolButton()
            button.setIcon(icon(tool.sign, "muted"))
            button.setProperty("role", "small")
            button.clicked.connect(lambda _on=False, action=tool.action: self.asked.emit(action))
            line.addWidget(button)
            self.buttons[tool.action] = button
        self._stop_at(self.buttons["up"])

    def name_after(self, row: str) -> None:
        """Name the tools after their row, for those who hear them."""
        for tool in _TOOLS:
            button, words = self.buttons[tool.action], _(tool.words)
            button.setToolTip(f"{words} ({tool.keys})" if tool.keys else words)
            button.setAccessibleName(f"{words}: {row}")

    def menu(self) -> QMenu:
        """Return the tools as a menu, in words, and what there is no room for beside every row."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for tool in (*_TOOLS, _NOTE):
            words = f"{_(tool.words)}\t{tool.keys}" if tool.keys else _(tool.words)
            action = menu.addAction(icon(tool.sign), words)
            action.triggered.connect(lambda _on=False, what=tool.action: self.asked.emit(what))
        return menu

    def go(self, button: QToolButton, step: int) -> None:
        """Go to a neighbour of a tool."""
        line = list(self.buttons.values())
        neighbour = line[(line.index(button) + step) % len(line)]
        self._stop_at(neighbour)
        neighbour.setFocus(Qt.FocusReason.TabFocusReason)

    def _stop_at(self, stop: QToolButton) -> None:
        for button in self.buttons.values():
            is_stop = button is stop
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if is_stop else Qt.FocusPolicy.NoFocus)


class SummaryButton(QPushButton):
    """A sentence of any length that opens and closes the form below it."""

    def __init__(self) -> None:
        """Begin without words."""
        super().__init__()
        self.setCheckable(True)
        self.setProperty("role", "sentence")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SMALL, 6, theme.SMALL, 6)
        column.addWidget(self._words)

    def show_sentence(self, sentence: str, name: str) -> None:
        """Show a sentence; `name` says what it is, for those who hear it."""
        self._words.setText(sentence)
        self.setAccessibleName(f"{name}: {sentence}")
        self.setAccessibleDescription(_("Enter shows its fields."))

    def sentence(self) -> str:
        """Return the sentence."""
        return self._words.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter as well as with Space; the arrow keys and Delete are the list's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Delete):
            event.ignore()
        else:
            super().keyPressEvent(event)

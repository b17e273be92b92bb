"""One line of the check page: a sign, the place as a link, what there is to say, and what can be done."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dxdesk.language import mark
from dxdesk.language import translate as _
from ui import theme
from ui.icons import IconName, IconRole
from ui.link import Link
from ui.pages.check_items import Heading, Item, Kind
from ui.pages.page import line, scaled
from ui.sign import Sign

_SIGNS: Final[Mapping[Kind, tuple[IconName, IconRole]]] = {
    "error": ("attention", "error"),
    "warning": ("attention", "warning"),
    "hint": ("help", "muted"),
    "accepted": ("check", "done"),
    "stale": ("dash", "muted"),
}
_WORDS: Final[Mapping[Kind, str]] = {
    "error": mark("Error"),
    "warning": mark("Warning"),
    "hint": mark("Hint"),
    "accepted": mark("Accepted"),
    "stale": mark("Accepted, no longer so"),
}
# The verb that a line offers beside opening its place. Its key works while the focus is in the line.
_VERBS: Final[Mapping[Kind, str]] = {
    "warning": mark("&Accept…"),
    "accepted": mark("Take &back"),
    "stale": mark("&Remove"),
}


class CheckLine(QFrame):
    """A line. `opened` asks for its place, `acted` for its verb, `stepped` carries -1 or 1 by the arrows."""

    opened = Signal()
    acted = Signal()
    stepped = Signal(int)

    def __init__(self, item: Item) -> None:
        """Show an item."""
        super().__init__()
        self.item = item
        self.link = Link(item.short)
        self.link.setAccessibleName(f"{_(_WORDS[item.kind])}: {item.place}. {item.sentence}")
        self.link.setAccessibleDescription(item.source)
        self.link.clicked.connect(self.opened)
        self.verb: QPushButton | None = None
        if item.kind in _VERBS:
            self.verb = QPushButton(_(_VERBS[item.kind]).replace("&", ""))
            self.verb.setProperty("role", "quiet")
            self.verb.setAccessibleName(f"{self.verb.text()} {item.place}")
            self.verb.clicked.connect(self.acted)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._lay_out(item)
        for widget in self._stops():
            widget.installEventFilter(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the place by a click anywhere in the line."""
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows and Enter work the line; its verb has a key while the focus is here."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and self.verb is not None:
            words = _(_VERBS[self.item.kind])
            self.verb.setText(words if event.type() == QEvent.Type.FocusIn else words.replace("&", ""))
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._worked(watched, Qt.Key(event.key()))
        return False

    def _worked(self, watched: QObject, key: Qt.Key) -> bool:
        match key:
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if isinstance(watched, QAbstractButton):
                watched.click()
            case _:
                return False
        return True

    def _stops(self) -> list[QAbstractButton]:
        return [self.link, self.verb] if self.verb is not None else [self.link]

    def _lay_out(self, item: Item) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.SMALL, 0, theme.SMALL)
        row.setSpacing(theme.SMALL)
        sign = Sign(*_SIGNS[item.kind])
        sign.setContentsMargins(0, theme.TIGHT + 1, 0, 0)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words(item), 1)
        if self.verb is not None:
            row.addWidget(self.verb, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(line())

    def _words(self, item: Item) -> QWidget:
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.link)
        for text, role, size in ((item.sentence, "", 1.0), (item.source, "hint", 0.9)):
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setProperty("role", role)
            label.setFont(scaled(size))
            label.setContentsMargins(theme.TIGHT, 0, 0, 0)
            column.addWidget(label)
        return words


class CheckHeading(QLabel):
    """A heading above lines."""

    def __init__(self, heading: Heading) -> None:
        """Show a heading by its rank."""
        super().__init__(heading.text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if heading.page:
            self.setProperty("role", "muted")
            self.setFont(scaled(1.0, bold=True))
            self.setContentsMargins(0, theme.MEDIUM, 0, 0)
        else:
            self.setFont(scaled(1.15, bold=True))
            self.setContentsMargins(0, theme.LARGE, 0, 0)

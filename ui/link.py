"""A link to a place: a button that looks like text and breaks into lines where the room is narrow."""

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import theme

_PAD: Final = 4
_RING: Final = 2
_WIDEST: Final = 16_777_215
_FLAGS: Final = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class Link(QAbstractButton):
    """A link. Enter and Space follow it, and so does a click."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Show a text; an ampersand in it is nothing but an ampersand."""
        super().__init__(parent)
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the size of the text on one line."""
        return self._size(_WIDEST)

    def minimumSizeHint(self) -> QSize:
        """Return the size of one word, about."""
        metrics = self.fontMetrics()
        longest = max(map(metrics.horizontalAdvance, self._words.split()), default=0)
        return QSize(longest + 2 * _PAD, metrics.height() + 2 * _PAD)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text in lines of a width."""
        return self._size(width).height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Follow the link by Enter; Space is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Underline the text."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Take the line away."""
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the text, and a ring where the focus is."""
        look = theme.current()
        painter = QPainter(self)
        font = self.font()
        font.setUnderline(self.underMouse())
        painter.setFont(font)
        painter.setPen(QColor(look.primary))
        painter.drawText(self.rect().adjusted(_PAD, _PAD, -_PAD, -_PAD), _FLAGS, self._words)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(look.focus), _RING))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 4, 4)

    def _size(self, width: int) -> QSize:
        room = QRect(0, 0, max(width - 2 * _PAD, 1), _WIDEST)
        text = self.fontMetrics().boundingRect(room, _FLAGS, self._words)
        return QSize(text.width() + 2 * _PAD, text.height() + 2 * _PAD)

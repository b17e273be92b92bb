"""A frame around what has just changed, for a moment."""

from typing import Final

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTableView, QWidget

from ui import theme
from ui.fields.field import Field

_SHOWN: Final = 1_200  # milliseconds
_TINT: Final = 32  # of 255
_CORNER: Final = 4


class Flash(QWidget):
    """Lies over a part of the window without taking part in it, and goes by itself."""

    def __init__(self, over: QWidget, place: QRect) -> None:
        """Lie over `place` of a widget."""
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(place)
        QTimer.singleShot(_SHOWN, self, self.deleteLater)
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint what lies below and draw a line around it."""
        colour = QColor(theme.current().primary)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour, 2))
        colour.setAlpha(_TINT)
        painter.setBrush(colour)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), _CORNER, _CORNER)
        painter.end()


def flash(focus: QWidget) -> Flash:
    """Show where the focus is: the whole field, the row of a table, or the widget itself."""
    around: QWidget | None = focus
    while around is not None:
        if isinstance(around, Field):
            return Flash(around, around.rect())
        if isinstance(around, QTableView) and around.currentIndex().isValid():
            row = around.visualRect(around.currentIndex())
            return Flash(around.viewport(), QRect(0, row.y(), around.viewport().width(), row.height()))
        around = around.parentWidget()
    return Flash(focus, focus.rect())

"""One line above the pages: why they are not those of the plan as it is now."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from dxdesk.language import translate as _
from dxdesk.value import Fault


class _OneLine(QLabel):
    """A label that shortens its text to the room it has; the whole text is its tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Ask for a line's height and no width."""
        return QSize(0, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as much as there is room for."""
        del event
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.end()


class Notice(QFrame):
    """Says what cannot be printed and leads to its place; hidden while there is nothing to say."""

    place_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointer = ""
        self._text = _OneLine()
        self._open = QPushButton()
        self._open.clicked.connect(lambda: self.place_clicked.emit(self._pointer))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._open)
        self.setProperty("role", "warning")
        self._text.setProperty("role", "warning")
        self._open.setProperty("role", "quiet")
        self.speak()
        self.hide()

    def say(self, fault: Fault) -> None:
        """Show a fault in one line."""
        self._pointer = fault.pointer
        self._text.setText(fault.message)
        self._text.setToolTip(fault.message)
        self.setAccessibleName(fault.message)
        self.show()

    def text(self) -> str:
        """Return what is said, whole."""
        return self._text.text()

    def speak(self) -> None:
        """Say the button anew, in the active language."""
        self._open.setText(_("Open this place"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.speak()

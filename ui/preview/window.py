"""The preview in a window of its own."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dxdesk.language import translate as _
from ui.preview.pane import PreviewPane


class PreviewWindow(QWidget):
    """Holds the preview pane as long as it is open; who opened it puts the pane back when it closes."""

    closed = Signal()

    def __init__(self, pane: PreviewPane, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._pane: PreviewPane | None = pane
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(pane)
        pane.show()
        self.resize(860, 900)
        self._speak()

    def take_pane(self) -> PreviewPane | None:
        """Give the pane back, hidden and without a parent; None where it was taken already."""
        pane, self._pane = self._pane, None
        if pane is not None:
            pane.hide()
            pane.setParent(None)
        return pane

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the pane may be taken back."""
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _speak(self) -> None:
        self.setWindowTitle(_("Preview of the print"))

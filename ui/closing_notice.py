"""The word over the window while the last backup is written."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from dxdesk.language import translate as _
from ui.announcing import announce
from ui.theme import scaled


def show_closing_notice(window: QWidget) -> QLabel:
    """Cover a window with a word on why it is not gone yet; return it."""
    label = QLabel(_("The plans are being backed up. The window closes in a moment."), window)
    label.setProperty("role", "soft")
    label.setFont(scaled(1.25, bold=True))
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setGeometry(window.rect())
    label.show()
    label.raise_()
    announce(window, label.text())
    return label

"""A part of a page that comes and goes as a whole."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.dialog import heading


class Section(QWidget):
    """A panel below its heading, shown and hidden together."""

    def __init__(self, title: str, panel: QWidget) -> None:
        """Put a panel below its title."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SMALL, 0, 0)
        column.setSpacing(theme.MEDIUM)
        column.addWidget(heading(title))
        column.addWidget(panel)

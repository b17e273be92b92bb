"""What stands where a task has no activity yet: a sentence, and where to begin."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from ui import theme


class NoActivities(QFrame):
    """Invites to begin: with an empty activity, or with the suggestions."""

    add_wanted = Signal()
    suggestions_wanted = Signal()

    def __init__(self, suggestions: int, parent: QWidget | None = None) -> None:
        """Offer that many suggestions."""
        super().__init__(parent)
        self.setProperty("role", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.LARGE, theme.LARGE, theme.LARGE, theme.LARGE)
        column.setSpacing(theme.MEDIUM)
        words = QLabel(
            _(
                "There is no activity yet. Write what the unit will do, or begin with what the guidance suggests."
            )
        )
        words.setWordWrap(True)
        column.addWidget(words)
        row = QHBoxLayout()
        column.addLayout(row)
        self.add = QPushButton(_("Add an activity"))
        self.add.setProperty("role", "primary")
        self.add.clicked.connect(self.add_wanted)
        row.addWidget(self.add)
        self.choose = QPushButton(_("Choose from suggestions ({count})").format(count=suggestions))
        self.choose.clicked.connect(self.suggestions_wanted)
        row.addWidget(self.choose)
        self.choose.setVisible(suggestions > 0)  # once it has its place: it would be a window of its own
        row.addStretch(1)
        self.setFocusProxy(self.add)

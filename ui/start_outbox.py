"""The outbox of all plans, where the list of plans stands else."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from ui import theme
from ui.icons import icon
from ui.office import Office
from ui.outbox_panel import OutboxPanel
from ui.theme import scaled

_WIDEST = 1_160


class StartOutbox(QWidget):
    """`left` tells that somebody goes back to the list; `place_wanted` carries a plan and a place in it."""

    left = Signal()
    place_wanted = Signal(str, str)

    def __init__(self, office: Office) -> None:
        """Show what was sent of all plans."""
        super().__init__()
        self.panel = OutboxPanel(office)
        self.panel.place_wanted.connect(self.place_wanted)
        self.back = QPushButton(icon("back", "primary"), _("A&ll plans"))
        self.back.setProperty("role", "quiet")
        self.back.setAutoDefault(True)
        self.back.setShortcut("Alt+Left")
        self.back.clicked.connect(self.left)
        title = QLabel(_("Outbox"))
        title.setFont(scaled(1.5, bold=True))
        head = QHBoxLayout()
        head.setSpacing(theme.SMALL)
        head.addWidget(self.back)
        head.addWidget(title, 1)
        body = QWidget()
        body.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.WIDE)
        column.addLayout(head)
        column.addWidget(self.panel, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(theme.HUGE, theme.LARGE, theme.HUGE, theme.MEDIUM)
        outer.addWidget(body)

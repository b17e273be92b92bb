"""What was sent of the plan, and what became of it."""

from pathlib import Path

from PySide6.QtWidgets import QLabel, QVBoxLayout

from dxdesk.language import translate as _
from ui import theme
from ui.desk import Desk
from ui.office import Office
from ui.outbox_panel import OutboxPanel
from ui.pages.page import Page, scaled


class OutboxPage(Page):
    """The outbox of one plan."""

    def __init__(self, desk: Desk, office: Office) -> None:
        """Show what was sent of the plan on the desk."""
        super().__init__(desk, "outbox")
        self.panel = OutboxPanel(office, desk.plan_id)
        self.panel.place_wanted.connect(self._open_place)
        title = QLabel(_("Outbox"))
        title.setFont(scaled(1.5, bold=True))
        lead = QLabel(
            _(
                "What was sent of this plan, and what was answered. It counts as received when its receipt is here."
            )
        )
        lead.setProperty("role", "muted")
        lead.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.LARGE, theme.WIDE, theme.LARGE, theme.MEDIUM)
        column.setSpacing(theme.TIGHT)
        column.addWidget(title)
        column.addWidget(lead)
        column.addSpacing(theme.SMALL)
        column.addWidget(self.panel, 1)

    def bring_to(self, path: str) -> None:  # noqa: ARG002 - the page has no places of the plan
        """Put the focus on the list."""
        self.panel.rest()

    def take_in(self, path: Path) -> None:
        """Take an answer in that came as a file."""
        self.panel.take_in(path)

    def _open_place(self, _plan_id: str, place: str) -> None:
        self.desk.place_wanted.emit(place)

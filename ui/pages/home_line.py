"""A line of the overview: a page of the plan, and how it stands."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from dxdesk.plan.contents import PlanPage
from dxdesk.plan.progress import UNFINISHED, PageState
from ui import theme
from ui.contents_line import STATE_MARKS
from ui.link import Link
from ui.progress_words import state_words
from ui.sign import Sign

# How a line shares its width between the title of a page and how it stands.
_TITLE_SHARE: Final = 5
_STATE_SHARE: Final = 3


class PageLine(QWidget):
    """A line of the overview: the page as a link, and how it stands."""

    def __init__(self, page: PlanPage) -> None:
        """Show a page of the plan."""
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.TIGHT // 2, 0, theme.TIGHT // 2)
        row.setSpacing(theme.SMALL)
        self._title = f"{page.number}. {page.title}" if page.number else page.title
        self.link = Link(self._title)
        self.state = QLabel()
        self.state.setProperty("role", "muted")
        self.state.setWordWrap(True)
        self.state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.sign = Sign()
        row.addWidget(self.link, _TITLE_SHARE)
        row.addWidget(self.state, _STATE_SHARE)
        row.addWidget(self.sign)

    def show_state(self, state: PageState) -> None:
        """Show the state in words and by its mark."""
        words = state_words(state)
        name, role = STATE_MARKS[state.state]
        self.state.setText(words)
        self._show_weight(state)
        self.sign.show_icon(name, role)
        self.link.setAccessibleName(f"{self._title}, {words}")

    def _show_weight(self, state: PageState) -> None:
        """Let what is unfinished stand out more than what is finished."""
        role = "warning" if state.state == "attention" else "" if state.state in UNFINISHED else "muted"
        if role != self.state.property("role"):
            self.state.setProperty("role", role)
            self.state.style().unpolish(self.state)
            self.state.style().polish(self.state)

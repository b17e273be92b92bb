"""How the questions of a new plan stand on their page: three at the left, the fourth beside them."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dxdesk.language import translate as _
from ui import theme
from ui.icons import icon
from ui.pages.page import scaled

_WIDEST: Final = 1_240
_QUESTIONS_WIDTH: Final = 620


class NewPlanFrame(QWidget):
    """Heading and way back above, the questions, and below what is missing beside the main button."""

    def __init__(self, unit: QWidget, year: QWidget, beginning: QWidget, carry: QWidget) -> None:
        """Put the questions in their places; the fourth is hidden until it is asked."""
        super().__init__()
        self.back = QPushButton(icon("back", "primary"), _("All plans"))
        self.back.setProperty("role", "quiet")
        self.start = QPushButton(_("&Begin writing"))
        self.start.setProperty("role", "primary")
        self.start.setToolTip("Ctrl+Enter")
        self.start.setAutoDefault(True)
        self.missing = QLabel()
        self.missing.setProperty("role", "muted")
        self.missing.setWordWrap(True)
        self._carry_title = _question("")
        self._carry = QFrame()
        self._carry.setProperty("role", "surface")
        column = QVBoxLayout(self._carry)
        column.setContentsMargins(theme.WIDE, theme.MEDIUM, theme.WIDE, theme.WIDE)
        column.setSpacing(theme.SMALL)
        column.addWidget(self._carry_title)
        column.addWidget(carry, 1)
        questions = (
            (_("1. For which unit?"), unit),
            (_("2. For which year?"), year),
            (_("3. What does it begin with?"), beginning),
        )
        self._questions = _scrolled(*questions)
        self._arrange()
        self.show_carry("")

    def show_carry(self, title: str) -> None:
        """Ask the fourth question, or hide it where there is no title."""
        self._carry_title.setText(title)
        self._carry.setVisible(bool(title))

    def _arrange(self) -> None:
        title = QLabel(_("New plan"))
        title.setFont(scaled(1.5, bold=True))
        upper = QVBoxLayout()
        upper.setSpacing(theme.TIGHT)
        upper.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        upper.addWidget(title)
        middle = QHBoxLayout()
        middle.setSpacing(theme.LARGE)
        middle.addWidget(self._questions, 1)
        middle.addWidget(self._carry, 1)
        middle.addStretch(0)
        body = QWidget()
        body.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.MEDIUM)
        column.addLayout(upper)
        column.addLayout(middle, 1)
        sides = QHBoxLayout()
        sides.setContentsMargins(theme.HUGE, theme.MEDIUM, theme.HUGE, theme.MEDIUM)
        sides.addWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(sides, 1)
        outer.addWidget(self._foot())

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("role", "foot")
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.WIDE)
        row.addWidget(self.start)
        row.addWidget(self.missing, 1)
        outer = QHBoxLayout(foot)
        outer.setContentsMargins(theme.HUGE, theme.MEDIUM, theme.HUGE, theme.MEDIUM)
        outer.addWidget(inner)
        return foot


def _scrolled(*questions: tuple[str, QWidget]) -> QScrollArea:
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.setContentsMargins(0, 0, theme.MEDIUM, 0)
    column.setSpacing(theme.SMALL)
    for title, widget in questions:
        column.addWidget(_question(title))
        column.addWidget(widget)
        column.addSpacing(theme.MEDIUM)
    column.addStretch(1)
    scroller = QScrollArea()
    scroller.setWidgetResizable(True)
    scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroller.setMaximumWidth(_QUESTIONS_WIDTH)
    scroller.setWidget(sheet)
    return scroller


def _question(title: str) -> QLabel:
    label = QLabel(title)
    label.setFont(scaled(1.15, bold=True))
    label.setWordWrap(True)
    return label

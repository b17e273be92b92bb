"""The guidance beside a page: what the letter asks, in plain words, with its days and its legal bases."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dxdesk.language import translate as _
from dxdesk.plan.contents import PlanPage
from ui import theme
from ui.desk import Desk
from ui.guidance_text import ORDER, Section, other_year, sections
from ui.icons import icon
from ui.pages.page import scaled

_STRIP: Final = 44  # pixels of the pane when it is folded
_Text = Qt.TextInteractionFlag


class GuidancePane(QFrame):
    """Shows the guidance for a page. `width_changed` tells that it was folded, or is wide again."""

    width_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin empty and wide."""
        super().__init__(parent)
        self.setProperty("role", "guidance")
        self.sections: dict[str, _FoldingSection] = {}
        self._folded_away: set[str] = set()  # sections that the person folded stay so on other pages
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self.year = QLabel()
        self.year.setProperty("role", "muted")
        self.year.setWordWrap(True)
        self.year.setContentsMargins(theme.WIDE, 0, theme.MEDIUM, theme.SMALL)
        column.addWidget(self.year)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.scroller.setAccessibleName(_("Guidance"))
        column.addWidget(self.scroller, 1)
        column.addStretch(0)
        sheet = QWidget()
        self.scroller.setWidget(sheet)
        self._column = QVBoxLayout(sheet)
        self._column.setContentsMargins(theme.WIDE, 0, theme.MEDIUM, theme.WIDE)
        self._column.setSpacing(theme.TIGHT)
        self._column.addStretch(1)
        self.folded = False
        self._show_fold()

    def show_page(self, desk: Desk, page: PlanPage | None, key: str = "") -> None:
        """Show what helps on the page `key`; `page` is None where it is no part of the plan."""
        self.year.setText(other_year(desk.plan, desk.guidance))
        self._show_year()
        wanted = sections(desk.plan, desk.guidance, page, key)
        shown = {section.key for section in wanted}
        for name, widget in self.sections.items():
            if name not in shown:
                widget.hide()
        for section in wanted:
            widget = self._section(section.key)
            widget.show_section(section, is_open=section.key not in self._folded_away)
            widget.setVisible(True)
        self.scroller.verticalScrollBar().setValue(0)

    def wanted_width(self) -> int:
        """Return how wide the pane wants to be, in pixels."""
        return _STRIP if self.folded else theme.GUIDANCE_WIDTH

    def set_folded(self, folded: bool) -> None:  # noqa: FBT001 - reads as what it is
        """Fold the pane to a strip, or make it wide again."""
        if folded != self.folded:
            self.folded = folded
            self._show_fold()
            self.width_changed.emit()

    def take_focus(self) -> None:
        """Put the focus on the text, or on what unfolds it; with a focus proxy, Tab would pass the button by."""
        (self.fold if self.folded else self.scroller).setFocus(Qt.FocusReason.OtherFocusReason)

    def unfold(self) -> None:
        """Make the pane wide."""
        self.set_folded(False)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.WIDE, theme.MEDIUM, theme.SMALL, theme.SMALL)
        self.title = QLabel(_("Guidance"))
        self.title.setFont(scaled(1.15, bold=True))
        self.fold = QToolButton()
        self.fold.clicked.connect(lambda: self.set_folded(not self.folded))
        row.addWidget(self.title, 1)
        row.addWidget(self.fold)
        self._head_row = row
        return row

    def _show_fold(self) -> None:
        words = _("Show the guidance (F1)") if self.folded else _("Fold the guidance away")
        self.fold.setIcon(icon("chevron-left" if self.folded else "chevron-right", "muted"))
        self.fold.setToolTip(words)
        self.fold.setAccessibleName(words)
        self.title.setVisible(not self.folded)
        self.scroller.setVisible(not self.folded)
        self._show_year()
        side = theme.TIGHT if self.folded else theme.WIDE
        self._head_row.setContentsMargins(side, theme.MEDIUM, theme.TIGHT, theme.SMALL)
        self.setMinimumWidth(_STRIP)

    def _show_year(self) -> None:
        self.year.setVisible(bool(self.year.text()) and not self.folded)

    def _section(self, key: str) -> "_FoldingSection":
        if key not in self.sections:
            widget = _FoldingSection()
            widget.header.toggled.connect(lambda is_open: self._note(key, is_open=is_open))
            self.sections[key] = widget
            before = sum(ORDER.index(other) < ORDER.index(key) for other in self.sections)
            self._column.insertWidget(before, widget)
        return self.sections[key]

    def _note(self, key: str, *, is_open: bool) -> None:
        if is_open:
            self._folded_away.discard(key)
        else:
            self._folded_away.add(key)


class _FoldingSection(QWidget):
    """A title that folds the text below it."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.SMALL)
        column.setSpacing(theme.TIGHT)
        self.header = QToolButton()
        self.header.setCheckable(True)
        self.header.setChecked(True)
        self.header.setProperty("role", "fold")
        self.header.setFont(scaled(1, bold=True))
        self.header.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.header.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.body = QLabel()
        self.body.setTextFormat(Qt.TextFormat.RichText)
        self.body.setWordWrap(True)
        self.body.setTextInteractionFlags(_Text.TextSelectableByMouse | _Text.TextSelectableByKeyboard)
        self.header.toggled.connect(self._fold)
        column.addWidget(self.header)
        column.addWidget(self.body)
        self._fold(True)

    def show_section(self, section: Section, *, is_open: bool) -> None:
        """Show a section, folded or open."""
        self.header.setText(section.title)
        self.header.setToolTip(section.title)  # which is cut short where the text is large
        self.body.setAccessibleName(section.title)
        if self.body.text() != section.html:
            self.body.setText(section.html)
        self.header.setChecked(is_open)

    def _fold(self, is_open: bool) -> None:  # noqa: FBT001 - Qt's own signal
        self.header.setIcon(icon("chevron-down" if is_open else "chevron-right", "muted"))
        self.body.setVisible(is_open)

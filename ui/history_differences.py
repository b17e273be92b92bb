"""What differs between two states of a plan, page by page, each with the way back."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from dxdesk.language import translate as _
from dxdesk.language import translate_plural as _n
from dxdesk.plan.contents import Contents
from dxdesk.plan.differences import PlanDifference
from ui import theme
from ui.desk import Desk
from ui.difference_words import said_of, shortened
from ui.fields.area import TextArea
from ui.link import Link
from ui.pages.check_items import short_place

_MOST: Final = 150  # lines; the rest is counted


class DifferencesView(QScrollArea):
    """Headings and lines. `wanted` carries a difference to bring back, `page_wanted` the key of a page."""

    wanted = Signal(object)
    page_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        """Begin empty."""
        super().__init__()
        self._desk = desk
        self.links: list[Link] = []
        self.buttons: list[QPushButton] = []
        self.page_buttons: list[QPushButton] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_differences(self, differences: Sequence[PlanDifference], *, can_return: bool) -> None:
        """Show differences; with `can_return`, each with a button that brings it back."""
        self.links, self.buttons, self.page_buttons = [], [], []
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, theme.SMALL, 0)
        column.setSpacing(theme.SMALL)
        titles = page_titles(self._desk)
        for key, own in _by_page(differences[:_MOST]).items():
            self._add_heading(column, titles.get(key, key), key, can_return=can_return)
            for each in own:
                column.addWidget(self._line(each, can_return=can_return))
        if (more := len(differences) - _MOST) > 0:
            words = _n("and {count} more change", "and {count} more changes", more)
            column.addWidget(QLabel(words.format(count=more)))
        column.addStretch(1)
        self.setWidget(sheet)

    def place_of_focus(self) -> int:
        """Return which button that brings back has the focus, or comes first below it."""
        focus = self.window().focusWidget()
        return next((number for number, button in enumerate(self.buttons) if button is focus), 0)

    def show_texts(self, texts: Sequence[str]) -> None:
        """Show texts that can be selected and copied."""
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, theme.SMALL, 0)
        for text in texts:
            area = TextArea()
            area.setPlainText(text)
            area.setReadOnly(True)
            area.setAccessibleName(_("What was typed"))
            column.addWidget(area)
        column.addStretch(1)
        self.setWidget(sheet)

    def _add_heading(self, column: QVBoxLayout, title: str, key: str, *, can_return: bool) -> None:
        row = QHBoxLayout()
        label = QLabel(title)
        label.setFont(theme.scaled(1.05, bold=True))
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        row.addWidget(label, 1)
        if can_return:
            button = _quiet(_("Bring back the page"), title)
            button.clicked.connect(lambda: self.page_wanted.emit(key))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.page_buttons.append(button)
        column.addSpacing(theme.TIGHT)
        column.addLayout(row)

    def _line(self, each: PlanDifference, *, can_return: bool) -> QFrame:
        frame = QFrame()
        frame.setProperty("role", "surface")
        row = QHBoxLayout(frame)
        row.setContentsMargins(theme.SMALL, theme.TIGHT, theme.TIGHT, theme.SMALL)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        link = Link(said_of(each.kind, short_place(self._desk, each.place, each.page)))
        link.clicked.connect(lambda: self._open(each))
        self.links.append(link)
        texts.addWidget(link)
        if each.kind != "moved":
            before, after = shortened(each.before, each.after)
            for words, text in ((_("Before: {text}"), before), (_("After: {text}"), after)):
                if text:
                    texts.addWidget(_said(words.format(text=text)))
        row.addLayout(texts, 1)
        if can_return:
            button = _quiet(_("Bring back"), each.place)
            button.clicked.connect(lambda: self.wanted.emit(each))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self.buttons.append(button)
        return frame

    def _open(self, each: PlanDifference) -> None:
        if each.kind == "removed":
            self._desk.page_wanted.emit(each.page)
        else:
            self._desk.place_wanted.emit(each.path)


def page_titles(desk: Desk) -> Mapping[str, str]:
    """Return the titles of the plan's pages by their keys, tasks with their numbers."""
    return {
        page.key: f"{page.number}. {page.title}" if page.number else page.title
        for page in Contents(desk.plan, desk.pack).pages
    }


def _by_page(differences: Sequence[PlanDifference]) -> dict[str, list[PlanDifference]]:
    found: dict[str, list[PlanDifference]] = {}
    for each in differences:
        found.setdefault(each.page, []).append(each)
    return found


def _said(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "muted")
    label.setWordWrap(True)
    label.setContentsMargins(theme.TIGHT, 0, 0, 0)
    return label


def _quiet(words: str, about: str) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("role", "quiet")
    button.setAccessibleName(f"{words}: {about}")
    return button

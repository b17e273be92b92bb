"""What the plan keeps although its guidance has no question for it: to be read, copied or deleted."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from dxdesk.language import translate as _
from dxdesk.plan.changes import remove_value
from dxdesk.plan.contents import PlanPage, kept_places
from dxdesk.plan.places import place_name
from dxdesk.plan.plain import plain_lines
from ui import theme
from ui.desk import Desk
from ui.icons import icon
from ui.pages.page import FormPage, scaled


class KeptPage(FormPage):
    """A card for each entry that is kept."""

    def __init__(self, desk: Desk, page: PlanPage) -> None:
        """Show what the plan on the desk keeps."""
        lead = _(
            "The guidance has no place for these entries. They stay in the plan and are not printed. "
            "Copy what is still needed to where it belongs."
        )
        super().__init__(desk, page.key, page.title, lead=lead)
        self.cards: list[KeptCard] = []
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.WIDE)
        self.add_layout(self._cards)
        self.nothing = QLabel(_("Nothing is kept here any more."))
        self.nothing.setProperty("role", "muted")
        self.nothing.setWordWrap(True)
        self.add_widget(self.nothing)
        self.column.addStretch(1)
        desk.changed.connect(self._follow)
        self.refresh()

    def refresh(self) -> None:
        """Show the entries as they are now; cards of the same content stay."""
        wanted = [
            (path, plain_lines(path, self.desk.plan, self.desk.guidance))
            for path in kept_places(self.desk.plan, self.desk.pack)
        ]
        if wanted == [(card.path, card.lines) for card in self.cards] and wanted:
            return
        for card in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = [KeptCard(self.desk, path, lines) for path, lines in wanted]
        for card in self.cards:
            card.delete.clicked.connect(lambda _on=False, path=card.path: self._delete(path))
            self._cards.addWidget(card)
        self.nothing.setVisible(not self.cards)

    def bring_to(self, path: str) -> None:
        """Put the focus on the entry of a place, or the first."""
        card = next((card for card in self.cards if f"{path}/".startswith(f"{card.path}/")), None)
        card = card or next(iter(self.cards), None)
        if card is not None:
            card.copy.setFocus(Qt.FocusReason.OtherFocusReason)
            self.scroller.ensureWidgetVisible(card, 0, theme.LARGE)

    def place(self) -> str:
        """Return nothing: these entries are not printed."""
        return ""

    def _follow(self, _touched: tuple[str, ...]) -> None:
        self.refresh()

    def _delete(self, path: str) -> None:
        number = next((number for number, card in enumerate(self.cards) if card.path == path), 0)
        self.desk.settle()
        if self.desk.change(remove_value(path)) and self.cards:
            self.cards[min(number, len(self.cards) - 1)].copy.setFocus(Qt.FocusReason.OtherFocusReason)


class KeptCard(QFrame):
    """One entry, in plain lines."""

    def __init__(self, desk: Desk, path: str, lines: list[tuple[str, str]]) -> None:
        """Show the entry at `path`."""
        super().__init__()
        self.path = path
        self.lines = lines
        self.name = place_name(path, desk.plan, desk.guidance)
        self.setProperty("role", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.WIDE, theme.MEDIUM, theme.WIDE, theme.MEDIUM)
        column.setSpacing(theme.SMALL)
        column.addWidget(_words(self.name, bold=True))
        for label, text in lines:
            if label:
                small = _words(label[:1].upper() + label[1:])
                small.setProperty("role", "hint")
                column.addWidget(small)
            column.addWidget(_words(text))
        column.addLayout(self._buttons())

    def text(self) -> str:
        """Return the entry as text to be copied."""
        lines = (f"{label}: {text}" if label else text for label, text in self.lines)
        return "\n".join([self.name, *lines])

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.copy = QPushButton(icon("copy"), _("Copy"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        self.delete = QPushButton(icon("delete"), _("Delete"))
        self.delete.setToolTip(_("Undo brings it back"))
        for button in (self.copy, self.delete):
            button.setAccessibleName(f"{button.text()}: {self.name}")
            row.addWidget(button)
        row.addStretch(1)
        return row


def _words(text: str, *, bold: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if bold:
        label.setFont(scaled(1, bold=True))
    return label

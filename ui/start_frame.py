"""What stands around the list of plans: the heading with its buttons, and the page of an empty list."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dxdesk.language import translate as _
from ui import theme
from ui.icons import IconName, icon
from ui.sign import Sign
from ui.theme import scaled

_SEARCH_WIDTH = 280
_SENTENCE_WIDTH = 460


class ListHead(QWidget):
    """Heading, menu, buttons and filter; the trash has other buttons."""

    def __init__(self, menu: QMenu) -> None:
        """Put `menu` behind the three dots."""
        super().__init__()
        self.title = QLabel()
        self.title.setFont(scaled(1.5, bold=True))
        self.menu_button = QToolButton()
        self.menu_button.setIcon(icon("menu"))
        self.menu_button.setToolTip(_("Menu"))
        self.menu_button.setAccessibleName(_("Menu"))
        self.menu_button.setMenu(menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.new, self.open = writing_button(), opening_button()
        self.duplicate = _button(_("Duplicate"), "duplicate", "quiet")
        self.trash = _button(_("Put into the trash"), "delete", "quiet")
        self.back = _button(_("&All plans"), "back", "quiet")
        self.restore = _button(_("&Put back"), "restore")
        self.erase = _button(_("&Delete for good…"), "delete")
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Unit or year (Ctrl+K)"))
        self.search.setAccessibleName(_("Filter the plans"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        self._arrange()

    def show_for(self, *, in_trash: bool, is_empty: bool) -> None:
        """Show what goes with the plans, with none of them, or with the trash."""
        self.title.setText(_("Trash") if in_trash else _("My plans"))
        for button in (self.back, self.restore, self.erase):
            button.setVisible(in_trash)
        for button in (self.new, self.open, self.duplicate, self.trash):
            button.setVisible(not in_trash and not is_empty)
        self.search.setVisible(not is_empty)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.WIDE)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.title, 1)
        upper.addWidget(self.menu_button)
        lower.setSpacing(theme.SMALL)
        of_plans = (self.new, self.open, self.duplicate, self.trash)
        for button in (*of_plans, self.back, self.restore, self.erase):
            lower.addWidget(button)
        lower.addStretch(1)
        lower.addWidget(self.search, 4)
        column.addLayout(upper)
        column.addLayout(lower)


class EmptyList(QFrame):
    """A friendly sentence and the two ways to a first plan."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.new, self.open = writing_button(), opening_button()
        sentence = QLabel(_("There is no plan here yet. Write the first one, or open one you were given."))
        sentence.setWordWrap(True)
        sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sentence.setFont(scaled(1.15))
        sentence.setMaximumWidth(_SENTENCE_WIDTH)
        hint = QLabel(_("Package files (.dxplan.json) can also be dropped onto this window."))
        hint.setProperty("role", "muted")
        hint.setWordWrap(True)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        sign = Sign("plan", "primary", 40)
        sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SMALL)
        buttons.addStretch(1)
        buttons.addWidget(self.new)
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.WIDE)
        column.addStretch(2)
        column.addWidget(sign)
        row = QHBoxLayout()
        row.addWidget(sentence)
        column.addLayout(row)
        column.addLayout(buttons)
        column.addWidget(hint)
        column.addStretch(3)


def writing_button() -> QPushButton:
    """Return the button that begins a new plan, the main one of the page."""
    button = _button(_("&Write a new plan"), "add", "primary")
    button.setIcon(icon("add", "on_primary"))
    button.setToolTip("Ctrl+N")
    return button


def opening_button() -> QPushButton:
    """Return the button that opens a package file."""
    button = _button(_("&Open a package…"), "open")
    button.setToolTip(_("Ctrl+O, or drop the file here"))
    return button


def foot_button(words: str, sign: IconName, keys: str = "") -> QPushButton:
    """Return a button below the list that leads elsewhere; `keys` does the same."""
    button = QPushButton(icon(sign, "primary"), words)
    button.setProperty("role", "quiet")
    button.setToolTip(keys)
    return button


def _button(words: str, sign: IconName, role: str = "") -> QPushButton:
    button = QPushButton(icon(sign, "primary" if role == "quiet" else "text"), words)
    button.setProperty("role", role)
    button.setAutoDefault(True)  # Enter presses it, as Space does
    return button

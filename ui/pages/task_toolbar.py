"""The buttons above the table of activities."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from dxdesk.language import translate as _
from ui import theme
from ui.icons import ICON, IconName, icon


class ActivityTools(QWidget):
    """Buttons for rows. `wanted` carries what is asked for: "add", "insert", "duplicate", "delete", "up", "down"."""

    wanted = Signal(str)

    def __init__(self, suggestions: int, scope: QWidget) -> None:
        """Offer that many suggestions; the keys work within `scope`."""
        super().__init__(scope)
        self._scope = scope
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.add = _button(_("Add"), "plus", _("Add an activity below the current one (Ctrl+Enter)"))
        self.add.clicked.connect(lambda: self.wanted.emit("add"))
        row.addWidget(self.add)
        self._of_rows: list[QToolButton] = [
            self._tool(row, "insert", "insert", _("Insert an activity above the current one"), ""),
            self._tool(row, "duplicate", "duplicate", _("Duplicate (Ctrl+D)"), "Ctrl+D"),
            self._tool(row, "up", "up", _("Move up (Alt+Up)"), "Alt+Up"),
            self._tool(row, "down", "down", _("Move down (Alt+Down)"), "Alt+Down"),
            self._tool(row, "delete", "delete", _("Delete the selected activities (Delete)"), ""),
        ]
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys, "add")
        row.addStretch(1)
        self.columns = QPushButton(_("All columns"))
        self.columns.setProperty("role", "quiet")
        self.columns.setCheckable(True)
        self.columns.setToolTip(_("Show every column and scroll sideways"))
        self.suggest = _button(
            _("Suggestions ({count})").format(count=suggestions),
            "suggestion",
            _("What the guidance suggests"),
        )
        self.suggest.setCheckable(True)
        self.suggest.setVisible(suggestions > 0)
        self.paste = _button(
            _("Paste a table"), "paste-table", _("Paste rows copied in Excel or Word (Ctrl+V in the table)")
        )
        for button in (self.columns, self.suggest, self.paste):
            row.addWidget(button)
        row.setSpacing(theme.TIGHT)

    def show_rows(self, *, present: bool) -> None:
        """Offer what works on rows only where there are rows."""
        for button in self._of_rows:
            button.setEnabled(present)
        self.columns.setVisible(present)

    def _tool(self, row: QHBoxLayout, what: str, sign: IconName, words: str, keys: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(sign))
        button.setIconSize(ICON)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self.wanted.emit(what))
        row.addWidget(button)
        if keys:
            self._shortcut(keys, what)
        return button

    def _shortcut(self, keys: str, what: str) -> None:
        shortcut = QShortcut(QKeySequence(keys), self._scope)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(lambda: self.wanted.emit(what))


def _button(words: str, sign: IconName, tip: str) -> QPushButton:
    button = QPushButton(words)
    button.setIcon(icon(sign, "primary"))
    button.setProperty("role", "quiet")
    button.setToolTip(tip)
    return button

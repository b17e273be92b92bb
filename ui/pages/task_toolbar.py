"""The buttons above the table of activities."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QToolButton, QWidget

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
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnStretch(0, 1)
        self._left, self._right = QWidget(self), QWidget(self)
        self._grid.addWidget(self._left, 0, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(self._right, 0, 1)
        self._add_left(_row(self._left))
        self._add_right(_row(self._right), suggestions)

    def minimumSizeHint(self) -> QSize:
        """The two groups of buttons can stand one below the other."""
        left, right = self._left.minimumSizeHint(), self._right.minimumSizeHint()
        return QSize(max(left.width(), right.width()), left.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the second group below where there is no room beside the first."""
        super().resizeEvent(event)
        room = event.size().width() - self._left.sizeHint().width() - self._right.sizeHint().width()
        row, column = (1, 0) if room < 0 else (0, 1)
        if self._grid.itemAtPosition(row, column) is None:
            self._grid.removeWidget(self._right)
            self._grid.addWidget(self._right, row, column, Qt.AlignmentFlag.AlignLeft)

    def _add_left(self, row: QHBoxLayout) -> None:
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

    def _add_right(self, row: QHBoxLayout, suggestions: int) -> None:
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
        self.paste = _button(
            _("Paste a table"), "paste-table", _("Paste rows copied in Excel or Word (Ctrl+V in the table)")
        )
        for button in (self.columns, self.suggest, self.paste):
            row.addWidget(button)
        self.suggest.setVisible(suggestions > 0)  # once it has its place: it would be a window of its own

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


def _row(holder: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.TIGHT)
    return row

"""The buttons above the table of activities."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from dxdesk.language import mark
from dxdesk.language import translate as _
from ui import theme
from ui.icons import IconName, icon


class RowEntry(NamedTuple):
    """A line of a menu: what it asks for, its sign, its words, and the keys that do the same."""

    what: str
    sign: IconName
    words: str
    keys: str = ""


INSERTIONS: Final = (
    RowEntry("above", "up", mark("Insert above")),
    RowEntry("below", "down", mark("Insert below"), "Ctrl+Enter"),
)
_OF_ROWS: Final = (
    RowEntry("duplicate", "duplicate", mark("Duplicate"), "Ctrl+D"),
    RowEntry("up", "up", mark("Move up"), "Alt+↑"),
    RowEntry("down", "down", mark("Move down"), "Alt+↓"),
    RowEntry("delete", "delete", mark("Delete"), "Delete"),
)
_REMARKS: Final = (RowEntry("note", "note", mark("Note…"), "Ctrl+Alt+N"),)


class ActivityTools(QWidget):
    """Buttons for rows. `wanted` carries what is asked for: "add", "above", "below", "duplicate", …, "note"."""

    wanted = Signal(str)

    def __init__(self, scope: QWidget) -> None:
        """Offer what can be done; the keys work within `scope`."""
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
        self._add_right(_row(self._right))

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
        self.add = _button(_("Add"), "plus", _("Add an activity at the end"))
        self.add.clicked.connect(lambda: self.wanted.emit("add"))
        self.insert = _button(_("Insert"), "insert", _("Insert an activity above or below the current one"))
        menu = QMenu(self.insert)
        self.fill(menu, INSERTIONS)
        self.insert.setMenu(menu)
        row.addWidget(self.add)
        row.addWidget(self.insert)
        self._of_rows: list[QWidget] = [
            self.insert,
            self._tool(row, "duplicate", "duplicate", _("Duplicate (Ctrl+D)"), "Ctrl+D"),
            self._tool(row, "up", "up", _("Move up (Alt+Up)"), "Alt+Up"),
            self._tool(row, "down", "down", _("Move down (Alt+Down)"), "Alt+Down"),
            self._tool(row, "delete", "delete", _("Delete the selected activities (Delete)"), ""),
        ]
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._shortcut(keys, "below")

    def fill(self, menu: QMenu, entries: Iterable[RowEntry]) -> None:
        """Add what can be done with rows to a menu."""
        for entry in entries:
            action = menu.addAction(icon(entry.sign), _(entry.words))
            if entry.keys:  # shown only: the keys themselves work already
                action.setText(f"{_(entry.words)}\t{entry.keys}")
            action.triggered.connect(lambda _on=False, what=entry.what: self.wanted.emit(what))

    def offer_menu(self, table: QAbstractItemView) -> None:
        """Show everything that can be done with the current row of a table where a menu is asked for."""
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(lambda where: self._show_menu(table, where))

    def _show_menu(self, table: QAbstractItemView, where: QPoint) -> None:
        if not table.currentIndex().isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill(menu, INSERTIONS)
        self.fill(menu, _OF_ROWS)
        menu.addSeparator()
        self.fill(menu, _REMARKS)
        menu.popup(table.viewport().mapToGlobal(where))

    def _add_right(self, row: QHBoxLayout) -> None:
        self.columns = QPushButton(_("All columns"))
        self.columns.setProperty("role", "quiet")
        self.columns.setCheckable(True)
        self.columns.setToolTip(_("Show every column and scroll sideways"))
        self.suggest = _button("", "suggestion", _("What the guidance suggests"))
        self.suggest.setCheckable(True)
        self.paste = _button(
            _("Paste a table"), "paste-table", _("Paste rows copied in Excel or Word (Ctrl+V in the table)")
        )
        for button in (self.columns, self.suggest, self.paste):
            row.addWidget(button)

    def show_suggestions(self, left: int, count: int) -> None:
        """Say how many of the guidance's suggestions, `count` in all, are not in the plan yet."""
        words = _("Suggestions ({count})").format(count=left) if left else _("Suggestions: all are here")
        self.suggest.setText(words)
        self.suggest.setVisible(count > 0)

    def show_rows(self, *, present: bool) -> None:
        """Offer what works on rows only where there are rows."""
        for button in self._of_rows:
            button.setEnabled(present)
        self.columns.setVisible(present)

    def _tool(self, row: QHBoxLayout, what: str, sign: IconName, words: str, keys: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(sign))
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

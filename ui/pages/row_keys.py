"""The keys that work on the row where somebody writes."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.pages.row_tools import RowAction

_KEYS: Final[tuple[tuple[str, RowAction], ...]] = (
    ("Alt+Up", "up"),
    ("Alt+Down", "down"),
    ("Ctrl+D", "duplicate"),
    ("Ctrl+Return", "add"),
    ("Ctrl+Enter", "add"),
)


def add_row_keys(area: QWidget, do: Callable[[RowAction], object]) -> None:
    """Let the keys ask for their actions while the focus is in `area`."""
    for keys, action in _KEYS:
        shortcut = QShortcut(QKeySequence(keys), area)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(do, action))

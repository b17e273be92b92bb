"""Keys of the whole program: undo and redo are the plan's, not those of a single field."""

from time import monotonic
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from ui.giving_way import wake

_OURS: Final = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class UndoKeys(QObject):
    """Keeps text fields from taking Ctrl+Z and Ctrl+Y for themselves, so that the window's actions get them.

    It watches the widget with the focus alone: keys go nowhere else, and a page being built has thousands
    of other events.
    """

    def __init__(self, application: QApplication) -> None:
        """Watch from now on."""
        super().__init__(application)
        self._last_key = monotonic()
        self._watch(None, application.focusWidget())
        application.focusChanged.connect(self._watch)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Refuse a field's claim on the keys of undo and redo."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        self._last_key = monotonic()
        wake()
        if any(event.matches(key) for key in _OURS) or is_second_redo(event):
            event.ignore()
            return True
        return False

    def rested(self) -> float:
        """Return the seconds since the last key."""
        return monotonic() - self._last_key

    def _watch(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None:
            before.removeEventFilter(self)
        if now is not None:
            now.installEventFilter(self)


def is_second_redo(event: QKeyEvent) -> bool:
    """Say whether this is the other of the two usual redo keys, Ctrl+Y and Ctrl+Shift+Z."""
    return QKeySequence(event.keyCombination()) in (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))

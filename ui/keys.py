"""Keys of the whole program: undo and redo are the plan's, not those of a single field."""

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence

_OURS: Final = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class UndoKeys(QObject):
    """Keeps text fields from taking Ctrl+Z and Ctrl+Y for themselves, so that the window's actions get them."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Refuse a field's claim on the keys of undo and redo."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if any(event.matches(key) for key in _OURS) or is_second_redo(event):
            event.ignore()
            return True
        return False


def is_second_redo(event: QKeyEvent) -> bool:
    """Say whether this is the other of the two usual redo keys, Ctrl+Y and Ctrl+Shift+Z."""
    return QKeySequence(event.keyCombination()) in (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))

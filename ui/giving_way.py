"""Work beside the window that gives way to it: a thread lays out pages only while the window rests.

Python runs one thread at a time. Without this, each of the many steps in which the window serves a keystroke
would wait for the thread to be interrupted.
"""

from threading import Event
from typing import Final

from PySide6.QtCore import QAbstractEventDispatcher, QObject

_AT_MOST: Final = 0.02  # seconds; a window that never rests does not hold up the work for good

_at_rest = Event()
_at_rest.set()


def give_way() -> None:
    """Wait while the window has something to do; for threads beside it, every millisecond or so."""
    if not _at_rest.is_set():
        _at_rest.wait(_AT_MOST)


class Rest(QObject):
    """Notes when the window rests and when it wakes, from the thread that makes it."""

    def __init__(self, parent: QObject) -> None:
        """Begin to watch."""
        super().__init__(parent)
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(_at_rest.clear)
        dispatcher.aboutToBlock.connect(_at_rest.set)
        self.destroyed.connect(_at_rest.set)

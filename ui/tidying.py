"""The store is kept small in moments in which nobody writes: one small step at a time, on the store's own thread."""

from typing import Final

from PySide6.QtCore import QObject, QTimer

from dxdesk.store.faults import StoreError
from dxdesk.store.store import Store
from ui.archive import Archive
from ui.start_calls import while_alive

_REST: Final = 10_000  # milliseconds without anything written
_BETWEEN: Final = 100  # milliseconds between two steps


class Tidying(QObject):
    """Begins when nothing was written for a while, and stops at once when something is."""

    def __init__(self, archive: Archive, parent: QObject | None = None, *, rest: int = _REST) -> None:
        """Wait for a rest of so many milliseconds."""
        super().__init__(parent)
        self._archive = archive
        self._rest = rest
        self._own = False  # whether what is written is a step of ours
        self._is_over = False
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self._step)
        archive.written.connect(lambda _at: self._note_written())
        self._next.start(rest)

    def stop(self) -> None:
        """Begin nothing more."""
        self._is_over = True
        self._next.stop()

    def _note_written(self) -> None:
        if self._own:
            self._own = False
        elif not self._is_over:
            self._next.start(self._rest)

    def _step(self) -> None:
        if self._archive.fault or not self._archive.is_written():
            self._next.start(self._rest)
            return
        self._own = True
        self._archive.write(_tidied, done=while_alive(self, self._go_on))

    def _go_on(self, more: object) -> None:
        if more and not self._is_over and not self._next.isActive():
            self._next.start(_BETWEEN)


def _tidied(store: Store) -> bool:
    """Make one step; what goes wrong is no reason to keep what is typed waiting: it is tried another time."""
    try:
        return store.history.tidy()
    except StoreError:
        return False

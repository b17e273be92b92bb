"""A way from other threads to the store: what they ask is done by the archive, in its order, and waited for."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from threading import Event
from typing import Final, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from dxdesk.store.faults import StoreError, WriteError
from dxdesk.store.store import Store
from ui.archive import Archive

T = TypeVar("T")
_GLANCE: Final = 0.1  # seconds between two looks whether one still waits


class _Asked(NamedTuple):
    work: Callable[[Store], object]
    told: "Future[object]"


class _Raised(NamedTuple):
    """What the work raised: it belongs to the one who asked, and is no trouble of the archive."""

    error: Exception


class ArchiveReach(QObject):
    """Call it from any thread but the window's own. What cannot be written is tried again by the archive.

    After `end` nobody waits any more: what was asked for may still be done.
    """

    _came = Signal(object)

    def __init__(self, archive: Archive, place: Path, parent: QObject | None = None) -> None:
        """Ask `archive`; `place` is the file of its store, for words."""
        super().__init__(parent)
        self._archive = archive
        self._place = place
        self._ended = Event()
        self._came.connect(self._ask, Qt.ConnectionType.QueuedConnection)

    def __call__(self, work: Callable[[Store], T], /) -> T:
        """Do work on the store and return what came of it, or raise what it raised.

        Raises:
            WriteError: the way is closed.
        """
        told: Future[object] = Future()
        if not self._ended.is_set():
            self._came.emit(_Asked(work, told))
        while not self._ended.is_set():
            try:
                found = told.result(_GLANCE)
            except TimeoutError:
                continue
            if isinstance(found, _Raised):
                raise found.error
            return found  # type: ignore[return-value] # what the work has returned
        raise WriteError("unreachable", self._place)

    def end(self) -> None:
        """Let nobody wait any more."""
        self._ended.set()

    @Slot(object)
    def _ask(self, asked: _Asked) -> None:
        if not (self._ended.is_set() or self._archive.is_closed):
            self._archive.write(partial(_done, asked.work), done=asked.told.set_result, quietly=True)


def _done(work: Callable[[Store], object], store: Store) -> object:
    try:
        return work(store)
    except WriteError:  # the archive tries it again
        raise
    except (StoreError, LookupError, ValueError) as error:
        return _Raised(error)

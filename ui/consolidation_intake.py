"""Packages of the units below on their way into the store: looked at beside the window, kept batch after batch."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Semaphore

from PySide6.QtCore import QObject, Signal

from dxdesk.intake.reading import Looked
from dxdesk.intake.taking_in import Told, take_in
from ui.consolidation_jobs import AHEAD, look_through
from ui.office import Office
from ui.start_calls import while_alive
from ui.work import Cancel, CancelledError


class PackageGathering(QObject):
    """Takes files and folders in, one request after the other.

    `began` and `progressed` (per cent) tell how far it is; `kept` that more is in the store. `ended` carries what
    became of each file, and whether the rest was called off.
    """

    began = Signal()
    progressed = Signal(int)
    kept = Signal()
    ended = Signal(object, bool)

    def __init__(self, office: Office, parent: QObject) -> None:
        """Work in the store of an office."""
        super().__init__(parent)
        self._office = office
        self._waiting: list[Path] = []
        self._told: list[Told] = []
        self._handed = 0  # batches that are on their way into the store
        self._is_looking = False
        self._was_called_off = False
        self.cancel = Cancel()

    @property
    def busy(self) -> bool:
        """Whether files are being taken in."""
        return self._is_looking or self._handed > 0

    def take(self, paths: Iterable[Path]) -> None:
        """Take files and folders in; those given while others are on their way come after them."""
        self._waiting += paths
        if self._waiting and not self.busy:
            self._begin()

    def call_off(self) -> None:
        """Stop; what is kept by then stays."""
        self._waiting.clear()
        self.cancel.cancel()

    def _begin(self) -> None:
        paths, self._waiting = self._waiting, []
        self._told, self._was_called_off = [], False
        self._is_looking, self.cancel = True, Cancel()
        room = Semaphore(AHEAD)
        worker = self._office.worker

        def keep(batch: Sequence[Looked]) -> None:
            self._handed += 1
            # What is not written for want of room on the disk waits there, and so does the rest here.
            self._office.archive.write(
                lambda store: take_in(store, batch),
                done=while_alive(self, lambda told: self._note(told, room)),
            )

        self.began.emit()
        worker.run(
            look_through,
            paths,
            worker.relayed(while_alive(self, keep)),
            worker.relayed(while_alive(self, self.progressed.emit)),
            self.cancel,
            room,
            done=while_alive(self, self._looked),
            failed=while_alive(self, self._failed),
        )

    def _note(self, told: object, room: Semaphore) -> None:
        room.release()
        self._handed -= 1
        self._told += told  # type: ignore[arg-type] # what `take_in` returns
        self.kept.emit()
        self._end()

    def _looked(self, _nothing: None) -> None:
        self._is_looking = False
        self._end()

    def _failed(self, error: Exception) -> None:
        self._is_looking = False
        self._was_called_off = True
        self._end()
        if not isinstance(error, CancelledError):
            raise error

    def _end(self) -> None:
        if self.busy:
            return
        self.ended.emit(tuple(self._told), self._was_called_off)
        if self._waiting:
            self._begin()

"""The store behind the window: one thread writes, in the order of the asking, and nothing is given up."""

import sys
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from dxdesk.store.faults import StoreError
from dxdesk.store.opening import open_store
from dxdesk.store.place import default_place
from dxdesk.store.store import Store

T = TypeVar("T")
Work = Callable[[Store], object]
_RETRY_AFTER: Final = 3_000  # milliseconds
_PATIENCE: Final = 1.0  # seconds that a try waits for a locked file: somebody may wait behind it


class _Job(NamedTuple):
    work: Work
    done: Callable[[object], None] | None


class Archive(QObject):
    """Runs work on the store off the UI thread.

    What fails because the disk is full or a folder is away stays first in the queue and is tried again.
    A reader sees what was asked for before, unless the store is in such trouble.
    `written` tells when the queue was last empty, that is, everything asked for is on the disk;
    `trouble` tells why it is not, with an empty text when it is over; `fault` keeps that text.
    `damaged` tells that what stands in the store is not what was written there.
    """

    written = Signal(datetime)
    trouble = Signal(str)
    damaged = Signal()
    _finished = Signal(object)
    _arrived = Signal()

    def __init__(
        self, place: Path | None = None, parent: QObject | None = None, *, unwritten: Iterable[Work] = ()
    ) -> None:
        """Open the store and write what an archive before this one could not; StoreError where it does not open."""
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._store: Store = self._thread.submit(open_store, place or default_place()).result()
        self._thread.submit(self._store.set_patience, _PATIENCE)
        self._waiting = deque(_Job(work, None) for work in unwritten)
        self._untold: deque[tuple[_Job, object]] = deque()  # whose callers are not told yet
        self._running: Future[object] | None = None
        self.fault = ""
        self._again = QTimer(self, singleShot=True, interval=_RETRY_AFTER)
        self._again.timeout.connect(self._next)
        self._finished.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._next()

    def write(self, work: Callable[[Store], object], done: Callable[[object], None] | None = None) -> None:
        """Queue work that writes; `done` is called with its result on the UI thread."""
        self._waiting.append(_Job(work, done))
        if not self._again.isActive():
            self._next()

    def read(self, work: Callable[[Store], T]) -> T:
        """Do work that only reads, after all that waits to be written, and wait for it (some milliseconds).

        Callers of what is written now are told later, in their order: never in the middle of a reader.
        In trouble it reads what is there.
        """
        if not self.fault:
            self._catch_up()
        try:
            return self._thread.submit(work, self._store).result()
        except StoreError as error:
            self._tell_damage(error)
            raise

    def is_written(self) -> bool:
        """Say whether everything asked for is on the disk."""
        return not self._waiting

    def unwritten(self) -> list[Work]:
        """Return what is not on the disk, for an archive that comes after this one."""
        return [job.work for job in self._waiting]

    def flush(self) -> bool:
        """Write what waits, now, and tell the callers; say whether everything is on the disk."""
        while self._waiting or self._untold:
            caught_up = self._catch_up()
            while self._untold:
                self._deliver()
            if not caught_up:
                return False
        return True

    def close(self) -> None:
        """Write what waits and close the store."""
        try:
            self.flush()
        finally:
            self._again.stop()
            self._thread.submit(self._store.close).result()
            self._thread.shutdown()

    def _next(self) -> None:
        if not self._waiting or self._running is not None:
            return
        self._running = future = self._thread.submit(_outcome, self._waiting[0], self._store)
        future.add_done_callback(self._finished.emit)

    def _catch_up(self) -> bool:
        """Write what waits, in the order of the asking; say whether all of it is on the disk."""
        while self._waiting:
            future = self._running or self._thread.submit(_outcome, self._waiting[0], self._store)
            self._running = None
            if not self._note(future.result()):
                return False
        return True

    @Slot(object)
    def _settle(self, future: Future[object]) -> None:
        if future is not self._running:  # a reader or flush() was faster
            return
        self._running = None
        if not self._note(future.result()):
            return
        try:
            self._deliver()
        finally:
            self._next()

    def _note(self, outcome: object) -> bool:
        """Take in what came of the first job; say whether it is done."""
        if isinstance(outcome, StoreError):
            self._tell_trouble(outcome)
            return False
        self._untold.append((self._waiting.popleft(), outcome))
        self._arrived.emit()
        if self.fault:
            self.fault = ""
            self._again.stop()
            self.trouble.emit("")
        return True

    @Slot()
    def _deliver(self) -> None:
        """Tell the caller of the oldest job that is done, unless it was told already."""
        if not self._untold:
            return
        job, outcome = self._untold.popleft()
        if isinstance(outcome, BaseException):  # a mistake of the program: told, and no reason to stop
            sys.excepthook(type(outcome), outcome, outcome.__traceback__)
        elif job.done is not None:
            job.done(outcome)
        if not (self._waiting or self._untold):
            self.written.emit(datetime.now().astimezone())

    def _tell_trouble(self, error: StoreError) -> None:
        """Say why the first job is not done; it is tried again soon."""
        self.fault = str(error)
        self._again.start()
        self.trouble.emit(self.fault)
        self._tell_damage(error)

    def _tell_damage(self, error: StoreError) -> None:
        if error.kind == "damaged":
            self.damaged.emit()


def _outcome(job: _Job, store: Store) -> object:
    """Return the result of a job or what it raised: an exception must not get lost in the thread."""
    try:
        return job.work(store)
    except Exception as error:  # noqa: BLE001 - told on the UI thread
        return error

"""The store behind the window: one thread writes, in the order of the asking, and nothing is given up."""

from collections import deque
from collections.abc import Callable
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
_RETRY_AFTER: Final = 3_000  # milliseconds


class _Job(NamedTuple):
    work: Callable[[Store], object]
    done: Callable[[object], None] | None


class Archive(QObject):
    """Runs work on the store off the UI thread.

    What fails because the disk is full or a folder is away stays first in the queue and is tried again.
    `written` tells when the queue was last empty, that is, everything asked for is on the disk;
    `trouble` tells why it is not, with an empty text when it is over.
    """

    written = Signal(datetime)
    trouble = Signal(str)
    _finished = Signal(object, object)

    def __init__(self, place: Path | None = None, parent: QObject | None = None) -> None:
        """Open the store; StoreError where that is not possible."""
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._store: Store = self._thread.submit(open_store, place or default_place()).result()
        self._waiting: deque[_Job] = deque()
        self._running: Future[object] | None = None
        self._troubled = False
        self._again = QTimer(self, singleShot=True, interval=_RETRY_AFTER)
        self._again.timeout.connect(self._next)
        self._finished.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def write(self, work: Callable[[Store], object], done: Callable[[object], None] | None = None) -> None:
        """Queue work that writes; `done` is called with its result on the UI thread."""
        self._waiting.append(_Job(work, done))
        if not self._again.isActive():
            self._next()

    def read(self, work: Callable[[Store], T]) -> T:
        """Do work that only reads, after what is running, and wait for it (some milliseconds)."""
        return self._thread.submit(work, self._store).result()

    def is_written(self) -> bool:
        """Say whether everything asked for is on the disk."""
        return not self._waiting

    def flush(self) -> bool:
        """Write what waits, now; say whether everything is on the disk."""
        while self._waiting:
            job = self._waiting[0]
            future = self._running or self._thread.submit(_outcome, job, self._store)
            self._running = None
            outcome = future.result()
            if isinstance(outcome, StoreError):
                self._tell_trouble(outcome)
                return False
            self._waiting.popleft()
            self._deliver(job, outcome)
        return True

    def close(self) -> None:
        """Write what waits and close the store."""
        self.flush()
        self._again.stop()
        self._thread.submit(self._store.close).result()
        self._thread.shutdown()

    def _next(self) -> None:
        if not self._waiting or self._running is not None:
            return
        job = self._waiting[0]
        self._running = future = self._thread.submit(_outcome, job, self._store)
        future.add_done_callback(lambda finished: self._finished.emit(job, finished.result()))

    @Slot(object, object)
    def _settle(self, job: _Job, outcome: object) -> None:
        if not self._waiting or self._waiting[0] is not job:  # flush() was faster
            return
        self._running = None
        if isinstance(outcome, StoreError):
            self._tell_trouble(outcome)
            self._again.start()
            return
        self._waiting.popleft()
        self._deliver(job, outcome)
        self._next()

    def _deliver(self, job: _Job, outcome: object) -> None:
        if self._troubled:
            self._troubled = False
            self.trouble.emit("")
        if isinstance(outcome, BaseException):
            raise outcome
        if job.done is not None:
            job.done(outcome)
        if not self._waiting:
            self.written.emit(datetime.now().astimezone())

    def _tell_trouble(self, error: StoreError) -> None:
        self._troubled = True
        self.trouble.emit(str(error))


def _outcome(job: _Job, store: Store) -> object:
    """Return the result of a job or what it raised: an exception must not get lost in the thread."""
    try:
        return job.work(store)
    except Exception as error:  # noqa: BLE001 - raised again on the UI thread
        return error

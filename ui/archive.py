"""The store behind the window: one thread writes, in the order of the asking, and nothing is given up."""

import sys
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from dxdesk.store.faults import Kind, StoreError
from dxdesk.store.keeper import Keeper
from dxdesk.store.place import default_place
from dxdesk.store.store import Store

T = TypeVar("T")
Work = Callable[[Store], object]
_RETRY_AFTER: Final = 3_000  # milliseconds
_FIRST_LOOK: Final = 2_000  # milliseconds after the start, when nobody waits for the store
_LOOK_AGAIN: Final = 60_000  # milliseconds between looks at the room on the disk


class _Job(NamedTuple):
    work: Work
    done: Callable[[object], None] | None
    is_quiet: bool = False


class Archive(QObject):
    """Runs work on the store off the UI thread.

    What fails because the disk is full or a folder is away stays first in the queue and is tried again.
    A reader sees what was asked for before, unless the store is in such trouble.
    `written` tells when the queue was last empty, that is, everything asked for is on the disk;
    `trouble` tells why it is not, with an empty text when it is over; `fault` keeps that text, and `kind` the
    kind of trouble. `scarce` tells that the disk is nearly full, or no longer.
    `damaged` tells that what stands in the store is not what was written there.
    """

    written = Signal(datetime)
    trouble = Signal(str)
    scarce = Signal(bool)
    damaged = Signal()
    _finished = Signal(object)
    _arrived = Signal()
    _came = Signal(object)

    def __init__(
        self, place: Path | None = None, parent: QObject | None = None, *, unwritten: Iterable[Work] = ()
    ) -> None:
        """Open the store and write what an archive before this one could not; StoreError where it does not open."""
        super().__init__(parent)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._keeper: Keeper = self._thread.submit(Keeper, place or default_place()).result()
        self._waiting = deque(_Job(work, None) for work in unwritten)
        self._untold: deque[tuple[_Job, object]] = deque()  # whose callers are not told yet
        self._running: Future[object] | None = None
        self._has_news = False
        self.fault = ""
        self.kind: Kind | None = None
        self.is_scarce = False
        self.is_closed = False
        self._again = QTimer(self, singleShot=True, interval=_RETRY_AFTER)
        self._again.timeout.connect(self._next)
        self._room = QTimer(self, singleShot=True, interval=_FIRST_LOOK)
        self._room.timeout.connect(self._look_for_room)
        self._room.start()
        self._finished.connect(self._settle, Qt.ConnectionType.QueuedConnection)
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._came.connect(self._call, Qt.ConnectionType.QueuedConnection)
        self._next()

    def write(
        self,
        work: Callable[[Store], object],
        done: Callable[[object], None] | None = None,
        *,
        quietly: bool = False,
    ) -> None:
        """Queue work that writes; `done` is called with its result on the UI thread.

        What is done `quietly` saves nothing that a person has typed: `written` says nothing of it.
        """
        self._waiting.append(_Job(work, done, quietly))
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
            return self._thread.submit(self._keeper.look, work).result()
        except StoreError as error:
            self._tell_damage(error)
            raise

    def move(self, file: Path, done: Callable[[StoreError | None], object]) -> None:
        """Go on in a new file: with all that can still be read of the old one, and all that waits.

        `done` is called on the UI thread, with the reason where that is not possible.
        """

        def tell(error: StoreError | None) -> None:
            if error is None:
                self._again.stop()
                self._next()
            done(error)

        self._submit(partial(_fault_of, self._keeper.move, file), tell)

    def rescue(self, file: Path) -> bool:
        """Move at once, and write what waits; say whether that was possible."""
        error = self._thread.submit(_fault_of, self._keeper.move, file).result()
        return error is None and self.flush()

    def begin_anew(self, file: Path) -> None:
        """Go on in a new file with nothing in it; what waits is given up, for it fits nowhere.

        Raises:
            StoreError: the file cannot be written.
        """
        self._thread.submit(self._keeper.begin_anew, file).result()
        self._waiting.clear()
        self._running = None
        self._tell_no_trouble()

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
            self.is_closed = True
            self._again.stop()
            self._room.stop()
            self._thread.submit(self._keeper.close).result()
            self._thread.shutdown()

    def _next(self) -> None:
        if not self._waiting or self._running is not None:
            return
        self._running = future = self._submitted()
        future.add_done_callback(self._finished.emit)

    def _submitted(self) -> Future[object]:
        return self._thread.submit(_outcome, self._waiting[0], self._keeper, again=bool(self.fault))

    def _catch_up(self) -> bool:
        """Write what waits, in the order of the asking; say whether all of it is on the disk."""
        while self._waiting:
            future = self._running or self._submitted()
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
        self._tell_no_trouble()
        if self._keeper.gave_up_reserve:
            self._look_for_room()
        return True

    @Slot()
    def _deliver(self) -> None:
        """Tell the caller of the oldest job that is done, unless it was told already."""
        if not self._untold:
            return
        job, outcome = self._untold.popleft()
        if isinstance(outcome, BaseException):  # a mistake of the program: told, and no reason to stop
            sys.excepthook(type(outcome), outcome, outcome.__traceback__)
            return  # nothing was written
        if job.done is not None:
            job.done(outcome)
        self._has_news = self._has_news or not job.is_quiet
        if self._has_news and not (self._waiting or self._untold):
            self._has_news = False
            self.written.emit(datetime.now().astimezone())

    def _tell_trouble(self, error: StoreError) -> None:
        """Say why the first job is not done; it is tried again soon."""
        self.fault, self.kind = str(error), error.kind
        self._again.start()
        self.trouble.emit(self.fault)
        self._tell_damage(error)

    def _tell_damage(self, error: StoreError) -> None:
        if error.kind == "damaged":
            self.damaged.emit()

    def _tell_no_trouble(self) -> None:
        if self.fault:
            self.fault, self.kind = "", None
            self._again.stop()
            self.trouble.emit("")

    def _look_for_room(self) -> None:
        self._submit(self._keeper.settle_in, self._note_room)

    def _note_room(self, is_scarce: bool) -> None:  # noqa: FBT001 - the answer of a call
        """Say when the disk has become nearly full, or has room again."""
        was_scarce, self.is_scarce = self.is_scarce, is_scarce
        if was_scarce != is_scarce:
            self.scarce.emit(is_scarce)
        self._room.start(_LOOK_AGAIN)

    def _submit(self, call: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do something else on the store's thread; `done` is called with its result on this one."""
        future = self._thread.submit(call)
        future.add_done_callback(lambda ended: self._came.emit(partial(done, ended.result())))

    @Slot(object)
    def _call(self, told: Callable[[], object]) -> None:
        if not self.is_closed:
            told()


def _fault_of(deed: Callable[[Path], object], file: Path) -> StoreError | None:
    try:
        deed(file)
    except StoreError as error:
        return error
    return None


def _outcome(job: _Job, keeper: Keeper, *, again: bool) -> object:
    """Return the result of a job or what it raised: an exception must not get lost in the thread."""
    try:
        return keeper.do(job.work, again=again)
    except Exception as error:  # noqa: BLE001 - told on the UI thread
        return error

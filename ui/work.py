"""Slow work beside the window: one executor, and one queued signal that brings every outcome home.

The functions that run here know no Qt. What they report and return reaches the caller's callbacks on the
main thread, in the order in which it happened.
"""

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal

T = TypeVar("T")


class CancelledError(Exception):
    """The work was called off by whoever had asked for it."""


class Cancel:
    """A token that calls work off: `check` is for the one who works, `cancel` for the one who waits."""

    def __init__(self) -> None:
        self._event = Event()

    @property
    def cancelled(self) -> bool:
        """Tell whether the work was called off."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Call the work off; it ends at its next check."""
        self._event.set()

    def check(self) -> None:
        """Go on, unless the work was called off.

        Raises:
            CancelledError: it was.
        """
        if self._event.is_set():
            raise CancelledError


class Worker(QObject):
    """Runs functions on threads of its own and delivers what comes of them on the main thread.

    It must be closed before it is deleted.
    """

    _arrived = Signal(object)
    _became_idle = Signal()

    def __init__(self, name: str, threads: int = 1, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._running = 0
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        function: Callable[..., T],
        *args: Any,
        done: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Run `function(*args)` on a thread; then call `done(result)` or `failed(exception)` here.

        An exception without `failed` goes to `sys.excepthook`, but for `CancelledError`, which was wanted.
        After `close` nothing is run.
        """
        if self._closed:
            return
        self._running += 1
        future = self._executor.submit(function, *args)
        future.add_done_callback(lambda ended: self._send(partial(self._finish, ended, done, failed)))

    def relayed(self, callback: Callable[..., object]) -> Callable[..., None]:
        """Return a callable for the worker's side (progress): it calls `callback` on the main thread."""

        def relay(*args: object) -> None:
            self._send(partial(callback, *args))

        return relay

    @property
    def idle(self) -> bool:
        """Tell whether every outcome has been delivered."""
        return self._running == 0

    def wait_idle(self, timeout: float) -> bool:
        """Serve events until all work is done and delivered, at most `timeout` seconds; tell whether it is."""
        if not self.idle:
            loop = QEventLoop()
            self._became_idle.connect(loop.quit)
            timer = QTimer(loop, singleShot=True, interval=round(timeout * 1000))
            timer.timeout.connect(loop.quit)
            timer.start()
            loop.exec()
            self._became_idle.disconnect(loop.quit)
        return self.idle

    def close(self) -> None:
        """Drop what has not begun, wait for what has, and deliver nothing more."""
        self._closed = True
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._running = 0

    def _send(self, delivery: Callable[[], object]) -> None:
        if not self._closed:
            self._arrived.emit(delivery)

    def _deliver(self, delivery: Callable[[], object]) -> None:
        if not self._closed:
            delivery()

    def _finish(
        self,
        ended: Future[T],
        done: Callable[[T], object] | None,
        failed: Callable[[Exception], object] | None,
    ) -> None:
        self._running -= 1
        error = ended.exception()
        if isinstance(error, Exception) and failed is not None:
            failed(error)
        elif error is not None and not isinstance(error, CancelledError):
            sys.excepthook(type(error), error, error.__traceback__)
        elif error is None and done is not None:
            done(ended.result())
        if self._running == 0:
            self._became_idle.emit()

"""An eye on one request: it ends when its time is over, or when nobody wants it any more."""

from collections.abc import Callable
from threading import Event, Thread
from time import monotonic
from types import TracebackType
from typing import Final, Literal, Self

_GLANCE: Final = 0.1  # seconds

Cause = Literal["late", "stopped"]


class Watch:
    """Cuts a connection after `seconds`, whatever drips in, or as soon as it may not go on.

    The time-outs of a socket end only a silence; and while one waits, nothing else is noticed.
    `cause` says why it was cut.
    """

    def __init__(
        self,
        cut: Callable[[], None],
        seconds: float,
        may_go_on: Callable[[], bool],
    ) -> None:
        self.cause: Cause | None = None
        self._cut = cut
        self._until = monotonic() + seconds
        self._may_go_on = may_go_on
        self._over = Event()
        self._thread = Thread(target=self._look, name="sending-watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        # It goes on cutting until the request has noticed: a socket may have been opened just now.
        while not self._over.wait(_GLANCE):
            if self.cause is None and not self._may_go_on():
                self.cause = "stopped"
            elif self.cause is None and monotonic() > self._until:
                self.cause = "late"
            if self.cause is not None:
                self._cut()

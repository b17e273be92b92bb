"""When what is typed is taken over: once the hands rest, and now and then where they do not."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

WRITING: Final = 120  # milliseconds of rest after which a text is taken over
UNFINISHED: Final = 400  # of rest after which what is no value yet (half a day, say) is put by
# Writing that goes on without a rest is taken over as often: a power cut takes no more than a second of it,
# and half of that second belongs to a slow disk.
_LONGEST: Final = 500


class Rest(QTimer):
    """Calls `then` when nothing was typed for `pause` milliseconds, and 500 after what was typed first."""

    def __init__(self, parent: QObject, pause: int, then: Callable[[], object]) -> None:
        super().__init__(parent, singleShot=True)
        self._pause = pause
        self._since = QElapsedTimer()
        self.timeout.connect(then)

    def note_typing(self) -> None:
        """Wait from now on, but not beyond half a second after the first letter that waits."""
        if not self.isActive():
            self._since.start()
        self.start(max(0, min(self._pause, _LONGEST - self._since.elapsed())))

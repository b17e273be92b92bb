"""The pages next to the one in front are built while nobody is served, so that the next step is a short one."""

from collections import deque
from collections.abc import Callable, Iterable
from typing import Final

from PySide6.QtCore import QObject, QTimer

_REST: Final = 700  # milliseconds without a key or a click that leads somewhere
_BETWEEN: Final = 100  # milliseconds; each step is shorter than a person notices


class BuildingAhead(QObject):
    """Does small pieces of work one by one while the window rests; `put_off` waits for the next rest."""

    def __init__(self, parent: QObject) -> None:
        """Begin with nothing to do."""
        super().__init__(parent)
        self._waiting: deque[Callable[[], object]] = deque()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._step)

    def begin(self, steps: Iterable[Callable[[], object]]) -> None:
        """Do these instead of what was still waiting."""
        self._waiting = deque(steps)
        self.put_off()

    def put_off(self) -> None:
        """Wait until the window rests again."""
        if self._waiting:
            self._timer.start(_REST)

    def stop(self) -> None:
        """Do nothing more."""
        self._waiting.clear()
        self._timer.stop()

    def _step(self) -> None:
        if self._waiting:
            self._waiting.popleft()()
        if self._waiting:
            self._timer.start(_BETWEEN)

"""When garbage is collected: the long look through everything waits until nobody types."""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui.keys import UndoKeys

# New objects are looked through often, which is quick; all objects never by themselves, which is not.
_THRESHOLDS: Final = (2_000, 10, 1_000_000)
_WORTH_IT: Final = 5  # looks through the newer objects since the last long look
_LOOK_EVERY: Final = 3_000  # milliseconds
_REST: Final = 1.0  # seconds without a key
_PATIENCE: Final = 20  # times that somebody typed; then it is done all the same


class Collector(QObject):
    """Collects garbage from now on, past all that is there already and lives as long as the program does."""

    def __init__(self, application: QApplication) -> None:
        """Begin."""
        super().__init__(application)
        self._keys = application.findChild(UndoKeys)
        self._put_off = 0
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)
        gc.enable()
        self._timer = QTimer(self, interval=_LOOK_EVERY)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        if gc.get_count()[2] < _WORTH_IT:
            return
        is_typing = self._keys is not None and self._keys.rested() < _REST
        self._put_off = self._put_off + 1 if is_typing else 0
        if not is_typing or self._put_off > _PATIENCE:
            self._put_off = 0
            gc.collect()

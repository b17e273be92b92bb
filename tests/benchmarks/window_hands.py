"""Hands at the window: keys and clicks at a human pace, and how late the UI thread serves them."""

from collections.abc import Callable
from time import perf_counter
from typing import Final, Self

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.timing import Times

_KEYS: Final = tuple(
    Qt.Key.Key_Space if letter == " " else Qt.Key[f"Key_{letter}"] for letter in "CHUYEN DOI SO "
)
_BEAT: Final = 0.005  # seconds between two looks at how late the UI thread is


def painted(work: Callable[[], object]) -> float:
    """Do something in the window and return the seconds until it is painted."""
    start = perf_counter()
    work()
    QApplication.processEvents()
    return perf_counter() - start


def rest(seconds: float) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    timer = QTimer(loop, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(loop.quit)
    timer.start(round(seconds * 1000))
    loop.exec()


def rest_until(there: Callable[[], bool], at_most: float = 20.0) -> None:
    """Let the window live until something is there.

    Raises:
        TimeoutError: it does not come.
    """
    end = perf_counter() + at_most
    while not there():
        if perf_counter() > end:
            raise TimeoutError
        rest(0.005)


def typed(keys: int, pace: float) -> Times:
    """Type letters where the focus is, one each `pace` seconds; return the delays until each is painted.

    A key counts from the moment at which it was pressed: what the UI thread was busy with then is part of it.
    """
    delays: list[float] = []
    due = perf_counter()
    for number in range(keys):
        due += pace
        rest(max(due - perf_counter(), 0.0))
        focus = QApplication.focusWidget()
        assert isinstance(focus, QWidget), "nothing has the focus"
        QTest.keyClick(focus, _KEYS[number % len(_KEYS)])
        QApplication.processEvents()
        delays.append(perf_counter() - due)
        due = max(due, perf_counter() - pace)
    return Times(tuple(delays))


class Pulse:
    """Feels how late a timer of five milliseconds comes, for as long as it is entered."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self._timer = QTimer(interval=round(_BEAT * 1000), timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = 0.0

    def __enter__(self) -> Self:
        self._last = perf_counter()
        self._timer.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now = perf_counter()
        self.late.append(max(now - self._last - _BEAT, 0.0))
        self._last = now

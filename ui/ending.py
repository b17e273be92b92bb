"""When the system ends the program: what is typed is handed in and written before."""

import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from typing import Final

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal, Slot
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication

from ui.emergency import save_all
from ui.main_window import MainWindow

_SIGNALS: Final = ("SIGTERM", "SIGHUP", "SIGBREAK")
_KILLED: Final = 128  # as shells count a program that a signal ended
_PATIENCE: Final = 4.0  # seconds: Windows ends a program five seconds after its console was closed


class Ending(QObject):
    """Listens for the end of the session, for signals, and for a console that is closed."""

    _console_closed = Signal()

    def __init__(self, application: QApplication, window: MainWindow) -> None:
        """Listen as long as the window is there."""
        super().__init__(window)
        self._application = application
        self._window = window
        self._saved = Event()
        application.commitDataRequest.connect(self.commit, Qt.ConnectionType.DirectConnection)
        application.aboutToQuit.connect(self._save)
        self._console_closed.connect(self._end_with_console, Qt.ConnectionType.QueuedConnection)
        self._listen()
        _watch_console(self._wait_for_end)

    @Slot(QSessionManager)
    def commit(self, manager: QSessionManager) -> None:
        """Save before the session ends; where that is not possible, let the user stop it."""
        if self._save():
            return
        if not manager.allowsInteraction():
            save_all(self._window)
            return
        if not self._window.leaves_unsaved():
            manager.cancel()
        manager.release()

    def stop(self) -> None:
        """Leave signals to Python again."""
        signal.set_wakeup_fd(-1)
        for number in self._numbers:
            signal.signal(number, signal.SIG_DFL)
        self._notifier.setEnabled(False)
        for end in (self._reading, self._writing):
            end.close()

    def _listen(self) -> None:
        """Wake the event loop by a signal: Python's own handlers wait until Python runs again."""
        self._reading, self._writing = socket.socketpair()
        for end in (self._reading, self._writing):
            end.setblocking(False)
        signal.set_wakeup_fd(self._writing.fileno(), warn_on_full_buffer=False)
        known = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
        # One that is ignored, as by `nohup`, stays so.
        self._numbers = [number for number in known if signal.getsignal(number) != signal.SIG_IGN]
        for number in self._numbers:
            signal.signal(number, lambda _number, _frame: None)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._end_by_signal)

    def _end_by_signal(self) -> None:
        with suppress(BlockingIOError):  # woken for nothing
            self._end(self._reading.recv(64))

    def _end(self, numbers: bytes) -> None:
        ours = [number for number in numbers if number in self._numbers]
        if ours:
            self._save_for_good()
            self._application.exit(_KILLED + ours[0])

    def _wait_for_end(self) -> None:
        """On a thread of the system: the program ends when this returns."""
        self._console_closed.emit()
        self._saved.wait(_PATIENCE)

    def _end_with_console(self) -> None:
        self._save_for_good()
        self._saved.set()
        self._application.exit(0)

    def _save(self) -> bool:
        """Hand in what is typed and write it; say whether everything is on the disk."""
        if self._window.office.archive.is_closed:
            return True
        self._window.settle()
        return self._window.office.archive.flush()

    def _save_for_good(self) -> None:
        """Save where the program ends whatever happens: in a file on this computer, if need be."""
        if not self._save():
            save_all(self._window)


if sys.platform == "win32":
    _handlers: Final[list[object]] = []  # Windows calls them as long as the program runs

    def _watch_console(end: Callable[[], None]) -> None:
        import ctypes  # noqa: PLC0415 - on Windows only
        from ctypes import wintypes  # noqa: PLC0415

        closed = {2, 5, 6}  # CTRL_CLOSE_EVENT, CTRL_LOGOFF_EVENT, CTRL_SHUTDOWN_EVENT

        def handle(event: int) -> bool:
            if event in closed:
                end()
            return event in closed

        _handlers.append(ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.DWORD)(handle))
        ctypes.windll.kernel32.SetConsoleCtrlHandler(_handlers[-1], 1)

else:

    def _watch_console(_end: Callable[[], None]) -> None:
        """Nothing to do: elsewhere a closed terminal sends SIGHUP."""

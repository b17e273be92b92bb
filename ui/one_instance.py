"""A second start brings the first window forward, and hands it the file that was named; or asks it to close.

Whoever has the store listens on a socket that is named after the user and the store. What a crash leaves
of it does no harm: only the program that has the store's lock listens, and it clears the name before.
"""

import hashlib
import os
import sys
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QThread, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from dxdesk.store.faults import HeldError
from dxdesk.store.holder import user_name
from dxdesk.store.lock import take_lock
from ui.main_window import MainWindow

_CONNECTING: Final = 4_000  # milliseconds: the first window may only just be starting
_ANSWERING: Final = 3_000  # milliseconds; a window that does not answer by then hangs
_BETWEEN: Final = 100  # milliseconds
_LONGEST: Final = 100_000  # bytes of a message
_DONE: Final = b"shown\n"
_ASKED_AGAIN: Final = 500  # milliseconds: a dialog waits for its answer, or the last backup is being written
_AFTER_DIALOG: Final = 300  # milliseconds between looks whether a dialog is closed


def socket_name(store: Path) -> str:
    """Return the name of the socket of a user's window over a store."""
    told = f"{user_name()}\n{store.resolve()}".encode("utf-8", "surrogateescape")
    name = f"dxdesk-{hashlib.sha256(told).hexdigest()[:24]}"
    folder = os.environ.get("XDG_RUNTIME_DIR", "")  # where it is there, nobody else can look into it
    return str(Path(folder, name)) if Path(folder).is_absolute() and Path(folder).is_dir() else name


def hand_over(store: Path, file: Path | None) -> bool:
    """Ask the window over `store` to come forward and to take in `file`; tell whether it did.

    False means that it runs on another computer or for another user, or that it hangs.
    """
    _let_come_forward()
    return _tell(store, "" if file is None else str(file.absolute()), _CONNECTING)


def close_window(store: Path, patience: float) -> bool:
    """Ask the window over `store` to save everything and close; tell whether none has the store any more.

    It waits `patience` seconds at most: a dialog that is open there is for the user to answer.
    """
    clock = QElapsedTimer()
    clock.start()
    while store.exists():
        try:
            take_lock(store).release()
        except HeldError:
            if clock.elapsed() > patience * 1000:
                return False
            _tell(store, None, 0)
            QThread.msleep(_ASKED_AGAIN)
        else:
            break
    return True


def _tell(store: Path, message: str | None, connecting: int) -> bool:
    """Send a file to take in (empty for none), or None to close; tell whether the window answers."""
    socket = _connected(socket_name(store), connecting)
    if socket is None:
        return False
    socket.write(msgspec.json.encode(message) + b"\n")
    clock = QElapsedTimer()
    clock.start()
    while not socket.canReadLine() and socket.waitForReadyRead(max(1, _ANSWERING - clock.elapsed())):
        pass
    answered = bool(socket.readLine().data() == _DONE)
    socket.abort()
    return answered


class FirstWindow(QObject):
    """Listens for second starts as long as the window is there."""

    def __init__(self, window: MainWindow) -> None:
        """Listen for the store of a window."""
        super().__init__(window)
        self._window = window
        self._files: list[Path] = []
        name = socket_name(window.office.place)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        QLocalServer.removeServer(name)  # of a crash: nobody else listens while this program has the lock
        self._server.listen(name)
        self._later = QTimer(self, singleShot=True, interval=_AFTER_DIALOG)
        self._later.timeout.connect(self._open_files)

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setParent(self)
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() > _LONGEST:
                socket.abort()
            return
        try:
            named = msgspec.json.decode(socket.readLine().data(), type=str | None)
        except msgspec.DecodeError:
            socket.abort()
            return
        if named is None and QApplication.activeModalWidget() is None:
            QTimer.singleShot(0, self._window, self._window.close)
        else:
            bring_forward(self._window)
        if named:
            self._files.append(Path(named))
            self._later.start(0)
        socket.write(_DONE)
        socket.flush()

    def _open_files(self) -> None:
        """Take in the files that were named, once no dialog waits for an answer."""
        if QApplication.activeModalWidget() is not None:
            self._later.start(_AFTER_DIALOG)
            return
        files, self._files = self._files, []
        for file in files:
            self._window.open_file(file)


def bring_forward(window: MainWindow) -> None:
    """Show a window above the others, as large as it was before it was made small."""
    window.setWindowState(
        (window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
    )
    window.show()
    window.raise_()
    window.activateWindow()


def _connected(name: str, patience: int) -> QLocalSocket | None:
    clock = QElapsedTimer()
    clock.start()
    while True:
        socket = QLocalSocket()
        socket.connectToServer(name)
        if socket.waitForConnected(_BETWEEN):
            return socket
        if clock.elapsed() > patience:
            return None
        QThread.msleep(_BETWEEN)


if sys.platform == "win32":

    def _let_come_forward() -> None:
        """Let the first window take the front, which Windows gives only to the program just started."""
        import ctypes  # noqa: PLC0415 - for a second start only

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)

else:

    def _let_come_forward() -> None:
        """Nothing to do: other systems let a window raise itself."""

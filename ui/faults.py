"""Faults of the program itself: none is silent, none ends the work, none tells what somebody wrote.

Every fault goes to stderr, to the log and, once at a time, to a dialog on the main thread. A crash that
leaves no time for a dialog leaves a file, which the next start finds.
"""

import atexit
import faulthandler
import logging
import math
import os
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, TextIO

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QThread,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QMessageBox
from shiboken6 import Shiboken

from dxdesk.store.faults import StoreError

if TYPE_CHECKING:  # a start without faults does without
    from ui.fault_dialog import FaultDialog
    from ui.fault_report import Fault

LOG_NAME: Final = "dxdesk.log"
_LOG_BYTES: Final = 200_000
_SHOWN_AGAIN_AFTER: Final = 60.0  # seconds; a fault while painting would come back at once
_INTERRUPTED: Final = 130
_LEVELS: Final = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

_log = logging.getLogger("dxdesk.faults")
_qt_log = logging.getLogger("qt")


def install(report_place: Path, plan_text: Callable[[], str] | None = None) -> "Faults":
    """Watch for faults from now on; log and crash files lie in the folder `report_place`.

    `plan_text` hands over the plan for a report, if the user wants it in there.
    """
    return Faults(report_place, plan_text)


def last_crash(report_place: Path) -> str | None:
    """Return what sessions that crashed have left, if any did; it is told once.

    The text holds the times, kinds of crash and places in the program.
    """
    found = []
    for file in sorted(report_place.glob("crash-*.txt")):
        if file.stem.endswith(f"-{os.getpid()}"):
            continue
        # One session at a time has a store, and the folder with it; Windows keeps a file that is open all the same.
        with suppress(OSError):
            text = file.read_text("utf-8", "replace").strip()
            if text:
                from ui.fault_report import without_folders  # noqa: PLC0415 - most sessions end well

                found.append(f"{file.stem}\n{without_folders(text)}")
            file.unlink()
    return "\n\n".join(found) or None


class Faults(QObject):
    """The hooks of Python and Qt for whatever nobody caught."""

    _found = Signal(object)
    _store_failed = Signal(str)

    def __init__(self, report_place: Path, plan_text: Callable[[], str] | None) -> None:
        super().__init__()
        self.plan_text = plan_text
        self._dialog: FaultDialog | None = None
        self._box: QMessageBox | None = None
        self._closed_at: dict[str, float] = {}
        self._log_file: _LateLog | None = None
        self._crash_file: TextIO | None = None
        self._found.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._store_failed.connect(self._tell_store_failed, Qt.ConnectionType.QueuedConnection)
        self._open_files(report_place)
        self._hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable
        self._qt_handler = qInstallMessageHandler(self._on_qt)
        atexit.register(self.uninstall)

    def uninstall(self) -> None:
        """Give the hooks back, and take the session for one that ended well."""
        atexit.unregister(self.uninstall)
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._hooks
        qInstallMessageHandler(self._qt_handler)
        if self._log_file is not None:
            logging.getLogger().removeHandler(self._log_file)
            self._log_file.close()
            self._log_file = None
        if self._crash_file is not None:
            faulthandler.disable()
            self._crash_file.close()
            with suppress(OSError):
                Path(self._crash_file.name).unlink()
            self._crash_file = None

    def take(self, error: BaseException) -> None:
        """Tell of a fault that was caught at an edge of the program, on whatever thread."""
        from ui.fault_report import describe  # noqa: PLC0415 - see above

        _print(error)
        fault = describe(error)
        _log.error("%s\n%s", fault.when, fault.text)
        if QApplication.instance() is None:
            return
        if QThread.currentThread() is self.thread() and self.thread().loopLevel() == 0:
            self._take(fault)  # before the first event or after the last: nothing would come of waiting
        else:
            self._found.emit(fault)

    def _open_files(self, place: Path) -> None:
        try:
            place.mkdir(parents=True, exist_ok=True)
            name = f"crash-{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.getpid()}.txt"
            self._crash_file = place.joinpath(name).open("w", encoding="utf-8")
        except OSError as error:  # a full or foreign disk is no reason not to start
            _print(error)
            return
        faulthandler.enable(self._crash_file)
        self._log_file = _LateLog(place / LOG_NAME)
        self._log_file.setLevel(logging.WARNING)
        self._log_file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger().addHandler(self._log_file)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.exit(_INTERRUPTED)
        elif isinstance(error, StoreError):  # no fault of the program: its text says what to do
            _log.warning("%s", error.kind)
            self._store_failed.emit(str(error))
        else:
            self.take(error)

    def _on_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None and not isinstance(found.exc_value, SystemExit):
            self.take(found.exc_value)

    def _on_unraisable(self, found: "sys.UnraisableHookArgs") -> None:
        if sys.is_finalizing() or found.exc_value is None:
            sys.__unraisablehook__(found)
        else:
            self.take(found.exc_value)

    def _on_qt(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        _qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s", message)
        if self._qt_handler is not None:
            self._qt_handler(kind, context, message)
        elif sys.stderr is not None:
            sys.stderr.write(f"{message}\n")

    def _take(self, fault: "Fault") -> None:
        try:
            if self._dialog is not None and Shiboken.isValid(self._dialog):
                self._dialog.add(fault)
            elif time.monotonic() >= self._closed_at.get(fault.where, -math.inf) + _SHOWN_AGAIN_AFTER:
                self._show(fault)
        except Exception as error:  # noqa: BLE001 - the last edge: whatever it is, it must not be silent
            _print(error)

    def _tell_store_failed(self, words: str) -> None:
        if QApplication.activeModalWidget() is None:  # one at a time
            box = QMessageBox(QMessageBox.Icon.Warning, "dxdesk", words, parent=QApplication.activeWindow())
            box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._box = box  # without a window nothing else holds it
            box.open()

    def _show(self, fault: "Fault") -> None:
        from ui.fault_dialog import FaultDialog  # noqa: PLC0415 - see above

        dialog = FaultDialog(fault, self.plan_text, QApplication.activeWindow())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda result: self._close(fault, result))
        self._dialog = dialog
        if self.thread().loopLevel() == 0:
            dialog.exec()
        else:
            dialog.setModal(True)
            dialog.show()
            dialog.activateWindow()

    def _close(self, fault: "Fault", result: int) -> None:
        self._dialog = None
        self._closed_at[fault.where] = time.monotonic()
        from ui.fault_dialog import QUIT  # noqa: PLC0415 - it was open a moment ago

        if result == QUIT:
            QCoreApplication.exit(1)


class _LateLog(logging.Handler):
    """Writes to a file that is renamed when it is full; opened with the first line that is written."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._place = file
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - most starts log nothing

            self._file = RotatingFileHandler(
                self._place, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8"
            )
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def _print(error: BaseException) -> None:
    if sys.stderr is not None:  # a program without a console has none
        traceback.print_exception(error)

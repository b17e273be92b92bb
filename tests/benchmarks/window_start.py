"""From the start of a process to its first painted window; run as a module, one such process.

The parent passes the moment at which it started the child; the clock is the system's, the same in both.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Final

from tests.benchmarks.memory import ROOT

BARE: Final = "bare"
TABLE: Final = "table"
LIST: Final = "list"
_ROWS: Final = 200
_COLUMNS: Final = 5


def seconds_to_paint(kind: str, home: Path) -> float:
    """Return the seconds from the start of a process to its first paint: of a bare window, of one
    with a table and a search field of Qt's own, or of the list.

    `home` is the folder that stands for the user's own.
    """
    command = [sys.executable, "-m", __name__, kind]
    start = perf_counter()
    child = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=_surroundings(home))
    return float(child.stdout.split()[-1]) - start


def _surroundings(home: Path) -> dict[str, str]:
    """Return the environment of the program as installed: no screen, and modules compiled once and kept."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPYCACHEPREFIX": str(home / "compiled"),
        "DXDESK_STORE": str(store_in(home)),
    }


def store_in(home: Path) -> Path:
    """Return where the plans are kept in such a folder."""
    return home / "plans" / "dxdesk.sqlite3"


def _tell() -> None:
    """Print the moment and end: what the system does after that is not waited for by anyone."""
    print(perf_counter(), flush=True)
    os._exit(0)


def _open_bare() -> None:
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - imports are what is measured
    from PySide6.QtGui import QPaintEvent  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415

    class Window(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            QTimer.singleShot(0, _tell)

    application = QApplication([])
    window = Window()
    window.resize(1280, 720)
    window.show()
    application.exec()


def _open_table() -> None:
    from PySide6.QtCore import QEvent, QObject, Qt, QTimer  # noqa: PLC0415 - imports are what is measured
    from PySide6.QtWidgets import (  # noqa: PLC0415
        QApplication,
        QLineEdit,
        QPushButton,
        QTableWidget,
        QTableWidgetItem,
        QVBoxLayout,
        QWidget,
    )

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, _tell)
            return super().eventFilter(watched, event)

    application = QApplication([])
    application.setStyle("Fusion")
    window = QWidget()
    column = QVBoxLayout(window)
    table = QTableWidget(_ROWS, _COLUMNS)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    for row in range(_ROWS):
        for place in range(_COLUMNS):
            item = QTableWidgetItem(f"{row}, {place}")
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight)
            table.setItem(row, place, item)
    for widget in (QPushButton("Mở"), QLineEdit(), table):
        column.addWidget(widget)
    table.viewport().installEventFilter(Watch(table))
    window.resize(1280, 720)
    window.show()
    application.exec()


def _open_list() -> None:
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415 - imports are what is measured
    from PySide6.QtWidgets import QApplication, QTableView  # noqa: PLC0415

    from ui import program  # noqa: PLC0415

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, _tell)
            return super().eventFilter(watched, event)

    serve_events = QApplication.exec

    def watch_table() -> int:
        (table,) = (widget for widget in QApplication.allWidgets() if isinstance(widget, QTableView))
        table.viewport().installEventFilter(Watch(table))
        return serve_events()

    QApplication.exec = staticmethod(watch_table)  # type: ignore[method-assign]
    program.run()


if __name__ == "__main__":
    kinds: dict[str, Callable[[], None]] = {BARE: _open_bare, TABLE: _open_table, LIST: _open_list}
    kinds[sys.argv[1]]()

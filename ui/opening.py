"""What is outside the window: where the plans are, and opening a file with the system's program for it."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from ui.office import Office


def store_place(office: Office) -> Path:
    """Return the file of the store."""
    return office.place


def open_outside(path: Path) -> bool:
    """Open a file or folder with the system's program for it; say whether there is one."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

"""Papers as files outside of the program: opened to be read, and saved."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from dxdesk.files import FileError, write_files
from dxdesk.language import translate as _
from dxdesk.store.values import Paper
from ui.letters_files import write_reading_copy
from ui.opening import open_outside


def open_paper(paper: Paper, data: bytes) -> str:
    """Open a copy of a paper with the computer's own program; return what went wrong, or nothing."""
    try:
        opened = open_outside(write_reading_copy(paper.id, paper.name, data))
    except OSError as error:
        words = _("“{name}” cannot be opened: {reason}. Save it as a file and open it there.")
        return words.format(name=paper.name, reason=error.strerror or error)
    words = _("No program on this computer opens “{name}”. Save it as a file and open it elsewhere.")
    return "" if opened else words.format(name=paper.name)


def save_bytes(parent: QWidget, name: str, data: bytes) -> str:
    """Ask for a place and save a file there; return what went wrong, or nothing."""
    found, _kind = QFileDialog.getSaveFileName(parent, _("Save as"), name)
    if not found:
        return ""
    try:
        write_files({Path(found): data})
    except FileError as error:
        return str(error)
    return ""

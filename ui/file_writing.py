"""Files that are written beside the window: another program may hold one for a moment, and the window goes on.

What came of it is said as long as there is still somebody to say it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject

from dxdesk.files import FileError, reason_of, write_files
from ui.dialog import Tone
from ui.letters_files import write_reading_copy
from ui.opening import open_outside
from ui.start_calls import while_alive
from ui.work import Worker

Say = Callable[[str, Tone], object]


def save_file(worker: Worker, owner: QObject, path: Path, data: bytes, *, words: str, say: Say) -> None:
    """Write a file as a whole, then say `words`, or why it cannot be written."""

    def fail(error: Exception) -> None:
        if not isinstance(error, FileError):
            raise error
        say(str(error), "error")

    worker.run(
        write_files,
        {path: data},
        done=while_alive(owner, lambda _nothing: say(words, "soft")),
        failed=while_alive(owner, fail),
    )


class Copy(NamedTuple):
    """A copy of something to be read: what the store knows it by, a name for the file, what is in it.

    `trouble` is said where it cannot be written, with `{name}` and `{reason}`; `no_program` where nothing opens it, with `{name}`.
    """

    key: str
    name: str
    data: bytes
    trouble: str
    no_program: str


def open_copy(worker: Worker, owner: QObject, copy: Copy, say: Say) -> None:
    """Write a copy and open it with the system's program for it."""

    def show(path: Path) -> None:
        if not open_outside(path):
            say(copy.no_program.format(name=path.name), "warning")

    def fail(error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        say(copy.trouble.format(name=copy.name, reason=reason_of(error)), "error")

    worker.run(
        write_reading_copy,
        copy.key,
        copy.name,
        copy.data,
        done=while_alive(owner, show),
        failed=while_alive(owner, fail),
    )

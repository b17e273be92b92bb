"""Files that another program has open, as Word has a document and a virus scanner what was just written."""

import ctypes
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

on_windows: Final = pytest.mark.skipif(
    sys.platform != "win32", reason="only Windows has such names, paths, and files that are held"
)
_NOBODY: Final = 0  # with whom an open file is shared: CreateFileW, dwShareMode
_READERS: Final = 1


@contextmanager
def in_use(file: Path) -> Iterator[None]:
    """Make a file that a program has open: as Word has it, or the program that runs; nobody may write it."""
    if sys.platform == "win32":
        file.write_bytes(b"open in Word")
        handle = _opened(file, _READERS)
        try:
            yield
        finally:
            _close(handle)
    else:
        shutil.copy2("/bin/sleep", file)
        with subprocess.Popen([file, "60"]) as running:
            try:
                yield
            finally:
                running.kill()


def hold(file: Path, seconds: float) -> threading.Thread:
    """Open a file on Windows, share it with nobody, and let go of it after some seconds."""
    thread = threading.Timer(seconds, _close, [_opened(file, _NOBODY)])
    thread.start()
    return thread


class Scanner(threading.Thread):
    """Opens each file that appears in a folder, or below it, and shares it with nobody for a second.

    It looks at as many as `enough` whose names match a pattern; `seen` are their names.
    """

    def __init__(self, folder: Path, pattern: str, enough: int = 2) -> None:
        super().__init__(daemon=True)
        self._folder = folder
        self._pattern = pattern
        self._enough = enough
        self.seen: list[str] = []

    def run(self) -> None:
        """Look at files until they are enough."""
        while len(self.seen) < self._enough:
            for file in self._folder.rglob(self._pattern):
                if file.name not in self.seen and (handle := _opened(file, _NOBODY)) is not None:
                    self.seen.append(file.name)
                    time.sleep(1)
                    _close(handle)


def _opened(file: Path, share: int) -> int | None:
    """Open a file for reading; return its handle, None where that is not possible."""
    create = ctypes.CDLL("kernel32").CreateFileW
    create.restype = ctypes.c_void_p
    reading, existing = 0x8000_0000, 3
    handle: int | None = create(str(file), ctypes.c_uint32(reading), share, None, existing, 0, None)
    return None if handle == ctypes.c_void_p(-1).value else handle


def _close(handle: int | None) -> None:
    ctypes.CDLL("kernel32").CloseHandle(ctypes.c_void_p(handle))

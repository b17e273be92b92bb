"""Waiting for a program that holds a file for a moment: on Windows a virus scanner or an indexer does.

It opens what was just written, and until it is done Windows lets nobody else open, rename or delete the file.
Elsewhere nobody's reading is in the way of that: there everything is tried once.
"""

import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

_Result = TypeVar("_Result")

_PATIENCE: Final = 2.0 if sys.platform == "win32" else 0.0  # seconds: a scanner needs about one
_BETWEEN: Final = 0.05  # seconds


def patiently(change: Callable[[], _Result]) -> _Result:
    """Return what `change` returns; where another program is in its way, try for two seconds.

    Windows says "no permission" of a file that is held, as it does where there is none.

    Raises:
        OSError: it is not possible all the same.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return change()
        except PermissionError:
            if time.monotonic() >= until:
                raise
        time.sleep(_BETWEEN)


def remove_folder(folder: Path) -> None:
    """Delete a folder with all that is in it, as far as that is possible."""
    with suppress(OSError):
        patiently(lambda: shutil.rmtree(folder))

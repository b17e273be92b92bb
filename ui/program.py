"""The way into the program with a window, as short as the way to the first painted window can be."""

import gc
from collections.abc import Sequence
from pathlib import Path


def run(arguments: Sequence[str] = (), store: Path | None = None) -> int:
    """Open the window, with the package file named in `arguments` if there is one; return the exit code."""
    # What a start makes is kept: looking through it for garbage would take a fifth of the time.
    gc.disable()
    from ui.application import run as run_window  # noqa: PLC0415 - after the line above

    return run_window(arguments, store)

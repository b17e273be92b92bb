"""Work beside the window that gives way to it: a thread lays out pages only while nobody is served.

Python runs one thread at a time. Without this, each of the many steps in which the window serves a keystroke
would wait for the thread to be interrupted.
"""

from time import monotonic, sleep
from typing import Final

_SERVING: Final = 0.012  # seconds; longer than a key and the painting after it take


class _Window:
    """Until when the window is taken to be busy, on the clock of `monotonic`."""

    busy_until = 0.0


def wake() -> None:
    """Have others give way for a moment: the window begins to serve somebody."""
    _Window.busy_until = monotonic() + _SERVING


def give_way() -> None:
    """Wait while the window serves somebody; for threads beside it, every millisecond or so."""
    while (left := _Window.busy_until - monotonic()) > 0:
        sleep(left)

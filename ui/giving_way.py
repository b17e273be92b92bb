"""Work beside the window that gives way to it: a thread lays out pages only while nobody is served.

Python runs one thread at a time. Without this, each of the many steps in which the window serves a keystroke
would wait for the thread to be interrupted.
"""

from time import monotonic, sleep
from typing import Final

_SERVING: Final = 0.012  # seconds; longer than a key and the painting after it take


class _Window:
    """When the window began to serve somebody, and until when it is taken to be busy, by `monotonic`."""

    woken_at = 0.0
    busy_until = 0.0


def wake() -> None:
    """Have others give way for a moment: the window begins to serve somebody."""
    _Window.woken_at = monotonic()
    _Window.busy_until = _Window.woken_at + _SERVING


def rested() -> float:
    """Return the seconds since the window was last woken by a key or a change."""
    return monotonic() - _Window.woken_at


def give_way() -> None:
    """Wait while the window serves somebody; for threads beside it, every millisecond or so."""
    while (left := _Window.busy_until - monotonic()) > 0:
        sleep(left)

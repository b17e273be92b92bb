"""Sizes of files, reckoned as the file lists of Windows do: 1 KB is 1024 bytes, and a part of one counts whole."""

from typing import Final

_KILO: Final = 1024
_MEGA: Final = _KILO**2


def kilobytes(size: int) -> int:
    """Return how many KB a size in bytes is shown as."""
    return -(-size // _KILO)


def megabytes(size: int) -> tuple[int, int] | None:
    """Return how many MB a size in bytes is shown as, whole ones and tenths; None where it is shown in KB."""
    return divmod(round(10 * size / _MEGA), 10) if size >= _MEGA else None

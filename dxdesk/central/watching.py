"""Folders that are watched: by looking again and again, which shares, sticks and mounts of every kind bear."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dxdesk.sources.opening import files_at


class _Mark(NamedTuple):
    """By what a change of a file is noticed."""

    size: int
    changed: int
    number: int


class Watch:
    """What is at some paths, as of the last look."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = paths
        self._seen: dict[Path, _Mark] = {}
        self._settled: dict[Path, _Mark] = {}

    def look(self) -> list[Path]:
        """Return the files that are as they were at the last look, and were not settled like that.

        One that is being written is another one at each look; where nobody writes any more, it has come to rest.
        """
        now = {file: mark for path in self._paths for file in files_at([path]) if (mark := _mark(file))}
        ready = [
            file
            for file, mark in now.items()
            if self._seen.get(file) == mark and self._settled.get(file) != mark
        ]
        self._seen = now
        return ready

    def settle(self, files: Iterable[Path]) -> None:
        """Note that files were dealt with, as they were at the last look."""
        self._settled |= {file: self._seen[file] for file in files}


def _mark(file: Path) -> _Mark | None:
    """Return the mark of a file; None where it is gone, or cannot be reached now."""
    with suppress(OSError):
        found = file.stat()
        return _Mark(found.st_size, found.st_mtime_ns, found.st_ino)
    return None

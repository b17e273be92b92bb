"""Room on the disk of a store for the moment when the disk is full."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

SIZE: Final = 8 * 1024 * 1024  # bytes
_AMPLE: Final = 4 * SIZE  # bytes that must be free before the reserve is made
_PIECE: Final = 1024 * 1024


class Reserve:
    """A file of 8 MB beside a store that is deleted when a write finds no room, and made again later."""

    def __init__(self, store: Path) -> None:
        self.file = store.with_name(f"{store.name}.reserve")

    def keep(self) -> bool:
        """Make the file where it is not there and there is ample room; tell whether the disk is nearly full."""
        try:
            free = shutil.disk_usage(self.file.parent).free
            if self._is_whole():
                return free < SIZE
            if free < _AMPLE:
                return True
            self._make()
        except OSError:  # the disk is away, or nobody may write there: that is told where it matters
            with suppress(OSError):
                self.file.unlink(missing_ok=True)
        return False

    def give_up(self) -> bool:
        """Delete the file; tell whether that made room."""
        try:
            self.file.unlink()
        except OSError:
            return False
        return True

    def _is_whole(self) -> bool:
        return self.file.is_file() and self.file.stat().st_size == SIZE

    def _make(self) -> None:
        with self.file.open("wb") as file:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(file.fileno(), 0, SIZE)
            else:
                piece = os.urandom(_PIECE)  # a disk that compresses would keep no room for zeros
                for _each in range(SIZE // _PIECE):
                    file.write(piece)

"""One program at a time has a store: a lock of the operating system, which ends with its process.

No file means "locked" by being there: what a crash leaves behind locks nobody out.
"""

import errno
import os
import sys
import time
from pathlib import Path
from threading import Lock as Mutex
from typing import Final

from dxdesk.store.disks import file_identity, on_network
from dxdesk.store.faults import HeldError, Kind, StoreError
from dxdesk.store.holder import read_holder

_PATIENCE: Final = 0.3  # seconds: a command that only looks lets go at once
_BETWEEN: Final = 0.02  # seconds
_BUSY: Final = {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK}
_KINDS: Final[dict[int | None, Kind]] = {
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EIO: "unreachable",
}

# Windows keeps locks by descriptor and lets nobody replace an open file; and not every share there tells files apart.
_IS_POSIX: Final = sys.platform != "win32"

# The files that this process has locked, by device and number. Opening and closing one of them a second
# time would take away the locks that SQLite holds on it: POSIX drops them when any descriptor is closed.
_ours: Final[set[tuple[int, int]]] = set()
_guard: Final = Mutex()


class StoreLock:
    """The lock of a store, until it is released or the process ends."""

    def __init__(self, descriptor: int, identity: tuple[int, int]) -> None:
        self._descriptor = descriptor
        self._identity = identity

    def release(self) -> None:
        """Let others have the store, once SQLite has closed it; twice does no harm."""
        with _guard:
            if self._descriptor >= 0:
                os.close(self._descriptor)
                _ours.discard(self._identity)
                self._descriptor = -1


def take_lock(file: Path) -> StoreLock:
    """Take the lock of the store in `file`, which is made where it is not there, before SQLite opens it.

    Raises:
        HeldError: another program, or this one, has it.
        StoreError: the file cannot be opened, or its disk knows no locks.
    """
    place = _locked_file(file)
    deadline = time.monotonic() + _PATIENCE
    while (lock := _try(place, file)) is None:
        if time.monotonic() > deadline:
            raise HeldError(file, read_holder(file))
        time.sleep(_BETWEEN)
    return lock


def _locked_file(file: Path) -> Path:
    """Return the file to lock: on a share one beside the store.

    Systems that keep locks by POSIX calls or by SMB make of a lock on the whole file one that shuts out SQLite.
    """
    return file.with_name(f"{file.name}.lock") if _IS_POSIX and on_network(file) else file


def _try(place: Path, file: Path) -> StoreLock | None:
    with _guard:
        if _IS_POSIX and file_identity(place) in _ours:
            return None
        try:
            descriptor = os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
        except OSError as error:
            raise StoreError(_KINDS.get(error.errno, "no_access"), file) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno in _BUSY:
                return None
            raise StoreError("no_journal", file) from error
        found = os.fstat(descriptor)
        identity = found.st_dev, found.st_ino
        if _IS_POSIX and file_identity(place) != identity:  # another file was put there since it was opened
            os.close(descriptor)
            return None
        _ours.add(identity)
        return StoreLock(descriptor, identity)


if sys.platform == "win32":
    # Far beyond what SQLite locks (0x40000000 to 0x400001FF) and beyond the end of any store: a locked range
    # cannot be read or written by others.
    _OFFSET_HIGH: Final = 0x4000_0000

    def _lock(descriptor: int) -> None:
        """Lock one byte for this process alone, or raise OSError at once."""
        import ctypes  # noqa: PLC0415 - needed once, at the start
        import msvcrt  # noqa: PLC0415
        from ctypes import wintypes  # noqa: PLC0415

        class Overlapped(ctypes.Structure):
            _fields_ = (
                ("internal", ctypes.c_void_p),
                ("internal_high", ctypes.c_void_p),
                ("offset", wintypes.DWORD),
                ("offset_high", wintypes.DWORD),
                ("event", wintypes.HANDLE),
            )

        exclusive, at_once = 2, 1
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.LockFileEx.argtypes = (
            wintypes.HANDLE,
            wintypes.DWORD,
            wintypes.DWORD,
            wintypes.DWORD,
            wintypes.DWORD,
            ctypes.POINTER(Overlapped),
        )
        where = Overlapped(offset_high=_OFFSET_HIGH)
        handle = msvcrt.get_osfhandle(descriptor)
        if not kernel.LockFileEx(handle, exclusive | at_once, 0, 1, 0, ctypes.byref(where)):
            code = ctypes.get_last_error()
            lock_violation = 33
            raise OSError(errno.EACCES if code == lock_violation else errno.ENOLCK, ctypes.FormatError(code))

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        """Lock the file for this process alone, or raise OSError at once."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

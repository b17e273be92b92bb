"""A file layer below SQLite that notes what is written, and what of it a power cut could leave.

It stands between SQLite and the system's own layer (https://www.sqlite.org/vfs.html), in the very library that
Python's `sqlite3` is linked to.
"""

import _sqlite3
import ctypes
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple

SECTOR: Final = 512
_CREATE: Final = 0x4  # SQLITE_OPEN_CREATE
_NAMES: Final = {"main": 0x100, "journal": 0x800, "wal": 0x80000}
_METHODS: Final = 19 * 8  # bytes of sqlite3_io_methods, version 3
_CLOSE, _WRITE, _TRUNCATE, _SYNC = 1, 3, 4, 5  # places of functions in it
_VFS_HEAD: Final = 40  # bytes of sqlite3_vfs before its functions
_OPEN, _DELETE = 0, 1

_P, _I, _L = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
# A name is an address: the system's layer keeps it as long as the file is open.
_ON_OPEN = ctypes.CFUNCTYPE(_I, _P, _P, _P, _I, ctypes.POINTER(_I))
_ON_DELETE = ctypes.CFUNCTYPE(_I, _P, ctypes.c_char_p, _I)
_ON_CLOSE = ctypes.CFUNCTYPE(_I, _P)
_ON_WRITE = ctypes.CFUNCTYPE(_I, _P, _P, _I, _L)
_ON_TRUNCATE = ctypes.CFUNCTYPE(_I, _P, _L)
_ON_SYNC = ctypes.CFUNCTYPE(_I, _P, _I)


class Event(NamedTuple):
    """Something that was asked of the disk, or ("reported") told to the user."""

    kind: str
    path: str = ""
    at: int = 0
    data: bytes = b""


def library() -> ctypes.CDLL | None:
    """Return the library of SQLite that Python uses; None where it is built into the module."""
    try:
        found = ctypes.CDLL(_sqlite3.__file__)
        found.sqlite3_vfs_find.restype = _P
        found.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
        found.sqlite3_vfs_register.argtypes = [_P, _I]
        found.sqlite3_vfs_unregister.argtypes = [_P]
    except (AttributeError, OSError):
        return None
    return found


@contextmanager
def watched(lib: ctypes.CDLL) -> Iterator[list[Event]]:
    """Note what is asked of the disk by connections that are opened meanwhile."""
    layer = _Layer(lib)
    lib.sqlite3_vfs_register(layer.address, 1)
    try:
        yield layer.events
    finally:
        lib.sqlite3_vfs_unregister(layer.address)
        lib.sqlite3_vfs_register(layer.system, 1)


class _Layer:
    """The system's layer with some of its functions replaced by ours, which call them."""

    def __init__(self, lib: ctypes.CDLL) -> None:
        self.events: list[Event] = []
        self.system = lib.sqlite3_vfs_find(None)
        size = _VFS_HEAD + 18 * 8
        self._vfs = ctypes.create_string_buffer(ctypes.string_at(self.system, size), size)
        self._name = ctypes.create_string_buffer(b"watched")
        self._kept: list[Any] = []  # functions that SQLite calls must not be collected
        self._open = _ON_OPEN(self._word(self.system, _VFS_HEAD + 8 * _OPEN))
        self._delete = _ON_DELETE(self._word(self.system, _VFS_HEAD + 8 * _DELETE))
        self._methods: dict[int, Any] = {}
        self._files: dict[int, tuple[str, int]] = {}
        self.address = ctypes.addressof(self._vfs)
        self._put(self.address, 16, 0)  # pNext
        self._put(self.address, 24, ctypes.addressof(self._name))
        self._put(self.address, _VFS_HEAD + 8 * _OPEN, self._function(_ON_OPEN, self._on_open))
        self._put(self.address, _VFS_HEAD + 8 * _DELETE, self._function(_ON_DELETE, self._on_delete))

    def _function(self, kind: Any, function: Any) -> int:
        made = kind(function)
        self._kept.append(made)
        return ctypes.cast(made, _P).value or 0

    @staticmethod
    def _word(address: int, offset: int) -> int:
        return ctypes.c_uint64.from_address(address + offset).value

    @staticmethod
    def _put(address: int, offset: int, value: int) -> None:
        ctypes.c_uint64.from_address(address + offset).value = value

    def _on_open(self, _vfs: int, name: int | None, file: int, flags: int, out: Any) -> int:
        place = None if name is None else Path(ctypes.string_at(name).decode())
        new = place is not None and not place.exists()
        result = int(self._open(self.system, name, file, flags, out))
        if result == 0 and place is not None:
            path = place.name
            methods = self._word(file, 0)
            self._files[file] = (path, methods)
            self._put(file, 0, self._wrapped(methods))
            if new and flags & _CREATE:
                self.events.append(Event("create", path))
        return result

    def _on_delete(self, _vfs: int, name: bytes, through: int) -> int:
        result = int(self._delete(self.system, name, through))
        if result == 0:
            self.events.append(Event("delete", Path(name.decode()).name, through))
        return result

    def _wrapped(self, methods: int) -> int:
        if methods not in self._methods:
            made = ctypes.create_string_buffer(ctypes.string_at(methods, _METHODS), _METHODS)
            self._methods[methods] = made
            address = ctypes.addressof(made)
            for place, kind, function in (
                (_CLOSE, _ON_CLOSE, self._on_close),
                (_WRITE, _ON_WRITE, self._on_write),
                (_TRUNCATE, _ON_TRUNCATE, self._on_truncate),
                (_SYNC, _ON_SYNC, self._on_sync),
            ):
                self._put(address, 8 * place, self._function(kind, function))
        return ctypes.addressof(self._methods[methods])

    def _call(self, kind: Any, place: int, file: int, *values: int) -> int:
        return int(kind(self._word(self._files[file][1], 8 * place))(file, *values))

    def _on_close(self, file: int) -> int:
        result = self._call(_ON_CLOSE, _CLOSE, file)
        del self._files[file]
        return result

    def _on_write(self, file: int, data: int, length: int, at: int) -> int:
        self.events.append(Event("write", self._files[file][0], at, ctypes.string_at(data, length)))
        return self._call(_ON_WRITE, _WRITE, file, data, length, at)

    def _on_truncate(self, file: int, size: int) -> int:
        self.events.append(Event("truncate", self._files[file][0], size))
        return self._call(_ON_TRUNCATE, _TRUNCATE, file, size)

    def _on_sync(self, file: int, flags: int) -> int:
        result = self._call(_ON_SYNC, _SYNC, file, flags)
        self.events.append(Event("sync", self._files[file][0]))
        return result


class Disk:
    """What is on the disk for sure, and what may be there or not."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._sure = {name: bytearray(data) for name, data in files.items()}
        self._names = set(files)  # those that are in the folder for sure
        self._pending: dict[str, list[Event]] = {}
        self._gone: dict[str, bytearray] = {}  # whose removal is not sure

    def take(self, event: Event) -> None:
        """Take in what was asked of the disk."""
        match event.kind:
            case "create":
                self._gone.pop(event.path, None)
                self._sure[event.path] = bytearray()
            case "write" | "truncate":
                self._pending.setdefault(event.path, []).append(event)
            case "sync":
                for each in self._pending.pop(event.path, []):
                    _apply(self._sure[event.path], each)
                self._names.add(event.path)
            case "delete":
                self._pending.pop(event.path, None)
                data = self._sure.pop(event.path, bytearray())
                if event.path in self._names and not event.at:
                    self._gone[event.path] = data
                self._names.discard(event.path)

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files as a power cut could leave them: what was not written through, in part and torn."""
        found = {}
        for name, data in self._sure.items():
            if name in self._names or chance.random() < 0.5:
                found[name] = bytes(_torn(data, self._pending.get(name, []), chance))
        back = {name: bytes(data) for name, data in self._gone.items() if chance.random() < 0.5}
        return {**back, **found}


def _torn(sure: bytearray, pending: list[Event], chance: random.Random) -> bytearray:
    data = bytearray(sure)
    manner = chance.choice(["all", "none", "first", "some", "sectors"])
    if manner == "first":
        pending = pending[: chance.randrange(len(pending) + 1)]
    for event in pending:
        if manner in {"all", "first"} or (manner == "some" and chance.random() < 0.5):
            _apply(data, event)
        elif manner == "sectors" and event.kind == "write":
            for at in range(0, len(event.data), SECTOR):
                if chance.random() < 0.5:
                    piece = event.data[at : at + SECTOR]
                    _apply(data, Event("write", event.path, event.at + at, piece))
    return data


def _apply(data: bytearray, event: Event) -> None:
    if event.kind == "truncate":
        data[:] = data[: event.at].ljust(event.at, b"\0")
        return
    end = event.at + len(event.data)
    if len(data) < end:
        data.extend(bytes(end - len(data)))
    data[event.at : end] = event.data

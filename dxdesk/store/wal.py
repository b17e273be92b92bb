"""What stands in the write-ahead log of a store, also behind the place where SQLite stops reading.

SQLite reads a log up to the first frame that is not as it was written and takes the rest for a leftover.
After a flipped bit that rest holds changes that were reported as saved. The form of the log and of its index:
https://www.sqlite.org/walformat.html.
"""

import struct
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

_HEADER: Final = 32
_FRAME: Final = 24
_MAGIC: Final = {0x377F0682: "<", 0x377F0683: ">"}  # the checksums are little-endian, or big-endian
_SALTS: Final = slice(16, 24)
_INDEX_HEADER: Final = 48


class Frame(NamedTuple):
    """A frame of the log: its number from 1 on, the page that it holds, whether it ends a transaction."""

    number: int
    page: int
    ends: bool
    salts: bytes
    data: bytes


class Log(NamedTuple):
    """What a log claims: the numbers of the frames that end a transaction, and the last one by the index.

    `legible` is false where SQLite cannot read the log at all though something stands in it.
    """

    legible: bool
    ends: tuple[int, ...]
    indexed: int


def log_of(file: Path) -> Path:
    """Return the write-ahead log of a store."""
    return file.with_name(f"{file.name}-wal")


def index_of(file: Path) -> Path:
    """Return the index of the write-ahead log of a store."""
    return file.with_name(f"{file.name}-shm")


def has_log(file: Path) -> bool:
    """Tell whether something stands in the write-ahead log of a store."""
    log = log_of(file)
    return log.is_file() and log.stat().st_size > 0


def read_log(file: Path) -> Log:
    """Return what the log of a store claims; only the heads of the frames are read.

    Raises:
        OSError: it cannot be read.
    """
    index = _index(file)
    if not has_log(file):  # taken away, unless all of it is in the store itself
        gone = index is not None and index.taken < index.last
        return Log(legible=not gone, ends=(), indexed=0)
    with log_of(file).open("rb") as stream:
        header = stream.read(_HEADER)
    salts = header[_SALTS]
    indexed = index.last if index and index.salts == salts else 0
    if not _is_sound(header):
        # The header is on the disk before the first frame: without it there is nothing, or something was lost.
        return Log(legible=not any(log_of(file).read_bytes()), ends=(), indexed=indexed)
    ends = tuple(frame.number for frame in read_frames(file, salts, with_data=False) if frame.ends)
    return Log(legible=True, ends=ends, indexed=indexed)


def read_index(file: Path) -> int:
    """Return the last frame that SQLite takes from the log, by the index that it keeps while the store is open."""
    index = _index(file)
    return index.last if index else 0


def read_frames(file: Path, salts: bytes | None, *, with_data: bool = True) -> Iterator[Frame]:
    """Return the frames of a log with these salts (None: all) in their order, sound or not.

    Raises:
        OSError: it cannot be read.
    """
    with log_of(file).open("rb") as stream:
        size = page_size(stream.read(_HEADER))
        number = 0
        while len(head := stream.read(_FRAME)) == _FRAME:
            number += 1
            data = stream.read(size) if with_data else b""
            if not with_data:
                stream.seek(size, 1)
            page, ends = struct.unpack(">II", head[:8])
            if salts is None or head[8:16] == salts:
                yield Frame(number, page, bool(ends), head[8:16], data)


def salts_of(file: Path) -> bytes:
    """Return the salts of the frames that are not left over from before, also where the head of a log is damaged.

    Raises:
        OSError: it cannot be read.
    """
    with log_of(file).open("rb") as stream:
        header = stream.read(_HEADER)
    if _is_sound(header):
        return header[_SALTS]
    found = [frame.salts for frame in read_frames(file, None, with_data=False) if any(frame.salts)]
    # What is left over stands behind; one frame may be damaged itself.
    twice = (one for one, two in pairwise(found) if one == two)
    return next(twice, found[0] if found else b"")


def page_size(header: bytes) -> int:
    """Return the size of a page by the head of a log; SQLite's usual one where it says nothing that can be."""
    size = int.from_bytes(header[8:12], "big")
    return size if 512 <= size <= 65_536 and not size & (size - 1) else 4_096


class _Index(NamedTuple):
    last: int
    salts: bytes
    taken: int  # frames that are in the store itself


def _index(file: Path) -> _Index | None:
    """Return what the index of the log says; None where there is no sound one."""
    try:
        with index_of(file).open("rb") as stream:
            first, second, taken = (stream.read(size) for size in (_INDEX_HEADER, _INDEX_HEADER, 4))
    except OSError:
        return None
    if len(second) < _INDEX_HEADER or first != second or not first[12]:
        return None
    if _checksum(first[:40], "=") != struct.unpack("=II", first[40:]):
        return None
    (last,) = struct.unpack("=I", first[16:20])
    return _Index(last, first[32:40], int.from_bytes(taken, sys.byteorder))


def _is_sound(header: bytes) -> bool:
    order = _MAGIC.get(int.from_bytes(header[:4], "big"))
    return order is not None and _checksum(header[:24], order) == struct.unpack(">II", header[24:])


def _checksum(data: bytes, order: str) -> tuple[int, int]:
    first = second = 0
    for one, two in struct.iter_unpack(f"{order}II", data):
        first = (first + one + second) & 0xFFFFFFFF
        second = (second + two + first) & 0xFFFFFFFF
    return first, second

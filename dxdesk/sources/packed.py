"""A gzip file, as the intake folder of a receiver keeps them, unpacked within limits."""

import zlib
from collections.abc import Iterator
from typing import Final

from dxdesk.sources.parcel import LONGEST, Found, Parcel, Unopened

BEGINNING: Final = b"\x1f\x8b\x08"
_WITH_HEADER: Final = 31  # window bits by which zlib expects the header of gzip


def unpacked(data: bytes, origin: str) -> Iterator[Found]:
    """Yield what a gzip file holds."""
    yield _unpacked(data, origin)


def _unpacked(data: bytes, origin: str) -> Found:
    decoder = zlib.decompressobj(_WITH_HEADER)
    try:
        whole = decoder.decompress(data, LONGEST + 1)
    except zlib.error:
        return Unopened(origin=origin, why="damaged")
    if len(whole) > LONGEST:
        return Unopened(origin=origin, why="too long")
    if not decoder.eof:
        return Unopened(origin=origin, why="damaged")
    return Parcel(origin=origin, data=whole)

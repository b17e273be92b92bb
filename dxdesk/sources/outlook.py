"""Attachments of Outlook's `winmail.dat` (TNEF, MS-OXTNEF), read in one pass.

A file is a signature, a key, and attributes: level, name and type, length, data, sum of the data's bytes.
The libraries for it copy the rest of the file for each attribute, which a hostile file turns into hours.
"""

from collections.abc import Iterator
from struct import Struct, error
from typing import Final

from dxdesk.sources.parcel import Found, Parcel, Unopened

BEGINNING: Final = b"\x78\x9f\x3e\x22"
_START: Final = 6
_ATTRIBUTE: Final = Struct("<BII")
_SUM: Final = Struct("<H")
_BEGIN_ATTACHMENT: Final = 0x00069002
_TITLE: Final = 0x00018010
_DATA: Final = 0x0006800F
_MOST_ATTACHMENTS: Final = 2_000


def attachments(data: bytes, origin: str) -> Iterator[Found]:
    """Yield what is attached."""
    title, count = "", 0
    try:
        for name, content in _attributes(data):
            if name == _BEGIN_ATTACHMENT:
                title, count = "", count + 1
                if count > _MOST_ATTACHMENTS:
                    yield Unopened(origin=origin, why="too many")
                    return
            elif name == _TITLE:
                title = bytes(content[:255]).rstrip(b"\0").decode("utf-8", "replace")
            elif name == _DATA and len(content):
                yield Parcel(origin=f"{origin} › {title}" if title else origin, data=bytes(content))
    except error:
        yield Unopened(origin=origin, why="damaged")


def _attributes(data: bytes) -> Iterator[tuple[int, memoryview]]:
    view, place = memoryview(data), _START
    while place < len(data):
        _level, name, length = _ATTRIBUTE.unpack_from(data, place)
        place += _ATTRIBUTE.size
        content = view[place : place + length]
        (stated,) = _SUM.unpack_from(data, place + length)
        if sum(content) & 0xFFFF != stated:
            raise error
        yield name, content
        place += length + _SUM.size

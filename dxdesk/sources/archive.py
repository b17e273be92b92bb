"""Members of a ZIP archive, within limits; their names are words, never paths."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Final

from dxdesk.sources.parcel import LONGEST, Found, Parcel, Unopened

BEGINNINGS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_MOST_MEMBERS: Final = 20_000
_MOST_BYTES: Final = 16 * 2**30  # of all members together
_WORST_RATIO: Final = 200  # JSON of blanks and repeated words packs to a hundredth
_FREE: Final = 2**20  # what is smaller harms nobody
_ENCRYPTED: Final = 0x1
_DAMAGES: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError,
)  # fmt: skip


def members(file: IO[bytes], size: int, origin: str) -> Iterator[Found]:
    """Yield the files in an archive of `size` bytes, one after the other."""
    try:
        archive = zipfile.ZipFile(file)
        listed = archive.infolist()
    except _DAMAGES:
        yield Unopened(origin=origin, why="damaged")
        return
    if len(listed) > _MOST_MEMBERS:
        yield Unopened(origin=origin, why="too many")
        return
    if sum(one.file_size for one in listed) > min(_MOST_BYTES, max(_FREE, size * _WORST_RATIO)):
        yield Unopened(origin=origin, why="bomb")
        return
    for member in listed:
        if not member.filename.endswith("/"):  # it may have no name at all
            yield _member(archive, member, f"{origin} › {member.filename}")


def members_of(data: bytes, origin: str) -> Iterator[Found]:
    """Yield the files in an archive that is in memory."""
    yield from members(BytesIO(data), len(data), origin)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, origin: str) -> Found:
    if member.flag_bits & _ENCRYPTED:
        return Unopened(origin=origin, why="encrypted")
    if member.file_size > LONGEST:
        return Unopened(origin=origin, why="too long")
    if member.file_size > max(_FREE, member.compress_size * _WORST_RATIO):
        return Unopened(origin=origin, why="bomb")
    try:
        with archive.open(member) as opened:
            data = opened.read(member.file_size + 1)
    except _DAMAGES:
        return Unopened(origin=origin, why="damaged")
    return Parcel(origin=origin, data=data)

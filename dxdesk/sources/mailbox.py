"""Messages of an mbox file, one after the other, however long the file is."""

import re
from collections.abc import Iterator
from typing import IO, Final

from dxdesk.sources.parcel import LONGEST, Found, Parcel, Unopened

BEGINNING: Final = b"From "
_QUOTED: Final = re.compile(rb">+From ")
_LINE: Final = 2**16


def messages(file: IO[bytes], origin: str) -> Iterator[Found]:
    """Yield the messages; a line that begins with "From " after an empty one begins the next (RFC 4155)."""
    gathered: list[bytes] = []
    size, number, is_after_gap = 0, 0, True
    while line := file.readline(_LINE):
        if is_after_gap and line.startswith(BEGINNING):
            if size:
                yield _message(gathered, size, f"{origin} #{number}")
            gathered, size, number = [], 0, number + 1
        else:
            size += len(line)
            if size <= LONGEST:
                gathered.append(line[1:] if _QUOTED.match(line) else line)
            else:
                gathered.clear()
        is_after_gap = not line.strip(b"\r\n")
    if size:
        yield _message(gathered, size, f"{origin} #{number}")


def _message(lines: list[bytes], size: int, origin: str) -> Found:
    if size > LONGEST:
        return Unopened(origin=origin, why="too long")
    return Parcel(origin=origin, data=b"".join(lines))

"""The rows on the pages of a store file, read without SQLite: also where the way to a page is lost.

The file format is published (https://www.sqlite.org/fileformat2.html). Nothing here can be trusted that is
not confirmed by the sum of its row.
"""

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

SQLValue = int | float | str | bytes | None
Pages = Mapping[int, bytes]

_LEAF: Final = 0x0D
_OTHER_KINDS: Final = {0x02, 0x05, 0x0A}  # interior pages and the leaves of indexes
_FILE_HEADER: Final = 100
_USUAL_SIZE: Final = 4_096
_LONGEST: Final = 1_000_000_000  # SQLite's own limit of a value, in bytes
_INTEGERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class RawRow(NamedTuple):
    """A row as it stands on a page: its number, and its values in the order of the columns."""

    number: int
    values: tuple[SQLValue, ...]


def pages_of(file: Path) -> dict[int, bytes]:
    """Return the pages of a store file, without its log.

    Raises:
        OSError: it cannot be read.
    """
    data = file.read_bytes()
    size = _page_size(data)
    return {at // size + 1: data[at : at + size].ljust(size, b"\0") for at in range(0, len(data), size)}


def rows_on(pages: Pages, numbers: Iterable[int] | None = None) -> Iterator[RawRow]:
    """Return the rows on the pages with these numbers (None: on all) that are in use; what is torn is skipped."""
    free = free_pages(pages)
    for number in pages if numbers is None else numbers:
        if number not in free:
            yield from _rows_on_page(pages, number)


def free_pages(pages: Pages) -> frozenset[int]:
    """Return the numbers of the pages that are not in use: what stands there was deleted."""
    found: set[int] = set()
    first = pages.get(1, b"")
    trunk = int.from_bytes(first[32:36], "big")
    while trunk and trunk not in found and trunk in pages:
        found.add(trunk)
        page = pages[trunk]
        count = min(int.from_bytes(page[4:8], "big"), len(page) // 4 - 2)
        found.update(struct.unpack(f">{count}I", page[8 : 8 + 4 * count]))
        trunk = int.from_bytes(page[:4], "big")
    return frozenset(found)


def _page_size(data: bytes) -> int:
    size = int.from_bytes(data[16:18], "big")
    size = 65_536 if size == 1 else size
    return size if size >= 512 and not size & (size - 1) else _USUAL_SIZE


def _rows_on_page(pages: Pages, number: int) -> Iterator[RawRow]:
    page = pages[number]
    start = _FILE_HEADER if number == 1 else 0
    if page[start] in _OTHER_KINDS:
        return
    # A page of another kind may be a leaf with a flipped bit: the sums of its rows tell.
    (count,) = struct.unpack(">H", page[start + 3 : start + 5])
    count = min(count, (len(page) - start - 8) // 6)  # a cell has 4 bytes at least, and 2 that point to it
    for (at,) in struct.iter_unpack(">H", page[start + 8 : start + 8 + 2 * count]):
        try:
            yield _row_at(page, at, pages.get)
        except (IndexError, ValueError, struct.error):
            continue


def _row_at(page: bytes, at: int, page_of: Callable[[int], bytes | None]) -> RawRow:
    length, at = _varint(page, at)
    number, at = _varint(page, at)
    if number >= 1 << 63:
        number -= 1 << 64
    return RawRow(number, _values(_payload(page, at, length, page_of)))


def _payload(page: bytes, at: int, length: int, page_of: Callable[[int], bytes | None]) -> bytes:
    """Return the bytes of a row, with those on the pages that go on from its own.

    Raises:
        ValueError: they cannot be what they say.
    """
    if not 0 < length <= _LONGEST:
        raise ValueError(length)
    size = len(page)
    local = _local(length, size)
    found = [page[at : at + local]]
    left = length - local
    following = int.from_bytes(page[at + local : at + local + 4], "big") if left else 0
    while left > 0:
        overflow = page_of(following)
        if overflow is None:
            raise ValueError(following)
        found.append(overflow[4 : 4 + left])
        left -= size - 4
        following = int.from_bytes(overflow[:4], "big")
    return b"".join(found)


def _local(length: int, size: int) -> int:
    """Return how many bytes of a row stand on its leaf (section 1.6 of the file format)."""
    if length <= size - 35:
        return length
    least = (size - 12) * 32 // 255 - 23
    found = least + (length - least) % (size - 4)
    return found if found <= size - 35 else least


def _values(payload: bytes) -> tuple[SQLValue, ...]:
    header, at = _varint(payload, 0)
    if not at <= header <= len(payload):
        raise ValueError(header)
    found: list[SQLValue] = []
    body = header
    while at < header:
        kind, at = _varint(payload, at)
        value, body = _value(payload, body, kind)
        found.append(value)
    return tuple(found)


def _value(payload: bytes, at: int, kind: int) -> tuple[SQLValue, int]:
    """Return the value of a serial type, and where the next one stands.

    Raises:
        ValueError: there is none of that kind, or it is not text.
    """
    if kind in {0, 8, 9}:
        return {0: None, 8: 0, 9: 1}[kind], at
    size = _INTEGERS.get(kind) or (8 if kind == 7 else (kind - 12) // 2)
    data = payload[at : at + size]
    if kind in {10, 11} or len(data) < size:
        raise ValueError(kind)
    if kind in _INTEGERS:
        return int.from_bytes(data, "big", signed=True), at + size
    if kind == 7:
        return float(struct.unpack(">d", data)[0]), at + size
    return (data.decode() if kind % 2 else data), at + size


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return the number at a place and the place behind it: 7 bits a byte, the ninth byte whole."""
    number = 0
    for count in range(8):
        byte = data[at + count]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + count + 1
    return number << 8 | data[at + 8], at + 9

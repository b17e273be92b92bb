"""Opening whatever has come, until only files are left that hold no others."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Final

import msgspec

from dxdesk.signing.faults import SigningError
from dxdesk.sources import archive, mailbox, message, outlook, packed
from dxdesk.sources.parcel import DEEPEST, LONGEST, Found, Parcel, Unopened
from dxdesk.value import Value

_PDF: Final = b"%PDF-"
_HEAD: Final = 1024
_OFFICE: Final = (b"[Content_Types].xml", b"mimetype")  # how archives begin that are documents
_FIRST_NAME: Final = 30  # bytes of a ZIP file before the name of its first member
_PLAIN: Final = (b"{", b"[")  # by far the most that come are packages as they are


class Unread(Value, frozen=True, kw_only=True):
    """A file on the disk, of `size` bytes, that holds no others by the looks of it, and can wait to be read."""

    path: Path
    size: int

    def opened(self) -> Iterator[Found]:
        """Yield what the file holds: itself, unless it has changed since."""
        return _opened_file(self.path)


def opened(paths: Iterable[Path]) -> Iterator[Found]:
    """Yield every file that is at the paths, in folders below them, and inside of what holds others."""
    for file in files_at(paths):
        yield from _opened_file(file)


def opened_or_unread(paths: Iterable[Path]) -> Iterator[Found | Unread]:
    """Yield what `opened` does, but leave plain files unread: whoever takes them reads them, in any process."""
    for file in files_at(paths):
        if (size := _plain_size(file)) is None:
            yield from _opened_file(file)
        else:
            yield Unread(path=file, size=size)


def holds_others(path: Path) -> bool:
    """Say whether something is a folder, or a file that holds others by the way it begins.

    Raises:
        OSError: it cannot be read.
    """
    found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        return True
    if not stat.S_ISREG(found.st_mode):
        return False
    with path.open("rb") as file:
        head = file.read(message.HEAD)
    if head.startswith(_PLAIN):
        return False
    return _is_archive(head[:_HEAD]) or head.startswith(tuple(_OPENERS)) or message.is_message(head)


def files_at(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield every file that is at the paths, and in folders below them."""
    for path in paths:
        yield from _files(path)


def _files(path: Path) -> Iterator[Path]:
    """Yield files in a fixed order; links to folders are not followed, they may lead back."""
    if not path.is_dir():
        yield path
        return
    for folder, below, names in os.walk(path):
        # What is still being written: the `tmp` of a Maildir, the `incoming` of an intake.
        if {"cur", "new"} <= set(below) and "tmp" in below:
            below.remove("tmp")
        if "objects" in below and "incoming" in below:
            below.remove("incoming")
        below.sort()
        for name in sorted(names):
            yield Path(folder, name)


def _plain_size(path: Path) -> int | None:
    """Return how long a plain file is; None for any other, and for what cannot be read."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > LONGEST:
            return None
        with path.open("rb") as file:
            return found.st_size if file.read(1) in _PLAIN else None
    except OSError:
        return None


def _opened_file(path: Path) -> Iterator[Found]:
    origin = str(path)
    try:
        # Opening a pipe or a device would wait for ever, and so would reading it.
        if not stat.S_ISREG(path.stat().st_mode):
            yield Unopened(origin=origin, why="unreadable")
            return
        with path.open("rb") as file:
            yield from opened_stream(file, path.stat().st_size, origin)
    except OSError:
        yield Unopened(origin=origin, why="unreadable")


def opened_stream(file: IO[bytes], size: int, origin: str) -> Iterator[Found]:
    """Yield what a file holds, of `size` bytes; or itself where it holds no others."""
    head = file.read(_HEAD)
    file.seek(0)
    if head.startswith(mailbox.BEGINNING):
        inside = mailbox.messages(file, origin)
    elif _is_archive(head):
        inside = archive.members(file, size, origin)
    elif size > LONGEST:
        yield Unopened(origin=origin, why="too long")
        return
    else:
        yield from unfolded(Parcel(origin=origin, data=file.read(LONGEST)), DEEPEST)
        return
    for one in inside:
        if isinstance(one, Unopened) and one.origin == origin and size <= LONGEST:
            file.seek(0)
            yield _itself(Parcel(origin=origin, data=file.read(LONGEST)), one)
        else:
            yield from unfolded(one, DEEPEST - 1)


def unfolded(found: Found, depth: int) -> Iterator[Found]:
    """Yield what a file holds, or itself where it holds no others; `depth` more may be inside one another."""
    if isinstance(found, Unopened):
        yield found
        return
    inside = _inside(found)
    if inside is None:
        yield found
    elif depth == 0:
        yield Unopened(origin=found.origin, why="too deep")
    else:
        for one in inside:
            if isinstance(one, Unopened) and one.origin == found.origin:
                yield _itself(found, one)
            else:
                yield from unfolded(_come_with(found, one), depth - 1)


def _come_with(found: Parcel, one: Found) -> Found:
    """Return what was in a file; it came when the outermost mail did."""
    if found.came_at is None or isinstance(one, Unopened):
        return one
    return msgspec.structs.replace(one, came_at=found.came_at)


def _itself(parcel: Parcel, unopened: Unopened) -> Found:
    """Return what could not be opened; as it is where it is called a package, for the reader says more of it."""
    return parcel if parcel.is_called else unopened


def _inside(parcel: Parcel) -> Iterator[Found] | None:
    data, origin = parcel.data, parcel.origin
    if data.startswith(_PLAIN):
        return None
    if _is_archive(data[:_HEAD]):
        return archive.members_of(data, origin)
    for beginning, opener in _OPENERS.items():
        if data.startswith(beginning):
            return opener(data, origin)
    if _PDF in data[:_HEAD]:
        return _embedded(data, origin)
    return message.attachments(data, origin) if message.is_message(data) else None


def _is_archive(head: bytes) -> bool:
    is_document = head[_FIRST_NAME:].startswith(_OFFICE)
    return head.startswith(archive.BEGINNINGS) and not is_document


def _embedded(data: bytes, origin: str) -> Iterator[Found] | None:
    """Return the plan in a PDF; None where it is only a document."""
    from dxdesk.signing.embedded import embedded_package  # noqa: PLC0415 - half a second that only PDFs need

    try:
        plan = embedded_package(data)
    except SigningError:
        return None
    return iter((Parcel(origin=f"{origin} › PDF", data=plan, carrier=data),))


def _mails(data: bytes, origin: str) -> Iterator[Found]:
    return mailbox.messages(BytesIO(data), origin)


_OPENERS: Final[dict[bytes, Callable[[bytes, str], Iterator[Found]]]] = {
    packed.BEGINNING: packed.unpacked,
    outlook.BEGINNING: outlook.attachments,
    mailbox.BEGINNING: _mails,
}

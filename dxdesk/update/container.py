"""The archive around an update, opened so strictly that it can do no harm before its signature is checked.

Members are stored and never compressed, so nothing unpacks to more than was there. Names are taken from a list of
allowed ones and never become paths; links, folders and encryption have no meaning here.
"""

import os
import stat
import struct
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Final

from dxdesk.files import reason_of
from dxdesk.language import translate as _
from dxdesk.text.sizes import kilobytes
from dxdesk.update.faults import Trouble, UpdateError
from dxdesk.update.manifest import (
    FILES_FOLDER,
    MANIFEST_NAME,
    MAX_BYTES,
    MAX_FILES,
    MAX_MANIFEST,
    MAX_SIGNATURES,
    SIGNATURES_NAME,
    SUFFIX,
)

_LOCAL: Final = b"PK\x03\x04"
# The end of the central directory (APPNOTE.TXT 4.3.16), without a comment: its last 22 bytes.
_END: Final = struct.Struct("<4s4H2LH")
_END_SIGNATURE: Final = b"PK\x05\x06"
_LOCATOR_64: Final = b"PK\x06\x07"
_LOCATOR_BYTES: Final = 20
_ENTRY_BYTES: Final = 512  # of the central directory, for a member; names have at most a hundred
_MAX_MEMBERS: Final = MAX_FILES + 2
_MAX_FILE: Final = MAX_BYTES + 2**20
_LIMITS: Final = {MANIFEST_NAME: MAX_MANIFEST, SIGNATURES_NAME: MAX_SIGNATURES}
_DAMAGES: Final = (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError)


class Container:
    """An opened update: its members, in order."""

    def __init__(self, file: Path, archive: zipfile.ZipFile) -> None:
        """Hold what `opened_container` has checked."""
        self.file = file
        self._archive = archive
        self._members = {member.filename: member for member in archive.infolist()}

    @property
    def names(self) -> Sequence[str]:
        """The names of the members, in their order."""
        return tuple(self._members)

    def size(self, name: str) -> int:
        """Return the bytes of a member."""
        return self._members[name].file_size

    def small(self, name: str) -> bytes:
        """Return one of the two members at the front, whole.

        Raises:
            UpdateError: it is damaged.
        """
        with _faults(self.file), self._archive.open(self._members[name]) as stream:
            return stream.read(_LIMITS[name])

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """Open a member to be read.

        Raises:
            UpdateError: it is damaged, or the disk it is on is gone; also while it is read.
        """
        with _faults(self.file), self._archive.open(self._members[name]) as stream:
            yield stream


@contextmanager
def opened_container(file: Path) -> Iterator[Container]:
    """Open an update; what is in it is not believed yet.

    Raises:
        UpdateError: it cannot be read, or is not built as updates are.
    """
    with ExitStack() as held:
        with _faults(file):
            stream = held.enter_context(_opened(file))
            _check_end(file, stream)
            archive = held.enter_context(zipfile.ZipFile(stream))
            _check_members(file, archive.infolist())
        yield Container(file, archive)


def _opened(file: Path) -> IO[bytes]:
    # Opening a pipe or a device would wait for ever.
    if not stat.S_ISREG(file.stat().st_mode):
        raise UpdateError("no_update", file)
    return file.open("rb")


def _check_end(file: Path, stream: IO[bytes]) -> None:
    """Look at both ends before the archive is read: its list of members is as long as it says."""
    size = stream.seek(0, os.SEEK_END)
    if size > _MAX_FILE:
        raise UpdateError("too_large", file, f"{kilobytes(size)} KB")
    stream.seek(0)
    if stream.read(len(_LOCAL)) != _LOCAL:
        wrong: Trouble = "cut_off" if file.suffix.lower() == SUFFIX else "no_update"
        raise UpdateError(wrong, file, _("its beginning is missing"))
    stream.seek(-min(size, _END.size + _LOCATOR_BYTES), os.SEEK_END)
    tail = stream.read()
    if len(tail) < _END.size or not tail[-_END.size :].startswith(_END_SIGNATURE):
        raise UpdateError("cut_off", file, _("its end is missing"))
    _mark, disk, first, here, members, length, begin, comment = _END.unpack(tail[-_END.size :])
    if disk or first or comment or here != members or tail.startswith(_LOCATOR_64):
        raise UpdateError("structure", file, _("its end"))
    if members > _MAX_MEMBERS or length > members * _ENTRY_BYTES:
        raise UpdateError("structure", file, _("it has {count} members").format(count=members))
    if begin + length + _END.size != size:
        raise UpdateError("cut_off", file, _("bytes are missing, or there are too many"))


def _check_members(file: Path, members: Sequence[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if names[:2] != [MANIFEST_NAME, SIGNATURES_NAME]:
        raise UpdateError("no_update", file)
    seen: set[str] = set()
    for member in members:
        name = member.filename
        shown = ascii(name)[1:80]
        if name.lower() in seen:
            raise UpdateError("structure", file, _("{name} is there twice").format(name=shown))
        seen.add(name.lower())
        if member.compress_type != zipfile.ZIP_STORED or member.flag_bits & 0x1:
            raise UpdateError("structure", file, _("{name} is compressed or encrypted").format(name=shown))
        if member.file_size != member.compress_size or member.file_size > _LIMITS.get(name, MAX_BYTES):
            raise UpdateError("structure", file, _("{name} has a wrong size").format(name=shown))
        if name not in _LIMITS and not name.startswith(FILES_FOLDER):
            raise UpdateError("structure", file, _("{name} does not belong there").format(name=shown))
    if sum(member.file_size for member in members) > file.stat().st_size:
        raise UpdateError("structure", file, _("members overlap"))


@contextmanager
def _faults(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UpdateError("unreadable", file, reason_of(error)) from error
    except _DAMAGES as error:
        raise UpdateError("cut_off", file, _("its list of members, or one of them")) from error

"""The folder of what came in: each file under the SHA-256 of its contents, compressed, never changed.

A file is written beside its place, brought to the disk, and then named; so a name stands for a whole file.
"""

import errno
import gzip
import os
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import IO, Final

from dxdesk.central.durable import folder_to_disk, to_disk
from dxdesk.central.issued import Issued
from dxdesk.patience import patiently

# Most of a package is base64 of files that are compressed already: the fastest level gets nearly all of it.
_LEVEL: Final = 1
_ENDING: Final = ".gz"
_PART: Final = ".part"
_AT_ONCE: Final = 8  # files that are brought to the disk together
_BLOCK: Final = 2**20
_LEFT_OVER: Final = 24 * 3600  # s after which a file that was being sent belongs to nobody any more
_GIVEN_UP: Final = 30 * 24 * 3600  # s without another piece after which nobody goes on sending a document


class Intake:
    """A folder for what comes in; `incoming` is for what is still on its way, `issued` what was said to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.incoming = folder / "incoming"
        self.issued = Issued(folder / "issued", self.incoming)
        self._objects = folder / "objects"

    def prepare(self) -> None:
        """Make the folders, for their owner alone, and take away what an earlier server left half received."""
        for folder in (self.folder, self.incoming, self._objects):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in self._older("*.tmp", _LEFT_OVER):
            left.unlink(missing_ok=True)

    def part(self, name: str) -> Path:
        """Return the file in which a document is gathered that comes in pieces; only a server writes there."""
        return self.incoming / f"{name}{_PART}"

    def given_up(self) -> tuple[Path, ...]:
        """Return the beginnings of documents that nobody goes on sending; if one does, it begins anew.

        Only a server, or whoever keeps servers away meanwhile, may delete them.
        """
        return tuple(self._older(f"*{_PART}", _GIVEN_UP))

    def new_file(self) -> Path:
        """Return a free path for what is on its way."""
        return self.incoming / f"{token_hex(16)}.tmp"

    def path_of(self, content: str) -> Path:
        """Return where the file with a SHA-256 (64 hexadecimal digits) stands or will stand."""
        return self._objects / content[:2] / f"{content}{_ENDING}"

    def holds(self, content: str) -> bool:
        """Say whether a file is there, whole."""
        return self.path_of(content).exists()

    def keep(self, source: IO[bytes], content: str) -> None:
        """Keep what `source` reads, whose SHA-256 is `content`; afterwards it outlives a power cut.

        Raises:
            OSError: it cannot be written; a `ValueError` where it is not of that SHA-256.
        """
        place = self.path_of(content)
        if not place.exists():
            place.parent.mkdir(mode=0o700, exist_ok=True)
            with self._written(source, content) as file:
                patiently(lambda: file.replace(place))
        folder_to_disk(place.parent)
        folder_to_disk(self._objects)

    def keep_all(self, files: Mapping[str, bytes], times: Mapping[str, datetime] | None = None) -> None:
        """Keep several files by their SHA-256; afterwards all of them outlive a power cut.

        What is new among them came at its time in `times`, else now.

        Raises:
            OSError: one cannot be written; others may be there already.
        """
        places = {self.path_of(content): data for content, data in files.items()}
        came = {self.path_of(content): at.timestamp() for content, at in (times or {}).items()}
        written = {place: self.new_file() for place in places if not place.exists()}
        try:
            for place, file in written.items():
                place.parent.mkdir(mode=0o700, exist_ok=True)
                file.write_bytes(gzip.compress(places[place], _LEVEL, mtime=0))
                if place in came:
                    os.utime(file, (came[place], came[place]))
            # A disk brings several files home in little more time than one.
            _each(to_disk, written.values())
            for place, file in written.items():
                patiently(partial(file.replace, place))
        finally:
            for file in written.values():
                patiently(partial(file.unlink, missing_ok=True))
        _each(folder_to_disk, {place.parent for place in places} | {self._objects})

    def came_at(self, content: str) -> datetime:
        """Return when a file came here, to the second.

        Raises:
            OSError: there is none.
        """
        return datetime.fromtimestamp(int(self.path_of(content).stat().st_mtime), UTC)

    def contents(self) -> tuple[str, ...]:
        """Return the SHA-256 of every file, in the order in which they came."""
        found = [
            (entry.stat().st_mtime_ns, entry.name.removesuffix(_ENDING))
            for folder in self._objects.iterdir()
            for entry in os.scandir(folder)
        ]
        return tuple(content for _when, content in sorted(found))

    def read(self, content: str) -> bytes:
        """Return the file with a SHA-256.

        Raises:
            OSError: there is none, or it is damaged.
        """
        path = self.path_of(content)
        try:
            return gzip.decompress(path.read_bytes())
        except (EOFError, zlib.error) as error:
            raise gzip.BadGzipFile(errno.EIO, str(error), str(path)) from error

    def _older(self, pattern: str, seconds: int) -> Iterator[Path]:
        oldest = time.time() - seconds
        for file in self.incoming.glob(pattern):
            with suppress(FileNotFoundError):  # finished at this moment
                if file.stat().st_mtime < oldest:
                    yield file

    @contextmanager
    def _written(self, source: IO[bytes], content: str) -> Iterator[Path]:
        file, digest = self.new_file(), sha256()
        try:
            with file.open("xb") as raw:
                with gzip.GzipFile("", "wb", _LEVEL, raw, mtime=0) as packed:
                    while block := source.read(_BLOCK):
                        digest.update(block)
                        packed.write(block)
                if digest.hexdigest() != content:
                    message = f"not the file of {content}"
                    raise ValueError(message)
                raw.flush()
                os.fsync(raw.fileno())
            yield file
        finally:
            patiently(lambda: file.unlink(missing_ok=True))


def _each(work: Callable[[Path], None], paths: Collection[Path]) -> None:
    if len(paths) < 3:
        for path in paths:
            work(path)
        return
    list(_threads().map(work, paths))


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_AT_ONCE)

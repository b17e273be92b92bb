"""The list of what lies in a folder that is handed over, by which both sides see that nothing is missing or changed."""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.package.container import decoded
from dxdesk.package.faults import PackageError, visible
from dxdesk.package.format import ByteCount, Digest, Version, ZonedTime
from dxdesk.package.syntax import parsed
from dxdesk.patience import patiently
from dxdesk.value import FaultyValueError, Value, convert

MANIFEST: Final = "dxdesk-manifest.json"
_LARGEST: Final = 2**20

FileState = Literal["whole", "missing", "no file", "changed", "unlisted"]
_SENTENCES: Final[Mapping[FileState, str]] = {
    "whole": mark("“{name}” is as it was written."),
    "missing": mark("“{name}” is missing."),
    "no file": mark("“{name}” is no file."),
    "changed": mark("“{name}” was changed."),
    "unlisted": mark("“{name}” is not in the list of files."),
}


class ListedFile(Value, frozen=True, kw_only=True):
    """A file of the folder."""

    name: Annotated[str, msgspec.Meta(max_length=120)]
    size: ByteCount
    sha256: Digest


class CheckedFile(Value, frozen=True, kw_only=True):
    """How a file of the folder stands against the manifest; its name may be any, whoever wrote it."""

    name: str
    state: FileState

    def __str__(self) -> str:
        """Return that as a sentence."""
        return _(_SENTENCES[self.state]).format(name=visible(self.name))


class Manifest(Value, frozen=True, kw_only=True):
    """What lies in the folder beside the manifest; `package` is the digest of the statement of the package."""

    format: Literal["dxdesk.manifest"]
    version: Version
    package: Digest
    written_at: ZonedTime
    files: Annotated[tuple[ListedFile, ...], msgspec.Meta(max_length=1_000)]


def manifest_of(digest: str, files: Mapping[str, bytes], at: datetime) -> bytes:
    """Return the manifest of files, by their names."""
    listed = tuple(
        ListedFile(name=name, size=len(data), sha256=sha256(data).hexdigest())
        for name, data in sorted(files.items())
    )
    manifest = Manifest(format="dxdesk.manifest", version="1.0", package=digest, written_at=at, files=listed)
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def check_folder(folder: Path) -> tuple[str, ...]:
    """Return what is wrong in a folder that has a manifest, in sentences: nothing where all is as it was written.

    Raises:
        OSError: it cannot be read.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        return (_("The list of files “{name}” is missing or damaged.").format(name=MANIFEST),)
    return tuple(str(one) for one in checked_files(folder, manifest) if one.state != "whole")


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest of a folder; None where it is missing or damaged.

    Raises:
        OSError: it cannot be read.
    """
    file = folder / MANIFEST
    if not file.is_file() or file.stat().st_size > _LARGEST:
        return None
    try:
        return convert(parsed(decoded(read_back(file))), Manifest)
    except (PackageError, FaultyValueError):
        return None


def checked_files(folder: Path, manifest: Manifest) -> Iterator[CheckedFile]:
    """Yield how each file of a folder stands, first those of the manifest, then those that it does not list.

    Raises:
        OSError: one cannot be read.
    """
    there = {entry.name: entry for entry in os.scandir(folder) if entry.name != MANIFEST}
    for each in manifest.files:
        yield CheckedFile(name=each.name, state=_state(each, there.get(each.name)))
    for name in sorted(there.keys() - {each.name for each in manifest.files}):
        yield CheckedFile(name=name, state="unlisted")


def read_back(file: Path) -> bytes:
    """Return what stands on the disk itself, as far as the system lets one ask for that: not what it remembers.

    Raises:
        OSError: it cannot be read.
    """
    with patiently(lambda: file.open("rb")) as stream:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return stream.read()


def _state(listed: ListedFile, entry: "os.DirEntry[str] | None") -> FileState:
    if entry is None:
        return "missing"
    if not entry.is_file(follow_symlinks=False):
        return "no file"
    is_same = entry.stat().st_size == listed.size and _digest(Path(entry.path)) == listed.sha256
    return "whole" if is_same else "changed"


def _digest(file: Path) -> str:
    return sha256(read_back(file)).hexdigest()

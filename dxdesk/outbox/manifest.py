"""The list of what lies in a folder that is handed over, by which both sides see that nothing is missing or changed."""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from dxdesk.language import translate as _
from dxdesk.package.container import decoded
from dxdesk.package.faults import PackageError, visible
from dxdesk.package.format import ByteCount, Digest, Version, ZonedTime
from dxdesk.package.syntax import parsed
from dxdesk.patience import patiently
from dxdesk.value import FaultyValueError, Value, convert

MANIFEST: Final = "dxdesk-manifest.json"
_LARGEST: Final = 2**20


class ListedFile(Value, frozen=True, kw_only=True):
    """A file of the folder."""

    name: Annotated[str, msgspec.Meta(max_length=120)]
    size: ByteCount
    sha256: Digest


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
    manifest = _manifest(folder / MANIFEST)
    if manifest is None:
        return (_("The list of files “{name}” is missing or damaged.").format(name=MANIFEST),)
    return tuple(_faults(folder, manifest))


def read_back(file: Path) -> bytes:
    """Return what stands on the disk itself, as far as the system lets one ask for that: not what it remembers.

    Raises:
        OSError: it cannot be read.
    """
    with patiently(lambda: file.open("rb")) as stream:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        return stream.read()


def _manifest(file: Path) -> Manifest | None:
    if not file.is_file() or file.stat().st_size > _LARGEST:
        return None
    try:
        return convert(parsed(decoded(read_back(file))), Manifest)
    except (PackageError, FaultyValueError):
        return None


def _faults(folder: Path, manifest: Manifest) -> Iterator[str]:
    listed = {each.name: each for each in manifest.files}
    there = {entry.name: entry for entry in os.scandir(folder) if entry.name != MANIFEST}
    for name, each in listed.items():
        entry = there.get(name)
        if entry is None:
            yield _("“{name}” is missing.").format(name=visible(name))
        elif not entry.is_file(follow_symlinks=False):
            yield _("“{name}” is no file.").format(name=visible(name))
        elif entry.stat().st_size != each.size or _digest(folder / entry.name) != each.sha256:
            yield _("“{name}” was changed.").format(name=visible(name))
    for name in sorted(there.keys() - listed.keys()):
        yield _("“{name}” is not in the list of files.").format(name=visible(name))


def _digest(file: Path) -> str:
    return sha256(read_back(file)).hexdigest()

"""What a publisher makes: updates from a folder of guidance, or from an installer."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import Final

import msgspec

from dxdesk.files import FileError, reason_of
from dxdesk.guidance.loading import load_pack
from dxdesk.signing.publisher_keys import PrivateKey
from dxdesk.update.manifest import ANY_PLATFORM, Manifest, Notes
from dxdesk.update.writing import listed_file, write_update
from dxdesk.value import convert

PROGRAM: Final = "dxdesk"


def make_guidance(
    folder: Path, target: Path, keys: Sequence[PrivateKey], *, notes: Notes, needs: str, at: datetime
) -> Manifest:
    """Write the guidance pack in a folder as an update.

    Raises:
        FaultyPackError: the pack has faults.
        FaultyValueError: a file name, or `needs`, is not one that an update may have.
        OSError, FileError: a file cannot be read, or the update not written.
    """
    meta = load_pack(folder).meta
    files = sorted(folder.glob("*.toml"))
    manifest = Manifest(
        kind="guidance",
        id=meta.id,
        release=meta.version,
        name=meta.name,
        needs=needs,
        made_at=at,
        notes=notes,
        files=tuple(map(listed_file, files)),
    )
    return _written(target, manifest, files, keys)


def make_program(
    installer: Path,
    target: Path,
    keys: Sequence[PrivateKey],
    *,
    release: str,
    platform: str,
    notes: Notes,
    needs: str,
    at: datetime,
) -> Manifest:
    """Write an installer of the program as an update.

    Raises:
        FaultyValueError: a name, a version or the platform is not one that an update may have.
        OSError, FileError: a file cannot be read, or the update not written.
    """
    manifest = Manifest(
        kind="program",
        id=PROGRAM,
        release=release,
        name=PROGRAM,
        needs=needs,
        platform=platform or ANY_PLATFORM,
        made_at=at,
        notes=notes,
        files=(listed_file(installer),),
    )
    return _written(target, manifest, [installer], keys)


def _written(target: Path, manifest: Manifest, files: Sequence[Path], keys: Sequence[PrivateKey]) -> Manifest:
    checked = convert(msgspec.to_builtins(manifest), Manifest)
    part = target.with_name(f".{token_hex(6)}.part")
    try:
        with part.open("xb") as stream:
            write_update(stream, checked, files, keys)
        part.replace(target)
    except OSError as error:
        raise FileError("unknown", target, reason_of(error)) from error
    finally:
        part.unlink(missing_ok=True)
    return checked

"""Making an update: what a publisher does. The same files, notes and moment give the same bytes before signing."""

import zipfile
from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO, Final

import msgspec

from dxdesk.package.strict_base64 import encoded
from dxdesk.signing.publisher_keys import PrivateKey, fingerprint, public_half, signed_with
from dxdesk.update.manifest import (
    FILES_FOLDER,
    MANIFEST_NAME,
    SIGNATURES_NAME,
    Manifest,
    Signature,
    Signatures,
    UpdateFile,
)
from dxdesk.value import convert

_BLOCK: Final = 2**20
_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)


def listed_file(path: Path) -> UpdateFile:
    """Return how a file is listed in a manifest.

    Raises:
        FaultyValueError: its name or its size is not one that an update may have.
        OSError: it cannot be read.
    """
    digest, size = sha256(), 0
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return convert({"name": path.name, "size": size, "sha256": digest.hexdigest()}, UpdateFile)


def write_update(
    stream: IO[bytes], manifest: Manifest, files: Sequence[Path], keys: Sequence[PrivateKey]
) -> None:
    """Write an update of these files, which the manifest lists in this order, signed with each key.

    Raises:
        OSError: a file cannot be read, or the update not written.
    """
    signed = manifest_bytes(manifest)
    signatures = Signatures(
        signatures=tuple(
            Signature(key=fingerprint(public_half(key)), value=encoded(signed_with(signed, key)))
            for key in keys
        )
    )
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        _add(archive, MANIFEST_NAME, BytesIO(signed), len(signed))
        data = msgspec.json.encode(signatures)
        _add(archive, SIGNATURES_NAME, BytesIO(data), len(data))
        for listed, path in zip(manifest.files, files, strict=True):
            with path.open("rb") as source:
                _add(archive, FILES_FOLDER + listed.name, source, listed.size)


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return a manifest as it stands in the file, and as it is signed."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def _add(archive: zipfile.ZipFile, name: str, source: IO[bytes], size: int) -> None:
    info = zipfile.ZipInfo(name, _NO_DATE)
    info.file_size = size  # known before: no member needs the wide form for sizes
    with archive.open(info, "w") as member:
        while block := source.read(_BLOCK):
            member.write(block)

"""Reading an update: first who signed it, then what it says, then whether its files are what was signed."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from dxdesk.files import reason_of
from dxdesk.language import translate as _
from dxdesk.package.strict_base64 import strictly_decoded
from dxdesk.signing.publisher_keys import is_signature
from dxdesk.update.container import Container, opened_container
from dxdesk.update.faults import UpdateError
from dxdesk.update.manifest import (
    FILES_FOLDER,
    FORMAT,
    MANIFEST_NAME,
    SIGNATURES_NAME,
    VERSION,
    Manifest,
    Signature,
    Signatures,
    UpdateFile,
)
from dxdesk.update.publishers import Publisher, key_words
from dxdesk.value import FaultyValueError, Value, convert

# Is told what share of the files is read, in per cent; what it raises calls the reading off.
Progress = Callable[[int], object]

_BLOCK: Final = 2**20
# Names that are devices on Windows, whatever follows the dot.
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(10))}
)


class Update(Value, frozen=True, kw_only=True):
    """An update that is whole and signed by a publisher who may sign it; `file` is where it lies."""

    file: Path
    manifest: Manifest
    publisher: Publisher


def read_update(file: Path, trusted: Sequence[Publisher], progress: Progress | None = None) -> Update:
    """Read an update with every check, every byte of it; nothing is written.

    Raises:
        UpdateError: it cannot be used; nothing else, whatever the bytes.
    """
    with opened_container(file) as container:
        signed = container.small(MANIFEST_NAME)
        publisher = _publisher_of(container, signed, trusted)
        manifest = _manifest_in(file, signed)
        if manifest.kind == "program" and publisher.own:
            raise UpdateError("not_allowed", file, publisher.name)
        _check_names(container, manifest)
        for _listed, blocks in _contents(container, manifest, progress):
            for _block in blocks:
                pass
    return Update(file=file, manifest=manifest, publisher=publisher)


def unpack(update: Update, folder: Path, progress: Progress | None = None) -> None:
    """Write the files of an update into an empty folder, each checked anew while it is copied.

    Raises:
        UpdateError: the file is another one by now, or cannot be read or written; what is in the folder is no use.
    """
    with opened_container(update.file) as container:
        _check_names(container, update.manifest)
        for listed, blocks in _contents(container, update.manifest, progress):
            _write(folder / listed.name, blocks)


def _publisher_of(container: Container, signed: bytes, trusted: Sequence[Publisher]) -> Publisher:
    """Return who signed the manifest, of those that are trusted here, the program's own first."""
    file = container.file
    try:
        found = convert(msgspec.json.decode(container.small(SIGNATURES_NAME)), Signatures).signatures
    except (FaultyValueError, ValueError, RecursionError) as error:
        raise UpdateError("unsigned", file, SIGNATURES_NAME) from error
    for publisher in trusted:
        for signature in found:
            if signature.key == publisher.key:
                _check_signature(file, signature, signed, publisher)
                return publisher
    keys = ", ".join(key_words(signature.key) for signature in found)
    raise UpdateError("stranger", file, keys)


def _check_signature(file: Path, signature: Signature, signed: bytes, publisher: Publisher) -> None:
    value = strictly_decoded(signature.value)
    if value is None or not is_signature(value, signed, publisher.public):
        message = _("the signature of “{publisher}” does not fit {name}")
        raise UpdateError("forged", file, message.format(publisher=publisher.name, name=MANIFEST_NAME))


def _manifest_in(file: Path, signed: bytes) -> Manifest:
    """Return what a publisher signed; its faults are mistakes, and no attack."""
    try:
        plain: Any = msgspec.json.decode(signed)
        if isinstance(plain, dict) and plain.get("format") == FORMAT and plain.get("version") != VERSION:
            raise UpdateError("newer_format", file, f"{MANIFEST_NAME} {str(plain.get('version'))[:20]}")
        return convert(plain, Manifest)
    except FaultyValueError as error:
        fault = error.faults[0]
        raise UpdateError("malformed", file, f"{MANIFEST_NAME} {fault.pointer}: {fault.message}") from error
    except (ValueError, RecursionError) as error:
        raise UpdateError("malformed", file, MANIFEST_NAME) from error


def _check_names(container: Container, manifest: Manifest) -> None:
    """See that the members are those that the manifest lists, of its sizes, under names that are only names."""
    file = container.file
    names = [MANIFEST_NAME, SIGNATURES_NAME, *(FILES_FOLDER + listed.name for listed in manifest.files)]
    if list(container.names) != names:
        strange = next((name for name in container.names if name not in names), FILES_FOLDER)
        raise UpdateError(
            "structure", file, _("other files than in its list: {name}").format(name=ascii(strange))
        )
    for listed in manifest.files:
        if listed.name.partition(".")[0].lower() in _DEVICES:
            raise UpdateError("malformed", file, f"{MANIFEST_NAME}: {listed.name}")
        if container.size(FILES_FOLDER + listed.name) != listed.size:
            raise UpdateError("altered", file, listed.name)


def _contents(
    container: Container, manifest: Manifest, progress: Progress | None
) -> Iterator[tuple[UpdateFile, Iterator[bytes]]]:
    """Yield each file with its contents in blocks, which raise at their end where they are not what was signed."""
    done = 0

    def blocks(listed: UpdateFile) -> Iterator[bytes]:
        nonlocal done
        digest = hashlib.sha256()
        with container.open(FILES_FOLDER + listed.name) as stream:
            while block := stream.read(_BLOCK):
                digest.update(block)
                done += len(block)
                yield block
                if progress is not None:
                    progress(100 * done // max(manifest.size, 1))
        if digest.hexdigest() != listed.sha256:
            raise UpdateError("altered", container.file, listed.name)

    for listed in manifest.files:
        yield listed, blocks(listed)


def _write(target: Path, blocks: Iterator[bytes]) -> None:
    try:
        with target.open("xb") as stream:
            for block in blocks:
                stream.write(block)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise UpdateError("not_written", target, f"“{target.parent}” ({reason_of(error)})") from error

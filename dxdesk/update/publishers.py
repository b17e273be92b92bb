"""Publishers whose updates are taken in: those that the program comes with, and those that an office added.

Only what came with the program may publish the program. An office adds a publisher for guidance alone.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec

from dxdesk.files import reason_of, write_files
from dxdesk.guidance.own_folder import own_folder
from dxdesk.language import translate as _
from dxdesk.package.strict_base64 import encoded, strictly_decoded
from dxdesk.resources import resource
from dxdesk.signing.publisher_keys import fingerprint, is_public_key
from dxdesk.update.faults import UpdateError
from dxdesk.value import FaultyValueError, Value, convert

PUBLISHER_FORMAT: Final = "dxdesk.publisher"
PUBLISHER_SUFFIX: Final = ".dxpublisher.json"
_FOLDER: Final = "publishers"
_MAX_BYTES: Final = 16 * 1024
_GROUP: Final = 4


class PublisherFile(Value, frozen=True, kw_only=True):
    """What a publisher hands out: a name, and the public half of a key (DER in base64)."""

    format: Literal["dxdesk.publisher"] = PUBLISHER_FORMAT
    version: Literal["1.0"] = "1.0"
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    key: Annotated[str, msgspec.Meta(max_length=200)]


class Publisher(Value, frozen=True, kw_only=True):
    """A publisher that is trusted here; `public` is the key in DER. `own`: the office itself added it."""

    name: str
    public: bytes
    own: bool = True

    @property
    def key(self) -> str:
        """The fingerprint of the key, 64 hexadecimal digits."""
        return fingerprint(self.public)


def publishers() -> tuple[Publisher, ...]:
    """Return the publishers that are trusted here; a file that cannot be read is passed over."""
    return (*_listed(resource(_FOLDER), own=False), *_listed(_own_publishers(), own=True))


def known_to_program() -> tuple[str, ...]:
    """Return the names of the publishers that the program comes with.

    Raises:
        UpdateError: a file of theirs cannot be read.
    """
    return tuple(read_publisher(file).name for file in sorted(resource(_FOLDER).glob(f"*{PUBLISHER_SUFFIX}")))


def read_publisher(file: Path) -> Publisher:
    """Return the publisher in a file; that does not make it a trusted one.

    Raises:
        UpdateError: it holds none.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(_MAX_BYTES + 1)
    except OSError as error:
        raise UpdateError("unreadable", file, reason_of(error)) from error
    if len(data) > _MAX_BYTES:
        raise UpdateError("no_publisher", file, _("it is too large"))
    try:
        read = convert(msgspec.json.decode(data), PublisherFile)
    except (FaultyValueError, ValueError, RecursionError) as error:
        raise UpdateError("no_publisher", file, _("it is no file of this kind")) from error
    public = strictly_decoded(read.key)
    if public is None or not is_public_key(public):
        raise UpdateError("no_publisher", file, _("its key"))
    if not read.name.isprintable():
        raise UpdateError("no_publisher", file, _("its name"))
    return Publisher(name=read.name.strip(), public=public)


def publisher_bytes(name: str, public: bytes) -> bytes:
    """Return the file that a publisher hands out."""
    made = PublisherFile(name=name, key=encoded(public))
    return msgspec.json.format(msgspec.json.encode(made), indent=2) + b"\n"


def trust(publisher: Publisher) -> None:
    """Take in guidance of this publisher from now on.

    Raises:
        FileError, OSError: that cannot be kept.
        RuntimeError: no place was set with `keep_own_packs_in`.
    """
    file = _own_file(publisher)
    if file is None:
        raise RuntimeError("there is no place for an office's own publishers")
    file.parent.mkdir(parents=True, exist_ok=True)
    write_files({file: publisher_bytes(publisher.name, publisher.public)})


def distrust(publisher: Publisher) -> None:
    """Take in nothing more of a publisher that the office itself had added.

    Raises:
        OSError: that cannot be kept.
    """
    file = _own_file(publisher)
    if file is not None:
        file.unlink(missing_ok=True)


def key_words(key: str) -> str:
    """Return a fingerprint as people compare it: its first 32 digits, in groups of four."""
    shown = key[: 8 * _GROUP]
    return " ".join(shown[start : start + _GROUP] for start in range(0, len(shown), _GROUP))


def _own_publishers() -> Path | None:
    own = own_folder()
    return None if own is None else own.with_name(_FOLDER)


def _own_file(publisher: Publisher) -> Path | None:
    folder = _own_publishers()
    name = sha256(publisher.public).hexdigest()[:16]
    return None if folder is None else folder / f"{name}{PUBLISHER_SUFFIX}"


def _listed(folder: Path | None, *, own: bool) -> Iterator[Publisher]:
    if folder is None or not folder.is_dir():
        return
    for file in sorted(folder.glob(f"*{PUBLISHER_SUFFIX}")):
        try:
            yield msgspec.structs.replace(read_publisher(file), own=own)
        except UpdateError:
            continue

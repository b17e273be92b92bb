"""What an update says of itself, and who has signed that.

The file (`.dxupdate`) is a ZIP archive whose members are stored, not compressed: `manifest.json`,
`signatures.json`, then the files that the manifest lists, under `files/`, in its order and nothing else.
Signatures are over the bytes of `manifest.json` as they stand there; the manifest has the digest of each file.
"""

from datetime import datetime
from typing import Annotated, Final, Literal

import msgspec

from dxdesk.value import Key, Line, Value

FORMAT: Final = "dxdesk.update"
VERSION: Final = "1.0"
SUFFIX: Final = ".dxupdate"
MANIFEST_NAME: Final = "manifest.json"
SIGNATURES_NAME: Final = "signatures.json"
FILES_FOLDER: Final = "files/"

MAX_MANIFEST: Final = 256 * 1024
MAX_SIGNATURES: Final = 16 * 1024
MAX_FILES: Final = 128
MAX_BYTES: Final = 2**30  # of all files together
ANY_PLATFORM: Final = "any"

Kind = Literal["guidance", "program"]
Digest = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$(?!\n)")]
# A file name and never a path, that every system takes: no folders, no dot or blank at an end.
FileName = Annotated[
    str, msgspec.Meta(pattern=r"^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$(?!\n)", max_length=100)
]
Release = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{1,6}(\.[0-9]{1,6}){0,5}$(?!\n)")]
Platform = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9_]+(-[a-z0-9_]+)?$(?!\n)", max_length=40)]
NotesText = Annotated[str, msgspec.Meta(max_length=20_000)]


class Notes(Value, frozen=True, kw_only=True):
    """What is new, in each language of the program."""

    vi: NotesText = ""
    en: NotesText = ""

    def text(self, language: str) -> str:
        """Return them in a language, else in the other one."""
        return self.en or self.vi if language == "en" else self.vi or self.en


class UpdateFile(Value, frozen=True, kw_only=True):
    """A file of an update; `size` in bytes."""

    name: FileName
    size: Annotated[int, msgspec.Meta(ge=0, le=MAX_BYTES)]
    sha256: Digest


class Manifest(Value, frozen=True, kw_only=True):
    """What an update is.

    `id` and `release` are those of the guidance pack, or "dxdesk" and the version of the program; `needs` is the
    version of the program that can take it in at least. `platform` is that of `platform_here`, or "any".
    """

    format: Literal["dxdesk.update"] = FORMAT
    version: Literal["1.0"] = VERSION
    kind: Kind
    id: Key
    release: Release
    name: Line
    needs: Release = "0"
    platform: Platform = ANY_PLATFORM
    made_at: Annotated[datetime, msgspec.Meta(tz=True)]
    notes: Notes = Notes()
    files: Annotated[tuple[UpdateFile, ...], msgspec.Meta(min_length=1, max_length=MAX_FILES)]

    @property
    def size(self) -> int:
        """The bytes of all files together."""
        return sum(file.size for file in self.files)


class Signature(Value, frozen=True, kw_only=True):
    """An Ed25519 signature of the manifest; `key` is the fingerprint of the publisher's key."""

    key: Digest
    value: Annotated[str, msgspec.Meta(max_length=88)]


class Signatures(Value, frozen=True, kw_only=True):
    """Who has signed: several while one key takes the place of another."""

    signatures: Annotated[tuple[Signature, ...], msgspec.Meta(min_length=1, max_length=16)]


def release_number(text: str) -> tuple[int, ...]:
    """Return a version so that a later one is greater; "1.0" is "1"."""
    numbers = [int(part) for part in text.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)

"""What a file of the exchange is, by its content: files of other kinds are taken in elsewhere."""

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, Literal

from dxdesk.files import read_up_to

FileKind = Literal["answer", "addresses", "update", "other"]

_UPDATE: Final = ".dxupdate"
_LOOKED_AT: Final = 64 * 1024  # bytes; the format is named at the beginning
_FORMAT: Final = re.compile(rb'"format"\s*:\s*"dxdesk\.(receipt|reply|addresses|update|publisher)"')
_KINDS: Final[dict[bytes, FileKind]] = {
    b"receipt": "answer",
    b"reply": "answer",
    b"addresses": "addresses",
    b"update": "update",
    b"publisher": "update",
}


def kind_of(path: Path) -> FileKind:
    """Return what a file is; what cannot be read is told by whoever takes it in."""
    if path.suffix.lower() == _UPDATE:  # also one that is damaged
        return "update"
    with suppress(OSError):
        found = _FORMAT.search(read_up_to(path, _LOOKED_AT))
        if found is not None:
            return _KINDS[found[1]]
    return "other"


def kinds_of(paths: Iterable[Path]) -> list[tuple[Path, FileKind]]:
    """Return files, each with what it is."""
    return [(path, kind_of(path)) for path in paths]

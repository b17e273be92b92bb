"""The files of packs as the bundle brings them along beside their text: read already, for a quicker start.

What is read is found by the digest of the file that it was read from, so it cannot be that of another text.
The checks are the same as those of what was read from the text.
"""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from tomllib import loads
from typing import Any, Final

import msgspec

from dxdesk.resources import resource

COMPILED_FILE: Final = "compiled.json"  # in `resources/guidance` of a bundle


def compile_files(files: Iterable[Path]) -> bytes:
    """Return what was read from TOML files, by the digests of the files."""
    read = {_digest(raw := file.read_bytes()): loads(raw.decode("utf-8")) for file in files}
    return msgspec.json.encode(read)


def compiled(raw: bytes) -> dict[str, Any] | None:
    """Return what was read from a file with these bytes, if the program brings it along; days are texts in it."""
    found = _compiled().get(_digest(raw))
    return None if found is None else msgspec.json.decode(found, type=dict[str, Any])


@cache
def _compiled() -> dict[str, msgspec.Raw]:
    file = resource("guidance", COMPILED_FILE)
    return msgspec.json.decode(file.read_bytes(), type=dict[str, msgspec.Raw]) if file.is_file() else {}


def _digest(raw: bytes) -> str:
    return sha256(raw).hexdigest()

"""What is fuzzed: each takes any bytes, and may only raise what it promises (which is caught here)."""

import json
from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from dxdesk.central.returning import read_statement
from dxdesk.exchange.format import AddressBook, Receipt, Reply
from dxdesk.exchange.reading import read_exchanged
from dxdesk.package.canonical import NotCanonicalError, canonical_bytes
from dxdesk.package.faults import PackageError
from dxdesk.package.reading import read_package
from dxdesk.package.writing import package_bytes
from dxdesk.sources.opening import opened_stream
from dxdesk.sources.parcel import Parcel
from dxdesk.update.faults import UpdateError
from dxdesk.update.reading import read_update
from tests.fuzzing.seeds import packages, publisher

_MOST_CHANGES: Final = 6
# Values that are somewhere at the edge of what is taken.
_ODD: Final[tuple[Any, ...]] = (
    None, True, 0, -1, 2**53, 2**53 - 1, -(2**63), "", "a", "\u0000", "a\u0301", "\u202e", "\ud800", "..", "/", "~1",
    "9999-12-31", "2023-02-30", "2022-12-05T02:12:44Z", "=" * 9, "0" * 64, "x" * 3000, [], {}, [[]], {"": ""},
)  # fmt: skip


def read(data: bytes) -> None:
    """Read a package, and write it again where it is one."""
    with suppress(PackageError):
        package_bytes(read_package(data).package)


def resealed(data: bytes) -> None:
    """Read a package that was changed in a few places and has right digests all the same."""
    if data:
        read(_changed(data))


def opened(data: bytes) -> None:
    """Open a file as a source: archive, mail, mailbox, PDF."""
    for one in opened_stream(BytesIO(data), len(data), "a"):
        assert one.origin
        if isinstance(one, Parcel) and one.is_meant:
            read(one.data)


def answered(data: bytes) -> None:
    """Read what passes between the levels, and what of a broken package can be answered."""
    with suppress(PackageError):
        read_exchanged(data, Receipt)
    with suppress(PackageError):
        read_exchanged(data, Reply)
    with suppress(PackageError):
        read_exchanged(data, AddressBook)
    read_statement(data)


def updated(data: bytes) -> None:
    """Read an update that lies on a disk."""
    with NamedTemporaryFile(suffix=".dxupdate") as file:
        file.write(data)
        file.flush()
        with suppress(UpdateError):
            read_update(Path(file.name), [publisher().publisher])


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "package": read,
    "resealed": resealed,
    "sources": opened,
    "answers": answered,
    "updates": updated,
}


@cache
def _plain() -> tuple[Any, ...]:
    return tuple(json.loads(data) for data in packages())


def _changed(data: bytes) -> bytes:
    """Return a package with changes that the bytes say: which one, where, and to what."""
    choices = iter(data)

    def choose(count: int) -> int:
        return (next(choices, 0) * 256 + next(choices, 0)) % count

    plain = json.loads(json.dumps(_plain()[choose(len(_plain()))]))
    for _change in range(1 + choose(_MOST_CHANGES)):
        places = list(_places(plain))
        holder, key = places[choose(len(places))]
        match choose(4):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, list):
                holder.insert(key, deepcopy(holder[key]))
            case 2 if isinstance(holder, dict):
                holder[f"{key}x"] = deepcopy(holder[key])
            case _:
                holder[key] = deepcopy(_ODD[choose(len(_ODD))])
    with suppress(NotCanonicalError, KeyError, TypeError, ValueError):
        plain["statement"]["plan_sha256"] = sha256(canonical_bytes(plain["plan"])).hexdigest()
        plain["digest"] = sha256(canonical_bytes(plain["statement"])).hexdigest()
    return json.dumps(plain).encode()


def _places(plain: Any) -> "list[tuple[Any, Any]]":
    """Return every member of every object and list, as its holder and its key."""
    found: list[tuple[Any, Any]] = []
    left = [plain]
    while left:
        holder = left.pop()
        keys = list(holder) if isinstance(holder, dict) else range(len(holder))
        for key in keys:
            found.append((holder, key))
            if isinstance(holder[key], (dict, list)):
                left.append(holder[key])
    return found or [({"": None}, "")]

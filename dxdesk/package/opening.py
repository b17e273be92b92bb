"""From bytes to a package whose form is right: everything that can be said before its content is read.

A file in which nothing can be hidden takes a short way, at the speed of C; any other takes the long way,
stage by stage. Both come to the same result.
"""

from typing import Any

import msgspec

from dxdesk.package.characters import character_faults, is_surely_clean
from dxdesk.package.container import check_container, check_size, decoded
from dxdesk.package.faults import raise_any
from dxdesk.package.format import Newer, Package
from dxdesk.package.shape import check_version, shaped
from dxdesk.package.syntax import parsed
from dxdesk.value import Value


class Opened(Value, frozen=True, kw_only=True):
    """A package, and its plan and statement as they stand in the file, which is what digests cover."""

    package: Package
    plan: Any
    statement: Any
    newer: tuple[Newer, ...] = ()


def open_package(data: bytes) -> Opened:
    """Return the package in `data` when its form is right.

    Raises:
        PackageError: size, container, encoding, syntax, version, schema or characters are at fault.
    """
    check_size(data)
    return open_at_once(data) or open_stagewise(data)


def open_at_once(data: bytes) -> Opened | None:
    """Return the package where `data` hide nothing beyond the values that a parser reads; None is no verdict.

    Where writing these values gives the same text again but for white space, there are no duplicate names,
    no numbers or characters in other spellings; the types refuse fractions and unknown names.
    """
    try:
        plain = msgspec.json.decode(data)
        compact = msgspec.json.encode(plain)
        if compact != msgspec.json.format(data, indent=-1):
            return None
        package = msgspec.convert(plain, Package)
    except (ValueError, RecursionError):  # the long way says what it is
        return None
    if package.documents or package.signatures:
        compact = msgspec.json.encode(without_data(plain))
    if not is_surely_clean(compact):
        return None
    return Opened(package=package, plan=plain["plan"], statement=plain["statement"])


def open_stagewise(data: bytes) -> Opened:
    """Do the same for any file, one stage after the other.

    Raises:
        PackageError: every fault of the first stage that finds any.
    """
    check_container(data)
    plain = parsed(decoded(data))
    check_version(plain)
    package, newer = shaped(plain)
    raise_any(character_faults(without_data(plain)))
    return Opened(package=package, plan=plain["plan"], statement=plain["statement"], newer=newer)


def without_data(plain: dict[str, Any]) -> dict[str, Any]:
    """Return the plain data of a package without its base64, which has a stricter check of its own."""
    documents = [{**document, "data": None} for document in plain.get("documents", ())]
    signatures = [{**signature, "value": ""} for signature in plain.get("signatures", ())]
    return {**plain, "documents": documents, "signatures": signatures}

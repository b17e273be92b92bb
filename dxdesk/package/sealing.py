"""Sealing: from then on the plan of this revision is fixed, and so are the bytes that are made of it."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from dxdesk.package.canonical import canonical_bytes, sha256_hex
from dxdesk.package.format import Newer, Package
from dxdesk.package.writing import with_digests


class SealedError(ValueError):
    """The package is sealed already; what is sealed is not sealed again."""


def sealed(package: Package, at: datetime, newer: Iterable[Newer] = ()) -> Package:
    """Return the package with its statement closed at a time (with its zone, to the second).

    Raises:
        SealedError: it is sealed already.
    """
    if package.statement.sealed_at is not None:
        raise SealedError
    draft = with_digests(package, newer)
    statement = msgspec.structs.replace(draft.statement, sealed_at=at.replace(microsecond=0))
    return msgspec.structs.replace(draft, statement=statement, digest=sha256_hex(canonical_bytes(statement)))

"""A package as it goes over a connection: compressed, its large documents beside it."""

import gzip
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

import msgspec

from dxdesk.package.format import Package
from dxdesk.package.reading import ReadPackage
from dxdesk.package.strict_base64 import strictly_decoded
from dxdesk.package.writing import package_bytes
from dxdesk.value import Value

LARGE: Final = 2**20  # bytes; a larger document goes on its own, so that it can be resumed


class Parcel(Value, frozen=True, kw_only=True):
    """A package without its large documents, as bytes, and every document at hand by its SHA-256."""

    package: Package
    body: bytes
    documents: Mapping[str, bytes]

    def sizes(self) -> int:
        """Return the bytes of the documents that go on their own."""
        inside = {one.sha256 for one in self.package.documents if one.data is not None and one.size <= LARGE}
        return sum(len(data) for digest, data in self.documents.items() if digest not in inside)


def parcel_of(read: ReadPackage, more: Mapping[str, bytes] | None = None) -> Parcel:
    """Return how a package goes; `more` are documents that are not in it, by their SHA-256."""
    package = read.package
    named = {one.sha256 for one in package.documents}
    documents = {digest: data for digest, data in (more or {}).items() if digest in named}
    for one in package.documents:
        if one.data is not None:
            documents[one.sha256] = strictly_decoded(one.data) or b""
    light = tuple(
        msgspec.structs.replace(one, data=None) if one.size > LARGE else one for one in package.documents
    )
    body = package_bytes(msgspec.structs.replace(package, documents=light), read.newer)
    return Parcel(package=package, body=body, documents=documents)


def compressed(body: bytes) -> bytes:
    """Return the bytes as gzip; the same bytes give the same."""
    return gzip.compress(body, 9, mtime=0)


def content_digest(sent: bytes) -> str:
    """Return the value of a Content-Digest header (RFC 9530)."""
    return f"sha-256=:{b64encode(sha256(sent).digest()).decode('ascii')}:"

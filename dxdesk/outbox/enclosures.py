"""What is handed over of a package: the file itself, the paper that people read, and the file without its documents."""

from functools import cached_property
from typing import NamedTuple

from dxdesk.package.format import Package
from dxdesk.package.reading import ReadPackage, read_package
from dxdesk.package.strict_base64 import strictly_decoded
from dxdesk.package.writing import package_bytes, package_name, stripped


class Enclosure(NamedTuple):
    """A file to hand over; `name` is in ASCII."""

    name: str
    data: bytes


class Enclosures:
    """The files that can go with a package of which the bytes are frozen."""

    def __init__(self, data: bytes) -> None:
        """Read the package.

        Raises:
            PackageError: it cannot be used.
        """
        self._read: ReadPackage = read_package(data)
        self.package: Package = self._read.package
        self.is_draft = self._read.is_draft
        statement = self.package.statement
        self.name = package_name(self.package.plan, statement.revision)
        self.whole = Enclosure(self.name, data)

    @cached_property
    def light(self) -> Enclosure:
        """The same package without the data of its documents: its digest is the same."""
        return Enclosure(self.name, package_bytes(stripped(self.package), self._read.newer))

    @cached_property
    def paper(self) -> Enclosure | None:
        """The document for people: the signed PDF, else the scan, else the PDF; None where none is in it."""
        for role in ("signed-pdf", "scan", "pdf"):
            for document in reversed(self.package.documents):
                data = strictly_decoded(document.data) if document.data else None
                if document.role == role and data is not None:
                    return Enclosure(document.name, data)
        return None

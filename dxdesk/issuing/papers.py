"""What came of a sealed revision, and travels with its package."""

from collections.abc import Iterable
from datetime import date
from pathlib import PurePath
from typing import Final, NamedTuple

import msgspec

from dxdesk.package.documents import attached
from dxdesk.package.format import Attachment, Package, Signature
from dxdesk.package.reading import read_package
from dxdesk.package.writing import SUFFIX, package_bytes, package_name
from dxdesk.plan.model import Plan
from dxdesk.store.values import PaperRole

# Said in the names of files; documents are in Vietnamese whatever the window speaks.
_PAPER_NAMES: Final[dict[PaperRole, str]] = {"signed-pdf": "da-ky", "scan": "ban-quet"}


class Handed(NamedTuple):
    """A paper to be handed on with a package: what it is, the name of its file, and its data."""

    role: PaperRole
    name: str
    data: bytes


def issued_package(
    data: bytes,
    number: str,
    issued_on: date | None,
    papers: Iterable[Handed],
    signatures: Iterable[Signature] = (),
) -> bytes:
    """Return a sealed package with what came of it: number, day of issue, its papers, further signatures.

    Statement, plan and digest stay as they are; the papers get names of their own, in ASCII.

    Raises:
        PackageError: it is damaged, or number or day do not fit.
    """
    read = read_package(data)
    package = read.package
    metadata = msgspec.structs.replace(package.metadata, code_number=number, issued_date=issued_on)
    documents = [*package.documents, *_named(package, papers)]
    whole = msgspec.structs.replace(
        package,
        metadata=metadata,
        documents=tuple(documents),
        signatures=(*package.signatures, *signatures),
    )
    return package_bytes(whole, read.newer)


def paper_name(plan: Plan, revision: int, role: PaperRole, ending: str, count: int = 1) -> str:
    """Return the file name of a paper: `2023-18580-r1-da-ky.pdf`; from the second of its kind on, numbered."""
    stem = package_name(plan, revision).removesuffix(SUFFIX)
    number = f"-{count}" if count > 1 else ""
    return f"{stem}-{_PAPER_NAMES[role]}{number}{ending.lower()}"


def _named(package: Package, papers: Iterable[Handed]) -> Iterable[Attachment]:
    counts: dict[PaperRole, int] = {}
    for paper in papers:
        counts[paper.role] = count = counts.get(paper.role, 0) + 1
        ending = PurePath(paper.name).suffix
        name = paper_name(package.plan, package.statement.revision, paper.role, ending, count)
        yield attached(paper.role, name, paper.data)

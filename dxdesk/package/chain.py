"""Whether revisions of a plan follow each other: each names the one before by the digest of its statement."""

from collections.abc import Iterator, Mapping
from typing import Final

from dxdesk.package.faults import Remark, remark
from dxdesk.package.format import Package

GAP: Final = "DX188"  # a notice: nothing speaks against the package


def chain_remarks(package: Package, earlier: Mapping[str, Package]) -> Iterator[Remark]:
    """List where the chain from a package back to its first revision does not hold, or has a gap (DX188).

    `earlier` are its earlier revisions by the names of their files, in any order.
    """
    chain = {package.statement.revision: package}
    for name, other in earlier.items():
        if (fault := _misplaced(package, other, name)) is not None:
            yield fault
        else:
            chain[other.statement.revision] = other
    for revision in sorted(chain, reverse=True):
        if revision > 1:
            yield from _link(chain[revision], chain.get(revision - 1))


def _misplaced(package: Package, other: Package, name: str) -> Remark | None:
    statement, found = package.statement, other.statement
    if (found.unit, found.year) != (statement.unit, statement.year):
        return remark("DX186", name=name, unit=found.unit.code, year=found.year)
    if found.revision >= statement.revision:
        return remark("DX189", name=name, found=found.revision, revision=statement.revision)
    return None


def _link(later: Package, before: Package | None) -> Iterator[Remark]:
    revision = later.statement.revision
    if before is None:
        yield remark("DX188", "/statement/previous", revision=revision, previous=revision - 1)
    elif later.statement.previous != before.digest:
        yield remark("DX187", "/statement/previous", revision=revision, previous=revision - 1)

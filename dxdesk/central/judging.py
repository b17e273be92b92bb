"""Whether a package can be accepted: what its bytes say, wherever and whenever they are looked at."""

from collections.abc import Collection, Iterator
from functools import cache

from dxdesk.guidance.loading import installed_packs, meta_of
from dxdesk.package.faults import PackageError, Remark, remark
from dxdesk.package.format import Package
from dxdesk.package.reading import read_package
from dxdesk.plan.model import GuidanceReference
from dxdesk.units.catalogue import catalogue_for_year
from dxdesk.value import Value


class Verdict(Value, frozen=True, kw_only=True):
    """A package without faults, and what is worth knowing about it; or all its faults."""

    package: Package | None = None
    faults: tuple[Remark, ...] = ()
    notices: tuple[Remark, ...] = ()


def judge(data: bytes, years: Collection[int] | None) -> Verdict:
    """Look at the bytes of a package; `years` are those whose plans are taken, None takes those of any."""
    try:
        read = read_package(data, known_guidance=_known_guidance())
    except PackageError as error:
        return Verdict(faults=error.faults)
    if faults := tuple(receiver_faults(read.package, years)):
        return Verdict(faults=faults)
    return Verdict(package=read.package, notices=read.notices)


def receiver_faults(package: Package, years: Collection[int] | None) -> Iterator[Remark]:
    """List what only a receiver minds: drafts, years that are not taken, a unit of another time's map."""
    statement = package.statement
    if statement.sealed_at is None:
        yield remark("DX192", "/statement/sealed_at")
    if years is not None and statement.year not in years:
        yield remark("DX197", "/statement/year", year=statement.year)
        return
    expected = catalogue_for_year(statement.year).scheme
    if statement.unit.scheme != expected:
        yield remark(
            "DX184",
            "/statement/unit/scheme",
            year=statement.year,
            expected=expected,
            scheme=statement.unit.scheme,
        )


@cache
def _known_guidance() -> tuple[GuidanceReference, ...]:
    metas = (meta_of(folder) for folder in installed_packs())
    return tuple(GuidanceReference(id=meta.id, version=meta.version) for meta in metas if meta)

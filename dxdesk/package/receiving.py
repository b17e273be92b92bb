"""What only a receiver of packages minds, and which guidance packs it has at hand."""

from collections.abc import Collection, Iterator
from functools import cache

from dxdesk.guidance.loading import installed_packs, meta_of
from dxdesk.package.faults import Remark, remark
from dxdesk.package.format import Package
from dxdesk.plan.model import GuidanceReference
from dxdesk.units.catalogue import catalogue_for_year


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
def known_guidance() -> tuple[GuidanceReference, ...]:
    """Return the guidance packs at hand."""
    metas = (meta_of(folder) for folder in installed_packs())
    return tuple(GuidanceReference(id=meta.id, version=meta.version) for meta in metas if meta)

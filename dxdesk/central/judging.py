"""Whether a package can be accepted: what its bytes say, wherever and whenever they are looked at."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import Final

from dxdesk.central.signature_mark import SignatureMark, TrustedFiles
from dxdesk.central.signatures import UNSOUND, signed_carrier, signed_package
from dxdesk.guidance.loading import installed_packs, meta_of
from dxdesk.package.faults import PackageError, Remark, remark
from dxdesk.package.format import Package
from dxdesk.package.reading import read_package
from dxdesk.plan.model import GuidanceReference
from dxdesk.units.catalogue import catalogue_for_year
from dxdesk.value import Value

_PDF: Final = b"%PDF-"


class Terms(Value, frozen=True, kw_only=True):
    """What a receiver asks for: the years whose plans are taken (None: any), whom it trusts (None: is not asked)."""

    years: frozenset[int] | None = None
    trusted: TrustedFiles | None = None


class Verdict(Value, frozen=True, kw_only=True):
    """A package without faults, and what is worth knowing about it; or all its faults."""

    package: Package | None = None
    faults: tuple[Remark, ...] = ()
    notices: tuple[Remark, ...] = ()
    signatures: tuple[SignatureMark, ...] = ()


def judge(data: bytes, terms: Terms, at: datetime, *, is_accepted: bool = False) -> Verdict:
    """Look at the bytes of a package that came at a time; one that `is_accepted` is not refused for its signatures."""
    if terms.trusted is not None and data.startswith(_PDF):
        signed = signed_carrier(data, sha256(data).hexdigest(), "", terms.trusted, at)
        if faults := _unsound(signed.remarks):
            return Verdict(faults=faults, signatures=signed.marks)
    try:
        read = read_package(data, known_guidance=_known_guidance())
    except PackageError as error:
        return Verdict(faults=error.faults)
    if faults := tuple(_receiver_faults(read.package, terms.years)):
        return Verdict(faults=faults)
    if terms.trusted is None:
        return Verdict(package=read.package, notices=read.notices)
    signed = signed_package(read, sha256(data).hexdigest(), terms.trusted, at)
    if (faults := _unsound(signed.remarks)) and not is_accepted:
        return Verdict(faults=faults, signatures=signed.marks)
    return Verdict(package=read.package, notices=(*read.notices, *signed.remarks), signatures=signed.marks)


def _unsound(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    return tuple(one for one in remarks if one.code in UNSOUND)


def _receiver_faults(package: Package, years: Collection[int] | None) -> Iterator[Remark]:
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

"""A file that has come: a package that can be summed up, one that cannot be used and why, or something else."""

from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final, Literal

import msgspec

from dxdesk.language import translate as _
from dxdesk.package.claims import claim_of
from dxdesk.package.faults import PackageError, Remark
from dxdesk.package.reading import ReadPackage, read_package
from dxdesk.package.receiving import known_guidance, receiver_faults
from dxdesk.sources.parcel import Found, Parcel, Trouble, Unopened
from dxdesk.store.received import Contents, ReceivedPackage, RefusedFile
from dxdesk.units.catalogue import catalogue
from dxdesk.value import Value

if TYPE_CHECKING:
    pass

_MOST_REASONS: Final = 50
_BROKEN: Final = "DX156"  # a signature that does not fit; whom to trust is asked where signatures are shown

Reason = tuple[str, str]


class Sound(Value, frozen=True, kw_only=True):
    """A package without faults; `notices` is what is worth knowing about it."""

    package: ReceivedPackage
    contents: Contents
    notices: tuple[str, ...] = ()


class Refused(Value, frozen=True, kw_only=True):
    """A file that was meant to be a package and cannot be used."""

    file: RefusedFile


class Aside(Value, frozen=True, kw_only=True):
    """A file that is no package, or that could not be looked into."""

    origin: str
    why: Trouble | Literal["other"]


Looked = Sound | Refused | Aside


def look_at(found: Found, at: datetime) -> Looked:
    """Look at what came at a moment, with every check that a receiver makes but whom to trust."""
    if isinstance(found, Unopened):
        return Aside(origin=found.origin, why=found.why)
    if not found.is_meant:
        return Aside(origin=found.origin, why="other")
    try:
        read = read_package(found.data, known_guidance=known_guidance())
    except PackageError as error:
        return _refused(found, at, _reasons(error.faults))
    faults = [*receiver_faults(read.package, None), *_broken_signatures(read)]
    if faults:
        return _refused(found, at, _reasons(faults))
    if found.carrier and (reason := _altered(found.carrier)):
        return _refused(found, at, (reason,))
    return _sound(found, read, at)


def _sound(parcel: Parcel, read: ReadPackage, at: datetime) -> Sound:
    package = read.package
    statement, document = package.statement, package.plan.document
    unit = catalogue(statement.unit.scheme).unit(statement.unit.code)
    sealed_at = statement.sealed_at
    if unit is None or sealed_at is None:
        raise ValueError("the reader has let this through")
    row = ReceivedPackage(
        digest=package.digest,
        content=sha256(parcel.data).hexdigest(),
        unit_scheme=statement.unit.scheme,
        unit_code=statement.unit.code,
        unit_name=unit.name,
        level=unit.level,
        year=statement.year,
        revision=statement.revision,
        number=f"{document.number}/{document.symbol}" if document.number else "",
        issued_on=document.issued_on,
        sealed_at=sealed_at,
        signatures=len(package.signatures),
        paper=parcel.origin.removesuffix(_IN_PDF) if parcel.carrier else "",
        origin=parcel.origin,
        received_at=at,
    )
    contents = Contents(package=parcel.data, plan=msgspec.json.encode(package.plan), paper=parcel.carrier)
    notices = tuple(f"{one.message} {one.cure}" for one in read.notices)
    return Sound(package=row, contents=contents, notices=notices)


_IN_PDF: Final = " › PDF"  # how `sources` says that a package was in a PDF


def _refused(parcel: Parcel, at: datetime, reasons: tuple[Reason, ...]) -> Refused:
    claim = claim_of(parcel.data, parcel.origin)
    file = RefusedFile(
        content=sha256(parcel.data).hexdigest(),
        unit_code=claim.code,
        year=claim.year,
        origin=parcel.origin,
        came_at=at,
        reasons=reasons,
    )
    return Refused(file=file)


def _reasons(faults: "tuple[Remark, ...] | list[Remark]") -> tuple[Reason, ...]:
    return tuple(
        (f"{one.message} ({one.pointer})" if one.pointer else one.message, one.cure)
        for one in faults[:_MOST_REASONS]
    )


def _broken_signatures(read: ReadPackage) -> "list[Remark]":
    if not read.package.signatures:
        return []
    from dxdesk.signing.statements import signature_remarks, verify_statement  # noqa: PLC0415 - slow to import
    from dxdesk.signing.trust import Trust  # noqa: PLC0415

    return [one for one in signature_remarks(verify_statement(read, Trust())) if one.code == _BROKEN]


def _altered(pdf: bytes) -> Reason | None:
    """Return what there is to say of a signed PDF that was changed after signing."""
    from dxdesk.signing.faults import SigningError  # noqa: PLC0415 - slow to import
    from dxdesk.signing.trust import Trust  # noqa: PLC0415
    from dxdesk.signing.verdict import integrity_of  # noqa: PLC0415
    from dxdesk.signing.verification import verify_pdf  # noqa: PLC0415

    try:
        report = verify_pdf(pdf, Trust())
    except SigningError:
        return None  # nobody has signed it in a form that can be read: the plan in it is sound by itself
    if integrity_of(report) != "altered":
        return None
    return _("This PDF was changed after it was signed."), _("Ask the unit for the file as it was signed.")

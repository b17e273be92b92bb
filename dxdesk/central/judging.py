"""Whether a package can be accepted: what its bytes say, wherever and whenever they are looked at."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Final

from dxdesk.central.signature_mark import SignatureMark, TrustedFiles
from dxdesk.central.signatures import UNSOUND, signed_carrier, signed_package
from dxdesk.package.faults import PackageError, Remark
from dxdesk.package.format import Package
from dxdesk.package.reading import read_package
from dxdesk.package.receiving import known_guidance, receiver_faults
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
        read = read_package(data, known_guidance=known_guidance())
    except PackageError as error:
        return Verdict(faults=error.faults)
    if faults := tuple(receiver_faults(read.package, terms.years)):
        return Verdict(faults=faults)
    if terms.trusted is None:
        return Verdict(package=read.package, notices=read.notices)
    signed = signed_package(read, sha256(data).hexdigest(), terms.trusted, at)
    if (faults := _unsound(signed.remarks)) and not is_accepted:
        return Verdict(faults=faults, signatures=signed.marks)
    return Verdict(package=read.package, notices=(*read.notices, *signed.remarks), signatures=signed.marks)


def _unsound(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    return tuple(one for one in remarks if one.code in UNSOUND)

"""Signatures of a sealed package: over its statement, as it stands in the file."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Final

from asn1crypto import x509
from pyhanko.sign.signers import Signer
from pyhanko.sign.timestamps import TimeStamper

from dxdesk.package.faults import Remark, remark
from dxdesk.package.format import Signature
from dxdesk.package.reading import ReadPackage, read_package
from dxdesk.signing.cades import signature_of, verify_signature
from dxdesk.signing.certificates import common_name, name_of
from dxdesk.signing.faults import SigningError
from dxdesk.signing.report import SignatureReport
from dxdesk.signing.trust import Trust
from dxdesk.signing.worth import worth_of

MOST: Final = 20


def statement_signature(
    data: bytes, signer: Signer, *, at: datetime, time_stamper: TimeStamper | None = None
) -> Signature:
    """Return one more signature of a sealed package, made at a time (with its zone).

    Raises:
        PackageError: the package is damaged.
        SigningError: it is a draft, this person has signed it already, it holds no more signatures, or the
            certificate or the time-stamp server cannot be used.
    """
    read = read_package(data)
    if read.is_draft:
        raise SigningError("SG26")
    if len(read.package.signatures) >= MOST:
        raise SigningError("SG28", count=MOST)
    certificate = signer.signing_cert
    if certificate is None:
        raise SigningError("SG08")
    if any(_is_by(report, certificate) for report in verify_statement(read, Trust(), at)):
        raise SigningError("SG27", name=common_name(certificate))
    return signature_of(read.signed, signer, at=at, time_stamper=time_stamper)


def verify_statement(
    read: ReadPackage, trust: Trust, at: datetime | None = None
) -> tuple[SignatureReport, ...]:
    """Return what is to be said of each signature of a package; nothing where nobody has signed."""
    return tuple(verify_signature(read.signed, signature, trust, at) for signature in read.package.signatures)


def signature_remarks(reports: Iterable[SignatureReport]) -> Iterator[Remark]:
    """List what is wrong with the signatures of a package, each at its place (DX156 to DX159)."""
    codes = {"broken": "DX156", "unknown": "DX157", "refused": "DX158", "then": "DX159"}
    for index, report in enumerate(reports):
        if (worth := worth_of(report)) != "sound":
            reason = " ".join(report.words()).removesuffix(".")
            yield remark(codes[worth], f"/signatures/{index}", name=report.name, reason=reason)


def _is_by(report: SignatureReport, certificate: x509.Certificate) -> bool:
    """Say whether a signature that fits is by whom a certificate names, also with an earlier certificate."""
    if not report.is_intact:
        return False
    organisation = certificate.subject.native.get("organization_name", "")
    same = (common_name(certificate), organisation, name_of(certificate.issuer))
    return (report.name, report.organisation, report.issuer) == same

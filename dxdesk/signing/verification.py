"""Verifying signatures, without a network: by what is in the file and what is installed."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Final, TypeVar

from asn1crypto.crl import CertificateList
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, StandardCMSSignatureStatus
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import SimpleTrustManager

from dxdesk.signing.certificates import common_name, may_sign, name_of
from dxdesk.signing.fields import text_fields
from dxdesk.signing.pdf_reading import damage_said, open_reader
from dxdesk.signing.report import PdfReport, SignatureReport, Trouble
from dxdesk.signing.trust import Trust

Status = TypeVar("Status", bound=StandardCMSSignatureStatus)

_MOST_SIGNATURES: Final = 50
# Either will do: many certificates of Vietnamese agencies have only the first.
USAGE: Final = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)
_LISTED: Final = CertRevTrustPolicy(
    RevocationCheckingPolicy(
        ee_certificate_rule=RevocationCheckingRule.CRL_REQUIRED,
        intermediate_ca_cert_rule=RevocationCheckingRule.CHECK_IF_DECLARED_SOFT,
    )
)
_TROUBLES: Final[dict[Any, Trouble]] = {
    AdESFailure.REVOKED: "revoked",
    AdESFailure.NOT_YET_VALID: "early",
    AdESFailure.SIG_CRYPTO_FAILURE: "damaged",
    AdESFailure.HASH_FAILURE: "damaged",
    AdESFailure.FORMAT_FAILURE: "unreadable",
    AdESIndeterminate.REVOKED_NO_POE: "revoked",
    AdESIndeterminate.REVOKED_CA_NO_POE: "revoked",
    AdESIndeterminate.EXPIRED: "expired",
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: "expired",
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: "expired",
    AdESIndeterminate.NOT_YET_VALID: "early",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: "weak",
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: "weak",
}


def verify_pdf(data: bytes, trust: Trust, at: datetime | None = None) -> PdfReport:
    """Return what is to be said of the signatures of a PDF at a time (now, where none is named).

    Raises:
        SigningError: the file is no PDF, damaged or encrypted.
    """
    moment = at or datetime.now(UTC)
    reader = open_reader(data)
    with damage_said():
        embedded = reader.embedded_regular_signatures[:_MOST_SIGNATURES]
        written = {name: str(field.dictionary.get("/V", "")) for name, field in text_fields(reader).items()}
    return PdfReport(
        signatures=tuple(_report(signature, trust, moment) for signature in embedded),
        number=written.get("number", ""),
        day=written.get("day", ""),
        month=written.get("month", ""),
    )


def is_changed_since(data: bytes) -> bool:
    """Say whether a PDF has a signature that no longer holds, whoever has made it.

    Raises:
        SigningError: the file is no PDF, damaged or encrypted.
    """
    return not all(signature.is_intact for signature in verify_pdf(data, Trust()).signatures)


def _report(signature: EmbeddedPdfSignature, trust: Trust, at: datetime) -> SignatureReport:
    def status_at(moment: datetime, policy: CertRevTrustPolicy | None = None) -> PdfSignatureStatus:
        return validate_pdf_signature(signature, context_of(trust, moment, policy), key_usage_settings=USAGE)

    try:
        status, stamped_at = settled(status_at, trust, at)
        return _described(signature, status, stamped_at, at)
    except Exception:  # noqa: BLE001 - a signature that was made to do harm makes the library raise anything
        return unreadable(str(signature.field_name))


def unreadable(field: str) -> SignatureReport:
    """Return what is to be said of a signature that cannot be read."""
    return SignatureReport(
        field=field,
        name="",
        organisation="",
        issuer="",
        serial="",
        claimed_at=None,
        stamped_at=None,
        covers_all=False,
        troubles=("unreadable",),
    )


def settled(status_at: Callable[..., Status], trust: Trust, at: datetime) -> tuple[Status, datetime | None]:
    """Return the status of a signature at a time, or at that of its time stamp, and the latter where it holds.

    `status_at` takes a time and, where revocation must be known, a policy.
    """
    with _quiet():
        status = status_at(at)
        stamp = status.timestamp_validity
        stamped_at = stamp.timestamp if stamp is not None and stamp.trusted else None
        if stamped_at is not None and stamped_at < at:
            status = status_at(stamped_at)
        if status.trusted and (listed := _list_of(status, trust)) is not None:
            status = status_at(_while_in_force(listed, at), _LISTED)
    return status, stamped_at


def _list_of(status: StandardCMSSignatureStatus, trust: Trust) -> CertificateList | None:
    """Return an installed list that names the certificate: it counts even where that names no list."""
    certificate = status.signing_cert
    naming = (
        revocations
        for revocations in trust.revoked
        if revocations.issuer == certificate.issuer
        for entry in revocations["tbs_cert_list"]["revoked_certificates"]
        if entry["user_certificate"].native == certificate.serial_number
    )
    return next(naming, None)


def _while_in_force(listed: CertificateList, at: datetime) -> datetime:
    """Return the time nearest to `at` at which a list is in force: what was revoked stays so."""
    body = listed["tbs_cert_list"]
    first: datetime = body["this_update"].native
    last: datetime | None = body["next_update"].native
    return max(first, at if last is None else min(at, last))


def context_of(trust: Trust, moment: datetime, policy: CertRevTrustPolicy | None = None) -> ValidationContext:
    """Return what the library validates by: the certificates that are trusted, at a time, without a network."""
    return ValidationContext(
        trust_manager=SimpleTrustManager.build(trust_roots=trust.anchors),
        other_certs=trust.others,
        crls=trust.revoked,
        moment=moment,
        allow_fetching=False,
        revinfo_policy=policy,
    )


def _described(
    signature: EmbeddedPdfSignature, status: PdfSignatureStatus, stamped_at: datetime | None, at: datetime
) -> SignatureReport:
    covers_all = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    troubles = _troubles_of_file(status) if status.intact and status.valid else ()
    return described(str(signature.field_name), status, stamped_at, at, troubles, covers_all=covers_all)


def described(
    field: str,
    status: StandardCMSSignatureStatus,
    stamped_at: datetime | None,
    at: datetime,
    troubles: Iterable[Trouble] = (),
    *,
    covers_all: bool = True,
) -> SignatureReport:
    """Return what is to be said of a signature: its certificate, its time, what is wrong with it."""
    certificate = status.signing_cert
    organisation = certificate.subject.native.get("organization_name", "")
    return SignatureReport(
        field=field,
        name=common_name(certificate),
        organisation=organisation if isinstance(organisation, str) else "; ".join(organisation),
        issuer=name_of(certificate.issuer),
        serial=f"{certificate.serial_number:x}",
        claimed_at=status.signer_reported_dt,
        stamped_at=stamped_at,
        covers_all=covers_all,
        troubles=tuple(dict.fromkeys((*troubles, *_troubles(status, stamped_at, at)))),
    )


def _troubles_of_file(status: PdfSignatureStatus) -> Iterator[Trouble]:
    if status.coverage is None or status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        yield "uncovered"
    level = status.modification_level
    if status.docmdp_ok is False or level is None or level > ModificationLevel.FORM_FILLING:
        yield "altered"


def _troubles(
    status: StandardCMSSignatureStatus, stamped_at: datetime | None, at: datetime
) -> Iterator[Trouble]:
    if not (status.intact and status.valid):
        yield "damaged"
        return
    if not may_sign(status.signing_cert):
        yield "usage"
    elif status.signing_cert.not_valid_before > (stamped_at or at):
        yield "early"
    elif not status.trusted:
        yield _TROUBLES.get(status.trust_problem_indic, "untrusted")
    elif status.signing_cert.not_valid_after < (stamped_at or at):
        # The library asks an anchor for no dates, and a certificate may be an anchor itself.
        yield "expired"
    if status.timestamp_validity is not None and stamped_at is None:
        yield "stamp"


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library from writing to the error stream what is said in the report."""
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)

"""Signatures beside data: CAdES detached, B-B, or B-T with a time stamp (ETSI EN 319 122-1)."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import msgspec
from asn1crypto import cms
from pyhanko.sign.signers import Signer
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.validation import async_validate_detached_cms
from pyhanko.sign.validation.status import StandardCMSSignatureStatus
from pyhanko_certvalidator.policy_decl import CertRevTrustPolicy

from dxdesk.exchange.format import AddressBook, Receipt, Reply
from dxdesk.package.canonical import canonical_bytes
from dxdesk.package.format import Signature
from dxdesk.package.strict_base64 import encoded, strictly_decoded
from dxdesk.signing.certificates import check_may_sign
from dxdesk.signing.faults import SigningError
from dxdesk.signing.report import SignatureReport
from dxdesk.signing.time_stamps import TimeStampError
from dxdesk.signing.trust import Trust
from dxdesk.signing.verification import USAGE, context_of, described, settled, unreadable

_FORMAT: Final = "cades-detached"
# What time alone brings about: the certificate of the signer runs out, or that of the time stamp.
_PASSED: Final = frozenset({"expired", "stamp"})


def signature_of(
    data: bytes, signer: Signer, *, at: datetime, time_stamper: TimeStamper | None = None
) -> Signature:
    """Return a signature of `data` made at a time (with its zone).

    Raises:
        SigningError: the certificate or the time-stamp server cannot be used.
    """
    if signer.signing_cert is None:
        raise SigningError("SG08")
    check_may_sign(signer.signing_cert, at)
    signing = signer.async_sign_general_data(
        data,
        "sha256",
        use_cades=True,
        timestamper=time_stamper,
        signed_attr_settings=PdfCMSSignedAttributes(signing_time=at.astimezone(UTC)),
    )
    try:
        made = asyncio.run(signing)
    except (TimeStampError, TimestampRequestError) as error:
        raise SigningError("SG11", reason=error) from error
    return Signature(format=_FORMAT, value=encoded(made.dump()))


def verify_signature(
    data: bytes, signature: Signature, trust: Trust, at: datetime | None = None
) -> SignatureReport:
    """Return what is to be said of a signature beside `data` at a time (now, where none is named)."""
    moment = at or datetime.now(UTC)
    try:
        signed = cms.ContentInfo.load(strictly_decoded(signature.value) or b"", strict=True)["content"]

        def status_at(
            moment: datetime, policy: CertRevTrustPolicy | None = None
        ) -> StandardCMSSignatureStatus:
            context = context_of(trust, moment, policy)
            checking = async_validate_detached_cms(data, signed, context, key_usage_settings=USAGE)
            return asyncio.run(checking)

        def report_at(moment: datetime) -> SignatureReport:
            status, stamped_at = settled(status_at, trust, moment)
            return described("", status, stamped_at, moment)

        return _lasting(report_at(moment), report_at)
    except Exception:  # noqa: BLE001 - a signature that was made to do harm makes the library raise anything
        return unreadable("")


def _lasting(report: SignatureReport, report_at: Callable[[datetime], SignatureReport]) -> SignatureReport:
    """Return the report; where certificates have only expired since, with what is to be said of it then."""
    claimed = report.claimed_at
    if claimed is None or not report.troubles or not set(report.troubles) <= _PASSED:
        return report
    then = report_at(claimed)
    if not then.is_sound:
        return report
    return msgspec.structs.replace(report, held_then=True, stamped_at=then.stamped_at)


def signed_bytes(signed: Receipt | Reply | AddressBook) -> bytes:
    """Return what the signatures of a receipt, reply or address book are over (RFC 8785).

    Those of a package are over its statement as it stands in the file: `ReadPackage.signed`.
    """
    if isinstance(signed, AddressBook):
        return canonical_bytes(msgspec.structs.replace(signed, signatures=()))
    return canonical_bytes(signed.statement)


def verify_all(
    signed: Receipt | Reply | AddressBook, trust: Trust, at: datetime | None = None
) -> tuple[SignatureReport, ...]:
    """Return what is to be said of each signature; nothing where nobody has signed."""
    data = signed_bytes(signed)
    return tuple(verify_signature(data, signature, trust, at) for signature in signed.signatures)

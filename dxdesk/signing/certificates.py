"""Certificates one signs with: read from a PKCS#12 file, and whether they may sign at all."""

from datetime import UTC, datetime
from typing import TypeAlias

from asn1crypto import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.sign.signers import Signer, SimpleSigner

from dxdesk.signing.faults import SigningError
from dxdesk.text.dates import short_date
from dxdesk.text.days import VIETNAM

SigningKey: TypeAlias = Signer  # what signs, whatever holds the key
_SIGNING = {"digital_signature", "non_repudiation"}


def load_pkcs12(data: bytes, passphrase: str) -> Signer:
    """Return what signs with the key of a PKCS#12 file; the passphrase is not kept.

    Raises:
        SigningError: the file is none, the passphrase does not open it, or it holds no key.
    """
    try:
        key, certificate, _others = pkcs12.load_key_and_certificates(data, passphrase.encode() or None)
    except ValueError as error:
        # The library tells a wrong passphrase from a damaged file only by its words.
        wrong = "password" in str(error).lower() or "mac" in str(error).lower()
        raise SigningError("SG06" if wrong else "SG07") from None
    except Exception:  # noqa: BLE001 - what a hostile file makes it raise is not documented
        raise SigningError("SG07") from None
    if key is None or certificate is None:
        raise SigningError("SG08")
    signer: Signer = SimpleSigner.load_pkcs12_data(
        data, other_certs=(), passphrase=passphrase.encode() or None
    )
    return signer


def check_may_sign(certificate: x509.Certificate, at: datetime) -> None:
    """Do nothing where a certificate may sign documents at a time.

    Raises:
        SigningError: it is not valid then, or not meant for signing.
    """
    first, last = certificate.not_valid_before, certificate.not_valid_after
    if not first <= at.astimezone(UTC) <= last:
        raise SigningError("SG09", first=_day(first), last=_day(last))
    if not may_sign(certificate):
        raise SigningError("SG10", name=common_name(certificate))


def may_sign(certificate: x509.Certificate) -> bool:
    """Say whether a certificate is meant for signing documents (RFC 5280, 4.2.1.3)."""
    usage = certificate.key_usage_value
    return not certificate.ca and (usage is None or bool(_SIGNING & set(usage.native)))


def common_name(certificate: x509.Certificate) -> str:
    """Return whom a certificate names: "Nguyễn Văn A"."""
    return name_of(certificate.subject)


def name_of(subject: x509.Name) -> str:
    """Return the name in it that people go by: the common one, else that of the organisation."""
    native = subject.native
    name = native.get("common_name") or native.get("organization_name") or subject.human_friendly
    return str(name[-1] if isinstance(name, list) else name)


def _day(moment: datetime) -> str:
    return short_date(moment.astimezone(VIETNAM).date())

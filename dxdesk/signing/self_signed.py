"""A key of one's own with a certificate that it signs itself, for a receiver that has none of an authority."""

from datetime import datetime, timedelta
from typing import Final

from asn1crypto import pem
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from cryptography.x509.oid import NameOID
from pyhanko.sign.signers import Signer

_LIFE: Final = timedelta(days=20 * 365)
_LONGEST: Final = 64  # characters of a common name (RFC 5280, appendix A)


def self_signed(name: str, at: datetime) -> bytes:
    """Return a new P-256 key with its certificate, valid for 20 years, as PKCS#12 without a passphrase."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:_LONGEST])])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))  # clocks differ
        .not_valid_after(at + _LIFE)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, SHA256())
    )
    return pkcs12.serialize_key_and_certificates(b"dxdesk", key, certificate, None, NoEncryption())


def certificate_pem(signer: Signer) -> str:
    """Return the certificate that one signs with, as PEM; nothing where there is none."""
    certificate = signer.signing_cert
    return "" if certificate is None else pem.armor("CERTIFICATE", certificate.dump()).decode("ascii")

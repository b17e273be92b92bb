"""A certification authority of the tests: certificates of every kind that officials meet, good and bad."""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final, Literal, NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PASSPHRASE: Final = "Mật khẩu 123"  # noqa: S105 - of the tests
SIGNER: Final = "Nguyễn Văn A"
AGENCY: Final = "Ủy ban nhân dân xã Thạch Kim"
Kind = Literal["RSA-2048", "P-256"]
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
_DAY: Final = timedelta(days=1)


class Issued(NamedTuple):
    """A certificate with its key."""

    certificate: x509.Certificate
    key: Key

    def p12(self, passphrase: str = PASSPHRASE) -> bytes:
        encryption = BestAvailableEncryption(passphrase.encode())
        return pkcs12.serialize_key_and_certificates(
            b"key", self.key, self.certificate, [root().certificate], encryption
        )


def now() -> datetime:
    return datetime.now(UTC)


@cache
def _key(number: int, kind: Kind = "RSA-2048") -> Key:
    assert number >= 0
    if kind == "P-256":
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _usage(*, signing: bool = True, issuing: bool = False) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signing,
        content_commitment=signing,
        key_encipherment=not signing and not issuing,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=issuing,
        crl_sign=issuing,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Cơ quan thử nghiệm"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _built(
    subject: str, key: Key, first: datetime, last: datetime, issuer: str = "CA thử nghiệm"
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(first)
        .not_valid_after(last)
    )


@cache
def root() -> Issued:
    key = _key(0)
    builder = (
        _built("CA thử nghiệm", key, now() - 4000 * _DAY, now() + 4000 * _DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(_usage(signing=False, issuing=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Issued(builder.sign(key, SHA256()), key)


def root_pem() -> bytes:
    return root().certificate.public_bytes(Encoding.PEM)


@cache
def issued(
    name: str = SIGNER,
    *,
    first: int = -30,
    last: int = 300,
    signing: bool = True,
    stamping: bool = False,
    number: int = 1,
    kind: Kind = "RSA-2048",
) -> Issued:
    """Return a certificate that is valid from `first` to `last`, in days from now."""
    key = _key(number, kind)
    builder = (
        _built(name, key, now() + first * _DAY, now() + last * _DAY)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signing=signing), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root().key.public_key()), critical=False
        )
    )
    if stamping:
        builder = builder.add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True
        )
    return Issued(builder.sign(root().key, SHA256()), key)


def revocations(*revoked: Issued, first: int = -1, last: int = 30) -> bytes:
    """Return a list of revoked certificates, as DER, that is in force from `first` to `last`, in days from now."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root().certificate.subject)
        .last_update(now() + first * _DAY)
        .next_update(now() + last * _DAY)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root().key.public_key()), critical=False
        )
        .add_extension(x509.CRLNumber(1), critical=False)
    )
    for one in revoked:
        entry = (
            x509.RevokedCertificateBuilder()
            .serial_number(one.certificate.serial_number)
            .revocation_date(now() + (first - 1) * _DAY)
            .build()
        )
        builder = builder.add_revoked_certificate(entry)
    return builder.sign(root().key, SHA256()).public_bytes(Encoding.DER)


@cache
def own(name: str = AGENCY, *, first: int = -30, last: int = 300, number: int = 5) -> Issued:
    """Return a certificate that is its own issuer and no authority, as a receiver makes one for its receipts."""
    key = _key(number, "P-256")
    builder = _built(name, key, now() + first * _DAY, now() + last * _DAY, issuer=name)
    return Issued(builder.add_extension(_usage(), critical=True).sign(key, SHA256()), key)


def pem(one: Issued) -> str:
    return one.certificate.public_bytes(Encoding.PEM).decode()

"""The certificates that are trusted: anchors from files, and lists of what was revoked."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from asn1crypto import crl, pem, x509

from dxdesk.signing.faults import SigningError


class Trust(NamedTuple):
    """Anchors, certificates in between, and revocation lists (RFC 5280)."""

    anchors: tuple[x509.Certificate, ...] = ()
    others: tuple[x509.Certificate, ...] = ()
    revoked: tuple[crl.CertificateList, ...] = ()


def read_trust(files: Mapping[str, bytes]) -> Trust:
    """Return what the files hold, PEM or DER, by their names.

    A certificate that is its own issuer is an anchor; any other CA's stands in between. A file with only
    one certificate makes that an anchor, whoever has issued it: it was chosen by hand.

    Raises:
        SigningError: a file holds neither certificates nor a revocation list.
    """
    anchors: list[x509.Certificate] = []
    others: list[x509.Certificate] = []
    revoked: list[crl.CertificateList] = []
    for name, data in files.items():
        certificates, lists = _read(name, data)
        alone = len(certificates) == 1
        for certificate in certificates:
            (anchors if alone or certificate.self_issued else others).append(certificate)
        revoked += lists
    return Trust(tuple(anchors), tuple(others), tuple(revoked))


def pem_texts(trust: Trust) -> tuple[str, ...]:
    """Return the certificates as PEM, one by one."""
    certificates = (*trust.anchors, *trust.others)
    return tuple(pem.armor("CERTIFICATE", one.dump()).decode("ascii") for one in certificates)


def _read(name: str, data: bytes) -> tuple[list[x509.Certificate], list[crl.CertificateList]]:
    certificates: list[x509.Certificate] = []
    lists: list[crl.CertificateList] = []
    try:
        for body in _bodies(data):
            try:
                certificates.append(_certificate(body))
            except ValueError:
                lists.append(_revocations(body))
    except (ValueError, TypeError, KeyError) as error:
        raise SigningError("SG21", name=name) from error
    if not certificates and not lists:
        raise SigningError("SG21", name=name)
    return certificates, lists


def _bodies(data: bytes) -> Iterable[bytes]:
    if not pem.detect(data):
        return [data]
    return [body for _kind, _headers, body in pem.unarmor(data, multiple=True)]


def _certificate(body: bytes) -> x509.Certificate:
    certificate = x509.Certificate.load(body, strict=True)
    _ = certificate.native  # the library reads no further than it must
    return certificate


def _revocations(body: bytes) -> crl.CertificateList:
    revocations = crl.CertificateList.load(body, strict=True)
    _ = revocations["tbs_cert_list"]["issuer"].native
    return revocations

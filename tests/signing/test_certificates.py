"""Certificates that do not do: each is told by its own words, and nothing is signed."""

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from dxdesk.signing.certificates import load_pkcs12
from dxdesk.signing.faults import SigningError
from dxdesk.signing.trust import read_trust
from tests.signing.authority import PASSPHRASE, issued, root_pem
from tests.signing.documents import exported, signed


def test_a_wrong_passphrase_is_told_from_a_damaged_file() -> None:
    with pytest.raises(SigningError, match="SG06"):
        load_pkcs12(issued().p12(), "mật khẩu khác")
    with pytest.raises(SigningError, match="SG07"):
        load_pkcs12(issued().p12()[:200], PASSPHRASE)
    with pytest.raises(SigningError, match="SG07"):
        load_pkcs12(b"%PDF-1.7", PASSPHRASE)


def test_the_passphrase_stands_in_no_message() -> None:
    with pytest.raises(SigningError) as caught:
        load_pkcs12(issued().p12(), "bí-mật-xyz")
    assert "xyz" not in str(caught.value)


@pytest.mark.parametrize(("first", "last"), [(-300, -1), (2, 300)], ids=["expired", "early"])
def test_a_certificate_outside_its_days_does_not_sign(first: int, last: int) -> None:
    with pytest.raises(SigningError, match="SG09"):
        signed(exported(), "signer", issued(first=first, last=last))


def test_a_certificate_for_something_else_does_not_sign() -> None:
    with pytest.raises(SigningError, match="SG10"):
        signed(exported(), "signer", issued(signing=False))


@pytest.mark.parametrize("data", [b"", b"no certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_a_trusted_certificate_that_is_none_is_named(data: bytes) -> None:
    with pytest.raises(SigningError, match=r"goc\.pem.*SG21"):
        read_trust({"goc.pem": data})


def test_several_trusted_certificates_may_stand_in_one_file() -> None:
    other = issued()
    chain = root_pem() + other.certificate.public_bytes(Encoding.PEM)
    trust = read_trust({"chain.pem": chain})
    assert len(trust.anchors) == 1
    assert len(trust.others) == 1

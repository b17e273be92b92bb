"""A statement that is signed: by whom, whether it is as it was, and nothing a hostile file can do."""

from datetime import UTC, datetime

import msgspec
import pytest

from dxdesk.package.format import Signature
from dxdesk.signing.cades import signature_of, signed_bytes, verify_all, verify_signature
from dxdesk.signing.certificates import load_pkcs12
from dxdesk.signing.trust import Trust, read_trust
from tests.exchange.samples import receipt
from tests.signing.authority import PASSPHRASE, SIGNER, issued, root_pem


def _trust() -> Trust:
    return read_trust({"ca.pem": root_pem()})


def _signed() -> Signature:
    return signature_of(
        signed_bytes(receipt()), load_pkcs12(issued().p12(), PASSPHRASE), at=datetime.now(UTC)
    )


def test_a_receipt_that_was_signed_is_sound_where_its_issuer_is_trusted() -> None:
    signed = msgspec.structs.replace(receipt(), signatures=(_signed(),))
    (report,) = verify_all(signed, _trust())
    assert report.is_sound
    assert report.name == SIGNER
    (stranger,) = verify_all(signed, Trust())
    assert stranger.is_intact
    assert stranger.troubles == ("untrusted",)


def test_what_was_changed_afterwards_is_told() -> None:
    other = msgspec.structs.replace(receipt().statement, number=18)
    changed = msgspec.structs.replace(receipt(), statement=other, signatures=(_signed(),))
    (report,) = verify_all(changed, _trust())
    assert report.troubles == ("damaged",)


@pytest.mark.parametrize("value", ["", "AAAA", "not base64", "MIIB" * 40])
def test_what_is_no_signature_is_unreadable(value: str) -> None:
    report = verify_signature(b"data", Signature(format="cades-detached", value=value), _trust())
    assert report.troubles == ("unreadable",)

"""Receipts and replies: for which package, by whom, and what remains to be said when certificates have expired."""

from datetime import datetime, timedelta
from typing import Final

import msgspec
import pytest

from dxdesk.exchange.format import Destination, Receipt
from dxdesk.package.format import Package
from dxdesk.signing.cades import signature_of, signed_bytes
from dxdesk.signing.certificates import load_pkcs12
from dxdesk.signing.receipts import certificates_of, check_receipt, check_reply
from dxdesk.signing.time_stamps import HttpTimeStamper
from tests.exchange.samples import receipt, reply
from tests.package.samples import package
from tests.signing.authority import AGENCY, PASSPHRASE, Issued, issued, now, own, pem, root_pem
from tests.signing.test_time_stamps import server

_YEARS: Final = timedelta(days=2_000)


def _for(whole: Package) -> Receipt:
    statement = msgspec.structs.replace(
        receipt().statement,
        package=whole.digest,
        unit=whole.statement.unit,
        year=whole.statement.year,
        revision=whole.statement.revision,
    )
    return msgspec.structs.replace(receipt(), statement=statement)


def _signed(plain: Receipt, by: Issued, at: datetime | None = None) -> Receipt:
    signer = load_pkcs12(by.p12(), PASSPHRASE)
    signature = signature_of(signed_bytes(plain), signer, at=at or now())
    return msgspec.structs.replace(plain, signatures=(*plain.signatures, signature))


def test_a_receipt_signed_by_a_certificate_that_is_its_own_issuer_is_valid_where_that_is_named() -> None:
    found = check_receipt(_signed(_for(package()), own()), package(), (pem(own()),))
    assert (found.belonging, found.signing, found.is_valid) == ("same", "sound", True)
    assert found.best is not None
    assert found.best.name == AGENCY


def test_a_receipt_signed_under_an_authority_that_is_named_is_valid() -> None:
    found = check_receipt(_signed(_for(package()), issued()), package().digest, (root_pem().decode(),))
    assert found.is_valid


def test_a_receipt_by_a_stranger_is_not_valid() -> None:
    signed = _signed(_for(package()), own())
    for certificates in ((), (pem(own(number=6)),), ("no certificate",)):
        found = check_receipt(signed, package(), certificates)
        assert (found.signing, found.is_valid) == ("unknown", False)


def test_one_sound_signature_is_enough() -> None:
    both = _signed(_signed(_for(package()), issued()), own())
    found = check_receipt(both, package(), (pem(own()),))
    assert found.is_valid
    assert len(found.reports) == 2


def test_nobody_has_signed() -> None:
    found = check_receipt(_for(package()), package(), (pem(own()),))
    assert (found.signing, found.is_valid, found.best) == ("unsigned", False, None)


@pytest.mark.parametrize(
    ("changes", "belonging"),
    [
        ({"package": "b" * 64}, "changed"),
        ({"revision": 7}, "revision"),
        ({"year": 2024}, "plan"),
    ],
)
def test_a_receipt_for_something_else_is_not_valid(changes: dict[str, object], belonging: str) -> None:
    plain = _for(package())
    other = msgspec.structs.replace(plain, statement=msgspec.structs.replace(plain.statement, **changes))
    found = check_receipt(_signed(other, own()), package(), (pem(own()),))
    assert found.is_signed
    assert (found.belonging, found.is_valid) == (belonging, False)


def test_a_receipt_that_was_changed_is_broken() -> None:
    signed = _signed(_for(package()), own())
    other = msgspec.structs.replace(signed.statement, number=18)
    found = check_receipt(msgspec.structs.replace(signed, statement=other), package(), (pem(own()),))
    assert (found.signing, found.is_valid) == ("broken", False)


@pytest.mark.parametrize("by", [own(), issued()])
def test_a_receipt_stays_valid_when_its_certificate_has_expired_and_says_by_whose_clock(by: Issued) -> None:
    found = check_receipt(_signed(_for(package()), by), package(), (pem(by),), now() + _YEARS)
    assert (found.signing, found.is_valid) == ("then", True)
    assert "the signer's clock" in found.words()[-1]


def test_a_time_stamp_proves_the_day_as_long_as_its_own_certificate_is_valid() -> None:
    plain, moment = _for(package()), now().replace(microsecond=0)
    brief = issued(last=30, number=1)
    with server(moment) as url:
        signature = signature_of(
            signed_bytes(plain),
            load_pkcs12(brief.p12(), PASSPHRASE),
            at=moment,
            time_stamper=HttpTimeStamper(url),
        )
    stamped = msgspec.structs.replace(plain, signatures=(signature,))
    soon, late = (
        check_receipt(stamped, package(), (root_pem().decode(),), moment + timedelta(days=days))
        for days in (60, 2_000)
    )
    assert (soon.signing, late.signing) == ("sound", "then")


@pytest.mark.parametrize("when", [timedelta(days=-400), _YEARS])
def test_a_receipt_whose_clock_says_a_time_outside_of_its_certificate_is_refused(when: timedelta) -> None:
    plain = _for(package())
    lasting = issued(first=-1000, last=3000, number=5, kind="P-256")  # the same key
    signature = _signed(plain, lasting, now() + when).signatures[0]
    signed = msgspec.structs.replace(plain, signatures=(signature,))
    brief = check_receipt(signed, package(), (pem(own()),), now() + _YEARS)
    assert not brief.is_valid


def test_a_reply_is_checked_in_the_same_way() -> None:
    signer = load_pkcs12(own().p12(), PASSPHRASE)
    signature = signature_of(signed_bytes(reply()), signer, at=now())
    signed = msgspec.structs.replace(reply(), signatures=(signature,))
    assert check_reply(signed, "a" * 64, (pem(own()),)).is_valid
    assert not check_reply(signed, "b" * 64, (pem(own()),)).is_valid


def test_only_its_own_destination_vouches_for_a_receiver() -> None:
    district = receipt().statement.receiver
    other = msgspec.structs.replace(district, name="Sở Thông tin và Truyền thông", unit=None)
    spaced = msgspec.structs.replace(district, name=district.name.upper().replace(" ", "  "))
    destinations = [
        Destination(key=f"d{number}", receiver=receiver, certificates=(pem(own(number=number)),))
        for number, receiver in enumerate((district, other, spaced), start=5)
    ]
    assert certificates_of(district, destinations) == (pem(own(number=5)), pem(own(number=7)))

"""A sealed package that is signed: over its statement as it stands in the file, once by each person."""

import json
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from pyhanko.sign.signers import Signer

from dxdesk.package.reading import ReadPackage, read_package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import package_bytes, stripped, with_signatures
from dxdesk.signing.cades import signature_of
from dxdesk.signing.certificates import load_pkcs12
from dxdesk.signing.faults import SigningError
from dxdesk.signing.statements import (
    MOST,
    signature_remarks,
    statement_signature,
    verify_statement,
)
from dxdesk.signing.trust import Trust, read_trust
from tests.package import samples
from tests.signing.authority import AGENCY, PASSPHRASE, SIGNER, Issued, issued, now, root_pem


def _sealed() -> bytes:
    return package_bytes(sealed(samples.package(), datetime(2022, 12, 5, 2, 12, 44, tzinfo=UTC)))


def _signed(data: bytes, by: Issued) -> bytes:
    signature = statement_signature(data, load_pkcs12(by.p12(), PASSPHRASE), at=now())
    return with_signatures(data, [signature])


def _codes(read: ReadPackage, trust: Trust | None = None, at: datetime | None = None) -> list[str]:
    known = read_trust({"ca.pem": root_pem()}) if trust is None else trust
    return [remark.code for remark in signature_remarks(verify_statement(read, known, at))]


def test_two_people_sign_a_sealed_package() -> None:
    once = _signed(_sealed(), issued())
    twice = read_package(_signed(once, issued(AGENCY, number=2, kind="P-256")))
    names = [report.name for report in verify_statement(twice, read_trust({"ca.pem": root_pem()}))]
    assert names == [SIGNER, AGENCY]
    assert _codes(twice) == []
    assert twice.package.digest == read_package(_sealed()).package.digest


def test_it_stays_signed_without_its_documents() -> None:
    light = stripped(read_package(_signed(_sealed(), issued())).package)
    assert _codes(read_package(package_bytes(light))) == []


def test_a_draft_is_not_signed() -> None:
    with pytest.raises(SigningError, match="SG26"):
        _signed(package_bytes(samples.package()), issued())


@pytest.mark.parametrize("again", [issued(), issued(last=600, number=7)], ids=["same", "renewed"])
def test_nobody_signs_twice(again: Issued) -> None:
    with pytest.raises(SigningError, match=f"{SIGNER}.*SG27"):
        _signed(_signed(_sealed(), issued()), again)


def test_there_is_an_end_of_signing() -> None:
    signature = msgspec.to_builtins(statement_signature(_sealed(), _signer(), at=now()))
    plain = json.loads(_sealed()) | {"signatures": [signature] * MOST}
    with pytest.raises(SigningError, match="SG28"):
        _signed(samples.written(plain), issued(AGENCY, number=2))


def _signer() -> Signer:
    return load_pkcs12(issued().p12(), PASSPHRASE)


def test_what_a_newer_version_states_is_signed_as_well_and_kept_as_it_is() -> None:
    plain = json.loads(_sealed())
    plain["version"] = "1.7"
    plain["statement"]["channel"] = {"name": "trục liên thông"}
    data = _signed(samples.written(samples.sealed(plain)), issued())
    assert json.loads(data)["statement"] == plain["statement"]
    read = read_package(data)
    assert _codes(read) == []
    plain["statement"]["channel"]["name"] = "khác"
    other = samples.sealed(json.loads(data) | {"statement": plain["statement"]})
    assert _codes(read_package(samples.written(other))) == ["DX156"]


def test_signatures_that_do_not_hold_are_told_with_their_place() -> None:
    stranger = read_package(_signed(_sealed(), issued()))
    assert _codes(stranger, Trust()) == ["DX157"]
    assert _codes(stranger, at=now() - timedelta(days=400)) == ["DX158"]
    assert _codes(stranger, at=now() + timedelta(days=400)) == ["DX159"]
    (remark,) = signature_remarks(verify_statement(stranger, Trust()))
    assert remark.pointer == "/signatures/0"
    assert SIGNER in remark.message


def test_a_signature_of_something_else_is_told() -> None:
    signature = signature_of(b"something else", load_pkcs12(issued().p12(), PASSPHRASE), at=now())
    read = read_package(with_signatures(_sealed(), [signature]))
    assert _codes(read) == ["DX156"]

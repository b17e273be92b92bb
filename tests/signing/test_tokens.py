"""Tokens by way of SoftHSM, which is a PKCS#11 driver like those of the national agencies."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dxdesk.package.reading import read_package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import package_bytes, with_signatures
from dxdesk.signing.faults import SigningError
from dxdesk.signing.sign import sign_pdf
from dxdesk.signing.statements import statement_signature, verify_statement
from dxdesk.signing.tokens import TokenCertificate, opened_token, token_certificates
from dxdesk.signing.verification import verify_pdf
from tests.conftest import Tool
from tests.package import samples
from tests.signing.authority import now
from tests.signing.documents import exported, trust
from tests.signing.softhsm import PIN, token


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory, tool: Tool) -> Iterator[Path]:
    with token(tmp_path_factory.mktemp("token"), tool) as found:
        yield found


def _only(driver: Path) -> TokenCertificate:
    (found,) = token_certificates(driver)
    return found


def test_only_the_signing_certificate_is_offered(driver: Path) -> None:
    assert (_only(driver).name, _only(driver).token) == ("Nguyễn Văn A", "CA01")


def test_a_token_signs(driver: Path) -> None:
    with opened_token(driver, _only(driver), PIN) as signer:
        data = sign_pdf(exported(), "signer", signer, at=now())
    assert verify_pdf(data, trust()).is_sound


def test_a_token_signs_a_package(driver: Path) -> None:
    data = package_bytes(sealed(samples.package(), now()))
    with opened_token(driver, _only(driver), PIN) as signer:
        signed = with_signatures(data, [statement_signature(data, signer, at=now())])
        with pytest.raises(SigningError, match="SG27"):
            statement_signature(signed, signer, at=now())
    (report,) = verify_statement(read_package(signed), trust())
    assert report.is_sound


def test_a_wrong_pin_is_told(driver: Path) -> None:
    with pytest.raises(SigningError, match="SG15"), opened_token(driver, _only(driver), "000000"):
        pass


def test_a_token_that_was_pulled_out_is_told(driver: Path) -> None:
    other = TokenCertificate(token="CA02", serial="00", name="", id="01")  # noqa: S106 - a label
    with pytest.raises(SigningError, match="SG17"), opened_token(driver, other, PIN):
        pass


def test_a_driver_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "driver.so"
    path.write_bytes(b"no library")
    with pytest.raises(SigningError, match="SG14"):
        token_certificates(path)

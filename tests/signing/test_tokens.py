"""Tokens by way of SoftHSM, which is a PKCS#11 driver like those of the national agencies."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from dxdesk.signing.faults import SigningError
from dxdesk.signing.sign import sign_pdf
from dxdesk.signing.tokens import TokenCertificate, opened_token, token_certificates
from dxdesk.signing.verification import verify_pdf
from tests.conftest import Tool
from tests.signing.authority import Issued, issued, now
from tests.signing.documents import exported, trust

PIN: Final = "123456"
_DRIVERS: Final = (Path("/usr/lib/softhsm/libsofthsm2.so"), Path("/usr/local/lib/softhsm/libsofthsm2.so"))


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory, tool: Tool) -> Iterator[Path]:
    """Return a driver with one token: a signing certificate, and one for encryption beside it."""
    for name in ("softhsm2-util", "pkcs11-tool"):
        tool(name)
    library = next(path for path in _DRIVERS if path.exists())
    folder = tmp_path_factory.mktemp("token")
    (folder / "tokens").mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(configuration)
    _run("softhsm2-util", "--init-token", "--free", "--label", "CA01", "--pin", PIN, "--so-pin", "87654321")
    _store(library, folder, issued(number=1), "01")
    _store(library, folder, issued("Mã hóa", signing=False, number=4), "02")
    yield library
    del os.environ["SOFTHSM2_CONF"]


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _store(library: Path, folder: Path, own: Issued, identity: str) -> None:
    key, certificate = folder / "key.der", folder / "certificate.der"
    key.write_bytes(own.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    certificate.write_bytes(own.certificate.public_bytes(Encoding.DER))
    store = ("pkcs11-tool", "--module", str(library), "--login", "--pin", PIN, "--id", identity)
    _run(*store, "--write-object", str(key), "--type", "privkey", "--usage-sign")
    _run(*store, "--write-object", str(certificate), "--type", "cert")


def _only(driver: Path) -> TokenCertificate:
    (found,) = token_certificates(driver)
    return found


def test_only_the_signing_certificate_is_offered(driver: Path) -> None:
    assert (_only(driver).name, _only(driver).token) == ("Nguyễn Văn A", "CA01")


def test_a_token_signs(driver: Path) -> None:
    with opened_token(driver, _only(driver), PIN) as signer:
        data = sign_pdf(exported(), "signer", signer, at=now())
    assert verify_pdf(data, trust()).is_sound


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

"""What is made of a bundle for Windows: portable archive, installer, checksums, signatures."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from PIL import Image

from dxdesk import __version__
from resources.packaging.icon import write_icon
from tests.conftest import Tool

ROOT = Path(__file__).resolve().parents[2]
SIGN = """#!{python}
import os, subprocess, sys
assert sys.argv[1] == "--quietly"
file = sys.argv[2]
with open("{folder}/log", "a", encoding="utf-8") as log:
    log.write(file + "\\n")
command = ["osslsigncode", "sign", "-certs", "{folder}/cert.pem", "-key", "{folder}/key.pem", "-h", "sha256"]
subprocess.run([*command, "-in", file, "-out", file + ".signed"], check=True, stdout=subprocess.DEVNULL)
os.replace(file + ".signed", file)
"""


@pytest.fixture(scope="module")
def for_windows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the smallest bundle that has the shape of one for Windows: NSIS's own launcher is the program."""
    folder = tmp_path_factory.mktemp("bundle") / "dxdesk"
    folder.joinpath("_internal", "resources").mkdir(parents=True)
    folder.joinpath("_internal", "resources", "xã.txt").write_text("Thạch Kim", "utf-8")
    for name in ("dxdesk.exe", "dxdesk-cli.exe"):
        folder.joinpath(name).write_bytes(b"MZ")
    return folder


def pack(bundle: Path, dist: Path, *more: str) -> list[str]:
    """Run the documented command over a bundle that is there; return the names of what it made."""
    dist.mkdir(exist_ok=True)
    command = [
        sys.executable,
        "-m",
        "resources.packaging",
        "--bundle",
        str(bundle),
        "--dist",
        str(dist),
        "--quick",
    ]
    result = subprocess.run([*command, *more], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return sorted(file.name for file in dist.iterdir())


def test_archive_installer_and_checksums_are_made(for_windows: Path, tmp_path: Path, tool: Tool) -> None:
    tool("makensis")
    portable, installer = (
        f"dxdesk-{__version__}-windows-portable.zip",
        f"dxdesk-{__version__}-windows-setup.exe",
    )
    assert pack(for_windows, tmp_path / "dist") == ["SHA256SUMS", portable, installer]
    with ZipFile(tmp_path / "dist" / portable) as archive:
        assert set(archive.namelist()) == {
            "dxdesk/dxdesk.exe",
            "dxdesk/dxdesk-cli.exe",
            "dxdesk/portable.txt",
            "dxdesk/_internal/resources/xã.txt",
        }
    written = (tmp_path / "dist" / installer).read_bytes()
    assert written.startswith(b"MZ")
    assert b'requestedExecutionLevel level="asInvoker"' in written
    for words in ("Bộ cài đặt dxdesk", "dxdesk Setup", __version__):
        assert words.encode("utf-16-le") in written
    sums = tool("sha256sum")
    subprocess.run([sums, "--check", "--strict", "SHA256SUMS"], cwd=tmp_path / "dist", check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="there the command is signtool, with a real certificate")
def test_everything_that_starts_is_signed_by_the_command_that_is_named(
    for_windows: Path, tmp_path: Path, tool: Tool
) -> None:
    tool("makensis")
    checker = tool("osslsigncode")
    pack(for_windows, tmp_path / "unsigned")
    (some_program,) = (tmp_path / "unsigned").glob("*.exe")
    programs = [tmp_path / "dxdesk" / name for name in ("dxdesk-cli.exe", "dxdesk.exe")]
    for program in programs:
        program.parent.mkdir(exist_ok=True)
        program.write_bytes(some_program.read_bytes())
    write_certificate(tmp_path)
    signer = tmp_path / "sign"
    signer.write_text(SIGN.format(python=sys.executable, folder=tmp_path), "utf-8")
    signer.chmod(0o755)
    pack(tmp_path / "dxdesk", tmp_path / "signed", "--sign", f"{signer} --quietly")
    signed = (tmp_path / "log").read_text("utf-8").splitlines()
    (installer,) = (tmp_path / "signed").glob("*.exe")
    assert len(signed) == 4  # the uninstaller too, before it is packed
    assert {str(file) for file in (*programs, installer)} < set(signed)
    for file in (*programs, installer):
        command = [checker, "verify", "-CAfile", str(tmp_path / "cert.pem"), "-in", str(file)]
        told = subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout
        assert "Signature verification: ok" in told


def write_certificate(folder: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Ký thử")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), critical=False)
        .sign(key, SHA256())
    )
    folder.joinpath("cert.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    folder.joinpath("key.pem").write_bytes(plain)


def test_the_icon_has_every_size_that_windows_asks_for_and_comes_out_the_same(tmp_path: Path) -> None:
    first = write_icon(tmp_path / "one.ico").read_bytes()
    assert write_icon(tmp_path / "two.ico").read_bytes() == first
    with Image.open(BytesIO(first)) as icon:
        assert {(16, 16), (32, 32), (48, 48), (256, 256)} <= icon.info["sizes"]
        largest = icon.convert("RGBA")
    assert largest.getpixel((0, 0)) == (0, 0, 0, 0)
    assert largest.getpixel((176, 228)) == (10, 92, 158, 255)  # the blue of the seal

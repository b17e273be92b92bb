"""A token in software: SoftHSM, which is a PKCS#11 driver like those of the national agencies."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.conftest import Tool
from tests.signing.authority import Issued, issued

PIN: Final = "123456"
_DRIVERS: Final = (Path("/usr/lib/softhsm/libsofthsm2.so"), Path("/usr/local/lib/softhsm/libsofthsm2.so"))


@contextmanager
def token(folder: Path, tool: Tool) -> Iterator[Path]:
    """Yield a driver with one token: a signing certificate, and one for encryption beside it."""
    for name in ("softhsm2-util", "pkcs11-tool"):
        tool(name)
    library = next(path for path in _DRIVERS if path.exists())
    (folder / "tokens").mkdir()
    configuration = folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(configuration)
    _run("softhsm2-util", "--init-token", "--free", "--label", "CA01", "--pin", PIN, "--so-pin", "87654321")
    _store(library, folder, issued(number=1), "01")
    _store(library, folder, issued("Mã hóa", signing=False, number=4), "02")
    try:
        yield library
    finally:
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

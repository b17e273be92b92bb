"""The key by which a receiver signs: one of its own beside the intake, or that of a PKCS#12 file."""

from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

from dxdesk.central.durable import keep_once
from dxdesk.central.intake import Intake
from dxdesk.package.format import Signature
from dxdesk.signing.cades import signature_of
from dxdesk.signing.certificates import load_pkcs12
from dxdesk.signing.self_signed import certificate_pem, self_signed
from dxdesk.value import Value

_FILE: Final = "receiver.p12"


class SigningKey(Value, frozen=True, kw_only=True):
    """A PKCS#12 file and its passphrase; as bytes, it goes to the processes that sign."""

    data: bytes
    passphrase: str = ""

    def certificate(self) -> str:
        """Return its certificate as PEM.

        Raises:
            SigningError: the file cannot be used.
        """
        return certificate_pem(_opened(self.data, self.passphrase))

    def sign(self, data: bytes, at: datetime) -> Signature:
        """Return its signature beside `data`.

        Raises:
            SigningError: the file cannot be used, or its certificate is not valid at that time.
        """
        return signature_of(data, _opened(self.data, self.passphrase), at=at)


@cache
def _opened(data: bytes, passphrase: str) -> Any:
    """Open a file once: a passphrase is made to take its time."""
    return load_pkcs12(data, passphrase)


def holds_key(intake: Intake) -> bool:
    """Say whether a key of its own is beside the intake."""
    return (intake.folder / _FILE).exists()


def own_key(intake: Intake, name: str) -> SigningKey:
    """Return the key beside the intake, made where there is none; only its owner may read it.

    Raises:
        OSError: it can be neither read nor written.
    """
    path = intake.folder / _FILE
    if not path.exists():
        # Where another server is faster, its key is the one.
        keep_once(path, intake.new_file(), self_signed(name, datetime.now(UTC)))
    return SigningKey(data=path.read_bytes())

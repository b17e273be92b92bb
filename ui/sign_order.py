"""One signature that is wanted: by what means, and how it is made. Runs beside the window."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dxdesk.files import reason_of
from dxdesk.language import translate as _
from dxdesk.signing.sign_role import Role

if TYPE_CHECKING:
    from dxdesk.signing.tokens import TokenCertificate


class TokenChoice(NamedTuple):
    """A certificate on a token, and the driver that reaches it."""

    driver: Path
    certificate: "TokenCertificate"


class SignOrder(NamedTuple):
    """The PDF to sign, what to sign it with, and how that looks. The secret lives only as long as the order."""

    data: bytes
    role: Role
    means: Path | TokenChoice
    secret: str
    picture: Path | None
    time_stamp_server: str

    def __repr__(self) -> str:
        """Return nothing that is secret: reports of faults show values."""
        return f"SignOrder({self.role})"


class UnreadableFileError(ValueError):
    """A file that was chosen for signing cannot be read; the text says which and why."""


def read_token(driver: Path) -> "tuple[TokenCertificate, ...]":
    """Return the signing certificates that a driver reaches.

    Raises:
        SigningError: there are none, or the driver cannot be loaded.
    """
    from dxdesk.signing.tokens import token_certificates  # noqa: PLC0415 - slow to import

    return token_certificates(driver)


def signed_pdf(order: SignOrder) -> bytes:
    """Return the PDF with the signature that an order asks for.

    Raises:
        SigningError: the certificate, the PDF, the picture or the time-stamp server cannot be used.
        UnreadableFileError: a file cannot be read.
    """
    from dxdesk.signing.certificates import load_pkcs12  # noqa: PLC0415 - slow to import
    from dxdesk.signing.faults import SigningError  # noqa: PLC0415
    from dxdesk.signing.sign import sign_pdf  # noqa: PLC0415
    from dxdesk.signing.time_stamps import HttpTimeStamper, TimeStampError  # noqa: PLC0415
    from dxdesk.signing.tokens import opened_token  # noqa: PLC0415

    picture = _read(order.picture) if order.picture else None
    now = datetime.now(UTC)
    try:
        stamper = HttpTimeStamper(order.time_stamp_server) if order.time_stamp_server else None
        if isinstance(order.means, TokenChoice):
            with opened_token(order.means.driver, order.means.certificate, order.secret) as signer:
                return sign_pdf(order.data, order.role, signer, at=now, picture=picture, time_stamper=stamper)
        signer = load_pkcs12(_read(order.means), order.secret)
        return sign_pdf(order.data, order.role, signer, at=now, picture=picture, time_stamper=stamper)
    except TimeStampError as error:
        raise SigningError("SG11", reason=error) from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = _("“{path}” cannot be read: {reason}. Choose the file again.")
        raise UnreadableFileError(message.format(path=path, reason=reason_of(error))) from None

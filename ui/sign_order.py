"""One signature that is wanted: by what means, and how it is made. Runs beside the window."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dxdesk.files import reason_of
from dxdesk.language import translate as _
from dxdesk.signing.sign_role import Role

if TYPE_CHECKING:
    from dxdesk.signing.certificates import SigningKey
    from dxdesk.signing.time_stamps import HttpTimeStamper
    from dxdesk.signing.tokens import TokenCertificate


class TokenChoice(NamedTuple):
    """A certificate on a token, and the driver that reaches it."""

    driver: Path
    certificate: "TokenCertificate"


class SignOrder(NamedTuple):
    """What to sign, what with, and how that looks. The secret lives only as long as the order.

    `data` is a PDF where there is a `role`, else a sealed package.
    """

    data: bytes
    role: Role | None
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


def signed_file(order: SignOrder) -> bytes:
    """Return the PDF or package with the signature that an order asks for.

    Raises:
        SigningError: the certificate, the file, the picture or the time-stamp server cannot be used.
        UnreadableFileError: a file cannot be read.
    """
    from dxdesk.signing.certificates import load_pkcs12  # noqa: PLC0415 - slow to import
    from dxdesk.signing.faults import SigningError  # noqa: PLC0415
    from dxdesk.signing.time_stamps import HttpTimeStamper, TimeStampError  # noqa: PLC0415
    from dxdesk.signing.tokens import opened_token  # noqa: PLC0415

    try:
        stamper = HttpTimeStamper(order.time_stamp_server) if order.time_stamp_server else None
        if isinstance(order.means, TokenChoice):
            with opened_token(order.means.driver, order.means.certificate, order.secret) as signer:
                return _signed(order, signer, stamper)
        return _signed(order, load_pkcs12(_read(order.means), order.secret), stamper)
    except TimeStampError as error:
        raise SigningError("SG11", reason=error) from None


def _signed(order: SignOrder, signer: "SigningKey", stamper: "HttpTimeStamper | None") -> bytes:
    from dxdesk.package.writing import with_signatures  # noqa: PLC0415 - as above
    from dxdesk.signing.sign import sign_pdf  # noqa: PLC0415
    from dxdesk.signing.statements import statement_signature  # noqa: PLC0415

    now = datetime.now(UTC)
    if order.role is None:
        signature = statement_signature(order.data, signer, at=now, time_stamper=stamper)
        return with_signatures(order.data, [signature])
    picture = _read(order.picture) if order.picture else None
    return sign_pdf(order.data, order.role, signer, at=now, picture=picture, time_stamper=stamper)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = _("“{path}” cannot be read: {reason}. Choose the file again.")
        raise UnreadableFileError(message.format(path=path, reason=reason_of(error))) from None

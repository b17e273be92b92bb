"""Signing with a token (PKCS#11): the key stays in it, and its driver is the maker's own library."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pkcs11
from asn1crypto import x509
from pkcs11 import Attribute, ObjectClass
from pkcs11.exceptions import PinIncorrect, PinInvalid, PinLenRange, PinLocked, PKCS11Error
from pyhanko.sign.pkcs11 import PKCS11Signer
from pyhanko.sign.signers import Signer

from dxdesk.signing.certificates import common_name, may_sign
from dxdesk.signing.faults import SigningError
from dxdesk.value import Value


class TokenCertificate(Value, frozen=True, kw_only=True):
    """A certificate that one may sign with: the label of its token, whom it names, and its id there."""

    token: str
    serial: str
    name: str
    id: str


def token_certificates(driver: Path) -> tuple[TokenCertificate, ...]:
    """Return the signing certificates on all tokens that are plugged in; no PIN is needed to read them.

    Raises:
        SigningError: the driver cannot be loaded, or there is no such certificate.
    """
    found = tuple(
        TokenCertificate(
            token=str(token.label).strip(),
            serial=bytes(token.serial).hex(),
            name=common_name(certificate),
            id=identity.hex(),
        )
        for token in _tokens(driver)
        for identity, certificate in _certificates(token)
    )
    if not found:
        raise SigningError("SG17")
    return found


@contextmanager
def opened_token(driver: Path, chosen: TokenCertificate, pin: str) -> Iterator[Signer]:
    """Yield what signs with a certificate's key while the token is open; the PIN is not kept.

    Raises:
        SigningError: the driver, the token or the PIN is refused, or the token does not sign.
    """
    token = next((one for one in _tokens(driver) if bytes(one.serial).hex() == chosen.serial), None)
    if token is None:
        raise SigningError("SG17")
    try:
        with token.open(user_pin=pin) as session:
            yield PKCS11Signer(session, cert_id=bytes.fromhex(chosen.id), key_id=bytes.fromhex(chosen.id))
    except (PinIncorrect, PinInvalid, PinLenRange):
        raise SigningError("SG15") from None
    except PinLocked:
        raise SigningError("SG16") from None
    except PKCS11Error as error:
        raise SigningError("SG18", reason=type(error).__name__) from error


def _tokens(driver: Path) -> list[Any]:
    try:
        library = pkcs11.lib(str(driver))
        slots = library.get_slots(token_present=True)
    except (RuntimeError, OSError, PKCS11Error) as error:
        raise SigningError("SG14", path=driver) from error
    tokens = []
    for slot in slots:
        with suppress(PKCS11Error):  # a slot with a strange card must not hide the others
            tokens.append(slot.get_token())
    return tokens


def _certificates(token: Any) -> Iterator[tuple[bytes, x509.Certificate]]:
    with suppress(PKCS11Error), token.open() as session:
        for held in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
            with suppress(PKCS11Error, ValueError, KeyError, TypeError):
                certificate = x509.Certificate.load(held[Attribute.VALUE])
                if may_sign(certificate):
                    yield bytes(held[Attribute.ID]), certificate

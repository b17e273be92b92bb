"""The access codes that units send with, one for each destination, in the system's key store."""

from dxdesk.exchange.format import Destination
from dxdesk.outbox.faults import SendingError
from dxdesk.outbox.key_store import KeyStoreError, forget_secret, keep_secret, kept_secret


def keep_code(destination: Destination, unit: str, code: str) -> None:
    """Keep the code that a destination gave to a unit (its code in the administrative map).

    Raises:
        KeyStoreError: it cannot be kept.
    """
    keep_secret(_name(destination, unit), code.strip())


def code_of(destination: Destination, unit: str) -> str | None:
    """Return the code of a unit for a destination; None where none is kept.

    Raises:
        SendingError: the key store does not open.
    """
    try:
        return kept_secret(_name(destination, unit))
    except KeyStoreError as error:
        raise SendingError("key_store", detail=error) from None


def forget_code(destination: Destination, unit: str) -> None:
    """Forget the code of a unit for a destination, if there is one.

    Raises:
        KeyStoreError: the key store does not open.
    """
    forget_secret(_name(destination, unit))


def _name(destination: Destination, unit: str) -> str:
    return f"upload {destination.key} {unit}"

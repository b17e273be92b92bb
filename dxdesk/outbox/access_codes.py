"""The access codes that units send with, one for each destination, in the system's key store."""

from dxdesk.exchange.format import Destination
from dxdesk.outbox.faults import SendingError
from dxdesk.outbox.key_store import KeyStoreError, kept_secret


def code_name(destination: str, unit: str) -> str:
    """Return under which name the code of a unit for a destination is kept; both by their keys."""
    return f"code:{destination}:{unit}"


def code_of(destination: Destination, unit: str) -> str | None:
    """Return the code of a unit for a destination; None where none is kept.

    Raises:
        SendingError: the key store does not open.
    """
    try:
        return kept_secret(code_name(destination.key, unit))
    except KeyStoreError as error:
        raise SendingError("key_store", detail=error) from None

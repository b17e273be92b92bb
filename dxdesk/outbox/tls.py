"""Whom a connection is made with: the system's trusted authorities, and those that a destination adds."""

import sys
from functools import lru_cache
from ssl import PROTOCOL_TLS_CLIENT, SSLContext, SSLError, TLSVersion

import truststore

from dxdesk.outbox.faults import SendingError


@lru_cache(maxsize=16)
def verifying_context(authorities: tuple[str, ...] = ()) -> SSLContext:
    """Return what verifies each certificate: by the system's trust, and by `authorities` (PEM).

    Raises:
        SendingError: an authority cannot be read.
    """
    context = _system_context()
    context.minimum_version = TLSVersion.TLSv1_2
    for pem in authorities:
        try:
            context.load_verify_locations(cadata=pem)
        except (SSLError, ValueError):  # a letter that is not ASCII is a ValueError
            raise SendingError("authority") from None
    return context


def _system_context() -> SSLContext:
    """Return what trusts as the system does: on Windows and macOS it fetches roots and knows revoked ones."""
    if sys.platform in {"win32", "darwin"}:
        return truststore.SSLContext(PROTOCOL_TLS_CLIENT)
    context = SSLContext(PROTOCOL_TLS_CLIENT)
    context.load_default_certs()  # truststore would read the same files at each connection
    return context

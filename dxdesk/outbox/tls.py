"""Whom a connection is made with: the system's trusted authorities, and those that a destination adds."""

from collections.abc import Iterable
from ssl import PROTOCOL_TLS_CLIENT, SSLContext, SSLError, TLSVersion

import truststore

from dxdesk.outbox.faults import SendingError


def verifying_context(authorities: Iterable[str] = ()) -> SSLContext:
    """Return what verifies each certificate: by the system's trust, and by `authorities` (PEM).

    Raises:
        SendingError: an authority cannot be read.
    """
    context = truststore.SSLContext(PROTOCOL_TLS_CLIENT)
    context.minimum_version = TLSVersion.TLSv1_2
    for pem in authorities:
        try:
            context.load_verify_locations(cadata=pem)
        except (SSLError, ValueError):  # a letter that is not ASCII is a ValueError
            raise SendingError("authority") from None
    return context

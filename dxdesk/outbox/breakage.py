"""What an exception of the network means: which fault it is, whatever the library has wrapped it in."""

from collections.abc import Iterator, Mapping
from ssl import SSLCertVerificationError, SSLError
from typing import Final

from urllib3.exceptions import (
    ConnectTimeoutError,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
)
from urllib3.util import Url

from dxdesk.outbox.faults import SendingError
from dxdesk.outbox.proxies import name_of

# Codes of OpenSSL (x509_vfy.h) and of Windows (winerror.h) of what is wrong with a certificate.
_CERTIFICATE: Final[Mapping[int, str]] = {
    9: "expired",  # not valid yet
    10: "expired",
    62: "other_name",
    64: "other_name",  # an IP address
    0x800B0101: "expired",
    0x800B010F: "other_name",
}
# The first that is among the causes counts.
_NETWORK: Final[tuple[tuple[type[BaseException], str], ...]] = (
    (NameResolutionError, "no_host"),
    (NewConnectionError, "offline"),
    (ConnectTimeoutError, "silent"),
    (ReadTimeoutError, "silent"),
    (TimeoutError, "silent"),
)
_TUNNEL: Final = "Tunnel connection failed:"


def fault_of(error: Exception, host: str, proxy: Url | None) -> SendingError:
    """Return in words why there is no answer of a host, perhaps by way of a proxy."""
    causes = list(_causes_of(error))
    for cause in causes:
        if isinstance(cause, SSLCertVerificationError):
            code = _CERTIFICATE.get(getattr(cause, "verify_code", 0) & 0xFFFFFFFF, "untrusted")
            return SendingError(code, host=host)
    if proxy is not None and (fault := _fault_of_proxy(causes, name_of(proxy))):
        return fault
    for kind, code in _NETWORK:
        if any(isinstance(cause, kind) for cause in causes):
            return SendingError(code, host=host)
    return _fault_within(causes, host)


def _fault_of_proxy(causes: list[BaseException], proxy: str) -> SendingError | None:
    for text in map(str, causes):
        if _TUNNEL in text:
            reason = text.rpartition(_TUNNEL)[2].strip()
            code = "proxy_password" if reason.startswith("407") else "proxy"
            return SendingError(code, proxy=proxy, reason=reason)
    if any(isinstance(cause, NewConnectionError) for cause in causes):
        reasons = (cause.strerror for cause in causes if isinstance(cause, OSError) and cause.strerror)
        return SendingError("proxy", proxy=proxy, reason=next(reasons, "-"))
    return None


def _fault_within(causes: list[BaseException], host: str) -> SendingError:
    """Return the fault of a connection that was there: no TLS, no HTTP, or cut."""
    for cause in causes:
        if isinstance(cause, SSLError) and cause.reason and "EOF" not in cause.reason:
            return SendingError("unsafe", host=host, reason=cause.reason.replace("_", " ").lower())
    if isinstance(causes[0], ValueError) and not isinstance(causes[0], OSError):
        return SendingError("garbled", host=host)
    return SendingError("cut", host=host)


def _causes_of(error: BaseException) -> Iterator[BaseException]:
    """Walk from an error to those it came from; libraries put them in several places."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, BaseException) and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]

"""The address of a receiver: checked once, before anything is sent there."""

from ipaddress import ip_address

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from dxdesk.outbox.faults import SendingError
from dxdesk.value import Value


class Address(Value, frozen=True, kw_only=True):
    """Where a receiver is asked: `path` begins and ends with a slash."""

    secure: bool
    host: str
    port: int
    path: str

    def path_of(self, name: str) -> str:
        """Return the path of something below the address: "/plans/v1/"."""
        return self.path + name

    def __str__(self) -> str:
        """Return what a person knows it by."""
        standard = self.port == (443 if self.secure else 80)
        return self.host if standard else f"{self.host}:{self.port}"


def read_address(text: str) -> Address:
    """Return the address in `text`.

    Raises:
        SendingError: it is none, or not one of https:// (http:// is for this computer alone).
    """
    try:
        url = parse_url(text.strip())
    except LocationParseError:
        raise SendingError("address", address=text) from None
    host = (url.host or "").strip("[]")
    secure = url.scheme == "https"
    usable = secure or (url.scheme == "http" and is_loopback(host))
    if not (usable and host) or url.auth or url.query or url.fragment:
        raise SendingError("address", address=text)
    path = (url.path or "").rstrip("/") + "/"
    return Address(secure=secure, host=host, port=url.port or (443 if secure else 80), path=path)


def is_loopback(host: str) -> bool:
    """Say whether a host is this computer itself."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"

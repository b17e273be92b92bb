"""The proxy that the system wants to be used: its settings on Windows and macOS, or the environment."""

from collections.abc import Mapping
from urllib.request import getproxies, proxy_bypass

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from dxdesk.language import translate as _
from dxdesk.outbox.address import Address, is_loopback
from dxdesk.outbox.faults import SendingError


def proxy_for(address: Address, proxies: Mapping[str, str] | None = None) -> Url | None:
    """Return the proxy on the way to an address, None where there is none.

    `proxies` take the place of the system's settings: addresses by "https" or "all".

    Raises:
        SendingError: the settings name a proxy that cannot be used.
    """
    if not address.secure or (is_loopback(address.host) and proxies is None):
        return None
    if proxies is None and proxy_bypass(f"{address.host}:{address.port}"):
        return None
    known = getproxies() if proxies is None else proxies
    text = known.get("https") or known.get("all")
    return _proxy(text) if text else None


def _proxy(text: str) -> Url:
    try:
        url = parse_url(text if "://" in text else f"http://{text}")
    except LocationParseError:
        url = Url()
    if url.scheme not in {"http", "https"} or not url.host:
        raise SendingError("proxy", proxy=text, reason=_("its address cannot be used"))
    return url


def name_of(proxy: Url) -> str:
    """Return the proxy without its password."""
    return f"{proxy.host}:{proxy.port}" if proxy.port else str(proxy.host)

"""Who comes in by the browser: attempts are counted, and forms are taken from our own pages only."""

from ipaddress import ip_address, ip_network
from typing import Final
from unicodedata import normalize
from urllib.parse import SplitResult, parse_qs, urlsplit

from limits import parse
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from starlette.requests import Request

from dxdesk.central.pages.faults import RefusedError
from dxdesk.language import translate as _

COOKIE: Final = "dxdesk"
# The prefix makes the browser see to it that the cookie came by TLS from this very host.
SECURE_COOKIE: Final = "__Host-dxdesk"
LANGUAGE_COOKIE: Final = "dxdesk-language"
_LONGEST_FORM: Final = 8 * 1024
_LONGEST_NAME: Final = 64
# From one place, where a whole office may sit; of one person from there; of one person from anywhere.
_ADDRESS: Final = parse("60/5minutes")
_BOTH: Final = parse("10/5minutes")
_NAME: Final = parse("100/hour")


class Doorkeeper:
    """Counts how often somebody tries to sign in."""

    def __init__(self) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())

    async def admit(self, request: Request, name: str) -> None:
        """Count an attempt.

        Raises:
            RefusedError: there were too many.
        """
        place, person = _place(request), normalize("NFC", name).strip().casefold()[:_LONGEST_NAME]
        for rate, key in ((_ADDRESS, place), (_BOTH, f"{place} {person}"), (_NAME, person)):
            if not await self._limiter.hit(rate, str(rate), key):
                message = _("There were too many attempts to sign in. Wait five minutes, then try again.")
                raise RefusedError(429, message)


async def form_of(request: Request) -> dict[str, str]:
    """Return the fields of a form that one of our own pages has sent.

    Raises:
        RefusedError: it comes from elsewhere, or is no such form.
    """
    if not _is_own(request):
        raise RefusedError(403, _("This form was sent from another site, so nothing was done."))
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_FORM:
            raise RefusedError(413, _("What was entered is too long."))
    try:
        fields = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=20, errors="strict")
    except ValueError:
        raise RefusedError(400, _("The form could not be read. Go back, and try again.")) from None
    return {name: values[-1] for name, values in fields.items()}


def own_address(text: str) -> str:
    """Return an address within this site to go on to; the first page for what leads elsewhere."""
    parts = _parts(text) if text.isascii() and text.isprintable() else None
    is_own = (
        parts is not None
        and not (parts.scheme or parts.netloc)
        and text.startswith("/")
        and not text.startswith("//")
        and "\\" not in text
    )
    return text if is_own else "/"


def _place(request: Request) -> str:
    """Return where a request comes from; somebody with IPv6 has a whole network of addresses."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    return str(ip_network((address, 64), strict=False)) if address.version == 6 else host


def _is_own(request: Request) -> bool:
    """Say whether a request comes from our own page; what is no browser says neither, and has no cookies of others."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    if origin is None:
        return True
    parts = _parts(origin)
    return parts is not None and parts.netloc == request.headers.get("host")


def _parts(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None

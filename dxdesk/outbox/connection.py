"""One connection to one receiver: requests with bounds on time and size, and what becomes of each in words."""

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from http.client import HTTPException
from typing import Final, Self
from urllib.parse import unquote

from urllib3.connection import HTTPConnection, HTTPSConnection, ProxyConfig
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse
from urllib3.util import make_headers

from dxdesk import __version__
from dxdesk.outbox.address import Address
from dxdesk.outbox.breakage import fault_of
from dxdesk.outbox.faults import SendingError, StoppedError
from dxdesk.outbox.proxies import proxy_for
from dxdesk.outbox.tls import verifying_context
from dxdesk.outbox.watch import Watch
from dxdesk.value import Value

LARGEST_ANSWER: Final = 4 * 2**20  # bytes; a reply has at most a thousand remarks
_PART: Final = 16 * 2**10
_AGENT: Final = f"dxdesk/{__version__}"

MayGoOn = Callable[[], bool]
Told = Callable[[int], None]  # bytes of this request that are on their way


class Patience(Value, frozen=True, kw_only=True):
    """How long to wait, in seconds: to connect, in silence, and for a whole request.

    For the whole there is more time by what is sent: at least `slowest` bytes a second are hoped for.
    """

    connect: float = 15.0
    silence: float = 30.0
    whole: float = 90.0
    slowest: float = 1024.0

    def for_size(self, size: int) -> float:
        """Return the seconds that a request with a body of so many bytes may take."""
        return self.whole + size / self.slowest


class Answer(Value, frozen=True, kw_only=True):
    """What was answered: the whole of it, names of headers in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        """The media type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def wait(self) -> float | None:
        """The seconds of Retry-After; None where it names none, or a date."""
        text = self.headers.get("retry-after", "").strip()
        return float(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


class Connection:
    """Asks one receiver, one request after the other; what it opened is closed by `close`.

    A redirect is an answer like any other, so the token goes nowhere else.
    """

    def __init__(
        self,
        address: Address,
        *,
        token: str = "",
        authorities: tuple[str, ...] = (),
        patience: Patience | None = None,
        proxies: Mapping[str, str] | None = None,
        may_go_on: MayGoOn = lambda: True,
    ) -> None:
        """Open nothing yet; `authorities` (PEM) are trusted beside the system's own.

        Raises:
            SendingError: an authority cannot be read, or the system's proxy not be used; or no token looks like that.
        """
        if not all("!" <= letter <= "~" for letter in token):
            raise SendingError("token", host=address)
        self.address = address
        self.patience = patience or Patience()
        self.may_go_on = may_go_on
        self._token = token
        self._context = verifying_context(authorities) if address.secure else None
        self._proxy = proxy_for(address, proxies)
        self._open: HTTPConnection | None = None
        self._socket: socket.socket | None = None  # also after the library has let it go

    def ask(
        self,
        method: str,
        name: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        told: Told = lambda _sent: None,
    ) -> Answer:
        """Return the answer to a request for `name`, below the address.

        Raises:
            SendingError: there is none that is whole.
            StoppedError: it may not go on.
        """
        if not self.may_go_on():
            raise StoppedError
        seconds = self.patience.for_size(len(body or b""))
        with Watch(self._cut, seconds, self.may_go_on) as watch:
            try:
                answer = self._asked(method, name, {**self._headers(body), **(headers or {})}, body, told)
            except (HTTPError, HTTPException, OSError, ValueError) as error:
                self.close()
                if watch.cause is None and self.may_go_on():
                    raise fault_of(error, str(self.address), self._proxy) from error
                answer = None
            except SendingError:
                self.close()
                raise
        if answer is not None and watch.cause is None:
            return answer
        self.close()
        if watch.cause == "late":
            raise SendingError("silent", host=self.address)
        raise StoppedError

    def close(self) -> None:
        """Close what is open; the next request opens it anew."""
        if self._open is not None:
            self._open.close()
        self._open = self._socket = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _cut(self) -> None:
        """End what is going on, from another thread."""
        opened = self._open
        for one in (self._socket, opened.sock if opened is not None else None):
            if isinstance(one, socket.socket) and one.fileno() >= 0:
                # Not the method of a TLS socket, which takes its state apart under the hands of who reads.
                with suppress(OSError):
                    socket.socket.shutdown(one, socket.SHUT_RDWR)

    def _headers(self, body: bytes | None) -> dict[str, str]:
        headers = {"User-Agent": _AGENT, "Accept": "application/json", "Accept-Encoding": "identity"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        if body is not None:
            headers["Content-Length"] = str(len(body))
        return headers

    def _asked(
        self, method: str, name: str, headers: Mapping[str, str], body: bytes | None, told: Told
    ) -> Answer:
        opened = self._opened()
        parts = None if body is None else self._parts(body, told)
        # Who refuses a request early may have said why before it closed.
        with suppress(BrokenPipeError):
            opened.request(
                method,
                self.address.path_of(name),
                parts,
                headers,
                preload_content=False,
                decode_content=False,
            )
        with closing(opened.getresponse()) as response:
            answer = Answer(
                status=response.status,
                headers={key.lower(): value for key, value in response.headers.items()},
                body=self._body(response),
            )
        if answer.headers.get("connection", "").lower() == "close":
            self.close()
        return answer

    def _opened(self) -> HTTPConnection:
        """Return the connection that is open, or a new one where it was closed meanwhile."""
        if self._open is not None and not self._open.is_connected:
            self.close()
        if self._open is None:
            self._open = self._new()
            self._open.connect()
            self._socket = self._open.sock
        self._open.timeout = self.patience.silence
        return self._open

    def _new(self) -> HTTPConnection:
        address, wait = self.address, self.patience.connect
        if self._context is None:
            return HTTPConnection(address.host, address.port, timeout=wait)
        if self._proxy is None:
            return HTTPSConnection(address.host, address.port, timeout=wait, ssl_context=self._context)
        proxy = self._proxy
        connection = HTTPSConnection(
            str(proxy.host),
            proxy.port or (443 if proxy.scheme == "https" else 80),
            timeout=wait,
            ssl_context=self._context,
            proxy=proxy,
            proxy_config=ProxyConfig(self._context, False, None, None),  # noqa: FBT003 - a named tuple of the library
        )
        secret = make_headers(proxy_basic_auth=unquote(proxy.auth)) if proxy.auth else {}
        connection.set_tunnel(address.host, address.port, secret, scheme=str(proxy.scheme))
        return connection

    def _parts(self, body: bytes, told: Told) -> Iterator[bytes]:
        for start in range(0, len(body), _PART):
            if not self.may_go_on():
                raise InterruptedError
            part = body[start : start + _PART]
            yield part
            told(min(start + _PART, len(body)))

    def _body(self, response: BaseHTTPResponse) -> bytes:
        parts: list[bytes] = []
        size = 0
        while part := response.read(_PART):
            parts.append(part)
            size += len(part)
            if size > LARGEST_ANSWER:
                raise SendingError("garbled", host=self.address)
        return b"".join(parts)

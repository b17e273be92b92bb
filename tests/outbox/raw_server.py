"""A server that speaks to the letter what a test tells it to, over bare sockets."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ssl import SSLContext
from threading import Event, Thread
from typing import Final, NamedTuple

_HEAD: Final = b"\r\n\r\n"


class Request(NamedTuple):
    """What came: its first line in parts, headers in lower case, and the body."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


Speak = Callable[[socket.socket, Request], None]


def answered(status: int, body: bytes = b"", kind: str = "application/json", *more: str) -> bytes:
    """Return the bytes of an answer."""
    lines = [f"HTTP/1.1 {status} Said", f"Content-Type: {kind}", f"Content-Length: {len(body)}", *more]
    return "\r\n".join(lines).encode() + _HEAD + body


def says(data: bytes) -> Speak:
    """Return what answers every request with the same bytes and closes."""

    def speak(connection: socket.socket, request: Request) -> None:
        # No body follows the head of an answer to HEAD.
        connection.sendall(data.partition(_HEAD)[0] + _HEAD if request.method == "HEAD" else data)

    return speak


class RawServer:
    """Listens on a port of this computer; `requests` are those that have come."""

    def __init__(self, speak: Speak, context: SSLContext | None = None) -> None:
        self.requests: list[Request] = []
        self.connections = 0
        self.over = Event()
        self._speak = speak
        self._context = context
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(0.05)
        self.port: int = self._listening.getsockname()[1]
        self._threads = [Thread(target=self._listen, daemon=True)]

    @property
    def url(self) -> str:
        scheme = "http" if self._context is None else "https"
        return f"{scheme}://localhost:{self.port}/"

    @contextmanager
    def running(self) -> Iterator["RawServer"]:
        self._threads[0].start()
        try:
            yield self
        finally:
            self.over.set()
            for thread in self._threads:
                thread.join(5)
            self._listening.close()

    def _listen(self) -> None:
        while not self.over.is_set():
            with suppress(TimeoutError):
                connection = self._listening.accept()[0]
                self.connections += 1
                thread = Thread(target=self._serve, args=(connection,), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        with suppress(OSError), connection:
            if self._context is not None:
                connection = self._context.wrap_socket(connection, server_side=True)
            with connection:
                while not self.over.is_set() and (request := read_request(connection)) is not None:
                    self.requests.append(request)
                    self._speak(connection, request)
                    if request.headers.get("x-close") or not self._goes_on:
                        return

    _goes_on = True


class ShortServer(RawServer):
    """Closes the connection after each answer."""

    _goes_on = False


def read_request(connection: socket.socket) -> Request | None:
    """Return the next request of a connection, None where it was closed."""
    head = b""
    while _HEAD not in head:
        part = connection.recv(65536)
        if not part:
            return None
        head += part
    head, _end, body = head.partition(_HEAD)
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _colon, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", "0")):
        part = connection.recv(65536)
        if not part:
            return None
        body += part
    method, path, _version = first.split(" ")
    return Request(method, path, headers, body)

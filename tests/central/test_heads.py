"""Heads that come bit by bit, or never end, hold no connection for ever."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dxdesk.central.http import heads
from dxdesk.central.http.heads import PatientProtocol

_PATIENCE = 0.5


async def _slow(request: Request) -> Response:
    await asyncio.sleep(2 * _PATIENCE)
    return Response(await request.body())


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    """Yield where a server listens that waits half a second for a head."""
    monkeypatch.setattr(heads, "_PATIENCE", _PATIENCE)
    application = Starlette(routes=[Route("/", _slow, methods=["PUT"])])
    config = uvicorn.Config(
        application, port=0, http=PatientProtocol, ws="none", lifespan="off", log_config=None
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("beginning", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_a_head_without_end_is_given_up(address: tuple[str, int], beginning: bytes) -> None:
    with socket.create_connection(address, timeout=30) as connection:
        connection.sendall(beginning)
        assert connection.recv(1) == b""


def test_whoever_has_said_what_he_wants_is_waited_for(address: tuple[str, int]) -> None:
    head = b"PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n"
    with socket.create_connection(address, timeout=30) as connection:
        connection.sendall(head + b"o")
        time.sleep(1.5 * _PATIENCE)
        connection.sendall(b"k")
        answer = b"".join(iter(lambda: connection.recv(4_096), b""))
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b"ok")

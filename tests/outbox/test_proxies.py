"""The proxy of the system: it carries what it cannot read, and its refusals are said in words."""

import socket
from contextlib import suppress
from pathlib import Path
from select import select

import msgspec
import pytest

from dxdesk.outbox.address import read_address
from dxdesk.outbox.connection import Connection, Patience
from dxdesk.outbox.faults import SendingError
from dxdesk.outbox.parcel import parcel_of
from dxdesk.outbox.proxies import name_of, proxy_for
from dxdesk.outbox.sending import Sending
from tests.outbox.certificates import authority, server
from tests.outbox.raw_server import RawServer, Request, Speak, answered, says
from tests.outbox.receiver import receives, sealed_read, standing

_PACKAGE = sealed_read()


def _carries(target: RawServer, seen: list[bytes]) -> Speak:
    """Return what carries bytes to a target after CONNECT; `seen` gets what could be read of them."""

    def speak(near: socket.socket, _request: Request) -> None:
        near.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with socket.create_connection(("127.0.0.1", target.port)) as far, suppress(OSError):
            while True:
                for one in select([near, far], [], [], 5)[0]:
                    data = one.recv(65536)
                    if not data:
                        return
                    seen.append(data)
                    (far if one is near else near).sendall(data)

    return speak


def _connection(url: str, proxy: str) -> Connection:
    return Connection(
        read_address(url),
        token="geheim-1234",  # noqa: S106
        authorities=(authority().pem(),),
        patience=Patience(connect=2, silence=2, whole=5),
        proxies={"https": proxy},
    )


def test_a_proxy_carries_what_it_cannot_read(tmp_path: Path) -> None:
    seen: list[bytes] = []
    said = says(answered(201, msgspec.json.encode(standing(_PACKAGE.package))))
    with RawServer(receives(said), server().context(tmp_path)).running() as receiver:  # noqa: SIM117
        with RawServer(_carries(receiver, seen)).running() as proxy:
            with _connection(receiver.url, f"http://xa:mat%20khau@localhost:{proxy.port}") as connection:
                assert Sending(connection, parcel_of(_PACKAGE)).send().receipt
            (request,) = proxy.requests
    assert request.method == "CONNECT"
    assert request.headers["proxy-authorization"] == "Basic eGE6bWF0IGtoYXU="
    assert "authorization" not in request.headers
    assert b"geheim-1234" not in b"".join(seen)
    assert any(one.headers.get("authorization") == "Bearer geheim-1234" for one in receiver.requests)


@pytest.mark.parametrize(
    ("said", "code", "retry"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "proxy_password", "person"),
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", "proxy", "later"),
        (b"HTTP/1.1 502 Bad Gateway\r\n\r\n", "proxy", "later"),
    ],
)
def test_what_a_proxy_refuses_is_said(said: bytes, code: str, retry: str) -> None:
    with (
        RawServer(says(said)).running() as proxy,
        _connection("https://plans.example/", f"localhost:{proxy.port}") as connection,
        pytest.raises(SendingError) as caught,
    ):
        Sending(connection, parcel_of(_PACKAGE)).send()
    assert (caught.value.fault.code, caught.value.fault.retry) == (code, retry)
    assert f"localhost:{proxy.port}" in caught.value.fault.words()


def test_a_proxy_that_is_not_there_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with (
        _connection("https://plans.example/", f"http://user:secret@localhost:{port}") as connection,
        pytest.raises(SendingError) as caught,
    ):
        Sending(connection, parcel_of(_PACKAGE)).send()
    assert caught.value.fault.code == "proxy"
    assert "secret" not in caught.value.fault.words()


def test_the_systems_proxy_is_used_but_for_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    far = read_address("https://plans.example/")
    assert proxy_for(far) is None
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    proxy = proxy_for(far)
    assert proxy is not None
    assert name_of(proxy) == "proxy.example:3128"
    assert proxy_for(read_address("https://localhost:8443/")) is None
    assert proxy_for(read_address("http://127.0.0.1:8080/")) is None
    monkeypatch.setenv("no_proxy", "plans.example")
    assert proxy_for(far) is None
    assert proxy_for(read_address("https://other.example/")) is not None
    monkeypatch.setenv("https_proxy", "socks5://proxy.example")
    with pytest.raises(SendingError):
        proxy_for(read_address("https://other.example/"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plans.example",
        "http://plans.example/",
        "http://10.0.0.1/",
        "https://",
        "https://user:secret@plans.example/",
        "https://plans.example/?a=b",
        "https://plans.example/#a",
        "ftp://plans.example/",
        "https://[::1",
        "https://plans.example:999999/",
        "http://localhost.evil.example/",
    ],
)
def test_an_address_that_cannot_be_used_is_refused(text: str) -> None:
    with pytest.raises(SendingError) as caught:
        read_address(text)
    assert caught.value.fault.code == "address"


def test_an_address_is_read() -> None:
    address = read_address(" https://Plans.Example:8443/receive ")
    assert (address.secure, address.host, address.port) == (True, "plans.example", 8443)
    assert address.path_of("v1/") == "/receive/v1/"
    assert str(address) == "plans.example:8443"
    assert str(read_address("https://plans.example")) == "plans.example"
    assert read_address("http://[::1]:8080/").host == "::1"

"""Whatever answers: a package counts as received by a valid receipt alone, and each trouble is said in words."""

import socket
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from dxdesk.exchange.format import Limits, OpenYear, Standing
from dxdesk.outbox.address import read_address
from dxdesk.outbox.connection import Connection, Patience
from dxdesk.outbox.faults import SendingError, SendingFault, StoppedError
from dxdesk.outbox.parcel import parcel_of
from dxdesk.outbox.sending import Delivery, Sending
from dxdesk.package.reading import ReadPackage
from tests.outbox.certificates import Pair, authority, server
from tests.outbox.raw_server import RawServer, Request, ShortServer, Speak, answered, says
from tests.outbox.receiver import greeting, key_of, pem_of, receives, sealed_read, standing

_QUICK = Patience(connect=2, silence=0.6, whole=1.5)
_PORTAL = b"<!DOCTYPE html><html><body>Dang nhap Wi-Fi</body></html>"
_PACKAGE = sealed_read()


def _send(
    speak: Speak, read: ReadPackage = _PACKAGE, known: tuple[str, ...] = (), kind: type[RawServer] = RawServer
) -> Delivery:
    with (
        kind(speak).running() as receiver,
        Connection(read_address(receiver.url), token="t", patience=_QUICK) as connection,  # noqa: S106
    ):
        return Sending(connection, parcel_of(read), known).send()


def _fault(
    speak: Speak, read: ReadPackage = _PACKAGE, known: tuple[str, ...] = (), kind: type[RawServer] = RawServer
) -> SendingFault:
    with pytest.raises(SendingError) as caught:
        _send(speak, read, known, kind)
    return caught.value.fault


def _problem(status: int, **more: object) -> bytes:
    body = msgspec.json.encode({"type": "about:blank", "title": "Không nhận", "status": status, **more})
    return answered(status, body, "application/problem+json")


def _stands(*arguments: object, **changes: object) -> Speak:
    value = standing(_PACKAGE.package, *arguments, **changes)  # type: ignore[arg-type]
    return says(answered(201, msgspec.json.encode(value)))


def _drips(data: bytes, seconds: float) -> Speak:
    def speak(connection: socket.socket, _request: Request) -> None:
        for index in range(len(data)):
            connection.sendall(data[index : index + 1])
            time.sleep(seconds)

    return speak


def _endless(connection: socket.socket, _request: Request) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[")
    with suppress(OSError):
        while True:
            connection.sendall(b'"aaaaaaaaaaaaaaaa",' * 4096)


def _silent(connection: socket.socket, _request: Request) -> None:
    with suppress(OSError):
        connection.recv(1)


def _hang_up(connection: socket.socket, _request: Request) -> None:
    connection.close()


def test_a_package_is_received_by_a_valid_receipt() -> None:
    delivery = _send(receives(_stands()))
    assert delivery.receipt.statement.package == _PACKAGE.package.digest
    assert not delivery.notices


def test_what_a_later_receiver_says_besides_does_no_harm() -> None:
    plain = msgspec.to_builtins(greeting())
    later = {**plain, "region": "north", "limits": {**plain["limits"], "archive": 1}}
    stands = {**msgspec.to_builtins(standing(_PACKAGE.package)), "queue": 3}
    delivery = _send(receives(says(answered(201, msgspec.json.encode(stands))), later))
    assert delivery.receipt.statement.package == _PACKAGE.package.digest


@pytest.mark.parametrize(
    ("said", "code", "retry"),
    [
        pytest.param(answered(200, _PORTAL, "text/html"), "portal", "later", id="captive portal"),
        pytest.param(answered(200, _PORTAL), "portal", "later", id="portal that says JSON"),
        pytest.param(answered(511, _PORTAL, "text/html"), "portal", "later", id="511"),
        pytest.param(answered(200, b'{"ok":true}'), "other_service", "person", id="other service"),
        pytest.param(answered(200, b"{"), "other_service", "person", id="half an object"),
        pytest.param(answered(200, b"\xff\xfe", "image/png"), "garbled", "later", id="no text"),
        pytest.param(answered(404, b"{}"), "other_service", "person", id="404"),
        pytest.param(
            answered(302, b"", "text/html", "Location: http://login.example/"),
            "moved",
            "later",
            id="redirect",
        ),
        pytest.param(answered(403, b"blocked", "text/html"), "between", "later", id="firewall"),
        pytest.param(answered(502, b"bad gateway", "text/html"), "trouble", "soon", id="gateway"),
        pytest.param(answered(200, b"[" * 100_000), "other_service", "person", id="deep"),
        pytest.param(b"SSH-2.0-OpenSSH_9.6\r\n", "cut", "soon", id="no HTTP"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\n" + b"X-A: " + b"a" * 70_000 + b"\r\n\r\n", "cut", "soon", id="long header"
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\n" + b"X-A: a\r\n" * 200 + b"\r\n", "cut", "soon", id="many headers"
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{", "silent", "soon", id="less than promised"
        ),
    ],
)
def test_what_is_no_receiver_gets_no_package(said: bytes, code: str, retry: str) -> None:
    with RawServer(says(said)).running() as other:
        with (
            Connection(read_address(other.url), token="t", patience=_QUICK) as connection,  # noqa: S106
            pytest.raises(SendingError) as caught,
        ):
            Sending(connection, parcel_of(_PACKAGE)).send()
        assert (caught.value.fault.code, caught.value.fault.retry) == (code, retry)
        assert {request.method for request in other.requests} == {"GET"}


@pytest.mark.parametrize(
    ("put", "code", "retry"),
    [
        pytest.param(says(_problem(401)), "token", "person", id="401"),
        pytest.param(says(_problem(403, detail="Mã của xã khác.")), "forbidden", "person", id="403"),
        pytest.param(says(_problem(409, digest="b" * 64)), "conflict", "person", id="409"),
        pytest.param(says(_problem(400)), "malformed", "person", id="400"),
        pytest.param(says(_problem(413)), "malformed", "person", id="413"),
        pytest.param(says(_problem(500)), "trouble", "soon", id="500"),
        pytest.param(says(answered(500)), "trouble", "soon", id="500 without a body"),
        pytest.param(says(answered(200, _PORTAL, "text/html")), "portal", "later", id="portal"),
        pytest.param(says(answered(201, b'{"receipt": null}')), "garbled", "later", id="no receipt"),
        pytest.param(says(answered(201, b"")), "garbled", "later", id="nothing"),
        pytest.param(says(answered(204)), "garbled", "later", id="204"),
        pytest.param(says(b"HTTP/1.1 201 OK\r\nContent-Length: 9999\r\n\r\n{}"), "silent", "soon", id="part"),
        pytest.param(_endless, "garbled", "later", id="endless"),
        pytest.param(_silent, "silent", "soon", id="black hole"),
        pytest.param(_hang_up, "cut", "soon", id="hung up"),
        pytest.param(_drips(b"HTTP/1.1 201 Created\r\n" * 9, 0.05), "silent", "soon", id="head drips"),
        pytest.param(
            _drips(b"HTTP/1.1 201 Created\r\n\r\n" + b"[" * 999, 0.05), "silent", "soon", id="body drips"
        ),
    ],
)
def test_what_is_no_receipt_is_no_receipt(put: Speak, code: str, retry: str) -> None:
    fault = _fault(receives(put))
    assert (fault.code, fault.retry) == (code, retry)


def test_what_is_cut_within_an_answer_is_tried_again() -> None:
    whole = answered(201, msgspec.json.encode(standing(_PACKAGE.package)))
    for length in range(0, len(whole), 97):
        assert _fault(receives(says(whole[:length])), kind=ShortServer).retry == "soon"


@pytest.mark.parametrize(
    "put",
    [
        pytest.param(_stands(package="c" * 64), id="of another package"),
        pytest.param(_stands(revision=2), id="of another revision"),
        pytest.param(_stands(year=2024), id="of another year"),
        pytest.param(_stands(key_of("Kẻ giả danh", number=8)), id="by another key"),
    ],
)
def test_a_receipt_that_does_not_hold_is_none(put: Speak) -> None:
    fault = _fault(receives(put))
    assert (fault.code, fault.retry) == ("bad_receipt", "person")


def test_a_receipt_that_was_changed_or_is_not_signed_is_none() -> None:
    sound = standing(_PACKAGE.package).receipt
    later = msgspec.structs.replace(
        sound.statement, received_at=sound.statement.received_at + timedelta(days=1)
    )
    for spoilt in (
        msgspec.structs.replace(sound, signatures=()),
        msgspec.structs.replace(sound, statement=later),
        msgspec.structs.replace(
            sound, signatures=(msgspec.structs.replace(sound.signatures[0], value="AAAA"),)
        ),
    ):
        body = msgspec.json.encode(Standing(receipt=spoilt))
        assert _fault(receives(says(answered(201, body)))).code == "bad_receipt"
        assert _fault(receives(_hang_up, get=says(answered(200, body)))).code == "bad_receipt"


def test_a_receiver_whose_key_has_changed_gets_nothing() -> None:
    known = (pem_of(key_of("Trước đây", number=9)),)
    with RawServer(receives(_stands())).running() as other:
        with (
            Connection(read_address(other.url), patience=_QUICK) as connection,
            pytest.raises(SendingError) as caught,
        ):
            Sending(connection, parcel_of(_PACKAGE), known).send()
        assert caught.value.fault.code == "other_key"
        assert "PUT" not in {request.method for request in other.requests}


def test_the_issuer_of_a_receivers_key_vouches_for_it() -> None:
    from tests.signing.authority import root_pem  # noqa: PLC0415

    assert _send(receives(_stands()), known=(root_pem().decode(),)).receipt


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"package_versions": ("2.0",)}, "other_version"),
        ({"years": ()}, "closed_year"),
        ({"years": (OpenYear(year=2024),)}, "closed_year"),
        (
            {"years": (OpenYear(year=2023, until=datetime.now(UTC).date() - timedelta(days=2)),)},
            "closed_year",
        ),
        ({"limits": Limits(package=1000, document=10**6, piece=10**6)}, "too_large"),
        ({"limits": Limits(package=10**6, document=39, piece=10**6)}, "too_large"),
    ],
)
def test_what_a_receiver_does_not_take_is_not_sent(changes: dict[str, object], code: str) -> None:
    fault = _fault(receives(_hang_up, greeting(None, **changes)))
    assert (fault.code, fault.retry) == (code, "person")


def test_a_wrong_clock_is_said() -> None:
    hours = timedelta(hours=3)
    delivery = _send(receives(_stands(), greeting(time=datetime.now(UTC) + hours)))
    assert len(delivery.notices) == 1


def test_a_busy_receiver_is_asked_when_it_wants() -> None:
    for status in (429, 503):
        fault = _fault(receives(says(answered(status, b"", "text/plain", "Retry-After: 120"))))
        assert (fault.code, fault.wait) == ("busy", 120)
    for odd in ("-5", "soon", "1e9", "٣", "9" * 400, "Wed, 21 Oct 2026 07:28:00 GMT"):
        said = answered(503, b"", "text/plain", "Retry-After: ").replace(
            b"Retry-After: ", b"Retry-After: " + odd.encode()
        )
        assert _fault(receives(says(said))).wait is None


def test_findings_of_a_refused_package_are_kept() -> None:
    finding = {"code": "DX151", "pointer": "/plan", "message": "Mã kiểm tra không khớp."}
    fault = _fault(receives(says(_problem(422, findings=[finding]))))
    assert (fault.code, fault.retry) == ("refused", "person")
    assert [one.code for one in fault.findings] == ["DX151"]
    assert "Mã kiểm tra không khớp." in fault.words()


def test_the_token_goes_nowhere_else() -> None:
    with RawServer(says(answered(200))).running() as thief:
        said = answered(307, b"", "text/html", f"Location: {thief.url}")
        assert _fault(receives(says(said))).code == "moved"
        assert thief.connections == 0


def test_pausing_ends_even_a_wait_in_silence() -> None:
    begun = time.monotonic()
    waits = Patience(connect=60, silence=60, whole=60)

    with (
        RawServer(receives(_silent)).running() as receiver,
        Connection(
            read_address(receiver.url), patience=waits, may_go_on=lambda: time.monotonic() < begun + 0.5
        ) as connection,
        pytest.raises(StoppedError),
    ):
        Sending(connection, parcel_of(_PACKAGE)).send()
    assert time.monotonic() < begun + 30


@pytest.mark.parametrize(
    ("pair", "code"),
    [
        (server(), None),
        (server(issuer="Unknown authority"), "untrusted"),
        (server(first=-10, last=-1), "expired"),
        (server(first=1, last=10), "expired"),
        (server(host="elsewhere.example"), "other_name"),
    ],
)
def test_only_a_sound_certificate_is_spoken_to(pair: Pair, code: str | None, tmp_path: Path) -> None:
    with RawServer(receives(_stands()), pair.context(tmp_path)).running() as receiver:
        connection = Connection(
            read_address(receiver.url),
            token="t",  # noqa: S106
            authorities=(authority().pem(),),
            patience=_QUICK,
        )
        with connection:
            sending = Sending(connection, parcel_of(_PACKAGE))
            if code is None:
                assert sending.send().receipt
            else:
                with pytest.raises(SendingError) as caught:
                    sending.send()
                assert (caught.value.fault.code, caught.value.fault.retry) == (code, "person")
                assert not receiver.requests


def test_a_server_without_tls_is_not_spoken_to() -> None:
    with RawServer(receives(_stands())).running() as receiver:
        address = read_address(receiver.url.replace("http:", "https:"))
        with Connection(address, patience=_QUICK) as connection, pytest.raises(SendingError) as caught:
            Sending(connection, parcel_of(_PACKAGE)).send()
        assert caught.value.fault.code in {"unsafe", "cut", "silent"}
        assert caught.value.fault.retry != "person"


def test_where_nobody_listens_there_is_no_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with (
        Connection(read_address(f"http://127.0.0.1:{port}"), patience=_QUICK) as connection,
        pytest.raises(SendingError) as caught,
    ):
        Sending(connection, parcel_of(_PACKAGE)).send()
    assert caught.value.fault.code == "offline"


def test_a_name_that_nobody_has_is_not_found() -> None:
    with (
        Connection(read_address("https://nobody.invalid/"), patience=_QUICK, proxies={}) as connection,
        pytest.raises(SendingError) as caught,
    ):
        Sending(connection, parcel_of(_PACKAGE)).send()
    assert caught.value.fault.code == "no_host"

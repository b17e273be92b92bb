"""Who and what is not let in: no token, another unit's, path tricks, bombs, headers without end, too many."""

import gzip
import hashlib
import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
import pytest

from dxdesk.central.tokens import list_tokens, revoke_token
from dxdesk.exchange.format import Problem
from dxdesk.package.writing import package_bytes
from tests.central.conftest import CODES
from tests.central.sent import Answered, a_package, asked, put, sendable
from tests.central.server import RunningServer, running_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """Yield a receiver on SQLite: none of this depends on the database."""
    with running_server(tmp_path_factory.mktemp("central")) as running:
        yield running


def said(answer: Answered) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    problem = msgspec.json.decode(answer.body, type=Problem)
    assert problem.status == answer.status
    return answer.status, problem.type.removeprefix("urn:dxdesk:problem:")


@pytest.mark.parametrize("token", ["", "wrong", "x" * 5_000, "ướt".encode().decode("latin-1")])
def test_without_a_token_nobody_comes_in(server: RunningServer, code: str, token: str) -> None:
    package = a_package(code)
    assert said(put(server.url, token, package)) == (401, "token")
    answer = asked(server.url, "GET", f"/v1/packages/{package.digest}", token)
    assert (answer.status, answer.headers["www-authenticate"]) == (401, 'Bearer realm="dxdesk"')


def test_the_token_of_another_unit_does_not_do(server: RunningServer, code: str) -> None:
    package, mine, other = a_package(code), server.token(code), server.token(next(CODES))
    assert said(put(server.url, other, package)) == (403, "other-unit")
    assert put(server.url, mine, package).status == 201
    assert said(put(server.url, other, package)) == (403, "other-unit")
    assert said(asked(server.url, "GET", f"/v1/packages/{package.digest}", other)) == (404, "unknown")


def test_a_revoked_token_is_out_at_once(server: RunningServer, code: str) -> None:
    token, package = server.token(code), a_package(code)
    assert put(server.url, token, package).status == 201
    with server.opened() as database, database.writing() as connection:
        number = next(one.id for one in list_tokens(connection) if one.unit.code == code)
        assert revoke_token(connection, number)
        assert not revoke_token(connection, number)
    assert said(put(server.url, token, package)) == (401, "token")


def test_a_token_is_kept_as_its_digest_only(server: RunningServer, code: str) -> None:
    token = server.token(code)
    with server.opened() as database, database.reading() as connection:
        kept = connection.exec_driver_sql("SELECT * FROM token").all()
    assert token not in str(kept)
    assert hashlib.sha256(token.encode()).hexdigest() in str(kept)


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "..%2F..%2Fetc%2Fpasswd",
        "a" * 63,
        "A" * 64,
        "a" * 65,
        "a" * 64 + "%0A",
        "%00" * 64,
    ],
)
def test_a_digest_is_never_a_path(server: RunningServer, code: str, name: str) -> None:
    token = server.token(code)
    _digest, data = sendable(a_package(code))
    assert put(server.url, token, (name, data)).status in {400, 404}
    assert asked(server.url, "HEAD", f"/v1/documents/{name}", token).status in {400, 404}


@pytest.mark.parametrize("name", ["../../x.pdf", "/etc/x.pdf", "C:\\x.pdf", "con.pdf", "x.exe"])
def test_a_document_is_never_named_like_a_path(server: RunningServer, code: str, name: str) -> None:
    plain = json.loads(package_bytes(a_package(code)))
    plain["documents"][0]["name"] = name
    before = {path for path in server.folder.rglob("*") if "objects" not in path.parts}
    answer = put(server.url, server.token(code), (plain["digest"], json.dumps(plain).encode()))
    found = msgspec.json.decode(answer.body, type=Problem).findings
    assert (answer.status, found[0].pointer) == (422, "/documents/0/name")
    after = {path for path in server.folder.rglob("*") if "objects" not in path.parts}
    assert {path for path in after - before if "sqlite3" not in path.name} == set()


def test_a_gzip_bomb_dies_early(server: RunningServer, code: str) -> None:
    bomb = gzip.compress(bytes(200 * 2**20), 9)
    assert len(bomb) < 2**20
    answer = put(server.url, server.token(code), ("a" * 64, bomb), Content_Encoding="gzip")
    assert said(answer) == (413, "too-large")
    assert not list((server.intake / "incoming").iterdir())


@pytest.mark.parametrize(
    "damage",
    [b"", b"no gzip", gzip.compress(b"x" * 1_000)[:-9], gzip.compress(b"{}") + b"x"],
    ids=["nothing", "plain", "cut", "more"],  # what gzip writes names the second
)
def test_damaged_gzip_is_told(server: RunningServer, code: str, damage: bytes) -> None:
    answer = put(server.url, server.token(code), ("a" * 64, damage), Content_Encoding="gzip")
    assert said(answer) == (400, "gzip")


@pytest.mark.parametrize(
    "bomb",
    [
        b"[" * 1_000_000,
        b'{"a":' * 100_000,
        b"[" + b"0," * 1_500_000 + b"0]",
        b'{"format":"dxdesk.plan","version":"1.0","digest":' + b"9" * 1_000_000 + b"}",
        b"PK\x03\x04" + bytes(1_000),
        b"\xff\xfe{\0}\0",
        b"",
    ],
)
def test_json_bombs_and_other_files_are_refused(server: RunningServer, code: str, bomb: bytes) -> None:
    assert said(put(server.url, server.token(code), ("a" * 64, bomb))) == (422, "faulty")
    assert asked(server.url, "GET", "/health").status == 200


def test_what_is_too_large_is_refused_before_it_is_sent(server: RunningServer, code: str) -> None:
    token = server.token(code)
    head = (
        f"PUT /v1/packages/{'a' * 64} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {10**12}\r\n\r\n"
    )
    assert _raw(server, head.encode()).startswith(b"HTTP/1.1 413 ")


@pytest.mark.parametrize(
    "head",
    [
        b"GET /v1/ HTTP/1.1\r\nHost: x\r\nX-Long: " + b"x" * 100_000 + b"\r\n\r\n",
        b"GET /v1/" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /v1/ HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
        b"\x16\x03\x01 nonsense\r\n\r\n",
        b"PUT /v1/packages/x HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    ],
)
def test_heads_without_end_or_sense_are_refused(server: RunningServer, head: bytes) -> None:
    assert _raw(server, head).startswith(b"HTTP/1.1 4")
    assert asked(server.url, "GET", "/health").status == 200


def test_other_ways_of_asking_are_told(server: RunningServer) -> None:
    assert said(asked(server.url, "DELETE", f"/v1/packages/{'a' * 64}")) == (405, "http")
    assert said(asked(server.url, "GET", "/v2/")) == (404, "http")
    assert said(asked(server.url, "GET", "/v1")) == (404, "http")
    assert "PUT" in asked(server.url, "POST", f"/v1/packages/{'a' * 64}").headers["allow"]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"Content_Type": "text/plain"}, (415, "media-type")),
        ({"Content_Encoding": "br"}, (415, "encoding")),
    ],
)
def test_other_media_and_codings_are_told(
    server: RunningServer, code: str, headers: dict[str, str], expected: tuple[int, str]
) -> None:
    assert said(put(server.url, server.token(code), a_package(code), **headers)) == expected


def test_too_many_requests_wait(tmp_path: Path, code: str) -> None:
    with running_server(tmp_path, options=["--rate", "5", "--workers", "1"]) as server:
        token, package = server.token(code), a_package(code)
        answers = [put(server.url, token, package) for _number in range(7)]
        guesses = [asked(server.url, "GET", f"/v1/packages/{'a' * 64}", f"guess{n}") for n in range(40)]
        other_code = next(CODES)  # of the same address as the one who guesses
        other = put(server.url, server.token(other_code), a_package(other_code))
    assert [answer.status for answer in answers] == [201, 200, 200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 120
    assert said(answers[-1]) == (429, "too-many")
    assert other.status == 201
    assert {guess.status for guess in guesses[:30]} == {401}
    assert {guess.status for guess in guesses[30:]} == {429}


def _raw(server: RunningServer, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
        with suppress(ConnectionResetError, BrokenPipeError):  # it has refused already
            connection.sendall(request)
        return connection.recv(65_536)

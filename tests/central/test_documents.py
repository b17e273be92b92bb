"""Documents on their own: in pieces, resumed after a break, and never taken for another one."""

import hashlib
import os
import time
from pathlib import Path
from typing import Final

import msgspec
import pytest
from sqlalchemy import select

from dxdesk.central.database import open_database
from dxdesk.central.intake import Intake
from dxdesk.central.papers import best_paper
from dxdesk.central.tables import PACKAGE
from dxdesk.exchange.format import Standing
from dxdesk.package.documents import attached
from dxdesk.package.format import Package
from dxdesk.package.writing import package_bytes, stripped
from tests.central.conftest import CODES
from tests.central.imports import central, imported
from tests.central.sent import Answered, a_package, asked, put
from tests.central.server import RunningServer, running_server
from tests.central.store import scalars

SCAN: Final = os.urandom(2_999_999) + b"%"
SHA256: Final = hashlib.sha256(SCAN).hexdigest()
PIECE: Final = 1_000_000


def scanned(code: str, data: bytes = SCAN) -> Package:
    return stripped(a_package(code, documents=(attached("scan", "scan.pdf", data),)))


def head(server: RunningServer, token: str, sha256: str = SHA256) -> Answered:
    return asked(server.url, "HEAD", f"/v1/documents/{sha256}", token)


def patch(
    server: RunningServer, token: str, offset: int, piece: bytes, *, last: bool, sha256: str = SHA256
) -> Answered:
    return asked(
        server.url,
        "PATCH",
        f"/v1/documents/{sha256}",
        token,
        piece,
        Content_Type="application/partial-upload",
        Upload_Offset=str(offset),
        Upload_Complete="?1" if last else "?0",
    )


def at(answer: Answered) -> tuple[int, str, str]:
    return answer.status, answer.headers["upload-offset"], answer.headers["upload-complete"]


def wanted(server: RunningServer, token: str, package: Package) -> tuple[str, ...]:
    answer = asked(server.url, "GET", f"/v1/packages/{package.digest}", token)
    return msgspec.json.decode(answer.body, type=Standing).wanted


def test_a_scan_comes_in_pieces(server: RunningServer, code: str) -> None:
    token, package = server.token(code), scanned(code)
    assert msgspec.json.decode(put(server.url, token, package).body, type=Standing).wanted == (SHA256,)
    assert at(head(server, token)) == (200, "0", "?0")
    for offset in range(0, len(SCAN), PIECE):
        last = offset + PIECE >= len(SCAN)
        answer = patch(server, token, offset, SCAN[offset : offset + PIECE], last=last)
        assert at(answer) == (204, str(offset + PIECE), "?1" if last else "?0")
    assert at(head(server, token)) == (200, str(len(SCAN)), "?1")
    assert wanted(server, token, package) == ()
    assert Intake(server.intake).read(SHA256) == SCAN


def test_a_piece_that_came_without_its_answer_is_not_taken_twice(server: RunningServer, code: str) -> None:
    token = server.token(code)
    put(server.url, token, scanned(code))
    patch(server, token, 0, SCAN[:PIECE], last=False)
    again = patch(server, token, 0, SCAN[:PIECE], last=False)
    assert at(again) == (409, str(PIECE), "?0")
    patch(server, token, PIECE, SCAN[PIECE:], last=True)
    after_the_end = patch(server, token, PIECE, SCAN[PIECE:], last=True)
    assert at(after_the_end) == (409, str(len(SCAN)), "?1")


def test_what_is_not_the_document_begins_anew(server: RunningServer, code: str) -> None:
    token, package = server.token(code), scanned(code)
    put(server.url, token, package)
    for wrong in (SCAN[:-1] + b"\0", SCAN + b"\0", SCAN[:-1]):
        assert at(patch(server, token, 0, wrong, last=True)) == (422, "0", "?0")
        assert at(head(server, token)) == (200, "0", "?0")
    assert wanted(server, token, package) == (SHA256,)
    assert patch(server, token, 0, SCAN, last=True).status == 204


def test_what_nobody_goes_on_sending_is_cleared_away(tmp_path: Path) -> None:
    def aged(intake: Intake, name: str, days: int) -> Path:
        part = intake.part(name)
        part.write_bytes(b"%PDF")
        then = time.time() - days * 24 * 3600
        os.utime(part, (then, then))
        return part

    (tmp_path / "in").mkdir()
    with running_server(tmp_path) as server:
        intake = Intake(server.intake)
        parts = [aged(intake, "old", 31), aged(intake, "young", 29)]
        imported(server.database, server.intake, tmp_path / "in")
        assert [part.exists() for part in parts] == [True, True]  # the server may be writing there
        server.restart()
        assert [part.exists() for part in parts] == [False, True]
    old = aged(intake, "old", 31)
    imported(server.database, server.intake, tmp_path / "in")
    assert (old.exists(), parts[1].exists()) == (False, True)


def test_what_nobody_named_is_not_taken(server: RunningServer, code: str) -> None:
    token = server.token(code)
    unnamed = hashlib.sha256(code.encode()).hexdigest()
    assert head(server, token, unnamed).status == 404
    assert patch(server, token, 0, code.encode(), last=True, sha256=unnamed).status == 404


def test_the_document_of_another_unit_is_not_one_s_own(server: RunningServer, code: str) -> None:
    data = b"%PDF " + code.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    other_code = next(CODES)
    mine, other = server.token(code), server.token(other_code)
    put(server.url, mine, scanned(code, data))
    assert patch(server, mine, 0, data, last=True, sha256=sha256).status == 204
    assert head(server, other, sha256).status == 404
    # Naming it does not make it one's own either: whoever has only the digest has not shown the document.
    named = put(server.url, other, scanned(other_code, data))
    assert named.status == 201
    assert at(head(server, other, sha256)) == (200, "0", "?0")


def test_a_rebuilt_database_knows_whose_a_document_is(
    server: RunningServer, code: str, tmp_path: Path
) -> None:
    data = b"%PDF " + code.encode()
    sha256 = hashlib.sha256(data).hexdigest()
    token, mine, other = server.token(code), scanned(code, data), scanned(next(CODES), data)
    put(server.url, token, mine)
    assert patch(server, token, 0, data, last=True, sha256=sha256).status == 204
    later = tmp_path / "later.dxplan.json"
    later.write_bytes(package_bytes(other))
    imported(server.database, server.intake, later)
    kept = Intake(server.intake).path_of(hashlib.sha256(later.read_bytes()).hexdigest())
    os.utime(kept, (time.time() + 5, time.time() + 5))
    anew = open_database(f"sqlite:///{tmp_path / 'anew.sqlite3'}", connections=1)
    central("rebuild", "--db", f"sqlite:///{tmp_path / 'anew.sqlite3'}", "--intake", server.intake)
    held = f"""SELECT digest FROM document JOIN package ON package.id = package_id
        WHERE sha256 = '{sha256}' AND held <> ''"""  # noqa: S608
    assert scalars(anew, held) == [mine.digest]
    with anew.reading() as connection:
        rows = connection.execute(select(PACKAGE.c.digest, PACKAGE.c.id))
        numbers = {row.digest: row.id for row in rows}
        papers = [best_paper(connection, Intake(server.intake), numbers[one.digest]) for one in (mine, other)]
    anew.close()
    assert [paper and paper.data for paper in papers] == [data, None]


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("Upload_Offset", "-1", 400),
        ("Upload_Offset", "", 400),
        ("Upload_Complete", "yes", 400),
        ("Content_Type", "application/json", 415),
        ("Content_Encoding", "br", 415),
    ],
)
def test_a_malformed_piece_is_refused(
    server: RunningServer, code: str, name: str, value: str, status: int
) -> None:
    token = server.token(code)
    put(server.url, token, scanned(code))
    headers = {
        "Content_Type": "application/partial-upload",
        "Upload_Offset": "0",
        "Upload_Complete": "?1",
    }
    answer = asked(server.url, "PATCH", f"/v1/documents/{SHA256}", token, SCAN, **headers | {name: value})
    assert (answer.status, answer.headers["content-type"]) == (status, "application/problem+json")


def test_a_piece_has_a_limit(server: RunningServer, code: str) -> None:
    token = server.token(code)
    put(server.url, token, scanned(code))
    assert patch(server, token, 0, bytes(8 * 2**20 + 1), last=False).status == 413

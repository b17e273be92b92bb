"""Packages over HTTP: what is taken, what is refused and how, and the receipt that stays the same."""

import gzip
import hashlib
import json
import random
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import func, select

from dxdesk.central.intake import Intake
from dxdesk.central.tables import LOG, PACKAGE
from dxdesk.exchange.format import Greeting, Standing
from dxdesk.package.writing import draft_package, package_bytes, stripped
from dxdesk.signing.cades import verify_all
from dxdesk.signing.trust import read_trust
from tests.central.sent import PDF, a_package, asked, problem, put, sendable
from tests.central.server import NAME, RunningServer, running_server
from tests.package.samples import PLAN


def test_the_greeting_says_who_it_is_and_what_is_taken(server: RunningServer) -> None:
    answer = asked(server.url, "GET", "/v1/")
    greeting = msgspec.json.decode(answer.body, type=Greeting)
    assert (answer.status, greeting.receiver.name) == (200, NAME)
    assert [year.year for year in greeting.years] == [2023]
    assert "1.0" in greeting.package_versions
    assert greeting.limits.package == 64 * 2**20


def test_a_package_gets_a_receipt_that_its_certificate_signed(server: RunningServer, code: str) -> None:
    package = a_package(code)
    answer = put(server.url, server.token(code), package)
    receipt = msgspec.json.decode(answer.body, type=Standing).receipt
    assert answer.status == 201
    assert receipt.statement.package == package.digest
    assert (receipt.statement.unit.code, receipt.statement.receiver.name) == (code, NAME)
    trust = read_trust({"receiver.pem": server.greeting.certificate.encode()})
    assert [report.is_sound for report in verify_all(receipt, trust)] == [True]


def test_the_same_package_gets_the_same_receipt_for_ever(server: RunningServer, code: str) -> None:
    package, token = a_package(code), server.token(code)
    first = put(server.url, token, package)
    other_copy = sendable(stripped(package))
    again = [put(server.url, token, copy) for copy in (sendable(package), other_copy)]
    asked_for = asked(server.url, "GET", f"/v1/packages/{package.digest}", token)
    assert (first.status, [one.status for one in again], asked_for.status) == (201, [200, 200], 200)
    assert {one.body for one in (first, *again, asked_for)} == {first.body}


def test_what_was_taken_is_in_the_intake_byte_for_byte(server: RunningServer, code: str) -> None:
    digest, data = sendable(a_package(code))
    put(server.url, server.token(code), (digest, data))
    with server.opened() as database, database.reading() as connection:
        content = connection.scalar(select(PACKAGE.c.content).where(PACKAGE.c.digest == digest))
    assert content == hashlib.sha256(data).hexdigest()
    assert Intake(server.intake).read(content) == data
    assert not list((server.intake / "incoming").iterdir())


def test_five_at_once_make_one_row_and_one_receipt(server: RunningServer, code: str) -> None:
    package, token = sendable(a_package(code)), server.token(code)
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda _number: put(server.url, token, package), range(5)))
    assert sorted(answer.status for answer in answers) == [200, 200, 200, 200, 201]
    assert len({answer.body for answer in answers}) == 1
    with server.opened() as database, database.reading() as connection:
        query = select(func.count()).where(PACKAGE.c.digest == package[0])
        assert connection.scalar(query) == 1


def test_five_different_ones_of_one_revision_at_once_are_one_and_four_conflicts(
    server: RunningServer, code: str
) -> None:
    token = server.token(code)
    packages = [a_package(code, subject=f"Lần {number}") for number in range(5)]
    with ThreadPoolExecutor(5) as pool:
        answers = list(pool.map(lambda package: put(server.url, token, package), packages))
    assert sorted(answer.status for answer in answers) == [201, 409, 409, 409, 409]
    taken = next(one for one, answer in zip(packages, answers, strict=True) if answer.status == 201)
    assert {problem(one.body).digest for one in answers if one.status == 409} == {taken.digest}
    with server.opened() as database, database.reading() as connection:
        query = select(LOG.c.content).where(LOG.c.outcome == "conflict")
        assert {
            hashlib.sha256(package_bytes(one)).hexdigest() for one in packages if one is not taken
        } <= set(connection.scalars(query))


def test_revisions_come_in_any_order_and_with_gaps(server: RunningServer, code: str) -> None:
    token = server.token(code)
    statuses = [put(server.url, token, a_package(code, revision=number)).status for number in (5, 2, 3, 1)]
    assert statuses == [201, 201, 201, 201]


@pytest.mark.parametrize("members", [1, 3])
def test_gzip_is_unpacked_on_the_way(server: RunningServer, code: str, members: int) -> None:
    digest, data = sendable(a_package(code))
    cuts = sorted(random.Random(members).sample(range(len(data)), members - 1))  # noqa: S311 - where to cut
    parts = [data[start:end] for start, end in zip([0, *cuts], [*cuts, len(data)], strict=True)]
    packed = b"".join(map(gzip.compress, parts))
    answer = put(server.url, server.token(code), (digest, packed), Content_Encoding="gzip")
    assert answer.status == 201, answer.body


def test_a_body_without_its_length_is_taken(server: RunningServer, code: str) -> None:
    digest, data = sendable(a_package(code))
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    headers = {"Authorization": f"Bearer {server.token(code)}", "Content-Type": "application/json"}
    pieces = iter([data[:1], data[1:5_000], data[5_000:]])
    connection.request("PUT", f"/v1/packages/{digest}", pieces, headers, encode_chunked=True)
    assert connection.getresponse().status == 201
    connection.close()


def test_the_content_digest_is_over_what_was_sent(server: RunningServer, code: str) -> None:
    digest, data = sendable(a_package(code))
    packed, token = gzip.compress(data), server.token(code)
    stated = {
        name: f"sha-256=:{b64encode(hashlib.sha256(one).digest()).decode()}:"
        for name, one in (("right", packed), ("wrong", data))
    }
    sent = {
        name: put(server.url, token, (digest, packed), Content_Encoding="gzip", Content_Digest=value)
        for name, value in stated.items()
    }
    assert (sent["wrong"].status, problem(sent["wrong"].body).type) == (
        400,
        "urn:dxdesk:problem:content-digest",
    )
    assert sent["right"].status == 201
    malformed = put(server.url, token, (digest, data), Content_Digest="sha-256=:nonsense")
    assert malformed.status == 400


def test_all_faults_are_listed(server: RunningServer, code: str) -> None:
    plain = json.loads(package_bytes(a_package(code)))
    plain["statement"]["year"] = "2023"
    plain["plan"]["unit"]["level"] = "thôn"
    plain["extra"] = 1
    answer = put(server.url, server.token(code), ("a" * 64, json.dumps(plain).encode()))
    found = problem(answer.body)
    assert (answer.status, answer.headers["content-type"]) == (422, "application/problem+json")
    assert {"/statement/year", "/plan/unit/level"} <= {finding.pointer for finding in found.findings}
    assert all(
        finding.code.startswith("DX") and finding.message and finding.cure for finding in found.findings
    )


def test_a_draft_is_refused(server: RunningServer, code: str) -> None:
    draft = draft_package(msgspec.structs.replace(PLAN, unit=msgspec.structs.replace(PLAN.unit, code=code)))
    answer = put(server.url, server.token(code), draft)
    assert answer.status == 422
    assert [(one.code, one.pointer) for one in problem(answer.body).findings] == [
        ("DX192", "/statement/sealed_at")
    ]


def test_another_digest_than_the_address_says_is_refused(server: RunningServer, code: str) -> None:
    _digest, data = sendable(a_package(code))
    answer = put(server.url, server.token(code), ("b" * 64, data))
    assert (answer.status, problem(answer.body).type) == (400, "urn:dxdesk:problem:other-digest")


def test_a_year_closes_after_its_day_but_receipts_stay(tmp_path: Path, code: str) -> None:
    yesterday = date.today() - timedelta(days=2)  # noqa: DTZ011 - a day's difference does not matter
    open_years = [(2023, None), (2024, yesterday)]
    with running_server(tmp_path, years=[(2024, None)]) as server:
        token, late = server.token(code), a_package(code, year=2024)
        first = put(server.url, token, late)
        server.stop()
    with running_server(tmp_path, years=open_years) as server:
        assert [year.year for year in server.greeting.years] == [2023]
        again = put(server.url, token, late)
        refused = put(server.url, token, a_package(code, year=2024, revision=2))
        never_open = put(server.url, token, a_package(code, year=2025))
    assert (first.status, again.status, first.body == again.body) == (201, 200, True)
    assert (refused.status, never_open.status) == (403, 403)
    assert problem(refused.body).type == "urn:dxdesk:problem:closed-year"


def test_documents_of_a_later_copy_are_taken(server: RunningServer, code: str) -> None:
    package, token = a_package(code), server.token(code)
    first = msgspec.json.decode(put(server.url, token, stripped(package)).body, type=Standing)
    whole = put(server.url, token, package)
    second = msgspec.json.decode(whole.body, type=Standing)
    sha256 = hashlib.sha256(PDF).hexdigest()
    assert (first.wanted, whole.status, second.wanted) == ((sha256,), 200, ())
    assert second.receipt == first.receipt
    assert Intake(server.intake).read(sha256) == PDF

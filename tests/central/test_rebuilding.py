"""The intake alone is enough: a database made anew from it has the same plans, receipts, replies and decisions."""

import json
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import text

from dxdesk.central.database import open_database
from dxdesk.central.intake import Intake
from tests.central.conftest import new_database
from tests.central.imports import central, imported, made
from tests.central.sent import a_package, put, sendable
from tests.central.server import NAME, RunningServer, running_server
from tests.central.store import said

_SAID: Final = {
    "receipt": """SELECT digest, package_id, body, made_at FROM receipt
        JOIN package ON package.id = package_id""",
    "reply": """SELECT digest, reply.number, verdict, body, answered_at FROM reply
        JOIN package ON package.id = package_id""",
    "return_reply": "SELECT digest, number, scheme, code, year, revision, body, answered_at FROM return_reply",
    "decision": """SELECT code, year, revision, digest, decided_by, note, decided_at FROM decision
        JOIN unit ON unit.id = unit_id""",
    "decided": "SELECT year, revision, digest FROM decided",
    "received": "SELECT digest, received_at FROM package",
}


class Office:
    """A receiver that has taken in, answered, returned and decided, and runs no more."""

    def __init__(self, request: pytest.FixtureRequest, kind: str, folder: Path) -> None:
        self._request, self._kind, self._folder = request, kind, folder
        self.intake = folder / "intake"
        self.sent = sendable(a_package("18580"))
        rival = sendable(a_package("18580", subject="Một văn bản khác"))
        url = new_database(request, kind, folder)
        with running_server(folder, database=url) as server:
            self.token = server.token("18580")
            self.answer = put(server.url, self.token, self.sent).body
            assert put(server.url, self.token, rival).status == 409
            self.reply("--return", url)
            self.reply("--accept", url)
            packages = made(folder / "made", 12, faulty=0.4, twisted=0.5)
            assert imported(url, self.intake, packages)["quarantined"]
            self.central("quarantine", "--reply", folder / "back", url=url)
            for conflict in json.loads(self.central("conflicts", "--json", url=url)):
                digest = conflict["rivals"][-1]["digest"]
                self.central("conflicts", "--choose", digest, "--by", "Trần Thị B", url=url)
            self.central("conflicts", "--undo", self.sent[0], "--by", "Lê Văn C", url=url)
            self.central("conflicts", "--choose", self.sent[0], "--by", "Lê Văn C", "--note", "đúng", url=url)
            self.standing = put(server.url, self.token, self.sent).body
        self.before = self.dump(url)
        assert all(self.before[name] for name in _SAID)

    def central(self, *arguments: object, url: str) -> str:
        return central(*arguments, "--db", url, "--intake", self.intake)[1]

    def reply(self, verdict: str, url: str) -> None:
        written = self._folder / f"reply{verdict}.json"
        self.central(
            "reply", self.sent[0], verdict, "--by", "Trần Thị B", "--name", NAME, "-o", written, url=url
        )
        assert written.exists()

    def dump(self, url: str) -> dict[str, list[Any]]:
        database = open_database(url, connections=1)
        try:
            with database.reading() as connection:
                own = {
                    name: sorted(map(repr, connection.execute(text(query)))) for name, query in _SAID.items()
                }
                return said(connection) | own
        finally:
            database.close()

    def rebuilt(self, name: str = "anew") -> str:
        """Return a database made from the intake alone."""
        folder = self._folder / name
        folder.mkdir()
        url = new_database(self._request, self._kind, folder)
        self.central("rebuild", url=url)
        return url


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DXDESK_LANG", "en")  # as the server speaks: findings are kept as they are said
        yield Office(request, request.param, tmp_path_factory.mktemp("office"))


def test_from_the_intake_alone_to_the_last_row(office: Office) -> None:
    url = office.rebuilt()
    assert office.dump(url) == office.before
    office.central("rebuild", url=url)
    assert office.dump(url) == office.before


def test_a_lost_file_and_a_damaged_receipt_are_told(office: Office, tmp_path: Path) -> None:
    intake = Intake(tmp_path / "intake")
    shutil.copytree(office.intake, intake.folder)
    lost = sha256(office.sent[1]).hexdigest()
    intake.path_of(lost).unlink()
    damaged = next(content for content in intake.contents() if content != lost)
    place = intake.path_of(damaged)
    place.write_bytes(place.read_bytes()[:20] + bytes([255] * 50))
    (decision, *_others) = sorted((intake.folder / "issued" / "decisions").iterdir())
    decision.write_bytes(decision.read_bytes()[:-20])
    code, out = central(
        "rebuild", "--db", f"sqlite:///{tmp_path / 'anew.sqlite3'}", "--intake", intake.folder
    )
    assert code == 1
    assert f"for the package {office.sent[0]}, but its file is lost" in out
    assert damaged in out
    assert f"“{decision.name}” in the intake is damaged" in out


def test_what_an_older_version_kept_in_the_database_alone_comes_into_the_intake(
    office: Office, tmp_path: Path
) -> None:
    intake = tmp_path / "intake"
    shutil.copytree(office.intake, intake)
    url = office.rebuilt("older")
    shutil.rmtree(intake / "issued")
    assert central("rebuild", "--db", url, "--intake", intake)[0] == 1  # some are in quarantine
    assert files_below(intake / "issued") == files_below(office.intake / "issued")


def test_a_damaged_receipt_is_mended_from_the_database(office: Office, tmp_path: Path) -> None:
    intake = tmp_path / "intake"
    shutil.copytree(office.intake, intake)
    url = office.rebuilt("mended")
    (receipt,) = (intake / "issued" / "receipts").rglob("*.json")
    receipt.write_bytes(receipt.read_bytes()[:100])
    central("rebuild", "--db", url, "--intake", intake)
    assert files_below(intake / "issued") == files_below(office.intake / "issued")
    assert office.dump(url) == office.before


def test_the_last_decision_still_counts_where_an_earlier_one_was_lacking(office: Office) -> None:
    url = office.rebuilt("order")
    database = open_database(url, connections=1)
    with database.writing() as connection:
        connection.execute(text("DELETE FROM decision WHERE digest IS NULL"))
    assert office.dump(url) != office.before
    database.close()
    office.central("rebuild", url=url)
    assert office.dump(url) == office.before


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_same_package_still_gets_the_same_receipt(office: Office, tmp_path: Path) -> None:
    url = office.rebuilt("served")
    server = RunningServer(tmp_path, url, ["--name", NAME, "--year", "2023"])
    server.intake = office.intake
    server.start()
    try:
        assert put(server.url, server.token("18580"), office.sent).body == office.standing
    finally:
        server.stop()

"""What is in quarantine goes back in one step; two texts of one revision stand side by side."""

import json
from pathlib import Path

import pytest

from dxdesk.central.returning import read_statement
from dxdesk.central.synth.making import Order, made_files
from dxdesk.central.synth.spoiling import WAYS
from dxdesk.exchange.format import AddressBook, Reply
from dxdesk.exchange.reading import read_exchanged
from dxdesk.package.reading import read_package
from dxdesk.package.writing import package_bytes
from dxdesk.signing.cades import verify_all
from dxdesk.signing.trust import Trust, read_trust
from dxdesk.units.catalogue import catalogue
from tests.central.imports import central, imported, open_years
from tests.central.sent import a_package


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXDESK_LANG", "en")


def _quarantined(url: str, folder: Path) -> Path:
    """Import a file spoilt in each way; return the intake."""
    communes = (unit.code for unit in catalogue("gso-2022") if unit.level == "xa")
    for way, code in zip(WAYS, communes, strict=False):
        (file,) = made_files(Order(seed=1, year=2023, scheme="gso-2022", code=code, twist=way))
        (folder / f"{way} {file.name}").write_bytes(file.data)
    counts = imported(url, folder / "intake", *folder.glob("*.json"))
    assert counts == {"quarantined": len(WAYS)}
    return folder / "intake"


def _sent_back(url: str, intake: Path, out: Path, *more: object) -> list[dict[str, object]]:
    code, said = central("quarantine", *more, "--db", url, "--intake", intake, "--reply", out, "--json")
    assert code == 0
    listed: list[dict[str, object]] = json.loads(said)
    return listed


def test_every_way_of_failing_goes_back_in_one_step(database_url: str, tmp_path: Path) -> None:
    intake, out = _quarantined(database_url, tmp_path), tmp_path / "out"
    named = ("--name", "Phòng Văn hóa và Thông tin huyện Lộc Hà")
    back = _sent_back(database_url, intake, out, *named)
    kinds = [one["kind"] for one in back]
    assert len(back) == len(WAYS)
    assert kinds.count("reply") > 5
    assert kinds.count("letter") > 5
    for one in back:
        data = Path(str(one["file"])).read_bytes()
        if one["kind"] == "letter":
            assert data.decode().startswith("Subject: The file “")
            assert "[DX" in data.decode()
            assert "sender" not in data.decode()  # it speaks to them
            continue
        reply = read_exchanged(data, Reply)
        assert reply.statement.verdict == "returned"
        assert reply.statement.findings
        assert not [finding for finding in reply.statement.findings if "sender" in finding.message]
        assert all(finding.message.endswith("]") for finding in reply.statement.findings)
        assert all(report.is_intact for report in verify_all(reply, Trust()))
    before = {file.name: file.read_bytes() for file in out.iterdir()}
    _sent_back(database_url, intake, tmp_path / "again")
    assert {file.name: file.read_bytes() for file in (tmp_path / "again").iterdir()} == before


def test_a_reply_names_the_package_and_the_place_in_the_plan(database_url: str, tmp_path: Path) -> None:
    package = a_package("18580")
    plain = json.loads(package_bytes(package))
    plain["plan"]["tasks"] = {"cloud": {"applies": 7}}
    file = tmp_path / "a.dxplan.json"
    file.write_text(json.dumps(plain), "utf-8")
    assert imported(database_url, tmp_path / "intake", file) == {"quarantined": 1}
    (one,) = _sent_back(
        database_url, tmp_path / "intake", tmp_path / "out", "--name", "UBND", "--by", "Trần B"
    )
    statement = read_exchanged(Path(str(one["file"])).read_bytes(), Reply).statement
    assert (statement.package, statement.number, statement.answered_by) == (package.digest, 1, "Trần B")
    assert "/tasks/cloud/applies" in {finding.pointer for finding in statement.findings}


def test_a_package_that_is_here_soundly_is_not_returned(database_url: str, tmp_path: Path) -> None:
    package = a_package("18580")
    plain = json.loads(package_bytes(package))
    plain["documents"][0]["size"] += 1
    (tmp_path / "a.dxplan.json").write_text(json.dumps(plain), "utf-8")
    (tmp_path / "b.dxplan.json").write_bytes(package_bytes(package))
    counts = imported(database_url, tmp_path / "intake", *tmp_path.glob("*.json"))
    assert counts == {"quarantined": 1, "accepted": 1}
    (one,) = _sent_back(database_url, tmp_path / "intake", tmp_path / "out", "--name", "UBND")
    assert (one["kind"], one["file"]) == ("needless", None)


def test_later_replies_go_on_counting(database_url: str, tmp_path: Path) -> None:
    package, intake, file = a_package("18580"), tmp_path / "intake", tmp_path / "a.dxplan.json"
    file.write_bytes(package_bytes(package))
    open_years(database_url, 2024)
    assert imported(database_url, intake, file) == {"quarantined": 1}
    for by in ("Trần B", "Lê C"):
        _sent_back(database_url, intake, tmp_path / "out", "--by", by)
    open_years(database_url, 2023)
    central("quarantine", "--db", database_url, "--intake", intake, "--again")
    reply = ("reply", package.digest, "--accept", "--db", database_url, "--intake", intake)
    central(*reply, "-o", tmp_path / "accepted.dxreply.json")
    files = [*sorted((tmp_path / "out").iterdir()), tmp_path / "accepted.dxreply.json"]
    said = [read_exchanged(path.read_bytes(), Reply).statement for path in files]
    assert [(one.number, one.verdict) for one in said] == [(1, "returned"), (2, "returned"), (3, "accepted")]


def test_an_office_without_a_server_has_one_key_from_its_first_answer_on(
    database_url: str, tmp_path: Path
) -> None:
    package, intake, file = a_package("18580"), tmp_path / "intake", tmp_path / "a.dxplan.json"
    file.write_bytes(package_bytes(package))
    assert imported(database_url, intake, file) == {"accepted": 1}
    place = ("--db", database_url, "--intake", intake)
    code, out = central("reply", package.digest, "--accept", *place, "-o", tmp_path / "no.json")
    assert (code, out, (tmp_path / "no.json").exists()) == (1, "", False)  # nobody has said who answers
    name = "Phòng Văn hóa và Thông tin huyện Lộc Hà"
    central("reply", package.digest, "--accept", *place, "--name", name, "-o", tmp_path / "a.dxreply.json")
    central("addresses", "--key", "loc-ha", *place, "-o", tmp_path / "a.dxaddresses.json")
    reply = read_exchanged((tmp_path / "a.dxreply.json").read_bytes(), Reply)
    (destination,) = read_exchanged((tmp_path / "a.dxaddresses.json").read_bytes(), AddressBook).destinations
    assert destination.receiver.name == reply.statement.receiver.name == name
    trust = read_trust({"receiver.pem": destination.certificates[0].encode()})
    assert [report.is_sound for report in verify_all(reply, trust)] == [True]
    # Another key would be one that no unit knows.
    code, _out = central(
        "reply", package.digest, "--accept", "--db", database_url, "--intake", tmp_path / "other"
    )
    assert (code, (tmp_path / "other").exists()) == (1, False)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"statement": {}, "digest": ""}', b"[" * 100_000])
def test_no_statement_is_read_where_there_is_none(data: bytes) -> None:
    assert read_statement(data) is None


def test_an_altered_statement_is_none() -> None:
    plain = json.loads(package_bytes(a_package("18580")))
    plain["statement"]["revision"] = 2
    assert read_statement(json.dumps(plain).encode()) is None


def test_a_conflict_is_shown_side_by_side(database_url: str, tmp_path: Path) -> None:
    files = made_files(Order(seed=1, year=2023, scheme="gso-2022", code="18580", twist="two versions"))
    paths = [tmp_path / file.name for file in files]
    for path, file in zip(paths, files, strict=True):
        path.write_bytes(file.data)
        imported(database_url, tmp_path / "intake", path)
    first, second = [read_package(path.read_bytes()).package for path in paths]
    asked = ("conflicts", "--db", database_url, "--intake", tmp_path / "intake", "--show", second.digest[:9])
    code, shown = central(*asked)
    assert code == 1
    assert f"A  {first.digest}" in shown
    assert f"B  {second.digest}" in shown
    assert "     A: " in shown
    assert "     B: " in shown
    assert f"Came from: {paths[1]}" in shown
    told = json.loads(central(*asked, "--json")[1])
    assert [side["digest"] for side in told["packages"]] == [first.digest, second.digest]
    assert told["differences"]
    for each in told["differences"]:
        assert each["digest"] == second.digest
        assert each["place"]
        assert each["path"].startswith("/")
        assert each["first"] != each["other"] or each["kind"] == "moved"
    assert central(*asked[:-1], "0000")[0] == 1  # there is no such conflict

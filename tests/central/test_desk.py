"""What a person looks after: conflicts, quarantine, who has not sent; and one way for network and files."""

import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from dxdesk.central.database import open_database
from dxdesk.central.intake import Intake
from dxdesk.central.signer import own_key
from dxdesk.central.synth.making import Order, made_files
from dxdesk.central.tables import PACKAGE
from dxdesk.package.reading import read_package
from dxdesk.package.writing import package_bytes, stripped
from tests.central.imports import central, imported, made, open_years
from tests.central.sent import a_package, put
from tests.central.server import RunningServer
from tests.central.store import scalars
from tests.central.wrapped import mailed

STANDINGS = "SELECT standing FROM package_standing"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXDESK_LANG", "en")


def _written(folder: Path, twist: str, code: str = "18580") -> list[Path]:
    folder.mkdir()
    files = made_files(Order(seed=1, year=2023, scheme="gso-2022", code=code, twist=twist))
    for file in files:
        (folder / file.name).write_bytes(file.data)
    return [folder / file.name for file in files]


def test_a_conflict_waits_for_a_person(database_url: str, tmp_path: Path) -> None:
    intake, (first, second) = tmp_path / "intake", _written(tmp_path / "made", "two versions")
    assert imported(database_url, intake, first) == {"accepted": 1}
    assert imported(database_url, intake, second) == {"conflict": 1}
    code, shown = central("conflicts", "--db", database_url, "--intake", intake)
    digests = [read_package(path.read_bytes()).package.digest for path in (first, second)]
    assert code == 1
    assert "Xã Thạch Kim (18580), 2023, revision 1:" in shown
    assert all(digest in shown for digest in digests)
    assert "     B: " in shown  # what differs, side by side
    database = open_database(database_url, connections=1)
    assert scalars(database, STANDINGS) == ["conflict", "conflict"]
    assert scalars(database, "SELECT COUNT(*) FROM current_plan") == [0]
    choice = (
        "conflicts",
        "--db",
        database_url,
        "--intake",
        intake,
        "--by",
        "Nguyễn Văn An",
        "--note",
        "Bản đã ký",
    )
    central(*choice, "--choose", digests[1][:12])
    assert scalars(database, "SELECT digest FROM current_plan") == [digests[1]]
    assert Counter(scalars(database, STANDINGS)) == {"accepted": 1, "set aside": 1}
    assert central("conflicts", "--db", database_url)[0] == 0
    central(*choice, "--undo", digests[1])
    assert Counter(scalars(database, STANDINGS)) == {"conflict": 2}
    assert scalars(database, "SELECT COUNT(*) FROM decision") == [2]
    database.close()


def test_a_choice_that_the_database_refuses_is_kept_nowhere(tmp_path: Path) -> None:
    url, intake = f"sqlite:///{tmp_path / 'central.sqlite3'}", tmp_path / "intake"
    files = _written(tmp_path / "made", "two versions")
    imported(url, intake, *files)
    database = open_database(url, connections=1)
    with database.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON decision BEGIN SELECT RAISE(ABORT, 'disk full'); END"
        )
    database.close()
    digest = read_package(files[0].read_bytes()).package.digest
    assert central("conflicts", "--db", url, "--intake", intake, "--choose", digest, "--by", "An")[0] == 1
    assert Intake(intake).issued.decisions() == []


def test_the_last_undisputed_revision_counts(database_url: str, tmp_path: Path) -> None:
    first, second = _written(tmp_path / "made", "revised")
    assert imported(database_url, tmp_path / "intake", second) == {"accepted": 1}
    assert imported(database_url, tmp_path / "intake", first) == {"superseded": 1}
    database = open_database(database_url, connections=1)
    assert scalars(database, "SELECT revision FROM current_plan") == [2]
    assert scalars(database, "SELECT what FROM broken_chain") == []
    database.close()


def test_what_came_is_listed_until_it_is_answered(database_url: str, tmp_path: Path) -> None:
    first, second = _written(tmp_path / "made", "revised")
    intake = tmp_path / "intake"
    imported(database_url, intake, first, second)
    open_years(database_url, 2023)
    own_key(Intake(intake), "UBND")  # as a server that runs has made it
    listed = ("packages", "--db", database_url, "--year", "2023")
    digest = read_package(second.read_bytes()).package.digest
    _code, shown = central(*listed)
    (line,) = (line for line in shown.splitlines() if digest[:12] in line)
    assert "18580 Xã Thạch Kim, 2023, revision 2" in line
    assert line.endswith("in force; not answered")
    keys = ("--db", database_url, "--intake", intake)
    code, said = central("reply", digest[:12], "--accept", *keys, "-o", tmp_path / "reply.json")
    assert (code, "is kept" in said) == (0, True)
    left = json.loads(central(*listed, "--unanswered", "--json")[1])
    assert [(each["revision"], each["standing"]) for each in left] == [(1, "superseded")]
    assert central("packages", "--db", database_url, "--year", "2024") == (0, "")


def test_a_gap_in_the_chain_is_told_until_it_closes(database_url: str, tmp_path: Path) -> None:
    first, second = _written(tmp_path / "made", "revised")
    imported(database_url, tmp_path / "intake", second)
    arguments = ("missing", "--db", database_url, "--year", "2023", "--within", "448", "--json")
    states = [gap["state"] for gap in json.loads(central(*arguments)[1])["gaps"] if gap["code"] == "18580"]
    assert states == ["gap"]
    imported(database_url, tmp_path / "intake", first)
    assert not [gap for gap in json.loads(central(*arguments)[1])["gaps"] if gap["code"] == "18580"]


@pytest.mark.parametrize("first", ["a", "b"])
def test_a_copy_brings_the_documents_that_another_lacks(
    database_url: str, tmp_path: Path, first: str
) -> None:
    second = "b" if first == "a" else "a"
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / f"{first}.json").write_bytes(package_bytes(a_package("18580")))
    (tmp_path / "made" / f"{second}.json").write_bytes(package_bytes(stripped(a_package("18580"))))
    counts = imported(database_url, tmp_path / "intake", tmp_path / "made")
    database = open_database(database_url, connections=1)
    assert counts == {"accepted": 1, "there already": 1}
    assert scalars(database, "SELECT held FROM document") == ["package"]
    assert scalars(database, "SELECT COUNT(*) FROM copy") == [2]
    database.close()


def test_who_has_not_sent_is_counted_against_the_map(database_url: str, tmp_path: Path) -> None:
    _written(tmp_path / "made", "")
    imported(database_url, tmp_path / "intake", tmp_path / "made")
    code, out = central("missing", "--db", database_url, "--year", "2023", "--within", "448", "--json")
    found = json.loads(out)
    assert code == 1
    assert (found["expected"], found["sent"]) == (13, 1)
    assert {gap["state"] for gap in found["gaps"]} == {"missing"}
    assert "18580" not in {gap["code"] for gap in found["gaps"]}
    late = central("missing", "--db", database_url, "--within", "448", "--deadline", "2022-12-10", "--json")[
        1
    ]
    assert [gap["code"] for gap in json.loads(late)["gaps"] if gap["state"] == "late"] == ["18580"]


def test_a_place_that_is_not_on_the_map_has_no_units(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'central.sqlite3'}"
    imported(url, tmp_path / "intake", *_written(tmp_path / "made", ""))
    assert central("missing", "--db", url, "--within", "9999") == (1, "")
    assert "Xã Ích Hậu, Huyện Lộc Hà, Tỉnh Hà Tĩnh: " in central("missing", "--db", url, "--within", "448")[1]


def test_who_decides_is_kept_with_the_decision(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url, intake = f"sqlite:///{tmp_path / 'central.sqlite3'}", tmp_path / "intake"
    files = _written(tmp_path / "made", "two versions")
    imported(url, intake, *files)
    digest = read_package(files[0].read_bytes()).package.digest
    with pytest.raises(SystemExit):
        central("conflicts", "--db", url, "--intake", intake, "--choose", digest)
    assert "--by" in capsys.readouterr().err
    assert Intake(intake).issued.decisions() == []


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("2022-12-05", datetime(2022, 12, 4, 17, tzinfo=UTC)),
        ("mail", datetime(2022, 12, 1, 3, 30, tzinfo=UTC)),
    ],
)
def test_what_was_received_before_came_then(
    database_url: str, tmp_path: Path, said: str, at: datetime
) -> None:
    (file,) = _written(tmp_path / "made", "")
    trace = b"Received: from a by b; Thu, 1 Dec 2022 10:30:00 +0700\nReceived: by c; Mon, 7 Nov 2022 08:00:00 +0700\n"
    mail = tmp_path / "letter.eml"
    mail.write_bytes(trace + mailed(("plan.json", file.read_bytes())))
    intake = tmp_path / "intake"
    imported(database_url, intake, mail, options=("--jobs", "1", "--received", said))
    anew = f"sqlite:///{tmp_path / 'anew.sqlite3'}"
    central("rebuild", "--db", anew, "--intake", intake)
    for url in (database_url, anew):
        database = open_database(url, connections=1)
        with database.reading() as connection:
            assert connection.scalars(select(PACKAGE.c.received_at)).all() == [at]
        database.close()
    late = central("missing", "--db", database_url, "--within", "448", "--deadline", "2022-12-10")[1]
    assert "late" not in late


def test_nothing_was_received_tomorrow(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    with pytest.raises(SystemExit):
        central("import", tmp_path, "--db", "sqlite:///x", "--intake", tmp_path, "--received", day)
    assert "still to come" in capsys.readouterr().err


def test_a_mistyped_intake_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"sqlite:///{tmp_path / 'central.sqlite3'}"
    assert central("rebuild", "--db", url, "--intake", tmp_path / "intakee")[0] == 1
    assert "Check its name" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_years_are_opened_without_a_server(tmp_path: Path) -> None:
    url, intake = f"sqlite:///{tmp_path / 'central.sqlite3'}", tmp_path / "intake"
    central("synth", "--units", "all", "--of", "448", "--year", "2024", "--out", tmp_path / "made")
    assert imported(url, intake, tmp_path / "made" / "packages") == {"quarantined": 13}
    name = ("--name", "UBND huyện Lộc Hà", "--year", "2023", "--year", "2024=2024-01-31")
    code, out = central("receiver", "--db", url, *name)
    assert (code, out) == (0, "UBND huyện Lộc Hà\n2023: open\n2024: until 31/01/2024\n")
    assert central("quarantine", "--db", url, "--intake", intake, "--again")[0] == 0
    database = open_database(url, connections=1)
    assert scalars(database, "SELECT COUNT(*) FROM current_plan WHERE year = 2024") == [13]
    assert scalars(database, "SELECT COUNT(*) FROM activity WHERE due NOT LIKE '2024-%'") == [0]
    database.close()


def test_quarantine_is_looked_at_again_after_a_cure(database_url: str, tmp_path: Path) -> None:
    intake, packages = tmp_path / "intake", made(tmp_path / "made", 5)
    open_years(database_url, 2024)
    assert imported(database_url, intake, packages) == {"quarantined": 5}
    code, out = central("quarantine", "--db", database_url, "--intake", intake, "--json")
    assert code == 1
    assert {row["code"] for row in json.loads(out)} == {"DX197"}
    assert central("quarantine", "--db", database_url, "--intake", intake, "--again")[0] == 1
    open_years(database_url, 2023)
    assert central("quarantine", "--db", database_url, "--intake", intake, "--again")[0] == 0
    database = open_database(database_url, connections=1)
    assert Counter(scalars(database, STANDINGS)) == {"accepted": 5}
    assert scalars(database, "SELECT COUNT(*) FROM quarantine") == [0]
    assert scalars(database, "SELECT COUNT(*) FROM finding") == [0]
    database.close()


def test_what_came_by_file_and_over_the_network_is_one(
    server: RunningServer, code: str, tmp_path: Path
) -> None:
    token, package = server.token(code), a_package(code)
    file = tmp_path / f"{code}.dxplan.json"
    file.write_bytes(package_bytes(package))
    assert imported(server.database, server.intake, file) == {"accepted": 1}
    assert put(server.url, token, package).status == 200
    file.write_bytes(package_bytes(stripped(package)))
    assert imported(server.database, server.intake, file) == {"there already": 1}
    rival = a_package(code, subject="Khác")
    assert put(server.url, token, rival).status == 409
    assert put(server.url, token, rival).status == 409
    central(
        "conflicts",
        "--db",
        server.database,
        "--intake",
        server.intake,
        "--choose",
        rival.digest,
        "--by",
        "An",
    )
    assert put(server.url, token, rival).status == 200

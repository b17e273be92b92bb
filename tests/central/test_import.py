"""Files taken in: each to the end that its truth says, once, in any order, by however many importers."""

import random
import shutil
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from dxdesk.central.database import open_database
from dxdesk.central.synth.folder import read_truth
from dxdesk.central.synth.spoiling import WAYS
from tests.central.conftest import new_database
from tests.central.imports import central, imported, importer, made
from tests.central.store import said_by, scalars


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DXDESK_LANG", "en")


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return packages of every kind: sound, spoilt in each way, revised, sent twice, in two versions."""
    return made(tmp_path_factory.mktemp("made"), len(WAYS) + 31, faulty=0.49, twisted=0.25)


def test_each_file_comes_to_the_end_that_its_truth_says(
    packages: Path, database_url: str, tmp_path: Path
) -> None:
    truth = read_truth(packages.parent)
    assert {one.twist for one in truth.values()} >= set(WAYS)
    imported(database_url, tmp_path / "intake", packages.parent)
    database = open_database(database_url, connections=1)
    codes = scalars(
        database,
        "SELECT DISTINCT origin || '|' || code FROM finding JOIN intake_log ON intake_log.content = finding.content",
    )
    standings = Counter(scalars(database, "SELECT standing FROM package_standing"))
    database.close()
    faulty = {f"{packages / name}|{one.code}" for name, one in truth.items() if one.outcome == "quarantined"}
    assert faulty <= set(codes)
    assert {code.partition("|")[0] for code in codes} == {code.partition("|")[0] for code in faulty}
    outcomes = Counter(one.outcome for one in truth.values())
    assert standings == {name: outcomes[name] for name in ("accepted", "superseded", "conflict")}


def test_a_check_says_the_same_and_writes_nothing(packages: Path, database_url: str, tmp_path: Path) -> None:
    before, intake = said_by(database_url), tmp_path / "intake"
    checked = imported(database_url, intake, packages, options=("--check",))
    assert said_by(database_url) == before
    assert not intake.exists()
    assert imported(database_url, intake, packages) == checked
    again = imported(database_url, intake, packages, options=("--check",))
    assert again == imported(database_url, intake, packages)


def test_a_check_makes_no_database(packages: Path, tmp_path: Path) -> None:
    imported(f"sqlite:///{tmp_path / 'new.sqlite3'}", tmp_path / "intake", packages, options=("--check",))
    assert list(tmp_path.iterdir()) == []


def test_once_more_changes_nothing(packages: Path, database_url: str, tmp_path: Path) -> None:
    first = imported(database_url, tmp_path / "intake", packages)
    said = said_by(database_url)
    log = "SELECT COUNT(*) FROM intake_log"
    database = open_database(database_url, connections=1)
    logged = scalars(database, log)
    again = imported(database_url, tmp_path / "intake", packages)
    assert scalars(database, log) == logged == [sum(first.values())]
    database.close()
    assert said_by(database_url) == said
    assert set(again) == {"there already", "quarantined"}
    assert again["quarantined"] == first["quarantined"]


def test_order_and_processes_do_not_matter(packages: Path, database_url: str, tmp_path: Path) -> None:
    files = sorted(packages.rglob("*.json"))
    random.Random(7).shuffle(files)  # noqa: S311 - no secret
    imported(database_url, tmp_path / "a", *files, options=("--jobs", "2"))
    other = f"sqlite:///{tmp_path / 'other.sqlite3'}"
    imported(other, tmp_path / "b", packages)
    shuffled, straight = said_by(database_url), said_by(other)
    for part in ("package", "copy", "quarantine", "finding", "place"):
        assert shuffled[part] == straight[part], part
    assert {part: len(rows) for part, rows in shuffled.items()} == {
        part: len(rows) for part, rows in straight.items()
    }


def test_three_importers_two_of_them_killed(
    request: pytest.FixtureRequest, packages: Path, tmp_path: Path
) -> None:
    clean, shared = (new_database(request, "postgresql", tmp_path) for _ in range(2))
    imported(clean, tmp_path / "clean", packages)
    files = sorted(packages.rglob("*.json"))
    running = []
    for seed in range(3):
        random.Random(seed).shuffle(files)  # noqa: S311 - no secret
        running.append(importer(shared, tmp_path / "shared", *files))
    database = open_database(shared, connections=1)
    while not scalars(database, "SELECT COUNT(*) FROM package")[0]:
        time.sleep(0.02)
    for killed in running[:2]:
        killed.send_signal(signal.SIGKILL)
    assert [process.wait() for process in running][2] == 1  # findings, not an error
    database.close()
    assert said_by(shared) == said_by(clean)


def test_killed_and_run_again(packages: Path, tmp_path: Path) -> None:
    clean, killed = (f"sqlite:///{tmp_path / name}.sqlite3" for name in ("clean", "killed"))
    imported(clean, tmp_path / "a", packages)
    process = importer(killed, tmp_path / "b", packages)
    database = open_database(killed, connections=1)
    while not scalars(database, "SELECT COUNT(*) FROM package")[0] and process.poll() is None:
        time.sleep(0.02)
    process.kill()
    process.wait()
    database.close()
    imported(killed, tmp_path / "b", packages)
    assert said_by(killed) == said_by(clean)


def test_a_rebuilt_store_is_the_same_to_the_last_row(
    packages: Path, database_url: str, tmp_path: Path
) -> None:
    intake = tmp_path / "intake"
    imported(database_url, intake, packages)
    said = said_by(database_url)
    anew = f"sqlite:///{tmp_path / 'anew.sqlite3'}"
    assert central("rebuild", "--db", anew, "--intake", intake)[0] == 1
    rebuilt = said_by(anew)
    for part, rows in said.items():
        assert len(rebuilt[part]) == len(rows), part
    assert {part: rebuilt[part] for part in ("package", "copy", "quarantine", "finding")} == {
        part: said[part] for part in ("package", "copy", "quarantine", "finding")
    }
    database = open_database(database_url, connections=1)
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM cost")
        connection.exec_driver_sql("UPDATE activity SET text = 'x'")
    database.close()
    central("rebuild", "--db", database_url, "--intake", intake)
    assert said_by(database_url) == said


def test_what_the_intake_has_lost_is_told(tmp_path: Path) -> None:
    url, intake = f"sqlite:///{tmp_path / 'c.sqlite3'}", tmp_path / "intake"
    imported(url, intake, made(tmp_path / "made", 3))
    shutil.rmtree(next((intake / "objects").iterdir()))
    code, out = central("rebuild", "--db", url, "--intake", intake)
    assert code == 1
    assert "The intake has no sound file" in out

"""Packages of the communes of a district, taken in at the desk: each file ends in exactly one way."""

import os
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from dxdesk.central.synth.folder import read_truth
from dxdesk.central.synth.spoiling import WAYS
from dxdesk.consolidation.areas import scope_of
from dxdesk.guidance.loading import pack_for_year
from dxdesk.intake.reading import look_at
from dxdesk.intake.standing import consolidated, read_material
from dxdesk.intake.taking_in import Told, take_in
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.sources.opening import opened
from dxdesk.store.integrity import check_store
from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from tests.consolidation.districts import DISTRICT, made_district, units_of
from tests.package.samples import PLAN

AT = datetime(2022, 12, 8, 9, tzinfo=UTC)
ENDS = {"accepted": "taken", "superseded": "older", "quarantined": "refused"}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    twists = ("", "revised", "sent twice", "two versions", "", WAYS[0], "", "")
    return made_district(tmp_path_factory.mktemp("made"), twists=twists)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "dxdesk.sqlite3") as opened_store:
        yield opened_store


def taken_in(store: Store, *paths: Path, at: datetime = AT) -> list[Told]:
    return take_in(store, [look_at(found, at) for found in opened(paths)])


def ends(told: list[Told]) -> Counter[str]:
    return Counter(one.outcome for one in told)


def test_each_file_of_a_folder_ends_in_one_way(store: Store, packages: Path) -> None:
    truth = {Path(name).name: one for name, one in read_truth(packages.parent).items()}
    told = taken_in(store, packages)
    assert len(told) == len(truth)
    for one in told:
        made = truth[Path(one.origin).name]
        if made.outcome == "conflict":
            assert one.outcome in ("conflict", "taken")
        elif made.twist == "sent twice":
            assert one.outcome in ("there already", "taken")
        else:
            assert one.outcome == ENDS[made.outcome], one.origin
        assert bool(one.reasons) == (one.outcome == "refused")
    assert ends(told)["there already"] == sum(one.outcome == "there already" for one in truth.values())
    assert all(cure for one in told for _message, cure in one.reasons)


def test_taking_the_same_in_again_changes_nothing(store: Store, packages: Path) -> None:
    taken_in(store, packages)
    before = store.received.list(), store.received.refused()
    again = ends(taken_in(store, packages))
    assert set(again) == {"there already", "refused"}
    assert store.received.list() == before[0]
    assert [one.content for one in store.received.refused()] == [one.content for one in before[1]]


def test_packages_in_archives_and_mails_are_the_same_packages(
    store: Store, packages: Path, tmp_path: Path
) -> None:
    files = sorted(packages.rglob("*.json"))[:4]
    with zipfile.ZipFile(tmp_path / "goi", "w") as archive:
        archive.write(files[0], "một.txt")
        archive.writestr("thư.eml", mail(files[1].read_bytes()))
    (tmp_path / "thu").write_bytes(mail(files[2].read_bytes()))
    told = taken_in(store, tmp_path / "goi", tmp_path / "thu", files[3])
    assert {one.package.unit_code for one in told if one.package} == {
        file.name.split("-")[1] for file in files
    }


def mail(data: bytes) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "xa@example.vn", "huyen@example.vn", "Kế hoạch"
    message.set_content("Kính gửi")
    message.add_attachment(data, maintype="application", subtype="json", filename="kh.dxplan.json")
    return message.as_bytes()


def test_what_is_no_package_is_told_and_kept_nowhere(store: Store, tmp_path: Path) -> None:
    (tmp_path / "ghi-chu.txt").write_text("Gửi anh", "utf-8")
    with zipfile.ZipFile(tmp_path / "khoa.zip", "w") as archive:
        archive.writestr("a", b"x")
    whole = (tmp_path / "khoa.zip").read_bytes()
    (tmp_path / "khoa.zip").write_bytes(whole[:-40])
    told = {Path(one.origin).name: one for one in taken_in(store, tmp_path)}
    assert told["ghi-chu.txt"].outcome == "other"
    assert (told["khoa.zip"].outcome, told["khoa.zip"].why) == ("unopened", "damaged")
    assert store.received.list() == []


def test_a_draft_is_not_taken_for_a_plan(store: Store, tmp_path: Path) -> None:
    (tmp_path / "nhap.dxplan.json").write_bytes(package_bytes(draft_package(PLAN)))
    (told,) = taken_in(store, tmp_path / "nhap.dxplan.json")
    assert told.outcome == "refused"
    (refused,) = store.received.refused()
    assert (refused.unit_code, refused.year) == (PLAN.unit.code, PLAN.year)


def test_a_sound_package_takes_the_place_of_what_was_refused(
    store: Store, packages: Path, tmp_path: Path
) -> None:
    file = min(packages.rglob("*-r1.dxplan.json"))
    (tmp_path / "hong.dxplan.json").write_bytes(file.read_bytes()[:-200])
    assert ends(taken_in(store, tmp_path / "hong.dxplan.json")) == {"refused": 1}
    assert store.received.refused()
    taken_in(store, file)
    assert not store.received.refused()


def test_every_unit_of_the_district_stands_somewhere(store: Store, packages: Path) -> None:
    truth = read_truth(packages.parent)
    left_out = {
        next(
            unit
            for unit in units_of(DISTRICT)
            if all(one.twist == "" for one in truth.values() if one.unit == unit)
        )
    }
    late = datetime(2022, 12, 11, 9, tzinfo=UTC)
    for file in sorted(packages.rglob("*.json")):
        unit = file.name.split("-")[1]
        if unit not in left_out:
            taken_in(store, file, at=late if unit.endswith("5") else AT)
    scope = scope_of(2023, DISTRICT)
    overview = consolidated(read_material(store, scope), scope, pack_for_year(2023), date(2022, 12, 10))
    states = {one.figures.code: one.state for one in overview.units}
    assert set(states) == set(units_of(DISTRICT))
    for unit, state in states.items():
        outcomes = {one.outcome for one in truth.values() if one.unit == unit}
        if unit in left_out:
            assert state == "missing"
        elif outcomes == {"conflict"}:
            assert state == "conflict"
        elif outcomes == {"quarantined"}:
            assert state == "faulty"
        else:
            assert state == ("late" if unit.endswith("5") else "on time")
    assert {"conflict", "faulty", "missing", "late", "on time"} == set(states.values())
    for one in overview.units:
        assert bool(one.refused) == (one.state == "faulty")
        assert (one.counts is None) == (one.state in ("missing", "faulty", "conflict"))


def test_a_conflict_ends_when_a_person_chooses(store: Store, packages: Path) -> None:
    taken_in(store, packages)
    scope = scope_of(2023, DISTRICT)
    pack = pack_for_year(2023)

    def contested() -> list[str]:
        found = consolidated(read_material(store, scope), scope, pack, date(2022, 12, 10))
        return [one.figures.code for one in found.units if one.state == "conflict"]

    before = contested()
    assert before
    rivals = [one for one in store.received.list() if one.unit_code == before[0]]
    store.received.choose(rivals[1].digest)
    assert contested() == before[1:]
    found = consolidated(read_material(store, scope), scope, pack, date(2022, 12, 10))
    (unit,) = (one for one in found.units if one.figures.code == before[0])
    assert unit.counts is not None
    assert unit.counts.digest == rivals[1].digest
    store.received.choose(rivals[1].digest, chosen=False)
    assert contested() == before


def test_a_package_that_was_removed_can_be_put_back(store: Store, packages: Path) -> None:
    taken_in(store, packages)
    before = store.received.list()
    contents = store.received.contents(before[0].digest)
    store.received.remove(before[0].digest)
    assert store.received.list() == before[1:]
    store.received.add([(before[0], contents)])
    assert store.received.list() == before
    assert store.received.contents(before[0].digest) == contents
    with pytest.raises(LookupError):
        store.received.remove("0" * 64)


_TAKES_IN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from dxdesk.intake.reading import look_at
from dxdesk.intake.taking_in import take_in
from dxdesk.sources.opening import opened
from dxdesk.store.opening import open_store
with open_store(Path(sys.argv[1])) as store:
    for found in opened([Path(sys.argv[2])]):
        take_in(store, [look_at(found, datetime.now(UTC))])
        print("one", flush=True)
"""


def test_who_is_killed_while_taking_in_loses_nothing(tmp_path: Path, packages: Path) -> None:
    file = tmp_path / "dxdesk.sqlite3"
    process = subprocess.Popen(
        [sys.executable, "-c", _TAKES_IN, str(file), str(packages)],
        stdout=subprocess.PIPE,
        env={**os.environ, "DXDESK_LANG": "en"},
    )
    assert process.stdout is not None
    for _number in range(5):
        assert process.stdout.readline() == b"one\n"
    process.kill()
    process.wait()
    process.stdout.close()
    assert check_store(file).sound
    with open_store(file) as store:
        kept = store.received.list()
        assert len(kept) + len(store.received.refused()) >= 4
        taken_in(store, packages)
        assert {one.digest for one in kept} <= {one.digest for one in store.received.list()}
        truth = read_truth(packages.parent)
        sound = [one for one in truth.values() if one.outcome not in ("quarantined", "there already")]
        assert len(store.received.list()) == len(sound)

"""Received packages in the store: kept as they came, apart from the plans, and along wherever the store goes."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest

from dxdesk.store.backup.looking import is_due
from dxdesk.store.backup.writing import back_up
from dxdesk.store.faults import StoreError
from dxdesk.store.integrity import check_store
from dxdesk.store.moving import export_plans
from dxdesk.store.opening import open_store
from dxdesk.store.received import Contents, ReceivedPackage, RefusedFile, unpacked
from dxdesk.store.rescue import rescue
from tests.store.test_opening import made_before

AT = datetime(2022, 12, 5, 8, tzinfo=UTC)
CONTENTS = Contents(package=b'{"plan": 1}' * 300, plan=b"{}", paper=b"%PDF-1.7")


def a_package(number: int = 1, *, revision: int = 1) -> ReceivedPackage:
    return ReceivedPackage(
        digest=f"{number:064x}",
        content=f"{number + 1_000:064x}",
        unit_scheme="gso-2022",
        unit_code="18580",
        unit_name="Xã Thạch Kim",
        level="xa",
        year=2023,
        revision=revision,
        number="15/KH-UBND",
        issued_on=date(2022, 12, 1),
        sealed_at=AT,
        signatures=1,
        paper="",
        origin="E:\\goi.dxplan.json",
        received_at=AT,
    )


def a_refused(unit: str = "18580") -> RefusedFile:
    return RefusedFile(
        content="f" * 64,
        unit_code=unit,
        year=2023,
        origin="hong.json",
        came_at=AT,
        reasons=(("Hỏng", "Gửi lại"),),
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a store with a received package and a refused file."""
    path = tmp_path / "dxdesk.sqlite3"
    with open_store(path) as store:
        store.received.add([(a_package(), CONTENTS)], [a_refused("18583")])
    return path


def test_what_was_kept_comes_back(file: Path) -> None:
    with open_store(file) as store:
        assert store.received.list() == [a_package()]
        assert store.received.contents(a_package().digest) == CONTENTS
        assert store.received.refused() == [a_refused("18583")]
        (packed,) = store.received.packed_plans([a_package().digest]).values()
        assert unpacked(packed) == CONTENTS.plan
        assert store.plans() == []


def test_the_same_package_is_kept_once(file: Path) -> None:
    with open_store(file) as store:
        again = msgspec.structs.replace(a_package(), origin="elsewhere")
        assert store.received.add([(again, CONTENTS), (a_package(2), CONTENTS)]) == [a_package(2)]
        assert [one.origin for one in store.received.list()] == [a_package().origin] * 2


def test_one_of_several_is_chosen_and_none_again(file: Path) -> None:
    with open_store(file) as store:
        store.received.add([(a_package(2), CONTENTS), (a_package(3, revision=2), CONTENTS)])
        before = ""
        for digest in (a_package(1).digest, a_package(2).digest):
            assert store.received.choose(digest) == before
            assert [one.digest for one in store.received.list() if one.chosen] == [digest]
            before = digest
        assert store.received.choose(a_package(2).digest, chosen=False) == before
        assert not any(one.chosen for one in store.received.list())
        with pytest.raises(LookupError):
            store.received.choose("0" * 64)


def test_a_sound_package_takes_the_place_of_what_was_refused_but_one_put_back_does_not(file: Path) -> None:
    with open_store(file) as store:
        store.received.add([], [a_refused()])
        assert len(store.received.refused()) == 2
        store.received.remove(a_package().digest)
        store.received.put_back(a_package(), CONTENTS)
        assert store.received.list() == [a_package()]
        assert len(store.received.refused()) == 2
        store.received.add([(a_package(2), CONTENTS)])
        assert store.received.refused() == [a_refused("18583")]


def test_a_backup_is_due_when_a_package_came(file: Path) -> None:
    back_up(file, "usual")
    assert not is_due(file)
    with open_store(file) as store:
        store.received.add([(a_package(2), CONTENTS)])
    assert is_due(file)


def test_everything_on_its_way_elsewhere_has_the_received_packages(file: Path, tmp_path: Path) -> None:
    export_plans(file, tmp_path / "all.dxstore")
    with open_store(tmp_path / "other.sqlite3") as store:
        taken = store.take(tmp_path / "all.dxstore", [], whole=True)
        assert taken.received == (a_package().digest,)
        assert store.received.contents(a_package().digest) == CONTENTS
        assert store.take(tmp_path / "all.dxstore", [], whole=True).received == ()
        store.take_back(taken, file)
        assert store.received.list() == []


def test_a_store_from_before_takes_received_packages(tmp_path: Path) -> None:
    path = tmp_path / "dxdesk.sqlite3"
    made_before(path, "add_received")
    with open_store(path) as store:
        store.received.add([(a_package(), CONTENTS)])
        assert store.received.list() == [a_package()]


@pytest.mark.parametrize(
    "spoiling",
    [
        "UPDATE received_package SET package_data = x'00'",
        "UPDATE received_package SET plan_data = x'00'",
        "UPDATE received_package SET paper_data = x'00'",
    ],
)
def test_a_damaged_package_is_told_and_not_given_out(file: Path, spoiling: str) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute(spoiling)
    assert {each.table for each in check_store(file).damage} == {"received_package"}
    with open_store(file) as store, pytest.raises(StoreError):
        store.received.contents(a_package().digest)


def test_a_rescue_brings_received_packages_along(file: Path, tmp_path: Path) -> None:
    with open_store(file) as store:
        store.received.add([(a_package(number), CONTENTS) for number in range(2, 40)])
    damaged = bytearray(file.read_bytes())
    damaged[18_000:18_400] = bytes(400)
    file.write_bytes(damaged)
    work = tmp_path / "work"
    work.mkdir()
    found = rescue(file, work)
    assert found is not None
    assert set(found.incomplete) <= {"received_package", "refused_file"}
    with open_store(found.built) as store:
        kept = store.received.list()
        assert len(kept) >= 30
        assert store.received.contents(kept[-1].digest) == CONTENTS

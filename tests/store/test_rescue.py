"""What is rescued from a damaged store, and that nothing of it is lost on the way."""

import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from dxdesk.store import aside
from dxdesk.store.copying import copy_store
from dxdesk.store.faults import StoreError
from dxdesk.store.integrity import check_store
from dxdesk.store.looking import BACKUPS
from dxdesk.store.offering import UNSURE, Offer, prepare_offer, use_none, use_rescued
from dxdesk.store.opening import open_store
from dxdesk.store.place import waiting_for
from dxdesk.store.rescue import Rescue
from dxdesk.store.values import Revision, Tally
from tests.store.samples import PLAN, recorded, started

LONG = "Cán bộ xã đã dự tập huấn. " * 3


class Office:
    """A store with a plan, all that belongs to it, and a plan that was erased after the backup."""

    def __init__(self, file: Path) -> None:
        self.file = file
        store, self.plan_id = started(file)
        with store:
            self.erased = store.copy(self.plan_id)
            recorded(store, self.plan_id, PLAN, "Trước")
            (file.parent / BACKUPS).mkdir()
            copy_store(store._connection.raw, file.parent / BACKUPS / "dxdesk-2023-01-05-083000.sqlite3")
            store.trash(self.erased)
            store.erase(self.erased)
            self.plan = recorded(store, self.plan_id, PLAN, "Trước", LONG)
            sealed = Revision(
                number=1,
                kind="original",
                digest="d",
                plan_sha256="p",
                profile="flat",
                sealed_at=datetime(2023, 1, 5, tzinfo=UTC),
            )
            store.revisions.seal(self.plan_id, sealed, bytes(50_000))
            store.revisions.add_paper(self.plan_id, 1, "scan", "a.png", bytes(9_000))
            store.revisions.issue(self.plan_id, 1, "15/KH-UBND", date(2023, 1, 6))
            store.letters.add("a.pdf", "application/pdf", bytes(100_000))
            store.set_setting("a", 1)

    def damage(self, statement: str) -> None:
        """Change rows as a disk does, past the sums."""
        with closing(sqlite3.connect(self.file, isolation_level=None)) as db:
            db.execute(statement)

    def offer(self) -> Offer:
        offer = prepare_offer(self.file, ours=True)
        assert offer is not None
        return offer

    def rescued(self) -> Rescue:
        found = self.offer().rescued
        assert found is not None
        return found

    def drop_backup(self) -> None:
        for each in (self.file.parent / BACKUPS).iterdir():
            each.unlink()


@pytest.fixture
def office(file: Path) -> Office:
    return Office(file)


def test_what_is_not_damaged_comes_back_with_all_that_belongs_to_it(office: Office) -> None:
    office.damage("UPDATE setting SET value = '2'")
    offer = office.offer()
    assert offer.rescued is not None
    assert [(plan.id, plan.state, plan.missing) for plan in offer.rescued.plans] == [
        (office.plan_id, "whole", ())
    ]
    assert offer.rescued.incomplete == ("setting",)
    use_rescued(offer)
    with open_store(office.file) as store:
        assert store.load(office.plan_id).plan == office.plan
        assert len(store.undoable(office.plan_id, 9)) == 3
        assert store.revisions.package(office.plan_id, 1) == bytes(50_000)
        (paper,) = store.revisions.papers(office.plan_id, 1)
        assert store.revisions.paper(paper.id) == bytes(9_000)
        assert [letter.name for letter in store.letters.list()] == ["a.pdf"]
        assert store.setting("a", int) is None
        assert store.plans(trashed=True) == []
        recorded(store, office.plan_id, office.plan, "Viết tiếp")
    assert check_store(office.file).sound


def test_a_lost_part_comes_from_the_backup_and_the_rest_is_the_newest(office: Office) -> None:
    office.damage("DELETE FROM plan_part WHERE key = 'solutions'")
    (plan,) = office.rescued().plans
    assert (plan.state, plan.missing) == ("mixed", ("edit",))
    with open_store(office.file.parent / "rescue.tmp" / "built.sqlite3") as store:
        assert store.load(plan.id).plan == office.plan


def test_without_a_backup_what_is_lost_stays_empty(office: Office) -> None:
    office.drop_backup()
    office.damage("DELETE FROM plan_part WHERE key IN ('solutions', 'document')")
    (plan,) = office.rescued().plans
    assert plan.state == "partial"
    with open_store(office.file.parent / "rescue.tmp" / "built.sqlite3") as store:
        there = store.load(plan.id).plan
    assert there.solutions == ()
    assert there.tasks == office.plan.tasks


def test_a_text_with_a_wrong_letter_is_kept_beside_the_damaged_file(office: Office) -> None:
    office.damage("UPDATE plan_part SET body = replace(body, 'tập huấn', 'tập huân')")
    offer = office.offer()
    assert offer.rescued is not None
    assert offer.rescued.plans[0].state == "backup"
    assert "Cán bộ xã đã dự tập huân" in offer.aside.with_name(UNSURE).read_text("utf-8")


def test_a_history_that_came_back_is_not_told_lost_where_the_beginning_of_the_file_is(office: Office) -> None:
    with office.file.open("r+b") as file:
        file.write(b"\xaa" * 100)
    offer = office.offer()
    assert offer.rescued is not None
    (plan,) = offer.rescued.plans
    assert plan.state == "whole"
    assert not {"edit", "edit_block"} & {*plan.missing}
    use_rescued(offer)
    with open_store(office.file) as store:
        assert len(store.undoable(office.plan_id, 9)) == 3


def test_a_damaged_history_does_not_touch_the_plan(office: Office) -> None:
    office.damage("UPDATE edit SET name = '{}' WHERE seq = 1")
    (plan,) = office.rescued().plans
    assert (plan.state, plan.missing) == ("whole", ("edit",))


def test_a_plan_that_is_gone_from_the_list_is_found_by_its_parts(office: Office) -> None:
    office.drop_backup()
    office.damage("UPDATE plan SET unit_name = 'xã Khác'")
    found = office.rescued()
    assert "plan" in found.incomplete
    assert [(plan.unit_name, plan.year, plan.state) for plan in found.plans] == [
        ("xã Sơn Lộc", 2023, "whole")
    ]


def test_a_damaged_backup_is_passed_over_for_an_older_one_that_is_sound(office: Office) -> None:
    newer = office.file.parent / BACKUPS / "dxdesk-2023-01-06-083000.sqlite3"
    newer.write_bytes(office.file.read_bytes()[:20_000])
    office.damage("DELETE FROM plan_part")
    found = office.rescued()
    assert found.backup is not None
    assert found.backup.name == "dxdesk-2023-01-05-083000.sqlite3"
    assert found.plans[0].state == "backup"


def everything_in(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


@pytest.mark.parametrize("use", [use_rescued, use_none])
def test_the_damaged_store_is_kept_byte_for_byte(office: Office, use: Callable[[Offer], None]) -> None:
    office.damage("UPDATE setting SET value = '2'")
    before = everything_in(office.file.parent)
    offer = office.offer()
    assert everything_in(office.file.parent) == before
    use(offer)
    assert everything_in(offer.aside.parent) == before
    assert sorted(each.name for each in office.file.parent.iterdir()) == [
        BACKUPS,
        offer.aside.parent.name,
        office.file.name,
    ]


class PowerCutError(Exception):
    """The power fails."""


@pytest.mark.parametrize("cut", range(4))
def test_a_power_cut_while_the_store_is_put_in_place_leaves_the_damaged_or_the_rescued_one(
    office: Office, monkeypatch: pytest.MonkeyPatch, cut: int
) -> None:
    log = office.file.with_name(f"{office.file.name}-wal")
    with open_store(office.file) as store:
        recorded(store, office.plan_id, office.plan, "Trong nhật ký")
        left = {each: each.read_bytes() for each in (office.file, log)}
    for each, data in left.items():
        each.write_bytes(data)
    offer = office.offer()
    steps = iter(range(9))

    def write_through(_folder: Path) -> None:
        if next(steps) == cut:
            raise PowerCutError

    monkeypatch.setattr(aside, "write_folder_through", write_through)
    monkeypatch.setattr(aside, "write_through", write_through)
    with pytest.raises(PowerCutError):
        use_rescued(offer)
    monkeypatch.undo()
    with open_store(office.file) as store:
        assert store.load(office.plan_id).plan.tasks["staff-training"].situation == "Trong nhật ký"
    assert not waiting_for(office.file).exists()


@pytest.mark.parametrize(("number", "kind"), [(errno.EACCES, "no_access"), (errno.ENOSPC, "full")])
def test_why_there_can_be_no_rescue_is_said(
    office: Office, monkeypatch: pytest.MonkeyPatch, number: int, kind: str
) -> None:
    def refuse(_file: Path, _folder: Path) -> Path:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(aside, "copy_set", refuse)
    with pytest.raises(StoreError) as caught:
        prepare_offer(office.file, ours=True)
    assert caught.value.kind == kind
    assert not (office.file.parent / "rescue.tmp").exists()


def test_a_store_with_a_plan_more_is_kept_too(office: Office) -> None:
    with open_store(office.file) as store:
        other = store.add_plan(PLAN, Tally())
    office.damage("UPDATE setting SET value = '2'")
    assert {plan.id for plan in office.rescued().plans} == {office.plan_id, other}

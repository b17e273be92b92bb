"""Versions of a plan: kept whole, never lost by themselves, and few enough."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from dxdesk.plan.edits import edited
from dxdesk.store.blocks import squeezed
from dxdesk.store.faults import StoreError
from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from dxdesk.store.stored import VersionKind
from tests.store.samples import PLAN, SITUATION, recorded, replaced

DAY = datetime(2022, 11, 1, 5, tzinfo=UTC)


def kinds(store: Store, plan_id: str) -> list[str]:
    return [each.kind for each in store.history.versions(plan_id)]


def test_a_plan_begins_with_a_version_and_so_does_a_copy(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    plan = recorded(store, plan_id, PLAN, "Một")
    copy = store.copy(plan_id)
    assert kinds(store, plan_id) == kinds(store, copy) == ["begun"]
    assert store.history.version(plan_id, 1) == store.history.state(plan_id, 0) == PLAN
    assert store.history.version(copy, 1) == store.history.state(copy, 0) == plan
    assert store.history.edits(copy, 9) == []


def test_a_version_is_the_plan_as_it_was_with_who_when_and_why(file: Path, kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    plan = recorded(store, plan_id, PLAN, "Một", "Hai")
    made = store.history.keep(plan_id, "hand", "Gửi lãnh đạo", note="Chờ", author="Bà B", at=DAY)
    recorded(store, plan_id, plan, "Ba")
    store.close()
    with open_store(file) as again:
        found, _begun = again.history.versions(plan_id)
        assert found == made
        assert (found.name, found.note, found.author, found.made_at) == ("Gửi lãnh đạo", "Chờ", "Bà B", DAY)
        assert found.edit == 2
        assert again.history.version(plan_id, found.number) == plan


def test_a_version_by_hand_is_renamed_and_comes_back_after_it_was_removed(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    number = store.history.keep(plan_id, "hand", "Một").number
    store.history.rename(plan_id, number, "Hai", "ghi chú")
    assert [each.name for each in store.history.versions(plan_id)] == ["Hai", ""]
    store.history.remove(plan_id, number)
    store.history.tidy()
    assert kinds(store, plan_id) == ["begun"]
    store.history.bring_back(plan_id, number)
    assert kinds(store, plan_id) == ["hand", "begun"]


def test_what_was_removed_long_ago_is_gone(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    number = store.history.keep(plan_id, "hand", "Một").number
    store.history.remove(plan_id, number, at=datetime.now(UTC) - timedelta(days=31))
    store.history.tidy()
    with pytest.raises(LookupError):
        store.history.bring_back(plan_id, number)


def test_what_the_program_kept_is_neither_renamed_nor_removed(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    for deed in (store.history.remove, store.history.bring_back):
        with pytest.raises(LookupError):
            deed(plan_id, 1)
    with pytest.raises(LookupError):
        store.history.rename(plan_id, 1, "Khác", "")
    with pytest.raises(LookupError):
        store.history.version(plan_id, 2)


def test_of_what_the_program_kept_the_newest_and_the_first_of_each_month_stay(
    kept: tuple[Store, str],
) -> None:
    store, plan_id = kept
    for day in range(0, 300, 3):
        kind: VersionKind = "hand" if day % 90 == 0 else "word"
        store.history.keep(plan_id, kind, str(day), at=DAY + timedelta(days=day))
    found = store.history.versions(plan_id)
    own = [each for each in found if each.kind == "word"]
    assert [each.name for each in found if each.kind == "hand"] == ["270", "180", "90", "0"]
    assert found[-1].kind == "begun"
    newest, others = own[:30], own[30:]
    assert newest[-1].made_at > DAY + timedelta(days=200)
    months = [f"{each.made_at:%Y-%m}" for each in others]
    assert len(set(months)) == len(months) == 7


def test_the_first_change_of_a_day_keeps_what_was_there(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    plan = PLAN
    for hours in (0, 1, 2, 30, 31, 60):
        edit, after = replaced(plan, SITUATION, f"Sau {hours} giờ")
        store.record(plan_id, edit, after, at=DAY + timedelta(hours=hours))
        plan = after
    versions = store.history.versions(plan_id)
    assert [each.kind for each in versions] == ["day", "day", "begun"]
    texts = [
        store.history.version(plan_id, each.number).tasks["staff-training"].situation for each in versions
    ]
    assert texts[:2] == ["Sau 31 giờ", "Sau 2 giờ"]


def test_a_state_is_found_from_the_nearest_version_and_not_from_one_on_a_way_left(
    kept: tuple[Store, str],
) -> None:
    store, plan_id = kept
    plan = recorded(store, plan_id, PLAN, "Một", "Hai", "Bỏ đi")
    store.history.keep(plan_id, "hand", "Trên nhánh bị bỏ")
    plan = edited(plan, store.undoable(plan_id, 1)[0].edit.backward)
    store.undo(plan_id, plan)
    recorded(store, plan_id, plan, "Ba", "Bốn")
    found = [
        store.history.state(plan_id, each.seq).tasks["staff-training"].situation
        for each in store.history.edits(plan_id, 9)
        if each.state == "done"
    ]
    assert found == ["Bốn", "Ba", "Hai", "Một"]
    assert store.history.version(plan_id, 2).tasks["staff-training"].situation == "Bỏ đi"


def test_an_erased_plan_leaves_nothing_of_its_history(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    recorded(store, plan_id, PLAN, *map(str, range(800)))
    store.history.keep(plan_id, "hand", "Một")
    store.history.tidy()
    store.trash(plan_id)
    store.erase(plan_id)
    db = store._connection._db
    for table in ("edit", "edit_block", "version"):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608 - our own words


@pytest.mark.parametrize(("table", "column"), [("version", "body"), ("edit_block", "bodies")])
def test_what_is_damaged_is_told(kept: tuple[Store, str], table: str, column: str) -> None:
    store, plan_id = kept
    recorded(store, plan_id, PLAN, *map(str, range(800)))
    store.history.tidy()
    store._connection._db.execute(f"UPDATE {table} SET {column} = x'789c00'")  # noqa: S608 - our own words
    with pytest.raises(StoreError) as caught:
        store.history.version(plan_id, 1) if table == "version" else store.undoable(plan_id, 800)
    assert caught.value.kind == "damaged"


def test_an_old_version_is_read_though_the_plan_has_new_members(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    old = msgspec.json.decode(msgspec.json.encode(PLAN))
    for member in ("unread", "acceptances"):
        old.pop(member)
    body = squeezed(msgspec.json.encode(old))
    store._connection._db.execute("UPDATE version SET body = ?", [body])
    assert store.history.version(plan_id, 1) == PLAN

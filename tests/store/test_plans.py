"""Plans in the store: the list, the trash, copies, where the user was."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given

from dxdesk.plan.model import Plan
from dxdesk.store.faults import StoreError
from dxdesk.store.opening import open_store
from dxdesk.store.parts import join_parts, split_plan
from dxdesk.store.store import Store
from dxdesk.store.values import Tally
from tests.store.samples import PLAN, SITUATION, recorded, replaced
from tests.strategies import plans

NOON = datetime(2023, 2, 1, 12, tzinfo=UTC)


@given(plans())
def test_a_plan_comes_back_from_its_parts_as_it_was(plan: Plan) -> None:
    again = join_parts(split_plan(plan))
    assert again == plan
    assert list(again.tasks) == list(plan.tasks)


def test_the_list_begins_with_the_newest_change(file: Path) -> None:
    with open_store(file) as store:
        first = store.add_plan(PLAN, Tally(), at=NOON)
        # The same moment elsewhere on earth sorts by the moment, not by its digits.
        second = store.add_plan(
            PLAN, Tally(), at=(NOON + timedelta(hours=1)).astimezone(timezone(-timedelta(hours=5)))
        )
        assert [each.id for each in store.plans()] == [second, first]
        edit, plan = replaced(PLAN, SITUATION, "Mới")
        store.record(first, edit, plan, at=NOON + timedelta(hours=2))
        assert [each.id for each in store.plans()] == [first, second]
        assert store.plans()[0].changed_at == NOON + timedelta(hours=2)


def test_the_list_shows_the_plan_and_how_far_it_is(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    store.note_progress(plan_id, Tally(written=7, total=23, errors=2))
    (shown,) = store.plans()
    assert (shown.unit_name, shown.unit_code, shown.level, shown.year) == ("xã Sơn Lộc", "18490", "xa", 2023)
    assert (shown.written, shown.total, shown.errors) == (7, 23, 2)


def test_another_unit_or_year_shows_in_the_list(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    edit, plan = replaced(PLAN, "/unit/name", "thị trấn Đầm Dơi")
    store.record(plan_id, edit, plan)
    edit, plan = replaced(plan, "/year", 2024)
    store.record(plan_id, edit, plan)
    (shown,) = store.plans()
    assert (shown.unit_name, shown.year) == ("thị trấn Đầm Dơi", 2024)


def test_where_the_user_was_and_when_is_remembered(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    assert store.load(plan_id).opened_at is None
    store.remember_position(plan_id, "/tasks/staff-training")
    store.note_opened(plan_id, at=NOON)
    stored = store.load(plan_id)
    assert (stored.position, stored.opened_at) == ("/tasks/staff-training", NOON)


def test_a_plan_in_the_trash_comes_back(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    plan = recorded(store, plan_id, PLAN, "Một")
    store.trash(plan_id, at=NOON)
    assert store.plans() == []
    assert [each.trashed_at for each in store.plans(trashed=True)] == [NOON]
    store.bring_back(plan_id)
    assert store.plans(trashed=True) == []
    assert store.load(plan_id).plan == plan
    assert len(store.undoable(plan_id, 9)) == 1


def test_only_what_is_in_the_trash_can_be_erased(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    other = store.copy(plan_id)
    recorded(store, plan_id, PLAN, "Một")
    with pytest.raises(LookupError):
        store.erase(plan_id)
    assert store.load(plan_id).id == plan_id
    store.trash(plan_id)
    store.erase(plan_id)
    assert store.plans(trashed=True) == []
    assert store.undoable(plan_id, 9) == []
    with pytest.raises(LookupError):
        store.load(plan_id)
    assert store.load(other).plan == PLAN


def test_a_copy_is_a_plan_of_its_own(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    plan = recorded(store, plan_id, PLAN, "Một")
    store.note_progress(plan_id, Tally(written=1, total=23))
    copy = store.copy(plan_id)
    recorded(store, copy, plan, "Hai")
    assert store.load(plan_id).plan == plan
    assert len(store.undoable(copy, 9)) == 1
    assert {each.written for each in store.plans()} == {1}


def test_a_damaged_plan_is_said_to_be_damaged_and_the_others_open(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    other = store.copy(plan_id)
    for damage in ("UPDATE plan_part SET body = substr(body, 5)", "DELETE FROM plan_part"):
        store._connection._db.execute(
            f"{damage} WHERE plan_id = ? AND key = 'tasks/staff-training'", [plan_id]
        )
        with pytest.raises(StoreError) as caught:
            store.load(plan_id)
        assert caught.value.kind == "damaged"
    assert store.load(other).plan == PLAN


@pytest.mark.parametrize("unknown", ["", "khong-co"])
def test_a_plan_that_is_not_there_is_no_damage(kept: tuple[Store, str], unknown: str) -> None:
    store, _plan_id = kept
    edit, plan = replaced(PLAN, SITUATION, "Mới")
    for call in (
        lambda: store.load(unknown),
        lambda: store.record(unknown, edit, plan),
        lambda: store.undo(unknown, plan),
        lambda: store.trash(unknown),
        lambda: store.copy(unknown),
    ):
        with pytest.raises(LookupError):
            call()

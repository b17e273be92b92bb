"""The log of edits stays small and loses nothing: packed edits come back, merged ones lead to the beginning."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dxdesk.plan.edits import edited
from dxdesk.plan.model import Plan
from dxdesk.store import packing
from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from tests.store.samples import PLAN, recorded, started, texts_of
from tests.store.test_edits import ACTIONS, Action, Twin
from tests.store.writer import long_plan, writing
from tests.strategies import keys, texts

pytestmark = pytest.mark.once

EDITS = int(os.environ.get("DXDESK_EDITS", "20000"))  # 200000 is the whole count


def packed_bytes(store: Store) -> int:
    query = "SELECT coalesce(sum(length(heads) + length(bodies)), 0) FROM edit_block"
    return int(store._connection._db.execute(query).fetchone()[0])


def quick(file: Path) -> tuple[Store, str]:
    """Open a store with a long plan in it that does not wait for the disk."""
    store, plan_id = started(file, long_plan())
    store._connection._db.execute("PRAGMA synchronous = OFF")
    return store, plan_id


def blocks(store: Store) -> int:
    return int(store._connection._db.execute("SELECT count(*) FROM edit_block").fetchone()[0])


def tidied(store: Store, **bound: int) -> None:
    while store.history.tidy(**bound):
        pass


class TidyTwin(Twin):
    """A store that packs between what is done, and what it ought to hold."""

    def act(self, action: Action) -> None:
        if action[0] == "tidy":
            tidied(self.store)
        else:
            super().act(action)

    def check(self) -> None:
        super().check()
        line = [PLAN]
        for edit in (*self.done, *self.undone[::-1]):
            line.append(edited(line[-1], edit.forward))
        heads = [each for each in self.store.history.edits(self.id, 99) if each.state != "dropped"][::-1]
        assert [each.name for each in heads] == [each.name for each in (*self.done, *self.undone[::-1])]
        for at, plan in zip([0, *(each.seq for each in heads)], line, strict=True):
            assert self.store.history.state(self.id, at) == plan


@settings(max_examples=80)
@given(
    st.lists(
        st.tuples(
            st.sampled_from((*ACTIONS, "tidy", "undo", "redo", "undo")), st.integers(0, 5), keys(), texts()
        ),
        min_size=1,
        max_size=30,
    )
)
@example([("tasks", 0, "a", ""), *[("text", 0, "a", "")] * 4])  # what is put in has less than a plan
def test_whatever_is_packed_undo_redo_and_every_state_are_as_before(actions: list[Action]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as sizes:
        sizes.setattr(packing, "BLOCK", 3)
        sizes.setattr(packing, "LOOSE", 2)
        twin = TidyTwin(Path(folder) / "dxdesk.sqlite3")
        try:
            for action in actions:
                twin.act(action)
            twin.check()
        finally:
            twin.store.close()


def test_undo_goes_into_the_packed_edits_and_redo_comes_out_again(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    recorded(store, plan_id, PLAN, *map(str, range(1_500)))
    tidied(store)
    assert blocks(store) > 1
    assert len(store.undoable(plan_id, 9_999)) == 1_500
    plan = store.load(plan_id).plan
    for each in store.undoable(plan_id, 9_999):
        plan = edited(plan, each.edit.backward)
        store.undo(plan_id, plan)
    assert store.load(plan_id).plan == PLAN
    tidied(store)
    assert blocks(store) > 1
    assert texts_of(store.redoable(plan_id)) == [str(number) for number in range(1_500)]
    for each in store.redoable(plan_id):
        plan = edited(plan, each.edit.forward)
        store.redo(plan_id, plan)
    assert store.load(plan_id).plan == plan
    assert store.plans()[0].edited_since is False


def test_what_was_undone_far_back_is_dropped_with_its_blocks(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    recorded(store, plan_id, PLAN, *map(str, range(1_500)))
    plan = store.load(plan_id).plan
    for each in store.undoable(plan_id, 9_999):
        plan = edited(plan, each.edit.backward)
        store.undo(plan_id, plan)
    tidied(store)
    recorded(store, plan_id, plan, "Viết tiếp")
    assert store.redoable(plan_id) == []
    assert texts_of(store.undoable(plan_id, 9)) == ["Viết tiếp"]
    assert {each.state for each in store.history.edits(plan_id, 9_999)[1:]} == {"dropped"}
    assert len(store.history.edits(plan_id, 9_999)) == 1_501
    assert store.history.edit(plan_id, 1_499).edit.forward[0]["value"] == "1498"


def undone_to_the_beginning(store: Store, plan_id: str) -> tuple[Plan, int]:
    """Undo without end, some edits at a time as a session does; return the plan and the number of edits."""
    plan, count = store.load(plan_id).plan, 0
    while some := store.undoable(plan_id, 200):
        for each in some:
            plan = edited(plan, each.edit.backward)
            store.undo(plan_id, plan)
        count += len(some)
    return plan, count


def test_beyond_its_bound_the_oldest_edits_are_merged_and_undo_still_reaches_the_beginning(
    file: Path,
) -> None:
    """Also for `DXDESK_EDITS` edits."""
    bound = EDITS * 10  # a seventh of what they take when packed
    beginning = long_plan()
    store, plan_id = quick(file)
    end = beginning
    for number, (edit, end) in enumerate(writing(EDITS), start=1):
        store.record(plan_id, edit, end)
        if number % 2_000 == 0:
            tidied(store, bound=bound)
            assert 0 < packed_bytes(store) <= bound
    names = [each.name.message for each in store.history.edits(plan_id, EDITS)]
    assert "All changes of {day}" in names
    assert len(names) < EDITS
    store.close()
    with open_store(file) as store:
        plan, count = undone_to_the_beginning(store, plan_id)
        assert plan == store.load(plan_id).plan == beginning
        assert count == len(names)
        for _ in range(count):
            (each,) = store.redoable(plan_id, 1)
            plan = edited(plan, each.edit.forward)
            store.redo(plan_id, plan)
        assert plan == end


def test_however_small_the_bound_what_can_be_merged_is(file: Path) -> None:
    store, plan_id = quick(file)
    with store:
        for edit, plan in writing(1_700):
            store.record(plan_id, edit, plan)
        tidied(store, bound=1)
        assert blocks(store) == 1
        assert undone_to_the_beginning(store, plan_id)[0] == long_plan()
        tidied(store, bound=1)


def steps_to_open(store: Store, plan_id: str) -> int:
    """Return how many tens of steps SQLite takes to give what the window asks for when a plan is opened."""
    steps: list[None] = []
    store._connection._db.set_progress_handler(lambda: steps.append(None), 10)
    store.plans()
    store.load(plan_id)
    store.undoable(plan_id, 200)
    store.redoable(plan_id, 200)
    store._connection._db.set_progress_handler(None, 0)
    return len(steps)


def test_a_plan_with_a_long_history_is_opened_as_fast_as_one_with_a_short_one(tmp_path: Path) -> None:
    found = []
    for count in (600, 8_000):
        store, plan_id = quick(tmp_path / f"{count}.sqlite3")
        with store:
            for edit, plan in writing(count):
                store.record(plan_id, edit, plan)
            tidied(store)
            found.append(steps_to_open(store, plan_id))
    assert found[1] < found[0] * 1.1


def test_free_pages_are_given_back(file: Path) -> None:
    store, plan_id = quick(file)
    with store:
        for edit, plan in writing(4_000):
            store.record(plan_id, edit, plan)
        store._connection._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = file.stat().st_size
        tidied(store)
        store._connection._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert file.stat().st_size < before / 2

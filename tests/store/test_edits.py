"""The log of edits: undo and redo outlive the program, and a plan is always what its edits made of it."""

import sqlite3
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxdesk.plan.edit import Edit, EditName, make_edit, merged
from dxdesk.plan.edits import Operation, edited
from dxdesk.plan.model import Plan
from dxdesk.store.integrity import check_store
from dxdesk.store.opening import open_store
from dxdesk.store.store import Store
from tests.store.samples import PLAN, SITUATION, SUBJECT, recorded, replaced, started, texts_of
from tests.strategies import keys, texts

Action = tuple[str, int, str, str]
ACTIONS = (
    "text",
    "add",
    "remove",
    "move",
    "two parts",
    "tasks",
    "whole",
    "write on",
    "undo",
    "redo",
    "reopen",
)


def operations_of(plan: Plan, action: Action) -> list[Operation]:
    """Return what an action does to a plan, as far as it fits."""
    kind, number, key, text = action
    task = f"/tasks/{list(plan.tasks)[number % len(plan.tasks)]}" if plan.tasks else ""
    write: list[Operation] = [{"op": "replace", "path": "/goals/general", "value": text}]
    anywhere: dict[str, list[Operation]] = {
        "add": [{"op": "add", "path": f"/tasks/{key}", "value": {"situation": text}}],
        "tasks": [{"op": "replace", "path": "/tasks", "value": {key: {"reason": text}}}],
        "whole": [{"op": "replace", "path": "", "value": msgspec.json.decode(msgspec.json.encode(PLAN))}],
    }
    in_task: dict[str, list[Operation]] = {
        "text": [{"op": "replace", "path": f"{task}/situation", "value": text}],
        "remove": [{"op": "remove", "path": task}],
        "move": [{"op": "move", "from": task, "path": f"/tasks/{key}"}],
        "two parts": [
            {"op": "copy", "from": "/goals/general", "path": f"{task}/situation"},
            {"op": "add", "path": "/solutions/-", "value": {"title": "", "text": text}},
        ],
    }
    return {**anywhere, **(in_task if task else {})}.get(kind, write)


class Twin:
    """A store and what it ought to hold."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.store, self.id = started(file)
        self.plan = PLAN
        self.done: list[Edit] = []
        self.undone: list[Edit] = []

    def act(self, action: Action) -> None:
        match action[0]:
            case "reopen":
                self.store.close()
                self.store = open_store(self.file)
            case "undo" if self.done:
                self.undone.append(self.done.pop())
                self.plan = edited(self.plan, self.undone[-1].backward)
                self.store.undo(self.id, self.plan)
            case "redo" if self.undone:
                self.done.append(self.undone.pop())
                self.plan = edited(self.plan, self.done[-1].forward)
                self.store.redo(self.id, self.plan)
            case "undo" | "redo":
                with pytest.raises(LookupError):
                    getattr(self.store, action[0])(self.id, self.plan)
            case _:
                self.change(action)

    def change(self, action: Action) -> None:
        name = EditName(message="Edit {place}", path="/tasks", fields={"key": action[2]})
        edit, self.plan = make_edit(self.plan, name, operations_of(self.plan, action))
        both = merged(self.done[-1], edit) if self.done and action[0] == "write on" else None
        self.undone.clear()
        if both:
            self.done.pop()
        self.done.append(both or edit)
        self.store.record(self.id, both or edit, self.plan, merge=both is not None)

    def check(self) -> None:
        stored = self.store.load(self.id)
        assert stored.plan == self.plan
        assert list(stored.plan.tasks) == list(self.plan.tasks)
        assert [each.edit for each in self.store.undoable(self.id, 99)] == self.done[::-1]
        assert [each.edit for each in self.store.redoable(self.id)] == self.undone[::-1]
        assert stored.head == max((each.seq for each in self.store.undoable(self.id, 1)), default=0)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from(ACTIONS), st.integers(0, 5), keys(), texts()), min_size=1, max_size=15)
)
def test_whatever_is_done_the_store_holds_the_plan_and_its_history(actions: list[Action]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        twin = Twin(Path(folder) / "dxdesk.sqlite3")
        try:
            for action in actions:
                twin.act(action)
                twin.check()
            assert check_store(twin.file).sound
        finally:
            twin.store.close()


def test_an_edit_writes_only_the_parts_that_it_touches(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    db = store._connection._db
    db.execute("CREATE TEMP TABLE seen (key)")
    db.execute(
        "CREATE TEMP TRIGGER see AFTER UPDATE OF body ON plan_part BEGIN INSERT INTO seen VALUES (new.key); END"
    )
    recorded(store, plan_id, PLAN, "Mới")
    assert db.execute("SELECT key FROM seen").fetchall() == [("tasks/staff-training",)]


def test_what_was_undone_is_dropped_when_something_new_is_written(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    plan = recorded(store, plan_id, PLAN, "Một", "Hai")
    plan = edited(plan, store.undoable(plan_id, 1)[0].edit.backward)
    assert store.undo(plan_id, plan).state == "undone"
    recorded(store, plan_id, plan, "Ba")
    assert texts_of(store.undoable(plan_id, 9)) == ["Ba", "Một"]
    assert store.redoable(plan_id) == []
    with pytest.raises(LookupError):
        store.redo(plan_id, plan)


def test_writing_on_stays_one_edit(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    first, plan = replaced(PLAN, SITUATION, "X")
    number = store.record(plan_id, first, plan)
    second, plan = replaced(plan, SITUATION, "Xã")
    both = merged(first, second)
    assert both is not None
    assert store.record(plan_id, both, plan, merge=True) == number
    (stored,) = store.undoable(plan_id, 9)
    assert edited(store.load(plan_id).plan, stored.edit.backward) == PLAN


def test_writing_on_an_edit_that_never_arrived_spares_the_one_before(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    before, plan = replaced(PLAN, SUBJECT, "Kế hoạch")
    store.record(plan_id, before, plan)
    lost, plan = replaced(plan, SITUATION, "X")
    more, plan = replaced(plan, SITUATION, "Xã")
    both = merged(lost, more)
    assert both is not None
    store.record(plan_id, both, plan, merge=True)
    assert store.load(plan_id).plan == plan
    assert [each.edit for each in store.undoable(plan_id, 9)] == [both, before]


def test_no_more_of_a_long_history_is_read_than_asked_for(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    recorded(store, plan_id, PLAN, *"abcdefg")
    assert texts_of(store.undoable(plan_id, 3)) == ["g", "f", "e"]


def test_nothing_that_is_asked_often_reads_the_whole_log(kept: tuple[Store, str]) -> None:
    store, plan_id = kept
    asked: list[str] = []
    store._connection._db.set_trace_callback(asked.append)
    plan = recorded(store, plan_id, PLAN, "Một")
    store.load(plan_id)
    store.undoable(plan_id, 1)
    store.undo(plan_id, PLAN)
    store.redo(plan_id, plan)
    store._connection._db.set_trace_callback(None)
    for statement in asked:
        if "edit" in statement and not statement.startswith("INSERT"):
            steps = store._connection._db.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            steps = [step for step in steps if step[3] != "SCAN CONSTANT ROW"]
            assert all("SCAN" not in step[3] and "TEMP B-TREE" not in step[3] for step in steps), statement


def test_the_store_is_of_the_thread_that_opened_it(kept: tuple[Store, str]) -> None:
    with ThreadPoolExecutor() as threads, pytest.raises(sqlite3.ProgrammingError):
        threads.submit(kept[0].plans).result()

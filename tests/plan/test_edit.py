from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.plan.changes import (
    add_entries,
    insert_suggestions,
    move_entry,
    remove_entries,
    set_applies,
    set_value,
)
from dxdesk.plan.edit import EditName, edit_text, make_edit, merged
from dxdesk.plan.edits import edited
from dxdesk.plan.model import Activity, Plan, Solution
from dxdesk.plan.task_changes import insert_activities
from tests.document.sample_plans import full_plan, pack
from tests.strategies import plans

NAME = EditName(message="Edit {place}")


@st.composite
def operations(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Draw operations of every kind that fit any plan: on lists of texts and on a map of texts."""
    found: list[dict[str, Any]] = [{"op": "replace", "path": "/goals/specific", "value": ["a", "b", "c"]}]
    count = 3
    for _step in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(("add", "append", "remove", "move", "copy", "replace", "key", "test")))
        index, target = draw(st.integers(0, count - 1)), draw(st.integers(0, count - 1))
        place = f"/goals/specific/{index}"
        match kind:
            case "add" | "append":
                path = place if kind == "add" else "/goals/specific/-"
                found.append({"op": "add", "path": path, "value": draw(st.text("xyz", max_size=3))})
                count += 1
            case "remove" if count > 1:
                found.append({"op": "remove", "path": place})
                count -= 1
            case "move":
                path = draw(st.sampled_from((f"/goals/specific/{target}", "/goals/specific/-")))
                found.append({"op": "move", "from": place, "path": path})
            case "copy":
                found.append({"op": "copy", "from": place, "path": "/results/limitations"})
            case "replace":
                found.append({"op": "replace", "path": place, "value": "w"})
            case "key":
                found.append({"op": "add", "path": "/results/limitations", "value": "k"})
    return found


@given(plan=plans(), changes=operations())
def test_an_edit_taken_back_leaves_no_trace(plan: Plan, changes: list[dict[str, Any]]) -> None:
    edit, after = make_edit(plan, NAME, changes)
    assert edited(plan, edit.forward) == after
    assert edited(after, edit.backward) == plan


def test_moving_a_value_over_another_can_be_taken_back() -> None:
    plan = msgspec.structs.replace(full_plan("xa"), results={"limitations": "a"}, sections={"closing": "b"})
    move = {"op": "move", "from": "/results/limitations", "path": "/sections/closing"}
    edit, after = make_edit(plan, NAME, [move])
    assert after.sections["closing"] == "a"
    assert edited(after, edit.backward) == plan


def test_writing_on_at_one_place_is_one_edit() -> None:
    plan = full_plan("xa")
    first, begun = make_edit(plan, *set_value(plan, "/goals/general", "M"))
    second, ended = make_edit(begun, *set_value(begun, "/goals/general", "Một"))
    both = merged(first, second)
    assert both is not None
    assert edited(plan, both.forward) == ended
    assert edited(ended, both.backward) == plan
    elsewhere, _after = make_edit(ended, *set_value(ended, "/funding/text", "x"))
    assert merged(both, elsewhere) is None


def test_an_edit_is_called_what_people_call_it() -> None:
    plan = full_plan("xa")
    key = pack().tasks[6].key
    name, _operations = set_value(plan, f"/tasks/{key}/activities/0/lead", "x")
    assert edit_text(name, plan, pack()) == f"Edit task 7 ({pack().tasks[6].title}), activity 1, lead unit"


def test_entries_are_added_moved_and_removed() -> None:
    plan = full_plan("xa")
    begun = edited(plan, set_value(plan, "/solutions", [Solution(title=title) for title in "abcd"])[1])
    moved = edited(begun, move_entry("/solutions", 0, 2)[1])
    assert [each.title for each in moved.solutions] == ["b", "c", "a", "d"]
    fewer = edited(moved, remove_entries("/solutions", [0, 2])[1])
    assert [each.title for each in fewer.solutions] == ["c", "d"]
    more = edited(fewer, add_entries("/solutions", 1, [Solution(title="x"), Solution(title="y")])[1])
    assert [each.title for each in more.solutions] == ["c", "x", "y", "d"]


def test_no_begins_with_the_ready_answer_and_keeps_what_was_written() -> None:
    plan = full_plan("xa")
    task = next(task for task in pack().tasks if plan.tasks[task.key].applies and task.levels["xa"].answer)
    refused = edited(plan, set_applies(plan, task, applies=False)[1]).tasks[task.key]
    assert refused.applies is False
    assert refused.reason
    assert refused.activities == plan.tasks[task.key].activities


def test_suggestions_are_inserted_after_what_is_there() -> None:
    plan = full_plan("xa")
    task = next(task for task in pack().tasks if task.suggestions.get("xa"))
    before = plan.tasks[task.key].activities
    after = edited(plan, insert_suggestions(plan, task, task.suggestions["xa"])[1]).tasks[task.key]
    assert after.applies is True
    assert after.activities[: len(before)] == before
    assert len({each.id for each in after.activities}) == len(before) + len(task.suggestions["xa"])


def test_rows_can_be_put_into_a_task_that_the_plan_lacks() -> None:
    task = next(task for task in pack().tasks if task.suggestions.get("xa"))
    full = full_plan("xa")
    tasks = {key: entry for key, entry in full.tasks.items() if key != task.key}
    plan = msgspec.structs.replace(full, tasks=tasks)
    for change in (
        insert_activities(plan, task, 0, [Activity(id="a1", text="Một"), Activity(id="a2", text="Hai")]),
        insert_suggestions(plan, task, task.suggestions["xa"]),
    ):
        edit, after = make_edit(plan, *change)
        assert len(after.tasks[task.key].activities) >= 2
        assert edited(plan, edit.forward) == after
        assert edited(after, edit.backward) == plan

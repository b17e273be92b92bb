"""What cannot be read is kept in the plan, follows its row, and goes once its place is written."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.package.reading import read_package
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.plan.changes import Change, add_entries, move_entry, remove_entries, set_applies, set_value
from dxdesk.plan.contents import page_of
from dxdesk.plan.cost_changes import begun_costs, remove_cost, set_amount, set_source
from dxdesk.plan.edit import make_edit
from dxdesk.plan.following import following
from dxdesk.plan.model import Activity, Cost, Plan, TaskEntry, Unread
from dxdesk.plan.places import texts_of
from dxdesk.plan.remark_changes import spoken_of
from dxdesk.plan.rules.review import review
from dxdesk.plan.table_catalogue import TABLES
from dxdesk.plan.task_changes import set_indicator, set_period_text, type_in_cell
from dxdesk.plan.unread import forget_typed, keep_typed, unread_text, unread_within
from dxdesk.store.parts import join_parts, split_plan
from dxdesk.value import convert
from tests.document.sample_plans import full_plan, pack
from tests.strategies import hostile_texts, plans

TASK = pack().tasks[0]
ROWS = f"/tasks/{TASK.key}/activities"
STATED = "/funding/stated_total"


def started(*paths: str) -> Plan:
    """Return a plan with four activities that cost nothing, and “?” typed at places."""
    activities = tuple(Activity(id=f"a{n}", text=f"Việc {n}") for n in range(4))
    plan = msgspec.structs.replace(
        full_plan("xa"), tasks={TASK.key: TaskEntry(applies=True, activities=activities)}
    )
    return msgspec.structs.replace(plan, unread=tuple(Unread(path=path, text="?") for path in paths))


def after(plan: Plan, change: Change) -> Plan:
    name, operations = change
    return make_edit(plan, name, [*operations, *following(plan, operations)])[1]


def paths(plan: Plan) -> list[str]:
    return [entry.path for entry in plan.unread]


@pytest.mark.parametrize(
    ("change", "before", "expected"),
    [
        (add_entries(ROWS, 1, [Activity(id="n1"), Activity(id="n2")]), "1/period/due", "3/period/due"),
        (
            add_entries(ROWS, 3, [Activity(id="n1"), Activity(id="n2")]),
            "3/costs/0/amount",
            "5/costs/0/amount",
        ),
        (add_entries(ROWS, 4, [Activity(id="n1")]), "3/costs/0/amount", "3/costs/0/amount"),
        (remove_entries(ROWS, [0, 2]), "3/period/due", "1/period/due"),
        (remove_entries(ROWS, [1]), "1/period/due", None),
        (move_entry(ROWS, 0, 3), "0/costs/0/amount", "3/costs/0/amount"),
        (move_entry(ROWS, 0, 3), "2/costs/0/amount", "1/costs/0/amount"),
        (set_value(started(), f"{ROWS}/1/text", "Khác"), "1/period/due", "1/period/due"),
        (set_value(started(), f"{ROWS}/1/period/due", "2023-02-28"), "1/period/due", None),
        (set_value(started(), f"{ROWS}/1/period/due", None), "1/period/due", None),
        (set_period_text(started(), f"{ROWS}/1", "Hằng quý"), "1/period/due", "1/period/due"),
        (set_period_text(started(), f"{ROWS}/1", "Quý II/2023"), "1/period/due", None),
        (set_amount(started(), f"{ROWS}/1/costs/0", 5), "1/costs/0/amount", None),
        (set_amount(started(), f"{ROWS}/1/costs/0", 5), "1/costs/0/source", "1/costs/0/source"),
        (set_value(started(), f"{ROWS}/1/costs", [Cost(amount=5)]), "1/costs", None),
        (add_entries(f"{ROWS}/1/costs", 0, [Cost(amount=5)]), "1/costs", None),
    ],
)
def test_it_follows_its_row_and_goes_when_its_place_is_written(
    change: Change, before: str, expected: str | None
) -> None:
    plan = after(started(f"{ROWS}/{before}"), change)
    assert paths(plan) == ([f"{ROWS}/{expected}"] if expected else [])


def test_it_is_kept_beside_the_value_and_replaced_by_what_is_typed_next() -> None:
    plan = started()
    kept = after(plan, keep_typed(plan, STATED, "chừng 5"))
    again = after(kept, keep_typed(kept, STATED, "chừng 6"))
    assert again.unread == (Unread(path=STATED, text="chừng 6"),)
    assert again.funding == plan.funding
    assert unread_text(again, STATED) == "chừng 6"
    assert unread_within(again, "/funding") == {"stated_total": "chừng 6"}
    assert after(again, forget_typed(again, STATED)) == plan
    assert after(again, set_value(again, STATED, 6_000_000)).unread == ()


def test_answering_a_task_keeps_a_figure_typed_before() -> None:
    indicator = TASK.indicators[0]
    path = f"/tasks/{TASK.key}/indicators/{indicator.key}/target"
    plan = msgspec.structs.replace(full_plan("xa"), tasks={}, unread=(Unread(path=path, text="vài"),))
    answered = after(plan, set_applies(plan, TASK, applies=True))
    assert paths(answered) == [path]
    baseline = path.replace("target", "baseline")
    assert paths(after(answered, set_indicator(answered, TASK, indicator, baseline, None))) == [path]
    assert paths(after(answered, set_indicator(answered, TASK, indicator, path, None))) == []


def test_costs_begin_with_an_amount_or_a_source() -> None:
    costs = f"{ROWS}/0/costs"
    plan = started()
    assert begun_costs(plan, costs) == 0
    waiting = after(plan, set_source(plan, f"{costs}/0", "province"))
    assert begun_costs(waiting, costs) == 1
    assert after(waiting, remove_cost(waiting, costs, 0)) == plan
    assert after(waiting, set_source(waiting, f"{costs}/0", None)) == plan
    assert after(waiting, set_amount(waiting, f"{costs}/0", None)) == waiting
    paid = after(waiting, set_amount(waiting, f"{costs}/0", 5_000_000))
    assert paid.tasks[TASK.key].activities[0].costs == (Cost(amount=5_000_000, source="province"),)
    assert paid.unread == ()


@pytest.mark.parametrize(
    ("costs", "column", "typed", "place"),
    [
        ((), "cost", "350", "costs/0/amount"),
        ((Cost(amount=1),), "cost", "chừng 5", "costs/0/amount"),
        ((Cost(amount=1), Cost(amount=2, source="commune")), "cost", "9 tr", "costs"),
        ((), "source", "NS tỉnh", "costs/0/source"),
        ((Cost(amount=1),), "source", "ai đó", "costs/0/source"),
        ((), "lead", "x" * 2_001, "lead"),
    ],
)
def test_cells_keep_what_they_cannot_hold(costs: Any, column: str, typed: str, place: str) -> None:
    begun = started()
    plan = after(begun, set_value(begun, f"{ROWS}/1/costs", costs))
    kept = after(plan, type_in_cell(plan, f"{ROWS}/1", TABLES["activities"].column(column), typed))
    assert kept.unread == (Unread(path=f"{ROWS}/1/{place}", text=typed),)
    assert kept.tasks == plan.tasks
    (said,) = [each for each in review(kept, pack()) if each.code == "UR01"]
    assert typed[:20] in said.message
    emptied = after(kept, type_in_cell(kept, f"{ROWS}/1", TABLES["activities"].column(column), ""))
    assert emptied.unread == ()


def test_its_page_is_that_of_its_place() -> None:
    plan = started(STATED)
    assert page_of("/unread/0/text", plan, pack()) == "funding"
    assert spoken_of(plan, "/unread/0") == STATED
    assert ("/unread/0/text", "?") in list(texts_of(plan))


@given(plans(), st.lists(st.builds(Unread, path=hostile_texts(), text=hostile_texts()), max_size=3))
def test_any_text_at_any_place_is_said(plan: Plan, entries: list[Unread]) -> None:
    odd = msgspec.structs.replace(plan, unread=tuple(entries))
    found = [each for each in review(odd, pack()) if each.code == "UR01"]
    assert sorted(each.path for each in found) == sorted(each.path for each in entries)
    assert following(odd, [{"op": "add", "path": "/bases/0", "value": {}}]) is not None


@given(plans())
def test_it_travels_in_packages_and_is_stored(plan: Plan) -> None:
    assert read_package(package_bytes(draft_package(plan))).package.plan.unread == plan.unread
    parts = split_plan(plan)
    assert join_parts(parts) == plan
    del parts["unread"]
    assert join_parts(parts).unread == ()


def test_a_plan_of_before_is_read() -> None:
    data = msgspec.to_builtins(full_plan("xa"))
    del data["unread"]
    assert convert(data, Plan) == full_plan("xa")

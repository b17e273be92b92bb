"""What a plan said earlier comes back: one difference, a page, or all of it."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from dxdesk.plan.bringing_back import bring_back, bring_back_all, bring_back_page
from dxdesk.plan.changes import Change
from dxdesk.plan.differences import PlanDifference, plan_differences
from dxdesk.plan.edits import edited
from dxdesk.plan.following import following
from dxdesk.plan.model import Plan
from dxdesk.plan.net_change import net_change
from dxdesk.plan.remark_changes import add_note
from tests.document.sample_plans import full_plan, pack
from tests.strategies import plans

THEN = full_plan("xa")
PACK = pack()
KEY = next(key for key, entry in THEN.tasks.items() if len(entry.activities) > 2)
ROWS = f"/tasks/{KEY}/activities"
SITUATION = f"/tasks/{KEY}/situation"


def done(plan: Plan, change: Change) -> Plan:
    """Make a change as a session does."""
    steps = change[1]
    return edited(plan, [*steps, *following(plan, steps)])


def later(*operations: dict[str, Any]) -> Plan:
    return edited(THEN, operations)


def differences(now: Plan, then: Plan = THEN) -> tuple[PlanDifference, ...]:
    return plan_differences(then, now, PACK)


def only(now: Plan) -> PlanDifference:
    (found,) = differences(now)
    return found


def test_a_text_comes_back() -> None:
    now = later({"op": "replace", "path": SITUATION, "value": "Khác"})
    name, _steps = change = bring_back(THEN, now, only(now), "“Gửi lãnh đạo xem”")
    assert done(now, change) == THEN
    assert (name.path, name.fields["state"]) == (SITUATION, "“Gửi lãnh đạo xem”")


def test_a_text_that_was_emptied_comes_back() -> None:
    now = later({"op": "replace", "path": SITUATION, "value": ""})
    assert done(now, bring_back(THEN, now, only(now), "x")) == THEN


def test_a_row_that_was_deleted_comes_back_where_it_stood() -> None:
    now = later({"op": "remove", "path": f"{ROWS}/1"})
    assert done(now, bring_back(THEN, now, only(now), "x")) == THEN


def test_a_row_that_was_added_goes() -> None:
    now = later({"op": "add", "path": f"{ROWS}/0", "value": {"id": "moi", "text": "Mới"}})
    assert done(now, bring_back(THEN, now, only(now), "x")) == THEN


def test_a_row_that_was_moved_goes_back() -> None:
    count = len(THEN.tasks[KEY].activities)
    now = later({"op": "move", "from": f"{ROWS}/0", "path": f"{ROWS}/{count - 1}"})
    for _ in range(count):
        if found := differences(now):
            now = done(now, bring_back(THEN, now, found[0], "x"))
    assert now == THEN


def test_a_deleted_row_whose_mark_was_given_away_comes_back_beside_the_new_one() -> None:
    gone = THEN.tasks[KEY].activities[1]
    now = later({"op": "remove", "path": f"{ROWS}/1"})
    found = only(now)
    now = edited(now, [{"op": "add", "path": f"{ROWS}/0", "value": {"id": gone.id, "text": "Việc khác"}}])
    rows = done(now, bring_back(THEN, now, found, "x")).tasks[KEY].activities
    assert [row.text for row in rows].count(gone.text) == 1
    assert len({row.id for row in rows}) == len(rows) == len(THEN.tasks[KEY].activities) + 1


def test_a_cell_comes_back_into_its_row_though_that_was_moved() -> None:
    now = later(
        {"op": "replace", "path": f"{ROWS}/0/lead", "value": "Khác"},
        {"op": "move", "from": f"{ROWS}/0", "path": f"{ROWS}/2"},
    )
    found = next(each for each in differences(now) if each.path.endswith("/lead"))
    after = done(now, bring_back(THEN, now, found, "x"))
    assert after.tasks[KEY].activities[2] == THEN.tasks[KEY].activities[0]


def test_a_page_comes_back_and_nothing_else() -> None:
    now = later(
        {"op": "remove", "path": f"{ROWS}/0"},
        {"op": "replace", "path": SITUATION, "value": "Khác"},
        {"op": "replace", "path": "/document/signer/full_name", "value": "Bà B"},
        {"op": "replace", "path": "/document/subject", "value": "Khác"},
    )
    page = [each for each in differences(now) if each.page == f"task:{KEY}"]
    after = done(now, bring_back_page(THEN, now, page, "Nhiệm vụ", "x"))
    assert {each.path for each in differences(after)} == {"/document/signer/full_name", "/document/subject"}
    signing = [each for each in differences(after) if each.page == "signing"]
    after = done(after, bring_back_page(THEN, after, signing, "Ký", "x"))
    assert {each.path for each in differences(after)} == {"/document/subject"}


def test_with_everything_a_note_stays_at_its_row() -> None:
    row = THEN.tasks[KEY].activities[1]
    now = later({"op": "remove", "path": f"{ROWS}/0"})
    note = add_note(now, f"{ROWS}/0", "Bà B", "Xem lại", datetime(2022, 12, 1, tzinfo=UTC))
    now = edited(now, note[1])
    after = done(now, bring_back_all(THEN, now, "x"))
    assert msgspec.structs.replace(after, notes=()) == THEN
    assert after.notes[0].path == f"{ROWS}/1"
    assert after.tasks[KEY].activities[1] == row


@settings(max_examples=60)
@given(plans(), plans())
def test_from_any_plan_to_any_other_everything_comes_back(then: Plan, now: Plan) -> None:
    assert msgspec.json.encode(edited(now, net_change(now, then))) == msgspec.json.encode(then)
    after = done(now, bring_back_all(then, now, "x"))
    said = {"notes": then.notes, "acceptances": then.acceptances}
    assert msgspec.structs.replace(after, **said) == then
    assert len(after.notes) == len(now.notes)


@settings(max_examples=40)
@given(plans(), plans(), st.randoms())
def test_difference_by_difference_it_becomes_the_earlier_plan(then: Plan, now: Plan, random: Any) -> None:
    plan = now
    for _ in range(200):
        found = plan_differences(then, plan, PACK)
        if not found:
            break
        plan = done(plan, bring_back(then, plan, random.choice(found), "x"))
    assert plan_differences(then, plan, PACK) == ()

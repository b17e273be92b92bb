"""What was changed between two states of a plan, place by place."""

from typing import Any

import msgspec

from dxdesk.guidance.loading import pack_for_year
from dxdesk.plan.differences import PlanDifference, plan_differences
from dxdesk.plan.edits import edited
from dxdesk.plan.places import NEVER_PRINTED, texts_of
from tests.ui.desks import sample

PACK = pack_for_year(2023)
PLAN = sample()
TASK = next(key for key, entry in PLAN.tasks.items() if len(entry.activities) > 2)
ROWS = f"/tasks/{TASK}/activities"


def changed(*operations: dict[str, Any]) -> list[PlanDifference]:
    return list(plan_differences(PLAN, edited(PLAN, operations), PACK))


def told(differences: list[PlanDifference]) -> list[tuple[str, str]]:
    return [(each.kind, each.path) for each in differences]


def test_a_text_is_told_before_and_after_with_its_place() -> None:
    (found,) = changed({"op": "replace", "path": "/document/signer/full_name", "value": "Lê Thị C"})
    assert (found.kind, found.path) == ("changed", "/document/signer/full_name")
    assert (found.before, found.after) == (PLAN.document.signer.full_name, "Lê Thị C")
    assert found.place == "Signer, full name"
    assert found.page == "signing"


def test_activities_are_known_by_their_id() -> None:
    first = PLAN.tasks[TASK].activities[0]
    found = changed(
        {"op": "move", "from": f"{ROWS}/0", "path": f"{ROWS}/2"},
        {"op": "replace", "path": f"{ROWS}/2/lead", "value": "Công an xã"},
    )
    assert ("changed", f"{ROWS}/2/lead") in told(found)
    assert [each.kind for each in found if each.path.count("/") == 4] == ["moved"]
    assert next(each for each in found if each.kind == "changed").before == first.lead


def test_costs_and_periods_are_one_thing_each() -> None:
    found = changed(
        {"op": "replace", "path": f"{ROWS}/0/costs", "value": [{"amount": 2_500_000, "source": "commune"}]},
        {"op": "replace", "path": f"{ROWS}/1/period", "value": {"text": "Tháng 7", "due": "2023-07-31"}},
    )
    assert told(found) == [("added", f"{ROWS}/0/costs"), ("changed", f"{ROWS}/1/period")]
    assert found[0].after == "2.500.000 đồng (NSNN cấp xã)"
    assert found[1].after == "Tháng 7"


def test_entries_that_came_and_went() -> None:
    recipients = PLAN.document.recipients
    found = changed(
        {"op": "remove", "path": "/document/recipients/0"},
        {"op": "add", "path": f"{ROWS}/1", "value": {"id": "new1", "text": "Mua máy quét"}},
    )
    assert ("removed", "/document/recipients/0") in told(found)
    assert next(each.before for each in found if each.kind == "removed") == recipients[0]
    assert ("added", f"{ROWS}/1") in told(found)
    assert next(each.after for each in found if each.kind == "added") == "Mua máy quét"


def test_one_of_two_equal_entries_that_goes_is_told() -> None:
    twice = msgspec.structs.replace(PLAN, goals=msgspec.structs.replace(PLAN.goals, specific=("A", "A", "B")))
    once = msgspec.structs.replace(PLAN, goals=msgspec.structs.replace(PLAN.goals, specific=("A", "B")))
    assert [each.kind for each in plan_differences(twice, once, PACK)] == ["removed"]


def test_a_task_that_is_answered_otherwise() -> None:
    found = changed({"op": "replace", "path": f"/tasks/{TASK}/applies", "value": False})
    assert [(each.before, each.after) for each in found] == [("yes", "no")]


def test_notes_are_no_part_of_what_was_changed() -> None:
    assert changed({"op": "remove", "path": "/notes/0"}) == []


def test_every_text_that_is_written_otherwise_is_told_at_its_place() -> None:
    places = [
        path
        for path, text in texts_of(PLAN)
        if text.strip() and not path.startswith(NEVER_PRINTED) and not path.endswith("/unit")
    ]
    assert len(places) > 300
    for path in places[::7]:
        found, *more = changed({"op": "replace", "path": path, "value": "7"})
        assert not more, path
        assert found.after.endswith("7"), path
        assert path.startswith(found.path), path


def test_a_plan_does_not_differ_from_itself() -> None:
    assert changed() == []

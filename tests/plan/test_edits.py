"""Changing a plan by JSON Patch: a new plan, or one message that names the place."""

import unicodedata

import msgspec
import pytest
from hypothesis import given

from dxdesk.guidance.loading import pack_for_year
from dxdesk.plan.beginning import new_plan
from dxdesk.plan.edits import EditError, edited, replacement
from dxdesk.plan.model import Plan
from dxdesk.units.catalogue import catalogue
from tests.strategies import plans, texts


@pytest.fixture(scope="module")
def plan() -> Plan:
    unit = catalogue("gso-2022").unit("18580")
    assert unit is not None
    return new_plan(unit, pack_for_year(2023), 2023)


def put(plan: Plan, pointer: str, text: str) -> Plan:
    return edited(plan, [replacement(plan, pointer, text)])


def test_text_stays_text_and_everything_else_is_read_as_json(plan: Plan) -> None:
    changed = put(plan, "/document/number", "5")
    assert changed.document.number == "5"
    assert put(plan, "/tasks/virtual-assistant/applies", "false").tasks["virtual-assistant"].applies is False
    day = put(plan, "/document/requested_by", "2022-12-31").document.requested_by
    assert str(day) == "2022-12-31"
    assert put(plan, "/funding/stated_total", "494900000").funding.stated_total == 494_900_000


def test_the_plan_before_stays_as_it_was(plan: Plan) -> None:
    before = msgspec.json.encode(plan)
    put(plan, "/document/place", "Lộc Hà")
    assert msgspec.json.encode(plan) == before


def test_typed_text_is_cleaned(plan: Plan) -> None:
    decomposed = unicodedata.normalize("NFD", "Thạch Kim\u200b")
    assert put(plan, "/document/place", decomposed).document.place == "Thạch Kim"


@given(plans(), texts())
def test_a_change_can_be_taken_back(plan: Plan, text: str) -> None:
    there = edited(plan, [{"op": "replace", "path": "/goals/general", "value": text}])
    assert there.goals.general == text
    back = edited(there, [{"op": "replace", "path": "/goals/general", "value": plan.goals.general}])
    assert back == plan


def test_activities_are_added_moved_and_removed(plan: Plan) -> None:
    place = "/tasks/staff-training/activities"
    first, second = ({"id": f"n{n}", "text": f"Việc {n}"} for n in (1, 2))
    changed = edited(
        plan,
        [
            {"op": "add", "path": f"{place}/-", "value": first},
            {"op": "add", "path": f"{place}/0", "value": second},
            {"op": "move", "from": f"{place}/0", "path": f"{place}/1"},
        ],
    )
    assert [activity.id for activity in changed.tasks["staff-training"].activities] == ["n1", "n2"]
    fewer = edited(changed, [{"op": "remove", "path": f"{place}/0"}])
    assert [activity.id for activity in fewer.tasks["staff-training"].activities] == ["n2"]


@pytest.mark.parametrize(
    ("operation", "named"),
    [
        ({"op": "replace", "path": "/document/nowhere", "value": 1}, "nowhere"),
        ({"op": "replace", "path": "/year", "value": "soon"}, "/year"),
        (
            {"op": "replace", "path": "/document/signer", "value": {"capacity": "XX"}},
            "/document/signer/capacity",
        ),
        ({"op": "add", "path": "/colour", "value": "red"}, "colour"),
        ({"op": "dance", "path": "/year"}, "dance"),
        ({"path": "/year"}, "op"),
        ({"op": "replace", "path": "year", "value": 2023}, "start with /"),
        ({"op": "test", "path": "/year", "value": 1999}, "1999"),
        ({"op": "remove", "path": "/unit"}, "unit"),
    ],
)
def test_what_cannot_be_changed_is_named(plan: Plan, operation: dict[str, object], named: str) -> None:
    with pytest.raises(EditError) as refused:
        edited(plan, [operation])
    assert named in str(refused.value)


@pytest.mark.parametrize("pointer", ["/document/nowhere", "document", "/bases/99", "/tasks/x/y"])
def test_a_place_that_is_not_there_is_named(plan: Plan, pointer: str) -> None:
    with pytest.raises(EditError) as refused:
        replacement(plan, pointer, "x")
    assert pointer in str(refused.value)

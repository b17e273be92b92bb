"""Changing a plan by JSON Patch: a new plan, or one message that names the place."""

import re
import unicodedata
from typing import Any, get_args

import jsonpointer
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.guidance.loading import pack_for_year
from dxdesk.guidance.pack import IndicatorKind
from dxdesk.plan.beginning import Beginning, new_plan
from dxdesk.plan.edits import EditError, edited, replacement
from dxdesk.plan.model import Plan
from dxdesk.plan.rules.review import review
from dxdesk.units.catalogue import catalogue
from tests.strategies import json_values, plans, texts

ACTIVITIES = "/tasks/staff-training/activities"
COST = f"{ACTIVITIES}/0/costs/0"
INDICATOR = "/tasks/staff-training/indicators/staff_dx_trained_pct"


@pytest.fixture(scope="module")
def plan() -> Plan:
    unit = catalogue("gso-2022").unit("18580")
    assert unit is not None
    return new_plan(unit, pack_for_year(2023), 2023)


def put(plan: Plan, pointer: str, text: str) -> Plan:
    return edited(plan, [replacement(plan, pointer, text)])


def at(plan: Plan, pointer: str) -> Any:
    return jsonpointer.resolve_pointer(msgspec.json.decode(msgspec.json.encode(plan)), pointer)


@pytest.mark.parametrize(
    ("pointer", "text", "value"),
    [
        ("/document/number", "5", "5"),
        ("/document/place", "null", "null"),
        ("/goals/general", '"Mục tiêu"', '"Mục tiêu"'),
        ("/tasks/virtual-assistant/applies", "false", False),
        ("/document/requested_by", "2022-12-31", "2022-12-31"),
        ("/document/requested_by", '"2022-12-31"', "2022-12-31"),
        ("/document/signer/capacity", "KT", "KT"),
        ("/funding/stated_total", "494900000", 494_900_000),
        ("/goals/specific", '["Một", "Hai"]', ["Một", "Hai"]),
        ("/sections/purpose", "Mục đích", "Mục đích"),
        ("/sections/requirements", "2023", "2023"),
        ("/sections/closing", '"null"', '"null"'),
        ("/results/limitations", "95.5", "95.5"),
    ],
)
def test_what_is_typed_is_read_as_the_place_needs_it(plan: Plan, pointer: str, text: str, value: Any) -> None:
    assert at(put(plan, pointer, text), pointer) == value


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("percent", "95", "95"),
        ("percent", "95.5", "95.5"),
        ("percent", "95,5", "95.5"),
        ("percent", "95,5 %", "95.5"),
        ("percent", '"95"', "95"),
        ("count", "250", 250),
        ("count", "1.250", 1_250),
        ("money", "250", 250),
        ("money", "1.250.000", 1_250_000),
        ("money", "1,5 triệu", 1_500_000),
        ("yes_no", "Có", True),
        ("yes_no", "chưa", False),
        ("yes_no", "yes", True),
        ("yes_no", "no", False),
        ("yes_no", "true", True),
        ("date", "31/3/2023", "2023-03-31"),
        ("date", "2023-03-31", "2023-03-31"),
        ("text", "5", "5"),
        ("text", "Đạt", "Đạt"),
        *((kind, "null", None) for kind in get_args(IndicatorKind)),
    ],
)
@pytest.mark.parametrize("before", [None, "cũ", 7, True])
def test_a_figure_is_read_by_its_kind_whatever_stands_there(
    plan: Plan, before: Any, kind: str, text: str, value: Any
) -> None:
    for field in ("baseline", "target"):
        figure = {"kind": kind, "unit": "", field: before}
        there = edited(plan, [{"op": "replace", "path": INDICATOR, "value": figure}])
        found = at(put(there, f"{INDICATOR}/{field}", text), f"{INDICATOR}/{field}")
        assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("percent", "nhiều"),
        ("percent", "1e2"),
        ("count", "1.25"),
        ("count", "9" * 5_000),
        ("money", "1.250"),
        ("money", "vài triệu"),
        ("yes_no", "1"),
        ("date", "30/2/2023"),
        ("date", "soon"),
    ],
)
def test_what_is_no_figure_of_its_kind_is_refused(plan: Plan, kind: str, text: str) -> None:
    there = edited(plan, [{"op": "replace", "path": f"{INDICATOR}/kind", "value": kind}])
    with pytest.raises(EditError, match=f"{INDICATOR}/target: .*“{text}") as refused:
        replacement(there, f"{INDICATOR}/target", text)
    assert "{" not in str(refused.value)


@pytest.mark.parametrize(
    ("pointer", "text"),
    [("/document/issued_on", "2023-01-05"), ("/funding/stated_total", "5"), (f"{COST}/source", "central")],
)
def test_null_empties_what_may_be_empty(plan: Plan, pointer: str, text: str) -> None:
    activity = {"id": "a1", "costs": [{"amount": 5}]}
    there = edited(plan, [{"op": "add", "path": f"{ACTIVITIES}/-", "value": activity}])
    there = put(there, pointer, text)
    assert at(there, pointer) is not None
    assert at(put(there, pointer, "null"), pointer) is None


@pytest.mark.parametrize(
    ("pointer", "text"),
    [
        ("/organisation", '{"body": "Công chức Văn hóa - Xã hội", "duties": "Tham mưu."}'),
        ("/bases", '{"lead": "Căn cứ", "kind": "Luật", "abstract": "Giao dịch điện tử"}'),
        (ACTIVITIES, '{"id": "a1", "text": "Mở lớp"}'),
        ("/goals/specific", "Mục tiêu cụ thể"),
        ("/document/recipients", "Như Điều 3"),
    ],
)
def test_a_dash_appends(plan: Plan, pointer: str, text: str) -> None:
    before = at(plan, pointer)
    after = at(put(plan, f"{pointer}/-", text), pointer)
    assert after[:-1] == before
    assert len(after) == len(before) + 1


@pytest.mark.parametrize("beginning", ["empty", "suggestions"])
def test_what_the_review_asks_for_can_be_entered(beginning: Beginning) -> None:
    unit, pack = catalogue("gso-2022").unit("18580"), pack_for_year(2023)
    assert unit is not None
    plan = new_plan(unit, pack, 2023, beginning)
    tried = 0
    for finding in review(plan, pack):
        present = jsonpointer.resolve_pointer(
            msgspec.json.decode(msgspec.json.encode(plan)), finding.path, default=""
        )
        if isinstance(present, dict | list):  # a whole task or list; its parts are places of their own
            continue
        texts = ("Nguyễn Văn A", "2022-12-31", "5")
        assert any(_is_accepted(plan, finding.path, text) for text in texts), finding.path
        tried += 1
    assert tried >= 4


def _is_accepted(plan: Plan, pointer: str, text: str) -> bool:
    operation = replacement(plan, pointer, text)  # raises where there is no place
    try:
        return edited(plan, [operation]) != plan
    except EditError:
        return False


def test_figures_that_were_entered_are_of_their_kind(plan: Plan) -> None:
    typed = {"percent": "95,5", "count": "1.250", "money": "5 triệu", "yes_no": "có", "date": "31/3/2023"}
    changed = plan
    for task, entry in plan.tasks.items():
        changed = put(changed, f"/tasks/{task}/applies", "true")
        for indicator, value in entry.indicators.items():
            place = f"/tasks/{task}/indicators/{indicator}"
            changed = put(changed, f"{place}/target", typed.get(value.kind, "Đạt"))
    found = {finding.code for finding in review(changed, pack_for_year(2023))}
    assert not found & {"IN01", "IN02", "IN20", "IN21", "IN22", "IN23"}


@pytest.mark.parametrize("depth", [100, 300, 600, 900, 100_000])
@pytest.mark.parametrize("pointer", ["/unit", "/bases/-", "/document/issued_on"])
def test_what_is_nested_deeply_is_refused(plan: Plan, pointer: str, depth: int) -> None:
    for text in ("[" * depth, "[" * depth + "]" * depth):
        with pytest.raises(EditError):
            put(plan, pointer, text)


def test_a_value_nested_too_deeply_is_refused(plan: Plan) -> None:
    value: list[Any] = []
    for _depth in range(5_000):
        value = [value]
    with pytest.raises(EditError, match="deeply"):
        edited(plan, [{"op": "replace", "path": "/unit", "value": value}])


@pytest.mark.parametrize(
    ("pointer", "text"),
    [
        ("/document/number", "12a"),
        ("/unit/code", "x"),
        ("/sections/Mục đích", "x"),
        (f"{ACTIVITIES}/-", '{"id": "A 1"}'),
    ],
)
def test_a_pattern_is_said_in_words(plan: Plan, pointer: str, text: str) -> None:
    with pytest.raises(EditError) as refused:
        put(plan, pointer, text)
    assert "^" not in str(refused.value)


JSON_PATHS = ["", "/", "/year", "/year/x", "/document/place/x", "/bases", "/bases/-", "/bases/0", "/bases/-1"]
JSON_PATHS += ["/bases/" + "9" * 5_000, "/sections/a", "/sections/a/b", "/unit", "year", "/~3", "/tasks/x/y"]


@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "op": st.sampled_from(["add", "remove", "replace", "move", "copy", "test", "dance", 5, None]),
                "path": st.sampled_from([*JSON_PATHS, 5, None]),
                "from": st.sampled_from([*JSON_PATHS, 5, None]),
                "value": json_values(),
            },
        ),
        max_size=3,
    )
)
def test_any_patch_is_applied_or_refused_in_plain_words(
    plan: Plan, operations: list[dict[str, object]]
) -> None:
    said = ""
    try:
        edited(plan, operations)
    except EditError as error:
        said = str(error)
    assert not re.search(r"<class|object at|\(\?", said)


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
        ({"op": "replace", "path": "year", "value": 2023}, "“year”"),
        ({"op": "test", "path": "/year", "value": 1999}, "/year"),
        ({"op": "move", "from": "/nowhere", "path": "/document/place"}, "/nowhere"),
        ({"op": "add", "path": "/year/x", "value": 1}, "/year/x"),
        ({"op": "add", "path": "/document/place/x", "value": 1}, "/document/place/x"),
        ({"op": "remove", "path": "/unit"}, "unit"),
    ],
)
def test_what_cannot_be_changed_is_named(plan: Plan, operation: dict[str, object], named: str) -> None:
    with pytest.raises(EditError) as refused:
        edited(plan, [operation])
    assert named in str(refused.value)


@pytest.mark.parametrize(
    "pointer",
    [
        "/document/nowhere",
        "document",
        "/bases/99",
        "/bases/01",
        "/tasks/x/y",
        "/year/x",
        "/unit/name/x",
        "/~3",
    ],
)
def test_a_place_that_is_not_there_is_named(plan: Plan, pointer: str) -> None:
    with pytest.raises(EditError) as refused:
        replacement(plan, pointer, "x")
    assert str(refused.value) == f"There is no place “{pointer}” in the plan."

"""The texts of a plan and the names of its places."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from msgspec import inspect

from dxdesk.plan.field_names import ENTRIES, FIELDS
from dxdesk.plan.model import Plan
from dxdesk.plan.places import place_name, place_order, texts_of
from tests.plan.rules.example import PACK, clean_plan
from tests.strategies import plans

# Steps on the way to a place that says enough by itself.
WITHOUT_NAME = {"Plan.guidance", "Plan.unit", "Plan.document", "Plan.goals", "Period.text"}


def _at(data: Any, pointer: str) -> Any:
    for step in pointer.split("/")[1:]:
        data = data[int(step)] if isinstance(data, list) else data[step.replace("~1", "/").replace("~0", "~")]
    return data


def _structs(info: inspect.Type, found: dict[str, inspect.StructType]) -> None:
    match info:
        case inspect.StructType():
            found[info.cls.__name__] = info
            for field in info.fields:
                _structs(field.type, found)
        case inspect.VarTupleType():
            _structs(info.item_type, found)
        case inspect.DictType():
            _structs(info.value_type, found)


def _model() -> dict[str, inspect.StructType]:
    found: dict[str, inspect.StructType] = {}
    _structs(inspect.type_info(Plan), found)
    return found


@given(plans())
@settings(max_examples=60)
def test_each_text_stands_at_its_place(plan: Plan) -> None:
    data = msgspec.json.decode(msgspec.json.encode(plan))
    for path, text in texts_of(plan):
        assert _at(data, path) == text


def test_texts_of_a_plan_are_what_people_write() -> None:
    found = dict(texts_of(clean_plan()))
    assert found["/document/subject"] == "Chuyển đổi số năm 2023"
    assert found["/document/recipients/1"] == "Các thôn"
    assert found["/tasks/teams/activities/0/period/text"] == "Quý I/2023"
    assert found["/tasks/teams/indicators/covered/target"] == "100"
    assert found["/results/limitations"]
    program = {
        "/guidance/id",
        "/guidance/version",
        "/unit/scheme",
        "/unit/code",
        "/unit/level",
        "/document/form",
    }
    assert not program & set(found)
    assert not any(
        path.endswith(("/id", "/kind", "/source", "/capacity")) for path in found if "/bases/" not in path
    )


def test_every_field_has_a_name() -> None:
    fields = {f"{name}.{field.encode_name}" for name, info in _model().items() for field in info.fields}
    assert fields >= set(FIELDS)
    assert fields - set(FIELDS) == WITHOUT_NAME


def test_every_list_has_a_name_for_its_entries() -> None:
    lists = {
        f"{name}.{field.encode_name}"
        for name, info in _model().items()
        for field in info.fields
        if isinstance(field.type, inspect.VarTupleType)
    }
    assert lists == set(ENTRIES)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/tasks/teams/activities/1/lead", "Task 1 (Tổ công nghệ số cộng đồng), activity 2, lead unit"),
        (
            "/tasks/teams/activities/1/period/due",
            "Task 1 (Tổ công nghệ số cộng đồng), activity 2, time, date",
        ),
        ("/tasks/teams/activities", "Task 1 (Tổ công nghệ số cộng đồng), activities"),
        (
            "/tasks/teams/indicators/covered/target",
            "Task 1 (Tổ công nghệ số cộng đồng), Tỷ lệ thôn có Tổ, target",
        ),
        ("/tasks/security", "Task 20 (An toàn hệ thống thông tin theo cấp độ)"),
        ("/tasks/other/reason", "Task “other”, reason"),
        ("/document/signer/full_name", "Signer, full name"),
        ("/document/recipients/0", "Recipient 1"),
        ("/document/symbol", "Symbol of the document"),
        ("/results/nhan_thuc_so", "Results of 2022, Nhận thức số"),
        ("/results", "Results of the year before"),
        ("/sections/purpose", "Mục đích"),
        ("/bases/2/number", "Legal basis 3, number and symbol"),
        ("/goals/specific/0", "Specific goal 1"),
        ("/document", "The plan"),
        ("/acceptances/0/note", "Accepted warning 1, reason"),
        ("/bases/last", "Legal basis last"),
        ("", "The plan"),
        ("/nowhere/at/all", "The plan"),
    ],
)
def test_places_in_words(path: str, name: str) -> None:
    assert place_name(path, clean_plan(), PACK) == name


def test_places_are_in_the_order_of_the_plan() -> None:
    ordered = [
        "/guidance/id",
        "/year",
        "/document/symbol",
        "/document/subject",
        "/bases/2",
        "/bases/10",
        "/goals/general",
        "/tasks/teams",
        "/tasks/teams/activities/2",
        "/tasks/business",
        "/tasks/security",
        "/tasks/unknown",
        "/notes",
        "/acceptances/0",
    ]
    assert sorted(set(ordered), key=place_order(clean_plan(), PACK)) == ordered

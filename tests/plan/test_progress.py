"""What the window claims of a page and of a plan."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from dxdesk.guidance.loading import pack_for_year
from dxdesk.guidance.pack import Level
from dxdesk.plan.acceptance import accept, sort_out
from dxdesk.plan.beginning import Beginning, new_plan
from dxdesk.plan.contents import pages
from dxdesk.plan.edits import edited, replacement
from dxdesk.plan.model import Plan
from dxdesk.plan.progress import MISSING, UNFINISHED, PageState, plan_state, progress, states
from dxdesk.plan.rules.review import RULES, review
from dxdesk.units.catalogue import catalogue
from tests.plan.rules.example import PACK, clean_plan
from tests.plan.rules.test_any_plan import answered_plans
from tests.plan.test_acceptance import NOON

UNITS: dict[Level, str] = {"xa": "18580", "huyen": "448", "tinh": "42"}


def fresh(level: Level = "xa", beginning: Beginning = "empty") -> Plan:
    unit = catalogue("gso-2022").unit(UNITS[level])
    assert unit is not None
    return new_plan(unit, pack_for_year(2023), 2023, beginning)


def stands(plan: Plan, page: str) -> PageState:
    return states(plan, PACK, review(plan, PACK))[page]


def put(plan: Plan, *changes: tuple[str, str]) -> Plan:
    for path, text in changes:
        plan = edited(plan, [replacement(plan, path, text)])
    return plan


def answered(**entry: Any) -> Plan:
    return edited(clean_plan(), [{"op": "replace", "path": "/tasks/teams", "value": entry}])


def row(text: str, **more: str) -> dict[str, Any]:
    return {"id": "a1", "text": text, **more}


def test_a_finished_plan_is_quiet() -> None:
    found = states(clean_plan(), PACK, review(clean_plan(), PACK))
    assert {state.state for state in found.values()} == {"done", "not_applicable"}
    assert found["task:network"].state == "not_applicable"
    summed = progress(found, PACK)
    assert (summed.written, summed.total, summed.attention, summed.unfinished) == (5, 5, 0, 0)
    assert plan_state(summed) == "finished"


@pytest.mark.parametrize("level", UNITS)
@pytest.mark.parametrize("beginning", ["empty", "suggestions"])
def test_a_new_plan_calls_for_no_attention(level: Level, beginning: Beginning) -> None:
    pack, plan = pack_for_year(2023), fresh(level, beginning)
    findings = review(plan, pack)
    found = states(plan, pack, findings)
    assert "attention" not in {state.state for state in found.values()}
    written = [
        key for key, state in found.items() if key.startswith("task:") and state.state == "not_applicable"
    ]
    summed = progress(found, pack)
    assert summed.written == len(written)
    assert summed.warnings == sum(finding.severity == "warning" for finding in findings)
    assert found["signing"].state == "in_progress"
    assert found["organisation"].state == "not_started"
    assert plan_state(summed) == "draft"


def test_a_task_of_suggestions_is_written_once_the_unit_says_where_it_stands() -> None:
    task = "/tasks/teams"
    row = {
        "id": "a1",
        "text": "Kiện toàn Tổ",
        "lead": "Văn phòng",
        "period": {"text": "Quý I"},
        "output": "QĐ",
    }
    plan = edited(clean_plan(), [{"op": "replace", "path": f"{task}/activities", "value": [row]}])
    assert stands(put(plan, (f"{task}/situation", "")), "task:teams").state == "in_progress"
    assert stands(plan, "task:teams").state == "done"


def test_a_plan_without_errors_is_not_finished_while_a_section_is_empty() -> None:
    plan = edited(clean_plan(), [{"op": "replace", "path": "/organisation", "value": []}])
    found = states(plan, PACK, review(plan, PACK))
    summed = progress(found, PACK)
    assert (summed.written, summed.total, summed.errors) == (5, 5, 0)
    assert found["organisation"].state == "not_started"
    assert plan_state(summed) == "unfinished"
    assert (
        plan_state(
            progress(
                states(
                    put(plan, ("/document/signer/full_name", "")),
                    PACK,
                    review(put(plan, ("/document/signer/full_name", "")), PACK),
                ),
                PACK,
            )
        )
        == "draft"
    )


def test_what_nobody_asks_for_is_not_left_to_be_written() -> None:
    plan = edited(clean_plan(), [{"op": "replace", "path": "/organisation", "value": []}])
    (finding,) = (each for each in review(plan, PACK) if each.path.startswith("/organisation"))
    answered = edited(plan, accept(plan, finding, "Lê Văn Cường", "Theo quyết định riêng.", NOON))
    assert stands(answered, "organisation").state == "optional"
    assert plan_state(progress(states(answered, PACK, review(answered, PACK)), PACK)) == "finished"


def test_a_plan_of_nothing_is_not_started() -> None:
    clean = clean_plan()
    bare = msgspec.structs.replace(
        Plan(guidance=clean.guidance, year=2023, unit=clean.unit, document=clean.document),
        document=type(clean.document)(outline="full", symbol=""),
    )
    found = states(bare, PACK, review(bare, PACK))
    assert {key: state.state for key, state in found.items() if state.state != "not_started"} == {
        "agency": "in_progress"
    }
    assert found["task:teams"].errors == 1


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        ({}, "not_started"),
        ({"activities": [row("Kiện toàn Tổ")]}, "in_progress"),
        ({"situation": "Đã có Tổ."}, "in_progress"),
        ({"indicators": {"covered": {"kind": "percent", "unit": "%"}}}, "not_started"),
        ({"indicators": {"covered": {"kind": "percent", "unit": "%", "target": "90"}}}, "in_progress"),
        ({"applies": True}, "in_progress"),
        ({"applies": True, "activities": [row("")]}, "in_progress"),
        ({"applies": True, "activities": [row("Kiện toàn Tổ"), row(" ", id="a2")]}, "in_progress"),
        ({"applies": True, "activities": [row("Kiện toàn Tổ")]}, "in_progress"),
        ({"applies": False}, "in_progress"),
        ({"applies": False, "reason": "Đã sáp nhập vào nhiệm vụ khác của xã."}, "attention"),  # it is usual
        ({"applies": False, "reason": "Tæ c«ng nghÖ sè céng ®ång ®· ®­îc kiÖn toµn"}, "attention"),
        (
            {
                "applies": True,
                "activities": [row("Kiện toàn Tổ")],
                "indicators": {"covered": {"kind": "percent", "unit": "%", "target": "nhiều"}},
            },
            "attention",
        ),
    ],
)
def test_states_of_a_task(entry: dict[str, Any], state: str) -> None:
    assert stands(answered(**entry), "task:teams").state == state


def test_a_task_that_the_unit_may_leave_out_is_not_done_by_writing_alone() -> None:
    plan = edited(
        clean_plan(),
        [{"op": "replace", "path": "/tasks/network", "value": {"activities": [row("Nối mạng")]}}],
    )
    assert stands(plan, "task:network").state == "in_progress"


def test_states_of_the_other_pages() -> None:
    plan = clean_plan()
    assert stands(put(plan, ("/document/signer/full_name", "")), "signing").state == "in_progress"
    assert stands(put(plan, ("/document/symbol", "CV-UBND")), "agency").state == "attention"
    assert stands(put(plan, ("/document/symbol", "")), "agency").state == "in_progress"
    assert stands(put(plan, ("/goals/general", "")), "goals").state == "in_progress"
    assert stands(put(plan, ("/funding/stated_total", "1")), "funding").state == "attention"
    assert stands(put(plan, ("/bases/0/abstract", "")), "bases").state == "in_progress"
    added = edited(plan, [{"op": "add", "path": "/tasks/drones", "value": {"applies": True}}])
    assert stands(added, "kept").state == "attention"


def test_counts_are_of_the_page() -> None:
    plan = put(clean_plan(), ("/tasks/teams/activities/0/lead", ""), ("/tasks/teams/situation", ""))
    state = stands(plan, "task:teams")
    assert (state.errors, state.warnings, state.hints, state.notes) == (0, 1, 1, 0)
    assert stands(plan, "task:security") == PageState(state="done")


def test_accepted_warnings_do_not_count() -> None:
    plan = put(clean_plan(), ("/tasks/teams/activities/0/lead", ""))
    (finding,) = review(plan, PACK)
    accepted = edited(plan, accept(plan, finding, "Lê Văn Cường", "Phân công sau.", NOON))
    assert stands(plan, "task:teams").warnings == 1
    assert stands(accepted, "task:teams").warnings == 0
    assert progress(states(accepted, PACK, review(accepted, PACK)), PACK).warnings == 0


def test_open_notes_count_where_they_were_put() -> None:
    note = {
        "path": "/tasks/teams/situation",
        "author": "Lê Thị Ý",
        "written_at": NOON.isoformat(),
        "text": "Viết rõ hơn.",
    }
    settled = note | {"resolved": True}
    plan = edited(clean_plan(), [{"op": "replace", "path": "/notes", "value": [note, settled]}])
    state = stands(plan, "task:teams")
    assert (state.state, state.notes, state.warnings) == ("attention", 1, 0)
    assert progress(states(plan, PACK, review(plan, PACK)), PACK).warnings == 1


def test_missing_codes_are_codes_of_rules() -> None:
    assert set(RULES) >= MISSING
    assert [code for code in sorted(MISSING) if RULES[code].severity == "hint"] == ["TK09"]


@given(answered_plans())
@settings(max_examples=80)
def test_any_plan_has_a_state_for_each_page_and_loses_no_error(plan: Plan) -> None:
    findings = review(plan, PACK)
    found = states(plan, PACK, findings)
    assert list(found) == [page.key for page in pages(plan, PACK)]
    summed = progress(found, PACK)
    left = sort_out(plan, findings).open
    counted = [summed.errors, summed.warnings, summed.hints]
    assert counted == [sum(each.severity == name for each in left) for name in ("error", "warning", "hint")]
    assert 0 <= summed.written <= summed.total == len(PACK.tasks)
    assert 0 <= summed.attention <= summed.unfinished <= len(found)
    for key, state in found.items():
        if state.state not in UNFINISHED:
            assert (state.errors, state.warnings, state.notes) == (0, 0, 0), key
        if state.state == "not_started":
            assert not key.startswith("task:") or state.errors <= 1
    assert plan_state(summed) != "finished" or not summed.errors + summed.warnings

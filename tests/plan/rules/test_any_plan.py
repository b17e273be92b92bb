"""What holds for the review of any plan at all."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxdesk.guidance.loading import pack_for_year
from dxdesk.guidance.pack import Level
from dxdesk.plan.model import IndicatorValue, Plan, TaskEntry
from dxdesk.plan.places import place_name
from dxdesk.plan.rules.review import review
from tests.plan.rules.example import PACK, clean_plan
from tests.strategies import hostile_texts, plans, task_entries

INDICATORS = {task.key: [indicator.key for indicator in task.indicators] for task in PACK.tasks}


@st.composite
def answered_plans(draw: st.DrawFn) -> Plan:
    """Any plan, with answers to tasks and figures for indicators that the pack knows."""
    plan = draw(plans())
    tasks: dict[str, TaskEntry] = dict(plan.tasks)
    for key, indicators in INDICATORS.items():
        if draw(st.booleans()):
            entry = draw(task_entries())
            values = _renamed(entry.indicators, indicators)
            tasks[key] = msgspec.structs.replace(entry, indicators=values)
    outline = draw(st.sampled_from(["full", "district", "other"]))
    document = msgspec.structs.replace(plan.document, outline=outline)
    return msgspec.structs.replace(plan, tasks=tasks, document=document)


def _renamed(values: Mapping[str, IndicatorValue], keys: list[str]) -> dict[str, IndicatorValue]:
    names = [*keys, *values]
    return dict(zip(names, values.values(), strict=False))


def _is_there(data: Any, pointer: str) -> bool:
    for step in pointer.split("/")[1:]:
        if isinstance(data, list):
            if not step.isdecimal() or int(step) >= len(data):
                return False
            data = data[int(step)]
        elif isinstance(data, dict) and step in data:
            data = data[step]
        else:
            return False
    return True


@given(answered_plans(), st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)))
@settings(max_examples=150)
def test_every_finding_leads_to_a_place(plan: Plan, today: date | None) -> None:
    data = msgspec.json.decode(msgspec.json.encode(plan))
    for finding in review(plan, PACK, today=today):
        parent = finding.path.rpartition("/")[0]
        assert _is_there(data, finding.path) or _is_there(data, parent), finding
        assert finding.message
        assert place_name(finding.path, plan, PACK)


@given(answered_plans())
@settings(max_examples=50)
def test_the_same_plan_has_the_same_findings(plan: Plan) -> None:
    assert review(plan, PACK) == review(plan, PACK)


@given(hostile_texts())
@settings(deadline=None)
def test_a_hostile_text_breaks_no_message(text: str) -> None:
    clean = clean_plan()
    document = msgspec.structs.replace(clean.document, subject=text, place=text, archive=text)
    tasks = dict(clean.tasks)
    tasks["security"] = msgspec.structs.replace(tasks["security"], situation=text)
    plan = msgspec.structs.replace(clean, document=document, tasks=tasks)
    for finding in review(plan, PACK):
        assert finding.message.isprintable()
        msgspec.json.encode(finding)


@pytest.mark.parametrize("level", ["xa", "huyen", "tinh"])
def test_an_empty_plan_is_told_every_required_task(level: Level) -> None:
    pack = pack_for_year(2023)
    clean = clean_plan()
    plan = msgspec.structs.replace(
        clean, tasks={}, unit=msgspec.structs.replace(clean.unit, level=level), results={}
    )
    found = [finding.path for finding in review(plan, pack) if finding.code == "TK01"]
    required = [task.key for task in pack.tasks if task.levels[level].need == "required"]
    assert found == [f"/tasks/{key}" for key in required]
    assert required

"""Every rule, by a table: a small change of the clean plan brings about exactly its finding."""

import copy
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import msgspec
import pytest

from dxdesk.guidance.pack import Pack
from dxdesk.language import LANGUAGES, set_language
from dxdesk.plan.finding import SEVERITIES
from dxdesk.plan.model import Plan
from dxdesk.plan.rules.review import RULES, review, rules_of
from dxdesk.plan.rules.rule import Place, Review, rule
from dxdesk.value import convert
from tests.plan.rules.cases import CASES, DROP, Case
from tests.plan.rules.example import PACK, clean_plan


def changed(case: Case) -> Plan:
    data = msgspec.json.decode(msgspec.json.encode(clean_plan()))
    for pointer, value in case.changes.items():
        put(data, pointer, copy.deepcopy(value) if value is not DROP else DROP)
    return convert(data, Plan)


def put(data: Any, pointer: str, value: Any) -> None:
    *steps, last = pointer.split("/")[1:]
    for step in steps:
        data = data[int(step)] if isinstance(data, list) else data[step]
    if value is DROP:
        del data[last]
    elif isinstance(data, list) and last.startswith("-"):
        data.append(value)
    elif isinstance(data, list):
        data[int(last)] = value
    else:
        data[last] = value


def name_of(case: Case) -> str:
    return f"{case.code}-{case.path}"


def test_a_clean_plan_has_no_findings() -> None:
    assert review(clean_plan(), PACK) == []


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_a_change_brings_about_its_finding(case: Case) -> None:
    findings = review(changed(case), PACK, today=case.today)
    own = [finding for finding in findings if finding.code == case.code]
    assert [(finding.severity, finding.path) for finding in own] == [(case.severity, case.path)]
    assert {finding.code for finding in findings} - {case.code} == case.also


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    set_language(request.param)
    yield request.param
    set_language("en")


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_messages_are_whole_sentences(case: Case) -> None:
    for finding in review(changed(case), PACK, today=case.today):
        assert not set("{}") & set(finding.message)
        assert finding.message[0].isupper() or finding.message[0] == "“"
        assert finding.message.endswith((".", "”."))
        assert finding.message.isprintable()


def test_every_code_has_a_case() -> None:
    assert {case.code for case in CASES} == set(RULES)


def test_codes_are_in_the_form_of_their_group() -> None:
    assert all(len(code) == 4 and code[:2].isupper() and code[2:].isdecimal() for code in RULES)
    assert len(RULES) >= 45


def test_two_rules_with_one_code_are_refused() -> None:
    module = ModuleType("group")

    @rule("XX01", "hint", "practice", "One.")
    def one(_review: Review) -> Iterator[Place]:
        yield from ()

    @rule("XX01", "hint", "practice", "Two.")
    def two(_review: Review) -> Iterator[Place]:
        yield from ()

    vars(module).update(one=one, two=two)
    with pytest.raises(ValueError, match="XX01"):
        rules_of([module])


def test_findings_come_by_severity_and_then_by_place() -> None:
    plan = convert({**msgspec.to_builtins(clean_plan()), "tasks": {}, "bases": [], "solutions": []}, Plan)
    findings = review(plan, PACK)
    ranks = [SEVERITIES.index(finding.severity) for finding in findings]
    assert ranks == sorted(ranks)
    errors = [finding.path for finding in findings if finding.severity == "error"]
    assert errors == ["/bases", "/tasks/teams", "/tasks/security"]


def test_an_unknown_task_without_answer_is_no_concern() -> None:
    pack = Pack(meta=PACK.meta, tasks=())
    # FU07: what it costs is neither printed nor counted, so the stated total stands alone.
    assert {finding.code for finding in review(clean_plan(), pack)} == {"TK11", "FU07"}


@pytest.mark.parametrize(
    ("capacity", "title"), [("TM", "Chủ tịch"), ("KT", "Phó Chủ tịch"), ("Q", "Chủ tịch")]
)
def test_sound_signatures(capacity: str, title: str) -> None:
    data = msgspec.to_builtins(clean_plan())
    data["document"]["signer"] |= {"capacity": capacity, "title": title}
    assert review(convert(data, Plan), PACK) == []


@pytest.mark.parametrize(
    "text",
    [
        "Dịch vụ số thiết yếu (y tế, giáo dục, đọc sách, giải trí, …)",
        "Các loại hồ sơ: học bạ, bệnh án điện tử,… và đơn thuốc",
        "Sổ tay, tờ rơi, v.v…",
        "Đạt 1.250,5 triệu đồng; tăng 10,5%",
        "Xem tại https://dx.mic.gov.vn (mục 1.2)",
        "UBND, HĐND, UBMTTQ",
        "Dòng thứ nhất.\nDòng thứ hai.",
    ],
)
def test_sound_texts(text: str) -> None:
    data = msgspec.to_builtins(clean_plan())
    data["tasks"]["security"]["situation"] = text
    assert review(convert(data, Plan), PACK) == []

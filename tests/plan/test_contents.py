"""The pages of a plan, and the page of every place in it."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxdesk.guidance.loading import pack_for_year
from dxdesk.guidance.pack import Pack
from dxdesk.language import set_language
from dxdesk.plan.contents import Contents, kept_places, page_of, pages
from dxdesk.plan.model import CLOSING, IndicatorValue, Plan, TaskEntry
from dxdesk.plan.places import SPEAKING, texts_of
from dxdesk.plan.rules.review import review
from tests.plan.rules.example import PACK, clean_plan
from tests.plan.rules.test_any_plan import answered_plans
from tests.strategies import hostile_texts

TASKS = ["task:teams", "task:network", "task:cloud", "task:business", "task:security"]


def keys(plan: Plan, pack: Pack = PACK) -> list[str]:
    return [page.key for page in pages(plan, pack)]


def with_outline(plan: Plan, outline: str) -> Plan:
    return msgspec.structs.replace(plan, document=msgspec.structs.replace(plan.document, outline=outline))


def emptied(plan: Plan) -> Plan:
    return msgspec.structs.replace(plan, results={}, sections={}, solutions=(), organisation=())


def test_pages_are_in_the_order_of_the_outline() -> None:
    middle = ["solutions", "funding", "organisation"]
    assert keys(clean_plan()) == [
        *("agency", "bases", "texts", "results", "goals"),
        *(*TASKS, *middle, "signing"),
    ]


def test_pages_that_the_outline_lacks_stand_where_they_usually_do() -> None:
    plan = with_outline(clean_plan(), "district")
    assert keys(emptied(plan)) == ["agency", "bases", "goals", *TASKS, "funding", "texts", "signing"]


def test_what_is_written_has_a_page_though_the_outline_does_not_ask_for_it() -> None:
    plan = with_outline(clean_plan(), "district")
    assert {"results", "solutions", "organisation"} <= set(keys(plan))
    assert not {"results", "solutions", "organisation"} & set(keys(emptied(plan)))


def test_an_unknown_outline_shows_what_any_outline_has() -> None:
    plan = emptied(with_outline(clean_plan(), "nowhere"))
    assert set(keys(plan)) == {*keys(clean_plan())}


def test_tasks_are_grouped_by_pillar() -> None:
    pack = pack_for_year(2023)
    tasks = [page for page in pages(clean_plan(), pack) if page.kind == "task"]
    assert len(tasks) == 23
    assert list(dict.fromkeys(page.group for page in tasks)) == [
        pillar.name for pillar in pack.meta.pillars if pack.tasks_of(pillar.key)
    ]
    first = tasks[0]
    assert (first.key, first.number, first.task) == ("task:outreach-pilots", 3, "outreach-pilots")
    assert first.title.startswith("Tuyên truyền")


def test_a_pillar_that_the_pack_does_not_know_comes_last() -> None:
    odd = msgspec.structs.replace(PACK.tasks[0], pillar="other")
    pack = msgspec.structs.replace(PACK, tasks=(odd, *PACK.tasks[1:]))
    tasks = [page for page in pages(clean_plan(), pack) if page.kind == "task"]
    assert (tasks[-1].key, tasks[-1].group) == ("task:teams", "")


def test_titles_are_in_the_active_language() -> None:
    titles = {page.key: page.title for page in pages(clean_plan(), PACK)}
    assert titles["results"] == "Results of 2022"
    assert titles["texts"] == "Mục đích"
    assert titles["task:network"] == "Mạng truyền số liệu chuyên dùng"
    set_language("vi")
    try:
        assert [page.key for page in pages(clean_plan(), PACK)] == list(titles)
    finally:
        set_language("en")


def test_texts_without_a_section_are_the_closing_paragraph() -> None:
    pack = pack_for_year(2023)
    plan = with_outline(clean_plan(), "day-du")
    (texts,) = (page for page in pages(plan, pack) if page.key == "texts")
    assert texts.title == "Closing paragraph"
    assert keys(plan, pack)[-3:] == ["texts", "signing", "kept"]  # the example has tasks of its own


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("", "agency"),
        ("/year", "agency"),
        ("/unit/name", "agency"),
        ("/guidance/id", "agency"),
        ("/document/subject", "agency"),
        ("/document/bases_style", "bases"),
        ("/document/money_unit", "funding"),
        ("/document/funding_appendix", "funding"),
        ("/document/signer/full_name", "signing"),
        ("/document/recipients/1", "signing"),
        ("/document/archive", "signing"),
        ("/bases/0/number", "bases"),
        ("/results/nhan_thuc_so", "results"),
        ("/goals/specific/0", "goals"),
        ("/tasks/teams/activities/0/lead", "task:teams"),
        ("/tasks/teams/indicators/covered/target", "task:teams"),
        ("/tasks", "task:teams"),
        ("/tasks/nowhere", "agency"),
        ("/sections/purpose", "texts"),
        (f"/sections/{CLOSING}", "texts"),
        ("/solutions/0/title", "solutions"),
        ("/funding/stated_total", "funding"),
        ("/organisation", "organisation"),
        ("/notes/0", "agency"),
        ("nothing", "agency"),
    ],
)
def test_places_have_a_page(path: str, page: str) -> None:
    assert page_of(path, clean_plan(), PACK) == page


def test_answers_whose_question_is_gone_are_kept_on_a_page() -> None:
    clean = clean_plan()
    lost = IndicatorValue(kind="count", unit="thôn", target=3)
    teams = msgspec.structs.replace(
        clean.tasks["teams"], indicators={**clean.tasks["teams"].indicators, "lost": lost}
    )
    plan = msgspec.structs.replace(
        clean,
        tasks={**clean.tasks, "teams": teams, "drones": TaskEntry(applies=True)},
        results={**clean.results, "old_pillar": "Đã xong."},
        sections={**clean.sections, "risks": "Mất điện.", "blank": "  "},
    )
    places = ["/tasks/teams/indicators/lost", "/tasks/drones", "/results/old_pillar", "/sections/risks"]
    assert list(kept_places(plan, PACK)) == places
    assert keys(plan)[-1] == "kept"
    assert {page_of(place, plan, PACK) for place in places} == {"kept"}
    assert page_of("/tasks/teams/indicators/lost/target", plan, PACK) == "kept"
    assert page_of("/tasks/teams/indicators", plan, PACK) == "task:teams"
    assert page_of("/sections/blank", plan, PACK) == "texts"
    assert "kept" not in keys(clean)


@given(answered_plans(), hostile_texts() | st.sampled_from(["/notes/1/text", "/acceptances/0/note"]))
@settings(max_examples=80)
def test_every_place_has_one_of_the_pages(plan: Plan, path: str) -> None:
    contents = Contents(plan, PACK)
    known = [page.key for page in contents.pages]
    assert len(known) == len(set(known))
    findings = [finding.path for finding in review(plan, PACK)]
    for place in (path, f"/{path}", *findings, *(place for place, _text in texts_of(plan))):
        assert contents.page_of(place) in known


@given(answered_plans())
@settings(max_examples=60)
def test_what_is_written_is_never_on_a_page_of_something_else(plan: Plan) -> None:
    contents = Contents(plan, PACK)
    pages_by_key = {page.key: page for page in contents.pages}
    for place, text in texts_of(plan):
        member = place.split("/")[1]
        if text.strip() and member not in {"document", "unit", *SPEAKING}:
            allowed = {"sections": "texts", "tasks": "task"}.get(member, member)
            assert pages_by_key[contents.page_of(place)].kind in {allowed, "kept"}

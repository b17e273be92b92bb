"""Quick search over a plan."""

from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxdesk.guidance.loading import pack_for_year
from dxdesk.language import set_language
from dxdesk.plan.beginning import new_plan
from dxdesk.plan.contents import pages
from dxdesk.plan.edits import edited
from dxdesk.plan.model import Plan
from dxdesk.plan.remarks import add_note
from dxdesk.plan.rules.review import review
from dxdesk.plan.search import Hit, SearchIndex
from dxdesk.text.folding import fold
from dxdesk.units.catalogue import catalogue
from tests.document.sample_plans import full_plan
from tests.plan.rules.example import PACK, clean_plan
from tests.plan.rules.test_any_plan import answered_plans
from tests.plan.test_acceptance import NOON


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    plan = edited(full_plan(), add_note(full_plan(), "/goals/general", "Lê Thị Ý", "Nêu rõ đích đến.", NOON))
    pack = pack_for_year(2023)
    return SearchIndex(plan, pack, review(plan, pack))


def marked(hit: Hit) -> list[str]:
    return [hit.snippet[start:end] for start, end in hit.spans]


@pytest.mark.parametrize(
    "typed", ["7", "task 7", "nhiem vu 7", "Nhiệm vụ 7", "chu ky so ca nhan", "KÝ SỐ CÁ NH"]
)
def test_a_task_is_found_by_number_and_title(index: SearchIndex, typed: str) -> None:
    first = index.search(typed)[0]
    assert (first.kind, first.page) == ("page", "task:personal-esignature")
    assert first.path == "/tasks/personal-esignature"
    assert first.title == "Task 7. Chữ ký số cá nhân và tích hợp ký số vào dịch vụ công"
    assert first.where == "Hạ tầng số"
    assert first.snippet == ""


def test_pages_come_before_texts_and_guidance(index: SearchIndex) -> None:
    kinds = [hit.kind for hit in index.search("chuyển đổi số", limit=500)]
    order = ["page", "text", "finding", "note", "guidance"]
    assert kinds == sorted(kinds, key=order.index)
    assert {"page", "text", "guidance"} <= set(kinds)


def test_texts_are_found_in_any_order_without_marks(index: SearchIndex) -> None:
    for typed in ("thanh truyen loa", "LOA TRUYỀN THANH", "loa thanh truye"):
        hit = next(hit for hit in index.search(typed) if hit.page == "solutions")
        assert (hit.kind, hit.path) == ("text", "/solutions/0/text")
        assert "loa truyền thanh" in hit.snippet
        assert {"loa", "thanh"} <= set(marked(hit))


def test_all_but_the_last_word_are_whole_words(index: SearchIndex) -> None:
    assert index.search("loa tru")
    assert not [hit for hit in index.search("tru loa") if hit.path == "/solutions/0/text"]
    assert index.search("loa xyzw") == []
    assert index.search(" … ") == []


def test_both_places_of_a_tone_are_found() -> None:
    plan = msgspec.structs.replace(
        clean_plan(), goals=msgspec.structs.replace(clean_plan().goals, general="Hoà mạng, hòa giải.")
    )
    index = SearchIndex(plan, PACK, ())
    for typed in ("hoà", "hòa", "hoa"):
        hit = next(hit for hit in index.search(typed) if hit.path == "/goals/general")
        assert marked(hit) == ["Hoà", "hòa"]


def test_what_is_written_as_typed_comes_first() -> None:
    plan = msgspec.structs.replace(
        clean_plan(),
        goals=msgspec.structs.replace(clean_plan().goals, specific=("Mang theo giấy tờ", "Mạng nội bộ")),
    )
    paths = [hit.path for hit in SearchIndex(plan, PACK, ()).search("mạng") if "/goals/specific" in hit.path]
    assert paths == ["/goals/specific/1", "/goals/specific/0"]


def test_words_of_the_place_narrow_a_search(index: SearchIndex) -> None:
    paths = {hit.path for hit in index.search("task 2 96") if hit.kind == "text"}
    assert all(path.startswith("/tasks/staff-training/") for path in paths)


def test_notes_findings_and_guidance_are_found(index: SearchIndex) -> None:
    (note,) = [hit for hit in index.search("đích đến") if hit.kind == "note"]
    assert (note.path, note.page, note.title) == ("/notes/0", "goals", "General goal")
    for typed in ("not settled", "nt01"):
        finding = next(hit for hit in index.search(typed) if hit.kind == "finding")
        assert (finding.path, finding.page) == ("/notes/0", "goals")
    guidance = index.search("ký số từ xa không cần cắm thiết bị")[0]
    assert (guidance.kind, guidance.page) == ("guidance", "task:personal-esignature")
    assert guidance.title == "Task 7: explanation"


def test_guidance_speaks_of_the_unit() -> None:
    ward = next(unit for unit in catalogue("gso-2022").search("phường Bến Nghé") if unit.level == "xa")
    pack = pack_for_year(2023)
    index = SearchIndex(new_plan(ward, pack, 2023), pack, ())
    hits = index.search("văn thư ubnd phường")
    assert "UBND phường" in hits[0].snippet
    assert not any("{" in hit.snippet for hit in index.search("ubnd", limit=500))


@pytest.fixture
def in_vietnamese() -> Iterator[None]:
    set_language("vi")
    yield
    set_language("en")


@pytest.mark.usefixtures("in_vietnamese")
def test_places_are_named_in_the_active_language() -> None:
    hit = next(
        hit for hit in SearchIndex(clean_plan(), PACK, ()).search("kiện toàn 9 tổ") if hit.kind == "text"
    )
    assert hit.title.startswith("Nhiệm vụ 1")


@given(answered_plans(), st.data())
@settings(max_examples=60)
def test_hits_lead_somewhere_and_mark_the_words(plan: Plan, data: st.DataObject) -> None:
    findings = review(plan, PACK)
    words = fold(" ".join([*plan.results.values(), *(note.text for note in plan.notes), "chuyen doi so"]))
    typed = " ".join(data.draw(st.lists(st.sampled_from(words.split()), min_size=1, max_size=2)))
    hits = SearchIndex(plan, PACK, findings).search(typed)
    keys = {page.key for page in pages(plan, PACK)}
    *whole, begun = typed.split()
    for hit in hits:
        assert hit.page in keys
        assert "\n" not in hit.snippet
        for start, end in hit.spans:
            assert 0 <= start < end <= len(hit.snippet)
            word = fold(hit.snippet[start:end])
            assert word in whole or word == begun
    assert len(hits) <= 30

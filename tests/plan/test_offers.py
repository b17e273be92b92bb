"""What is offered while a plan is written."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.guidance.wording import worded_pack
from dxdesk.plan.beginning import unit_words
from dxdesk.plan.edits import edited
from dxdesk.plan.model import Capacity, LegalBasis, Plan
from dxdesk.plan.offers import cite, entered_targets, outlines, signer_titles, uncited, usual_recipients
from dxdesk.plan.packs import pack_for
from dxdesk.plan.plain import plain_lines
from tests.ui.desks import sample

_PLAN = sample()
_PACK = worded_pack(pack_for(_PLAN), unit_words(_PLAN.unit))
_KEYS = [document.key for document in uncited(_PLAN, _PACK)]


def _numbers(plan: Plan) -> list[str]:
    return [basis.number for basis in plan.bases]


def test_documents_that_are_cited_are_not_offered() -> None:
    assert "nd45" in _KEYS
    assert not {"nd85", "qd749", "luat-tccqdp", "luat-tccqdp-2019"}.intersection(_KEYS)


def test_a_document_cited_in_words_is_not_offered() -> None:
    words = LegalBasis(lead="Thực hiện", abstract="Công văn số 5406/BTTTT-CĐSQG năm 2022 của Bộ")
    plan = msgspec.structs.replace(_PLAN, bases=(words,))
    assert "cv5406" not in [document.key for document in uncited(plan, _PACK)]


def test_all_documents_are_offered_to_a_plan_without_bases() -> None:
    plan = msgspec.structs.replace(_PLAN, bases=())
    assert uncited(plan, _PACK) == list(_PACK.meta.legal_documents)


@given(st.sets(st.sampled_from(_KEYS)))
def test_cited_documents_stand_in_the_order_of_the_guidance(keys: set[str]) -> None:
    chosen = [document for document in _PACK.meta.legal_documents if document.key in keys]
    after = edited(_PLAN, cite(_PLAN, _PACK, reversed(chosen))[1])
    assert [basis for basis in after.bases if basis in _PLAN.bases] == list(_PLAN.bases)
    assert len(after.bases) == len(_PLAN.bases) + len(keys)
    assert not keys.intersection(document.key for document in uncited(after, _PACK))
    order = [document.number for document in _PACK.meta.legal_documents if document.number]
    ranks = [order.index(number) for number in _numbers(after) if number in order]
    assert ranks == sorted(ranks)


def test_nothing_chosen_changes_nothing() -> None:
    assert edited(_PLAN, cite(_PLAN, _PACK, [])[1]) == _PLAN


def test_recipients_are_offered_in_the_units_own_words() -> None:
    assert usual_recipients(_PLAN, _PACK) == ["Các thôn"]


@pytest.mark.parametrize(
    ("capacity", "title"), [("TM", "Chủ tịch"), ("KT", "Phó Chủ tịch"), ("Q", "Chủ tịch")]
)
def test_who_signs_in_a_capacity(capacity: Capacity, title: str) -> None:
    assert signer_titles(capacity) == (title,)


def test_outlines_are_those_of_the_level_and_the_one_in_use() -> None:
    assert [outline.key for outline in outlines(_PLAN, _PACK)] == ["day-du", "rut-gon"]
    district = sample("huyen")
    assert [outline.key for outline in outlines(district, _PACK)] == ["day-du"]
    document = msgspec.structs.replace(district.document, outline="rut-gon")
    used = msgspec.structs.replace(district, document=document)
    assert [outline.key for outline in outlines(used, _PACK)] == ["day-du", "rut-gon"]


def test_targets_of_tasks_that_do_not_apply_are_left_out() -> None:
    before = entered_targets(_PLAN, _PACK)
    key = before[0].task.key
    entry = msgspec.structs.replace(_PLAN.tasks[key], applies=False)
    plan = msgspec.structs.replace(_PLAN, tasks={**_PLAN.tasks, key: entry})
    assert entered_targets(plan, _PACK) == [target for target in before if target.task.key != key]


def test_an_entry_reads_in_plain_lines() -> None:
    lines = plain_lines("/tasks/personal-esignature", _PLAN, _PACK)
    assert lines[0] == ("applies or not", "yes")
    assert all(name and text for name, text in lines)
    texts = {activity.text for activity in _PLAN.tasks["personal-esignature"].activities}
    assert texts <= {text for _name, text in lines}


def test_a_text_alone_has_no_name_within_itself() -> None:
    assert plain_lines("/sections/closing", _PLAN, _PACK) == [("", _PLAN.sections["closing"])]

"""Warnings that somebody answers for."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given, settings

from dxdesk.language import set_language
from dxdesk.plan.acceptance import accept, accepted, sort_out, stale, withdraw
from dxdesk.plan.edits import EditError, edited, replacement
from dxdesk.plan.finding import Finding, Severity
from dxdesk.plan.model import Acceptance, Plan
from dxdesk.plan.rules.review import review
from tests.plan.rules.cases import CASES, Case
from tests.plan.rules.example import PACK, clean_plan
from tests.plan.rules.test_any_plan import answered_plans
from tests.plan.rules.test_rules import changed, name_of

NOON = datetime(2023, 1, 10, 12, 0, tzinfo=UTC)
LEAD = "/tasks/teams/activities/0/lead"


def without_lead() -> tuple[Plan, Finding]:
    plan = edited(clean_plan(), [replacement(clean_plan(), LEAD, "")])
    (finding,) = review(plan, PACK)
    assert finding.severity == "warning"
    return plan, finding


def after_accepting(note: str = "Sẽ phân công sau.") -> Plan:
    plan, finding = without_lead()
    return edited(plan, accept(plan, finding, "Lê Văn Cường", note, NOON))


def test_an_accepted_warning_is_told_apart_and_still_found() -> None:
    plan = after_accepting()
    findings = review(plan, PACK)
    sorted_out = sort_out(plan, findings)
    assert sorted_out.open == ()
    ((finding, acceptance),) = sorted_out.accepted
    assert findings == [finding]
    assert accepted(plan, finding) == acceptance == plan.acceptances[0]
    assert (acceptance.by, acceptance.note, acceptance.accepted_at) == (
        "Lê Văn Cường",
        "Sẽ phân công sau.",
        NOON,
    )
    assert stale(plan, findings) == ()


def test_an_acceptance_can_be_taken_back() -> None:
    plan = after_accepting()
    back = edited(plan, withdraw(plan, plan.acceptances[0]))
    assert back == without_lead()[0]
    with pytest.raises(EditError, match="no longer"):
        withdraw(back, plan.acceptances[0])


def test_accepting_again_replaces_the_reason() -> None:
    plan = after_accepting()
    (finding,) = review(plan, PACK)
    again = edited(plan, accept(plan, finding, "Lê Văn Cường", "Đã hỏi huyện.", NOON))
    assert [each.note for each in again.acceptances] == ["Đã hỏi huyện."]


def test_what_no_longer_is_so_is_stale() -> None:
    plan = after_accepting()
    mended = edited(plan, [replacement(plan, LEAD, "Công chức Văn hóa - Xã hội")])
    assert stale(mended, review(mended, PACK)) == plan.acceptances
    renamed = edited(plan, [replacement(plan, LEAD.replace("lead", "text"), "Việc khác hẳn")])
    assert sort_out(renamed, review(renamed, PACK)).accepted == ()
    assert stale(renamed, review(renamed, PACK)) == plan.acceptances


@pytest.mark.parametrize("severity", ["error", "hint"])
def test_only_warnings_are_accepted(severity: Severity) -> None:
    plan, finding = without_lead()
    other = msgspec.structs.replace(finding, severity=severity)
    with pytest.raises(EditError, match="Only warnings"):
        accept(plan, other, "Lê Văn Cường", "Không sao.", NOON)
    forged = after_accepting()
    assert accepted(forged, other) is None
    assert sort_out(forged, [other]).open == (other,)
    assert stale(forged, [other]) == forged.acceptances


@pytest.mark.parametrize(
    ("by", "note", "asked"), [("Lê Văn Cường", " \n", "Write why"), ("  ", "Không sao.", "Write who")]
)
def test_who_and_why_are_asked_for(by: str, note: str, asked: str) -> None:
    plan, finding = without_lead()
    with pytest.raises(EditError, match=asked):
        accept(plan, finding, by, note, NOON)


def test_acceptances_are_neither_printed_nor_checked_as_text() -> None:
    plan = after_accepting("Chờ huyện ………… Dữ liệu số  .")
    assert sort_out(plan, review(plan, PACK)).open == ()


@given(answered_plans())
@settings(max_examples=40)
def test_every_warning_can_be_accepted_and_found_again(plan: Plan) -> None:
    plan = msgspec.structs.replace(plan, acceptances=(), notes=())
    warnings = [finding for finding in review(plan, PACK) if finding.severity == "warning"]
    for finding in warnings[:8]:
        plan = edited(plan, accept(plan, finding, "A", "Đã xem.", NOON))
    sorted_out = sort_out(plan, review(plan, PACK))
    assert [pair.finding for pair in sorted_out.accepted][:8] == warnings[:8]
    assert not stale(plan, review(plan, PACK))
    assert all(isinstance(pair.acceptance, Acceptance) for pair in sorted_out.accepted)


@pytest.fixture
def in_language() -> Iterator[Callable[[str], None]]:
    yield set_language
    set_language("en")


@pytest.mark.parametrize(("read_in", "opened_in"), [("vi", "en"), ("en", "vi")])
def test_what_is_accepted_in_one_language_is_accepted_in_the_other(
    in_language: Callable[[str], None], read_in: str, opened_in: str
) -> None:
    in_language(read_in)
    plan = after_accepting()
    in_language(opened_in)
    findings = review(plan, PACK)
    assert sort_out(plan, findings).open == ()
    assert stale(plan, findings) == ()
    assert plan.acceptances[0].message.startswith("Hoạt động")


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_acceptance_kept_as_it_was_read_stays_valid(
    in_language: Callable[[str], None], language: str
) -> None:
    in_language(language)
    plan, finding = without_lead()
    kept = Acceptance(
        code=finding.code,
        path=finding.path,
        message=finding.message,
        by="A",
        accepted_at=NOON,
        note="Đã xem.",
    )
    plan = msgspec.structs.replace(plan, acceptances=(kept,))
    findings = review(plan, PACK)
    assert sort_out(plan, findings).open == ()
    assert stale(plan, findings) == ()
    again = edited(plan, accept(plan, finding, "B", "Đã hỏi.", NOON))
    assert [each.by for each in again.acceptances] == ["B"]


@pytest.mark.parametrize("case", [case for case in CASES if case.severity == "warning"], ids=name_of)
def test_the_words_of_a_warning_are_the_same_for_every_reader(
    in_language: Callable[[str], None], case: Case
) -> None:
    plan = changed(case)
    read_in_english = review(plan, PACK, today=case.today)
    in_language("vi")
    read_in_vietnamese = review(plan, PACK, today=case.today)
    assert [each.recorded for each in read_in_english] == [each.recorded for each in read_in_vietnamese]
    warnings = [each for each in read_in_vietnamese if each.severity == "warning"]
    assert [each.recorded for each in warnings] == [each.message for each in warnings]

"""The check page: the verdict, links to places, and warnings that are accepted."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dxdesk.plan.edits import edited
from dxdesk.plan.remark_changes import accept_warning
from tests.ui.desks import desk_with, sample
from ui.desk import Desk
from ui.office import Office
from ui.pages.check import CheckPage
from ui.pages.check_accept import AcceptQuestion
from ui.pages.check_line import CheckHeading, CheckLine

SIGNER = "/document/signer/full_name"


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot) -> Iterator[Office]:
    assert qtbot
    opened = Office(tmp_path / "office.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def faulty(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Return a plan on the desk with errors, warnings and hints."""
    assert qtbot
    task = next(key for key, entry in sample().tasks.items() if entry.activities)
    plan = edited(
        sample(),
        [
            {"op": "replace", "path": SIGNER, "value": ""},
            {"op": "replace", "path": "/document/place", "value": ""},
            {"op": "replace", "path": f"/tasks/{task}/activities/0/lead", "value": ""},
            {"op": "replace", "path": f"/tasks/{task}/activities/0/output", "value": ""},
        ],
    )
    with desk_with(tmp_path, plan) as desk:
        yield desk


def shown(qtbot: QtBot, desk: Desk, office: Office) -> CheckPage:
    page = CheckPage(desk, office)
    qtbot.addWidget(page)
    page.resize(790, 700)
    page.show()
    qtbot.waitExposed(page)
    return page


def first(page: CheckPage, kind: str) -> CheckLine:
    return next(line for line in page.lines() if line.item.kind == kind)


def test_a_faultless_plan_can_be_signed(qtbot: QtBot, desk: Desk, office: Office) -> None:
    page = shown(qtbot, desk, office)
    assert page.verdict.text() == "No error is left, but 1 page is still to be finished or looked at"
    desk.set_value("/document/requested_by", None)  # that day has passed
    qtbot.waitUntil(lambda: page.verdict.text() == "The plan can be submitted for signing")


def test_a_plan_with_an_empty_section_is_not_said_to_be_finished(
    qtbot: QtBot, tmp_path: Path, office: Office
) -> None:
    empty: list[tuple[str, Any]] = [("/organisation", []), ("/document/requested_by", None)]
    plan = edited(sample(), [{"op": "replace", "path": path, "value": value} for path, value in empty])
    with desk_with(tmp_path, plan) as desk:
        page = shown(qtbot, desk, office)
        assert page.verdict.text() == "No error is left, but 1 page is still to be finished or looked at"


def test_all_tabs_stay_in_sight_where_the_room_is_narrow(qtbot: QtBot, faulty: Desk, office: Office) -> None:
    page = shown(qtbot, faulty, office)
    assert page.filters.tabText(2).startswith("To look at (")
    page.resize(400, 600)
    qtbot.waitUntil(lambda: page.filters.tabText(2).startswith("Look at "))
    assert page.filters.tabRect(page.filters.count() - 1).right() <= page.filters.width()
    page.resize(790, 600)
    qtbot.waitUntil(lambda: page.filters.tabText(2).startswith("To look at ("))


def test_the_verdict_counts_errors_and_follows(qtbot: QtBot, faulty: Desk, office: Office) -> None:
    page = shown(qtbot, faulty, office)
    assert page.verdict.text() == "2 errors are to be mended before signing"
    faulty.set_value("/document/place", "Thạch Kim")
    qtbot.waitUntil(lambda: page.verdict.text() == "1 error is to be mended before signing")
    assert page.updated.text().startswith("Updated ")


def test_every_finding_is_a_line_with_place_sentence_and_source(
    qtbot: QtBot, faulty: Desk, office: Office
) -> None:
    page = shown(qtbot, faulty, office)
    assert sorted(line.item.sentence for line in page.lines()) == sorted(f.message for f in faulty.findings)
    assert [line.item.kind for line in page.lines()] == sorted(
        (line.item.kind for line in page.lines()), key=["error", "warning", "hint"].index
    )
    line = next(line for line in page.lines() if line.item.path == SIGNER)
    assert line.item.place == "Signer, full name"
    assert line.item.source == "From Decree 30/2020/NĐ-CP on official documents"
    headings = [heading.text() for heading in page.findChildren(CheckHeading)]
    assert "Recipients and signature" in headings


def test_a_line_does_not_repeat_the_task_of_its_heading(qtbot: QtBot, faulty: Desk, office: Office) -> None:
    page = shown(qtbot, faulty, office)
    line = next(line for line in page.lines() if line.item.path.endswith("/activities/0/lead"))
    assert line.link.text() == "Activity 1, lead unit"
    assert "Task" in line.link.accessibleName()


@pytest.mark.parametrize("by", ["click", "enter", "ground"])
def test_a_line_opens_its_place(qtbot: QtBot, faulty: Desk, office: Office, by: str) -> None:
    page = shown(qtbot, faulty, office)
    line = first(page, "error")
    with qtbot.waitSignal(faulty.place_wanted) as asked:
        if by == "click":
            QTest.mouseClick(line.link, Qt.MouseButton.LeftButton)
        elif by == "ground":
            QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.rect().center())
        else:
            QTest.keyClick(line.link, Qt.Key.Key_Return)
    assert asked.args == [line.item.path]


def test_arrows_move_between_lines(qtbot: QtBot, faulty: Desk, office: Office) -> None:
    page = shown(qtbot, faulty, office)
    page.bring_to("")
    lines = page.lines()
    assert page.focusWidget() is lines[0].link
    QTest.keyClick(lines[0].link, Qt.Key.Key_Down)
    assert page.focusWidget() is lines[1].link
    assert page.place() == lines[1].item.path
    QTest.keyClick(lines[1].link, Qt.Key.Key_Up)
    QTest.keyClick(lines[0].link, Qt.Key.Key_Up)
    assert page.focusWidget() is lines[0].link


def test_a_filter_shows_one_kind(qtbot: QtBot, faulty: Desk, office: Office) -> None:
    page = shown(qtbot, faulty, office)
    page.filters.setCurrentIndex(2)
    assert {line.item.kind for line in page.lines()} == {"warning"}
    assert page.filters.tabText(1) == "To mend (2)"
    page.filters.setCurrentIndex(4)
    assert page.lines() == []
    assert page.nothing.isVisible()


def test_a_warning_is_accepted_with_name_and_reason(qtbot: QtBot, faulty: Desk, office: Office) -> None:
    page = shown(qtbot, faulty, office)
    line = first(page, "warning")
    assert line.verb is not None
    sentence = line.item.sentence
    QTest.mouseClick(line.verb, Qt.MouseButton.LeftButton)
    question = page.findChild(AcceptQuestion)
    assert question is not None
    question.who.setText("Nguyễn Văn An")
    QTest.mouseClick(question.answer_button, Qt.MouseButton.LeftButton)
    assert question.trouble.text() == "Write why the warning is accepted."
    assert question.column.indexOf(question.trouble) == question.column.indexOf(question.why) + 1
    assert not faulty.plan.acceptances
    question.why.setPlainText("Đã thống nhất với huyện")
    QTest.mouseClick(question.answer_button, Qt.MouseButton.LeftButton)
    (acceptance,) = faulty.plan.acceptances
    assert (acceptance.by, acceptance.note) == ("Nguyễn Văn An", "Đã thống nhất với huyện")
    accepted = first(page, "accepted")
    assert accepted.item.sentence == sentence
    assert "Nguyễn Văn An" in accepted.item.source
    assert "Đã thống nhất với huyện" in accepted.item.source
    assert faulty.session.undo_text().startswith("Accept the warning on ")


def test_the_last_name_is_offered_again_and_nobody_before(qtbot: QtBot, faulty: Desk, office: Office) -> None:
    assert office
    warning = next(finding for finding in faulty.findings if finding.severity == "warning")
    question = AcceptQuestion(faulty, warning, None)
    qtbot.addWidget(question)
    assert question.who.text() == ""
    question.why.setPlainText("Được")
    question.answer_button.click()
    assert question.trouble.text() == "Write who accepts the warning."
    assert question.column.indexOf(question.trouble) == question.column.indexOf(question.who) + 1
    question.who.setText("Bình")
    assert question.trouble.isHidden()
    question.take()
    faulty.archive.flush()
    again = AcceptQuestion(faulty, warning, None)
    qtbot.addWidget(again)
    assert again.who.text() == "Bình"


def test_the_verb_of_the_line_with_the_focus_has_a_key(qtbot: QtBot, faulty: Desk, office: Office) -> None:
    page = shown(qtbot, faulty, office)
    line = first(page, "warning")
    assert line.verb is not None
    line.link.setFocus()
    qtbot.waitUntil(line.link.hasFocus)
    assert line.verb.text() == "&Accept…"
    others = [other.verb.text() for other in page.lines() if other.verb is not None and other is not line]
    assert all("&" not in text for text in others)


def test_an_acceptance_is_taken_back_and_that_is_undone(qtbot: QtBot, faulty: Desk, office: Office) -> None:
    warning = next(finding for finding in faulty.findings if finding.severity == "warning")
    faulty.change(accept_warning(faulty.plan, warning, "An", "Được", datetime(2022, 12, 1, tzinfo=UTC)))
    faulty.review()
    page = shown(qtbot, faulty, office)
    verb = first(page, "accepted").verb
    assert verb is not None
    QTest.mouseClick(verb, Qt.MouseButton.LeftButton)
    assert faulty.plan.acceptances == ()
    assert all(line.item.kind != "accepted" for line in page.lines())
    faulty.undo()
    qtbot.waitUntil(lambda: any(line.item.kind == "accepted" for line in page.lines()))
    assert page.shows("/acceptances/0")


def test_a_stale_acceptance_can_be_removed(qtbot: QtBot, faulty: Desk, office: Office) -> None:
    warning = next(finding for finding in faulty.findings if finding.severity == "warning")
    gone = msgspec.structs.replace(warning, message="x", recorded="x")
    faulty.change(accept_warning(faulty.plan, gone, "An", "Được", datetime(2022, 12, 1, tzinfo=UTC)))
    faulty.review()
    page = shown(qtbot, faulty, office)
    verb = first(page, "stale").verb
    assert verb is not None
    QTest.mouseClick(verb, Qt.MouseButton.LeftButton)
    assert faulty.plan.acceptances == ()


def test_the_place_is_kept_while_findings_come_and_go(qtbot: QtBot, faulty: Desk, office: Office) -> None:
    page = shown(qtbot, faulty, office)
    line = first(page, "warning")
    page.bring_to(line.item.path)
    faulty.set_value(SIGNER, "Trần Thị B")
    qtbot.waitUntil(lambda: all(each.item.path != SIGNER for each in page.lines()))
    assert page.focusWidget() is line.link


def test_the_focus_goes_to_the_next_line_when_its_own_is_mended(
    qtbot: QtBot, faulty: Desk, office: Office
) -> None:
    page = shown(qtbot, faulty, office)
    page.bring_to(page.lines()[0].item.path)
    mended = page.lines()[0].item.path
    faulty.set_value(mended, "Thạch Kim")
    qtbot.waitUntil(lambda: page.lines()[0].item.path != mended)
    assert page.focusWidget() is page.lines()[0].link


def test_what_was_found_while_the_page_was_behind_is_there_when_it_is_shown(
    qtbot: QtBot, faulty: Desk, office: Office
) -> None:
    page = shown(qtbot, faulty, office)
    page.hide()
    faulty.set_value("/document/place", "Thạch Kim")
    faulty.review()
    page.show()
    assert page.verdict.text() == "1 error is to be mended before signing"

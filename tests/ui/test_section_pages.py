"""Pages of a plan other than its tasks: what is typed and chosen there, and what they show."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.plan.changes import remove_value
from dxdesk.plan.model import Activity, Cost, IndicatorValue, Plan, TaskEntry
from tests.ui.desks import desk_with, sample
from tests.ui.pages_shown import shown, unnamed, write
from ui.desk import Desk
from ui.fields.field import Field
from ui.pages.agency import AgencyPage
from ui.pages.funding import FundingPage
from ui.pages.goals import GoalsPage
from ui.pages.kept import KeptPage
from ui.pages.page import FormPage, Page
from ui.pages.parts_page import PartsPage
from ui.pages.signing import SigningPage


def _field(page: Page, path: str) -> Field:
    assert isinstance(page, FormPage)
    return next(field for field in page.fields if field.path == path)


def _editor(page: Page, path: str) -> QWidget:
    widget = _field(page, path).editor.widget
    return widget.focusProxy() or widget


@pytest.mark.parametrize("kind", ["agency", "results", "texts", "solutions", "funding"])
def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, desk: Desk, kind: str) -> None:
    assert unnamed(shown(qtbot, desk, kind)) == []


@pytest.mark.parametrize(
    ("kind", "path", "text"),
    [
        ("agency", "/document/subject", "Chuyển đổi số năm 2023"),
        ("agency", "/document/place", "Lộc Hà"),
        ("agency", "/document/number", "15"),
        ("agency", "/document/requested_in", "Văn bản 12/UBND"),
        ("agency", "/unit/organ_id", "H27.13.5"),
        ("goals", "/goals/general", "Một mục tiêu"),
        ("funding", "/funding/text", "Từ ngân sách xã"),
        ("texts", "/sections/purpose", "Mục đích\nlà thế này"),
        ("texts", "/sections/closing", "Trên đây là Kế hoạch"),
        ("signing", "/document/archive", "VT, VP"),
        ("signing", "/document/signer/full_name", "Trần Thị Bình"),
    ],
)
def test_what_is_typed_lands_in_the_plan(qtbot: QtBot, desk: Desk, kind: str, path: str, text: str) -> None:
    page = shown(qtbot, desk, kind)
    page.bring_to(path)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert page.place() == path
    write(focus, text)
    desk.settle()
    assert _written(desk.plan, path) == text
    desk.undo()
    assert _written(desk.plan, path) != text


def test_a_text_that_the_plan_has_no_key_for_yet_is_added(qtbot: QtBot, desk: Desk) -> None:
    desk.change(remove_value("/results/xa_hoi_so"))
    page = shown(qtbot, desk, "results")
    page.bring_to("/results/xa_hoi_so")
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPlainTextEdit)
    assert focus.toPlainText() == ""
    write(focus, "Đạt 12 nội dung")
    desk.settle()
    assert desk.plan.results["xa_hoi_so"] == "Đạt 12 nội dung"


def test_another_outline_asks_for_other_texts_and_loses_none(qtbot: QtBot, desk: Desk) -> None:
    written = dict(desk.plan.sections)
    texts = shown(qtbot, desk, "texts")
    page = shown(qtbot, desk, "agency")
    assert isinstance(page, AgencyPage)
    assert isinstance(texts, PartsPage)
    box = _editor(page, "/document/outline")
    assert isinstance(box, QComboBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert desk.plan.document.outline == "day-du"
    assert "Giải pháp" in page.sections.text()
    assert [field.path for field in texts.fields] == ["/sections/closing"]
    assert desk.plan.sections == written
    desk.undo()
    assert len(texts.fields) == 3
    area = texts.fields[0].editor.widget
    assert isinstance(area, QPlainTextEdit)
    assert area.toPlainText() == written["purpose"]


def test_the_head_of_the_document(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "agency")
    assert isinstance(page, AgencyPage)
    assert page.unit.text() == "Ủy ban nhân dân xã Thạch Kim"
    day = _editor(page, "/document/issued_on")
    day.setFocus()
    QTest.keyClicks(day, "5/12")
    _editor(page, "/document/place").setFocus()
    assert desk.plan.document.issued_on == date(2022, 12, 5)
    tick = _editor(page, "/document/superior_line")
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(12, tick.height() // 2))
    assert desk.plan.document.superior_line


def test_a_subject_stays_on_one_line_and_clean(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "agency")
    area = _editor(page, "/document/subject")
    area.setFocus()
    write(area, "Chuye\u0302\u0309n \u202eđổi\nsố\u0000 năm 2023")
    desk.settle()
    assert desk.plan.document.subject == "Chuyển đổi số năm 2023"


def test_the_signature_follows_what_is_chosen(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "signing")
    assert isinstance(page, SigningPage)
    assert page.signature.office.text() == "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"
    box = _editor(page, "/document/signer/capacity")
    box.setFocus()
    who = page.who.text()
    QTest.keyClick(box, Qt.Key.Key_Home)
    assert desk.plan.document.signer.capacity == "TM"
    assert page.who.text() != who
    title = _editor(page, "/document/signer/title")
    title.setFocus()
    QTest.keyClick(title, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(title, "chu")
    QTest.keyClick(title, Qt.Key.Key_Down)
    QTest.keyClick(title, Qt.Key.Key_Return)
    desk.settle()
    assert desk.plan.document.signer.title == "Chủ tịch"
    assert page.signature.office.text() == "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"


def test_usual_recipients_are_added_together(qtbot: QtBot, desk: Desk) -> None:
    desk.set_value("/document/recipients", ["UBND huyện (để b/c)"])
    page = shown(qtbot, desk, "signing")
    assert isinstance(page, SigningPage)
    QTest.mouseClick(page.usual, Qt.MouseButton.LeftButton)
    recipients = desk.plan.document.recipients
    assert recipients[:2] == ("UBND huyện (để b/c)", "Phòng Văn hóa và Thông tin huyện")
    assert "Các thôn" in recipients
    assert not page.usual.isVisible()


def test_the_sum_of_the_activities_can_be_used_as_the_total(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "funding")
    assert isinstance(page, FundingPage)
    assert page.sums()[-1][1] == "494.900.000 đồng"
    assert ("NSNN cấp xã", "333.900.000 đồng") in page.sums()
    assert not page.use.isVisible()
    stated = _editor(page, "/funding/stated_total")
    stated.setFocus()
    QTest.keyClick(stated, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(stated, "500 tr")
    _editor(page, "/funding/text").setFocus()
    assert desk.plan.funding.stated_total == 500_000_000
    assert page.use.isVisible()
    QTest.mouseClick(page.use, Qt.MouseButton.LeftButton)
    assert desk.plan.funding.stated_total == 494_900_000
    assert not page.use.isVisible()


def test_a_total_that_cannot_be_read_is_asked_about_and_left_standing(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "funding")
    stated = _editor(page, "/funding/stated_total")
    stated.setFocus()
    write(stated, "khoảng nhiều")
    _editor(page, "/funding/text").setFocus()
    assert desk.plan.funding.stated_total == 494_900_000
    assert _field(page, "/funding/stated_total").lines


def test_sums_follow_the_tasks(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "funding")
    assert isinstance(page, FundingPage)
    key, index = next(
        (key, index)
        for key, entry in desk.plan.tasks.items()
        for index, activity in enumerate(entry.activities)
        if entry.applies and not activity.costs
    )
    costs = [Cost(amount=1_000_000, source="central")]
    desk.set_value(f"/tasks/{key}/activities/{index}/costs", costs)
    assert page.sums()[0] == ("NSNN trung ương", "1.000.000 đồng")
    assert page.sums()[-1][1] == "495.900.000 đồng"


def test_a_target_leads_to_its_task(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "goals")
    assert isinstance(page, GoalsPage)
    table = page.targets.table
    assert page.targets.model.rowCount() > 10
    table.setFocus()
    table.selectRow(1)
    with qtbot.waitSignal(desk.place_wanted) as asked:
        QTest.keyClick(table, Qt.Key.Key_Return)
    target = page.targets.model.targets[1]
    assert asked.args == [target.path]
    assert desk.page_of(target.path) == f"task:{target.task.key}"


def test_targets_follow_the_tasks(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "goals")
    assert isinstance(page, GoalsPage)
    count = page.targets.model.rowCount()
    desk.set_value(page.targets.model.targets[0].path, None)
    assert page.targets.model.rowCount() == count - 1


def test_tab_leaves_the_table_of_targets(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "goals")
    assert isinstance(page, GoalsPage)
    page.targets.table.setFocus()
    QTest.keyClick(page.targets.table, Qt.Key.Key_Tab)
    assert not page.targets.table.hasFocus()


def _with_kept() -> Plan:
    plan = sample()
    activity = Activity(id="a1", text="Việc năm cũ", costs=(Cost(amount=5_000_000, source="commune"),))
    old = TaskEntry(applies=True, situation="Đã làm", activities=(activity,))
    key = next(iter(plan.tasks))
    figure = IndicatorValue(kind="percent", unit="%", target="92.5")
    entry = msgspec.structs.replace(
        plan.tasks[key], indicators={**plan.tasks[key].indicators, "old.figure": figure}
    )
    return msgspec.structs.replace(plan, tasks={**plan.tasks, key: entry, "old-task": old})


def test_what_the_guidance_does_not_know_is_shown_copied_and_deleted(qtbot: QtBot, tmp_path: Path) -> None:
    with desk_with(tmp_path, _with_kept()) as desk:
        page = shown(qtbot, desk, "kept")
        assert isinstance(page, KeptPage)
        assert unnamed(page) == []
        assert len(page.cards) == 2
        page.bring_to("/tasks/old-task/activities/0/text")
        card = next(card for card in page.cards if card.path == "/tasks/old-task")
        assert card.copy.hasFocus()
        QTest.keyClick(card.copy, Qt.Key.Key_Space)
        copied = QGuiApplication.clipboard().text()
        assert "Việc năm cũ" in copied
        assert "5.000.000 đồng (NSNN cấp xã)" in copied
        QTest.mouseClick(card.delete, Qt.MouseButton.LeftButton)
        assert "old-task" not in desk.plan.tasks
        assert len(page.cards) == 1
        assert "92,5" in page.cards[0].text()
        desk.undo()
        assert desk.plan == _with_kept()
        assert len(page.cards) == 2


def _written(plan: Plan, path: str) -> object:
    value: object = msgspec.to_builtins(plan)
    for token in path.split("/")[1:]:
        assert isinstance(value, dict)
        value = value.get(token)
    return value


def test_a_screen_reader_says_what_is_remarked_on_a_field(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "signing")
    page.bring_to("/document/signer/full_name")
    focus = QApplication.focusWidget()
    assert focus is not None
    hint = focus.accessibleDescription()
    assert hint
    page.bring_to("/document/archive")
    desk.set_value("/document/signer/full_name", "")
    desk.review()
    (remark,) = [finding.message for finding in desk.findings_at("/document/signer/full_name")]
    assert focus.accessibleDescription() == f"{hint} {remark}"
    desk.undo()
    desk.review()
    assert focus.accessibleDescription() == hint

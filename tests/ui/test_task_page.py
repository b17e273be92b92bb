from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.plan.model import Cost, IndicatorValue, TaskEntry
from tests.ui.desks import desk_with, sample
from tests.ui.task_pages import ESIGN, activities_of, entry_of, open_task, words_in
from ui.desk import Desk
from ui.fields.amount import DayEditor, MoneyEditor
from ui.fields.area import AreaEditor
from ui.fields.choice import ChoiceEditor, RadioEditor
from ui.fields.field import Field
from ui.fields.line import LineEditor
from ui.pages.task import TaskPage

# The list of offers is a window of its own, which the platform without a screen cannot raise.


def write(field: Field, text: str) -> None:
    """Type into a field and leave it."""
    field.bring_to()
    editor = field.editor
    if isinstance(editor, AreaEditor):
        editor.area.setPlainText(text)
    elif isinstance(editor, (LineEditor, MoneyEditor, DayEditor)):
        editor.line.setText(text)
        editor.line.textEdited.emit(text)
    editor.left.emit()


def field_of(page: TaskPage, part: str) -> Field:
    field = page.field_at(f"{page.path}/{part}")
    assert field is not None
    assert field.path == f"{page.path}/{part}"
    return field


def answer(page: TaskPage, number: int) -> None:
    editor = page.answer.choice.editor
    assert isinstance(editor, RadioEditor)
    QTest.mouseClick(editor.buttons[number][1], Qt.MouseButton.LeftButton)


def test_heading_names_pillar_number_and_title(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    said = words_in(page)
    assert "Hạ tầng số · Task 7" in said
    assert page.heading.text() == "Chữ ký số cá nhân và tích hợp ký số vào dịch vụ công"
    assert "Tổ chức, triển khai sử dụng chữ ký số cá nhân" in said
    assert "Usual for every unit of this level: Xã ký số văn bản" in said


def test_refused_task_keeps_what_was_written(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    before = entry_of(desk)
    answer(page, 1)
    assert entry_of(desk).applies is False
    assert not page.work.isVisible()
    assert page.answer.reason.isVisible()
    assert "4" in page.folded.text()
    answer(page, 0)
    assert page.work.isVisible()
    assert entry_of(desk) == before


def test_unusual_task_is_refused_with_the_ready_answer(qtbot: QtBot, tmp_path: Path) -> None:
    plan = sample()
    plan = msgspec.structs.replace(plan, tasks={**plan.tasks, "virtual-assistant": TaskEntry()})
    with desk_with(tmp_path, plan) as desk:
        page = open_task(qtbot, desk, "virtual-assistant")
        ready = page.task.levels["xa"].answer
        answer(page, 1)
        assert entry_of(desk, "virtual-assistant").reason == ready
        assert isinstance(page.answer.reason.editor, AreaEditor)
        assert page.answer.reason.editor.area.toPlainText() == ready
        desk.undo()
        assert entry_of(desk, "virtual-assistant").applies is None
        assert not page.answer.reason.isVisible()


def test_no_red_on_a_reason_that_was_only_just_asked_for(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    answer(page, 1)
    desk.review()
    assert page.answer.reason.lines == []
    page.answer.reason.bring_to()
    page.answer.reason.editor.left.emit()
    assert [severity for severity, _sentence in page.answer.reason.lines] == ["error"]


def test_writing_begins_the_entry_of_a_task_the_plan_lacks(qtbot: QtBot, tmp_path: Path) -> None:
    plan = sample()
    tasks = {key: entry for key, entry in plan.tasks.items() if key != ESIGN}
    with desk_with(tmp_path, msgspec.structs.replace(plan, tasks=tasks)) as desk:
        page = open_task(qtbot, desk)
        write(page.situation, "Đã có chữ ký số")
        assert entry_of(desk).situation == "Đã có chữ ký số"
        desk.undo()
        assert ESIGN not in desk.plan.tasks
        target = page.indicators.rows["adults_esign_pct"].target
        write(target, "12,5")
        assert entry_of(desk).indicators["adults_esign_pct"].target == "12.5"
        assert entry_of(desk).indicators["adults_esign_pct"].unit == "%"


def test_indicators_are_read_by_their_kind(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    row = page.indicators.rows["outgoing_docs_signed_pct"]
    assert isinstance(row.baseline.editor, LineEditor)
    assert row.baseline.editor.line.text() == "92,1"
    write(row.target, "95,5%")
    assert entry_of(desk).indicators["outgoing_docs_signed_pct"].target == "95.5"
    write(row.target, "nhiều")
    assert entry_of(desk).indicators["outgoing_docs_signed_pct"].target == "95.5"
    assert "“nhiều” is not a percentage" in words_in(page.indicators)
    write(row.target, "")
    assert entry_of(desk).indicators["outgoing_docs_signed_pct"].target is None


def test_yes_or_no_indicator_is_chosen(qtbot: QtBot, desk: Desk) -> None:
    found = [
        (task, indicator)
        for task in desk.guidance.tasks
        for indicator in task.indicators_of("xa")
        if indicator.kind == "yes_no"
    ]
    task, indicator = found[0]
    page = open_task(qtbot, desk, task.key)
    editor = page.indicators.rows[indicator.key].target.editor
    assert isinstance(editor, ChoiceEditor)
    editor.box.setCurrentIndex(1)
    editor.choose()
    assert entry_of(desk, task.key).indicators[indicator.key].target is True


def test_indicator_of_another_level_is_shown_where_it_has_figures(qtbot: QtBot, desk: Desk) -> None:
    path = f"/tasks/{ESIGN}/indicators/portal_esign_integrated"
    desk.set_value(path, IndicatorValue(kind="yes_no", unit="có/không", target=True))
    desk.review()
    page = open_task(qtbot, desk)
    assert "portal_esign_integrated" in page.indicators.rows
    assert "is not followed at this level" in words_in(page.indicators)


def test_words_of_the_time_set_the_day_unless_somebody_set_it(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    write(field_of(page, "activities/0/period/text"), "Quý II/2023")
    period = activities_of(desk)[0].period
    assert (period.text, str(period.due)) == ("Quý II/2023", "2023-06-30")
    due = field_of(page, "activities/0/period/due")
    assert isinstance(due.editor, DayEditor)
    assert due.editor.line.text() == "30/06/2023"
    write(due, "15/5")
    write(field_of(page, "activities/0/period/text"), "Quý II")
    assert str(activities_of(desk)[0].period.due) == "2023-05-15"


def test_typing_a_time_is_one_edit(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    time = field_of(page, "activities/0/period/text")
    before = activities_of(desk)[0].period
    time.bring_to()
    assert isinstance(time.editor, LineEditor)
    for text in ("Quý I", "Quý II", "Quý III"):
        time.editor.line.setText(text)
        time.editor.typed.emit()
        qtbot.wait(450)
    assert str(activities_of(desk)[0].period.due) == "2023-09-30"
    desk.undo()
    assert activities_of(desk)[0].period == before


def test_costs_of_several_sources(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    page.activities.table.select_rows([1])
    detail = page.activities.detail
    assert detail is not None
    first = detail.costs.lines[0]
    editor = first.source.editor
    assert isinstance(editor, ChoiceEditor)
    editor.box.setCurrentIndex(editor.box.findText("NSNN cấp huyện"))
    editor.choose()
    assert activities_of(desk)[1].costs == ()
    assert editor.box.currentText() == "NSNN cấp huyện"
    write(first.amount, "1,5 triệu")
    assert [(cost.amount, cost.source) for cost in activities_of(desk)[1].costs] == [(1_500_000, "district")]
    detail.costs.more.click()
    write(detail.costs.lines[1].amount, "2.000.000 đồng")
    assert [cost.amount for cost in activities_of(desk)[1].costs] == [1_500_000, 2_000_000]
    assert "6.500.000 đồng" in page.activities.total.text()
    detail.costs.lines[0].remove.click()
    assert [cost.amount for cost in activities_of(desk)[1].costs] == [2_000_000]
    assert isinstance(detail.costs.lines[0].amount.editor, MoneyEditor)
    assert detail.costs.lines[0].amount.editor.read() == 2_000_000
    write(detail.costs.lines[0].amount, "")
    assert activities_of(desk)[1].costs == ()


def test_an_amount_half_typed_stays_with_its_source_when_the_one_above_goes(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    costs = [Cost(amount=1_000_000, source="district"), Cost(amount=2_000_000, source="province")]
    desk.set_value(f"/tasks/{ESIGN}/activities/1/costs", costs)
    page.activities.table.select_rows([1])
    detail = page.activities.detail
    assert detail is not None
    editor = detail.costs.lines[1].amount.editor
    assert isinstance(editor, MoneyEditor)
    editor.line.setFocus()
    editor.line.selectAll()
    QTest.keyClicks(editor.line, "3000000")
    detail.costs.lines[0].remove.click()  # a tool takes no focus
    assert activities_of(desk)[1].costs == (Cost(amount=3_000_000, source="province"),)


def test_amount_without_unit_is_questioned_beside_it(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    detail = page.activities.detail
    assert detail is not None
    write(detail.costs.lines[0].amount, "150")
    assert activities_of(desk)[0].costs[0].amount == 3_000_000
    assert "lacks a unit" in words_in(detail.costs)


def test_suggestions_are_ticked_and_come_as_one_edit(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    page.activities.tools.suggest.click()
    panel = page.activities.panel
    assert panel is not None
    assert panel.isVisible()
    assert not panel.insert.isEnabled()
    for line in panel.lines[:2]:
        line.box.click()
    assert panel.insert.text() == "Insert 2 activities"
    QTest.mouseClick(panel.insert, Qt.MouseButton.LeftButton)
    assert len(activities_of(desk)) == 6
    assert "UBND xã" in activities_of(desk)[4].text
    assert "Inserted 2 activities." in words_in(page.activities.notice)
    assert [line.box.isEnabled() for line in panel.lines] == [False, False, True, True]
    QTest.mouseClick(page.activities.notice.undo, Qt.MouseButton.LeftButton)
    assert len(activities_of(desk)) == 4
    assert all(line.box.isEnabled() for line in panel.lines)


def test_empty_task_invites_to_begin(qtbot: QtBot, tmp_path: Path) -> None:
    plan = sample()
    plan = msgspec.structs.replace(plan, tasks={**plan.tasks, ESIGN: TaskEntry()})
    with desk_with(tmp_path, plan) as desk:
        page = open_task(qtbot, desk)
        assert page.activities.empty.isVisible()
        assert not page.activities.table.isVisible()
        QTest.mouseClick(page.activities.empty.add, Qt.MouseButton.LeftButton)
        assert len(activities_of(desk)) == 1
        assert entry_of(desk).applies is True
        assert page.activities.table.isVisible()
        desk.undo()
        assert entry_of(desk) == TaskEntry()
        assert page.activities.empty.isVisible()


def test_new_activity_is_not_scolded_before_it_was_left(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    page.activities.insert_below()
    desk.review()
    assert desk.findings_at(f"{page.path}/activities/1/text")
    detail = page.activities.detail
    assert detail is not None
    assert detail.fields[0].lines == []
    number = page.activities.model.index(1, 0)
    assert number.data(Qt.ItemDataRole.DecorationRole) is None
    page.activities.table.select_rows([0])
    page.activities.table.select_rows([1])
    assert [severity for severity, _sentence in detail.fields[0].lines] == ["error"]
    assert number.data(Qt.ItemDataRole.DecorationRole) is not None


@pytest.mark.parametrize(
    "part", ["situation", "activities/2/lead", "activities/1/costs/0/amount", "activities/0/period/due"]
)
def test_a_place_is_brought_into_focus(qtbot: QtBot, desk: Desk, part: str) -> None:
    page = open_task(qtbot, desk)
    page.bring_to(f"{page.path}/{part}")
    qtbot.waitUntil(lambda: page.place() == f"{page.path}/{part}")


def test_findings_of_the_whole_task_stand_calmly_at_the_top(qtbot: QtBot, tmp_path: Path) -> None:
    plan = sample()
    plan = msgspec.structs.replace(plan, tasks={**plan.tasks, ESIGN: TaskEntry()})
    with desk_with(tmp_path, plan) as desk:
        page = open_task(qtbot, desk)
        assert any("not answered yet" in text for text in page.remarks.texts())
        assert [severity for severity, _text in page.remarks._shown] == ["hint"]


def test_neighbours_are_those_of_the_contents(qtbot: QtBot, desk: Desk) -> None:
    tasks = [page for page in desk.pages() if page.kind == "task"]
    page = open_task(qtbot, desk, tasks[1].task)
    buttons = [button for button in page.findChildren(QPushButton) if "Task" in button.text()]
    assert [button.text() for button in buttons] == [f"‹ Task {tasks[0].number}", f"Task {tasks[2].number} ›"]
    with qtbot.waitSignal(desk.place_wanted) as wanted:
        QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert desk.page_of(wanted.args[0]) == tasks[2].key
    first = open_task(qtbot, desk, tasks[0].task)
    assert not [button for button in first.findChildren(QPushButton) if button.text().startswith("‹")]


def test_every_control_has_a_name(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    page.activities.tools.suggest.click()
    unnamed = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisibleTo(page)
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and widget.focusProxy() is None
    ]
    assert unnamed == []


def test_page_shows_what_undo_brought_back(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    before = entry_of(desk).situation
    write(page.situation, "Khác")
    desk.undo()
    assert isinstance(page.situation.editor, AreaEditor)
    assert page.situation.editor.area.toPlainText() == before


def test_figures_written_anew_take_the_kind_and_unit_of_the_guidance(qtbot: QtBot, desk: Desk) -> None:
    path = f"/tasks/{ESIGN}/indicators/adults_esign_pct"
    desk.set_value(
        path, IndicatorValue(kind="count", unit="người", baseline=138, target=692, note="ước tính")
    )
    page = open_task(qtbot, desk)
    write(page.indicators.rows["adults_esign_pct"].target, "10")
    assert entry_of(desk).indicators["adults_esign_pct"] == IndicatorValue(
        kind="percent", unit="%", target="10", note="ước tính"
    )


def test_what_is_typed_in_a_cell_is_there_when_the_row_is_duplicated(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    page.activities.table.open_cell(0, "output")
    focus = page.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "abc")
    QTest.keyClick(focus, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert [activity.output[-3:] for activity in activities_of(desk)[:2]] == ["abc", "abc"]


def test_all_arrows_go_from_answer_to_answer(qtbot: QtBot, desk: Desk) -> None:
    page = open_task(qtbot, desk)
    assert entry_of(desk).applies is True
    page.answer.choice.bring_to()
    for key, applies in (
        (Qt.Key.Key_Down, False),
        (Qt.Key.Key_Down, False),
        (Qt.Key.Key_Up, True),
        (Qt.Key.Key_Right, False),
        (Qt.Key.Key_Left, True),
    ):
        focus = QApplication.focusWidget()
        assert isinstance(focus, QRadioButton)
        QTest.keyClick(focus, key)
        assert entry_of(desk).applies is applies
    assert QApplication.focusWidget() is not None

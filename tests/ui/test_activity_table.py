from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dxdesk.plan.model import Activity, Plan, TaskEntry
from dxdesk.plan.task_changes import move_entries
from tests.ui.desks import desk_with, sample
from tests.ui.task_pages import ESIGN, activities_of, is_typing, open_cell, open_task
from ui.desk import Desk
from ui.fields.area import AreaEditor
from ui.pages.task import TaskPage
from ui.tables.activity_model import ActivityModel
from ui.tables.activity_table import ActivityTable
from ui.tables.fitting import KEYS

# The list of offers is a window of its own, which the platform without a screen cannot raise.

PATH = f"/tasks/{ESIGN}/activities"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> TaskPage:
    opened = open_task(qtbot, desk)
    opened.activities.table.setFocus()
    return opened


def at(page: TaskPage, row: int, key: str = "text") -> QModelIndex:
    return page.activities.model.index(row, KEYS.index(key))


def press(page: TaskPage, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the focus is."""
    focus = page.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier or Qt.KeyboardModifier.NoModifier)
    QApplication.processEvents()


def type_text(page: TaskPage, text: str) -> None:
    """Type letters, each where the focus is by then."""
    for letter in text:
        focus = page.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, letter)


def commit(page: TaskPage, text: str) -> None:
    """Commit a text as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(page.focusWidget(), event)
    QApplication.processEvents()


def texts(desk: Desk) -> list[str]:
    return [activity.text for activity in activities_of(desk)]


def with_rows(count: int) -> Plan:
    plan = sample()
    rows = tuple(Activity(id=f"r{n}", text=f"Việc {n} " * (n % 7 + 1)) for n in range(count))
    return msgspec.structs.replace(
        plan, tasks={**plan.tasks, ESIGN: TaskEntry(applies=True, activities=rows)}
    )


def test_typing_in_a_cell_replaces_it_and_enter_goes_down(page: TaskPage, desk: Desk) -> None:
    table = page.activities.table
    table.setCurrentIndex(at(page, 0, "output"))
    press(page, Qt.Key.Key_X)
    assert is_typing(page)
    QTest.keyClicks(page.focusWidget(), "in xong")
    press(page, Qt.Key.Key_Return)
    assert activities_of(desk)[0].output == "xin xong"
    assert not is_typing(page)
    assert table.currentIndex() == at(page, 1, "output")
    desk.undo()
    assert activities_of(desk)[0].output == "06/06 người có chứng thư số"


def test_vietnamese_comes_into_a_cell_by_input_method(page: TaskPage, desk: Desk) -> None:
    page.activities.table.setCurrentIndex(at(page, 0))
    press(page, Qt.Key.Key_F2)
    commit(page, " và chứng thư số dự phòng")
    press(page, Qt.Key.Key_Return)
    assert (
        texts(desk)[0] == "Đề nghị cấp mới 02, gia hạn 01 chứng thư số chuyên dùng và chứng thư số dự phòng"
    )


def test_tab_goes_on_to_the_next_cell_and_out_at_the_end(page: TaskPage) -> None:
    table = page.activities.table
    table.setCurrentIndex(at(page, 0))
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Tab)
    assert is_typing(page)
    assert table.currentIndex() == at(page, 0, "lead")
    press(page, Qt.Key.Key_Backtab)
    assert table.currentIndex() == at(page, 0)
    press(page, Qt.Key.Key_Escape)
    table.setCurrentIndex(at(page, 3, "cost"))
    press(page, Qt.Key.Key_Return)
    press(page, Qt.Key.Key_Tab)
    assert not is_typing(page)
    assert not table.isAncestorOf(page.focusWidget())


def test_tab_leaves_the_table_when_no_cell_is_open(page: TaskPage) -> None:
    press(page, Qt.Key.Key_Tab)
    focus = page.focusWidget()
    assert focus is not page.activities.table
    assert not page.activities.table.isAncestorOf(focus)


def test_escape_puts_back_even_what_was_saved_meanwhile(page: TaskPage, qtbot: QtBot, desk: Desk) -> None:
    before = texts(desk)
    page.activities.table.setCurrentIndex(at(page, 0))
    press(page, Qt.Key.Key_F2)
    QTest.keyClicks(page.focusWidget(), " abc")
    qtbot.waitUntil(lambda: texts(desk)[0].endswith("abc"))
    assert is_typing(page)
    press(page, Qt.Key.Key_Escape)
    assert texts(desk) == before
    assert not is_typing(page)


def test_shift_enter_is_a_new_line_of_the_content(page: TaskPage, desk: Desk) -> None:
    page.activities.table.setCurrentIndex(at(page, 1))
    press(page, Qt.Key.Key_A)
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    press(page, Qt.Key.Key_B)
    press(page, Qt.Key.Key_Return)
    assert texts(desk)[1] == "a\nb"


def test_amount_that_is_unclear_is_kept_marked_and_said(page: TaskPage, desk: Desk) -> None:
    before = activities_of(desk)[1].costs
    cell = at(page, 1, "cost")
    page.activities.table.setCurrentIndex(cell)
    type_text(page, "15")
    press(page, Qt.Key.Key_Return)
    assert not is_typing(page)
    assert activities_of(desk)[1].costs == before
    assert cell.data() == "15"
    assert cell.data(Qt.ItemDataRole.DecorationRole) is not None
    assert "lacks a unit" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert "lacks a unit" in cell.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert "lacks a unit" in page.activities.notice.words.text()
    assert page.activities.notice.isVisible()
    page.activities.table.setCurrentIndex(cell)
    press(page, Qt.Key.Key_F2)
    press(page, Qt.Key.Key_End)
    QTest.keyClicks(page.focusWidget(), " tr")
    press(page, Qt.Key.Key_Return)
    assert activities_of(desk)[1].costs[0].amount == 15_000_000
    assert page.activities.model.text(cell) == "15.000.000 đồng"
    assert cell.data(Qt.ItemDataRole.DecorationRole) is None
    assert desk.plan.unread == ()
    assert not page.activities.notice.isVisible()


def test_offers_under_a_cell_are_taken_by_arrow_and_enter(page: TaskPage, desk: Desk) -> None:
    page.activities.table.setCurrentIndex(at(page, 1, "lead"))
    type_text(page, "tu p")
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Return)
    assert is_typing(page)
    press(page, Qt.Key.Key_Return)
    assert activities_of(desk)[1].lead == "Công chức Tư pháp - Hộ tịch"


def test_rows_are_added_duplicated_moved_and_deleted_by_keys(page: TaskPage, desk: Desk) -> None:
    table = page.activities.table
    first, second, *_rest = texts(desk)
    table.select_rows([0])
    press(page, Qt.Key.Key_Insert)
    assert is_typing(page)
    QTest.keyClicks(page.focusWidget(), "moi")
    press(page, Qt.Key.Key_Return)
    assert texts(desk)[:3] == [first, "moi", second]
    table.select_rows([1])
    press(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert texts(desk)[:4] == [first, "moi", "moi", second]
    assert len({activity.id for activity in activities_of(desk)}) == 6
    press(page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert texts(desk)[:4] == [first, "moi", second, "moi"]
    assert table.selected_rows() == [3]
    press(page, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    press(page, Qt.Key.Key_Delete)
    assert texts(desk)[:3] == [first, "moi", second]
    assert page.activities.notice.words.text() == "Deleted activity 3."
    QTest.mouseClick(page.activities.notice.undo, Qt.MouseButton.LeftButton)
    assert texts(desk)[:4] == [first, "moi", "moi", second]
    assert not page.activities.notice.isVisible()


def test_ctrl_enter_in_an_open_cell_takes_it_over_and_adds_the_next(page: TaskPage, desk: Desk) -> None:
    page.activities.table.setCurrentIndex(at(page, 0))
    press(page, Qt.Key.Key_B)
    press(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert texts(desk)[:2] == ["b", ""]
    assert is_typing(page)
    assert page.activities.table.currentIndex() == at(page, 1)


def test_several_rows_are_deleted_at_once(page: TaskPage, desk: Desk) -> None:
    before = texts(desk)
    page.activities.table.select_rows([1, 2])
    press(page, Qt.Key.Key_Delete)
    assert texts(desk) == [before[0], before[3]]
    assert page.activities.notice.words.text() == "Deleted 2 activities."


def test_deleting_all_leaves_the_invitation(page: TaskPage, desk: Desk) -> None:
    page.activities.table.selectAll()
    press(page, Qt.Key.Key_Delete)
    assert texts(desk) == []
    assert page.activities.empty.isVisible()
    assert page.activities.detail is not None
    assert not page.activities.detail.isVisible()


def test_dragged_rows_land_before_the_row_they_are_dropped_on(page: TaskPage, desk: Desk) -> None:
    first, second, third, fourth = texts(desk)
    page.activities.table.move_wanted.emit([0, 1], 4)
    assert texts(desk) == [third, fourth, first, second]
    assert page.activities.table.selected_rows() == [2, 3]
    desk.undo()
    assert texts(desk) == [first, second, third, fourth]


@given(data=st.data())
def test_moved_entries_keep_their_order(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 7))
    moved = data.draw(st.lists(st.integers(0, count - 1), min_size=1, unique=True))
    before = data.draw(st.integers(0, count))
    plan = with_rows(count)
    order = list(range(count))
    _name, operations = move_entries(plan, PATH, moved, before)
    for operation in operations:
        source, target = (int(operation[part].rpartition("/")[2]) for part in ("from", "path"))
        order.insert(target, order.pop(source))
    stay = [[each for each in part if each not in moved] for part in (range(before), range(before, count))]
    assert order == [*stay[0], *sorted(moved), *stay[1]]


def test_selection_and_form_stay_with_their_activity(page: TaskPage, desk: Desk) -> None:
    table = page.activities.table
    table.select_rows([2])
    kept = QPersistentModelIndex(at(page, 2))
    activity = activities_of(desk)[2]
    desk.change(move_entries(desk.plan, PATH, [2], 0))
    assert kept.row() == 0
    assert table.selected_rows() == [0]
    detail = page.activities.detail
    assert detail is not None
    assert detail.row == 0
    assert detail.title.text() == "Activity 1"
    assert isinstance(detail.fields[0].editor, AreaEditor)
    assert detail.fields[0].editor.area.toPlainText() == activity.text


def test_open_cell_survives_a_change_of_other_rows(page: TaskPage, desk: Desk) -> None:
    page.activities.table.setCurrentIndex(at(page, 1))
    press(page, Qt.Key.Key_F2)
    QTest.keyClicks(page.focusWidget(), " abc")
    cell = open_cell(page)
    desk.set_value(f"{PATH}/0/lead", "UBND")
    desk.change(move_entries(desk.plan, PATH, [0], 4))
    assert is_typing(page)
    assert open_cell(page) is cell
    press(page, Qt.Key.Key_Return)
    assert texts(desk)[0].endswith(" abc")


def test_undo_while_a_cell_is_open_shows_in_it(page: TaskPage, desk: Desk) -> None:
    before = texts(desk)[1]
    page.activities.table.setCurrentIndex(at(page, 1))
    press(page, Qt.Key.Key_F2)
    QTest.keyClicks(page.focusWidget(), " abc")
    desk.undo()
    assert texts(desk)[1] == before
    cell = open_cell(page)
    assert isinstance(cell.editor, AreaEditor)
    assert cell.editor.area.toPlainText() == before


def test_rows_are_as_high_as_their_text_up_to_four_lines(page: TaskPage, desk: Desk) -> None:
    table = page.activities.table
    heights = []
    for words in (3, 40, 400):
        desk.set_value(f"{PATH}/0", Activity(id="a1", text="dài " * words))
        heights.append(table.rowHeight(0))
    assert heights[0] < heights[1] <= heights[2]
    assert heights[2] < 5 * table.fontMetrics().lineSpacing() + 12


def test_columns_that_matter_least_go_first(page: TaskPage, qtbot: QtBot) -> None:
    table = page.activities.table

    def shown() -> list[str]:
        return [key for column, key in enumerate(KEYS) if not table.isColumnHidden(column)]

    assert {"number", "text", "lead", "period"} <= set(shown()) < set(KEYS)
    page.activities.tools.columns.click()
    assert shown() == list(KEYS)
    page.resize(500, 700)
    page.activities.tools.columns.click()
    qtbot.waitUntil(lambda: len(shown()) <= 4)
    assert "text" in shown()


def test_two_hundred_rows_all_get_their_height(qtbot: QtBot, tmp_path: Path) -> None:
    with desk_with(tmp_path, with_rows(200)) as desk:
        page = open_task(qtbot, desk)
        table = page.activities.table
        texts_ = [len(text) for text in texts(desk)]
        longest = texts_.index(max(texts_[100:]), 100)
        qtbot.waitUntil(lambda: table.rowHeight(longest) > table.rowHeight(0))
        page.bring_to(f"{PATH}/150/text")
        assert table.currentIndex().row() == 150


def test_rows_with_findings_carry_a_mark(page: TaskPage, desk: Desk) -> None:
    desk.set_value(f"{PATH}/2/lead", "")
    desk.review()
    number = page.activities.model.index(2, 0)
    assert number.data(Qt.ItemDataRole.DecorationRole) is not None
    assert "Nobody leads the activity" in number.data(Qt.ItemDataRole.ToolTipRole)


def test_total_follows(page: TaskPage, desk: Desk) -> None:
    assert page.activities.total.text() == "Total: 3.000.000 đồng"
    desk.set_value(f"{PATH}/0/costs", [])
    assert not page.activities.total.isVisible()


@pytest.fixture(scope="module")
def long_desk(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Desk]:
    assert qapp
    with desk_with(tmp_path_factory.mktemp("rows"), with_rows(4)) as desk:
        yield desk


_lists = st.lists(st.sampled_from("abcdefg"), max_size=7)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=st.lists(_lists, min_size=1, max_size=4))
def test_rows_become_what_the_plan_has(long_desk: Desk, wanted: list[list[str]]) -> None:
    task = long_desk.guidance.task(ESIGN)
    assert task is not None
    model = ActivityModel(long_desk, task)
    tester = QAbstractItemModelTester(
        model
    )  # warns, and so fails the test, where the model contradicts itself
    table = ActivityTable(model, {})
    for marks in wanted:
        rows = [Activity(id=mark, text=f"{mark}{place}") for place, mark in enumerate(marks)]
        long_desk.set_value(PATH, rows)
        assert tuple(model.entries) == activities_of(long_desk)
        assert model.rowCount() == table.verticalHeader().count() == len(marks)
    table.deleteLater()
    tester.deleteLater()
    long_desk.changed.disconnect(model._follow)
    long_desk.reviewed.disconnect(model.mark_rows)

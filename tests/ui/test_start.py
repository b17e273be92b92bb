"""The list of plans: what it shows, how one finds, opens, deletes and gets back."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from dxdesk.store.store import Store
from dxdesk.store.values import Tally
from tests.ui.start_pages import (
    NOON,
    begun,
    listed,
    office_of,
    press,
    put,
    question,
    settle,
    shown,
    start_with,
)
from ui.start import StartPage
from ui.start_lines import BELOW
from ui.start_words import moment_words

DONE = Tally(written=23, total=23)


@pytest.fixture
def start(tmp_path: Path, qtbot: QtBot) -> Iterator[StartPage]:
    with start_with(tmp_path, qtbot) as page:
        yield page


def units(start: StartPage) -> list[str]:
    return [row[0] for row in shown(start)]


def test_an_empty_list_offers_the_two_ways_to_a_first_plan(start: StartPage) -> None:
    assert start.list.empty.isVisible()
    assert not start.list.table.isVisible()
    assert not start.list.head.new.isVisible()
    start.list.empty.new.click()
    assert start.new_plan is not None
    assert start.new_plan.isVisible()


def test_a_plan_is_listed_with_its_unit_state_and_progress(start: StartPage) -> None:
    put(start, begun(), DONE, at=NOON - timedelta(days=300))
    put(start, begun("448"), Tally(written=14, total=23, errors=2), at=NOON - timedelta(days=200))
    assert [row[:4] for row in shown(start)] == [
        ["Huyện Lộc Hà", "2023", "Draft", "14/23"],
        ["Xã Thạch Kim", "2023", "No errors, not sent", "23/23"],
    ]
    go_on = [start.list.table.plans.index(row, 2).data(Qt.ItemDataRole.ToolTipRole) for row in range(2)]
    assert "2 errors are open." in go_on[0]
    assert "seal and send it" in go_on[1]
    assert start.list.table.plans.index(1, 0).data(BELOW) == "Huyện Lộc Hà, Tỉnh Hà Tĩnh"


def test_a_plan_with_errors_is_a_draft(start: StartPage) -> None:
    put(start, begun(), Tally(written=23, total=23, errors=1))
    assert shown(start)[0][2] == "Draft"


@pytest.mark.parametrize(
    ("hours", "words"),
    [(1, "Today 11:00"), (13, "Yesterday 23:00"), (37, "10/11/2026"), (290 * 24, "26/01/2026")],
)
def test_a_moment_is_told_as_people_tell_it(hours: int, words: str) -> None:
    assert moment_words(NOON - timedelta(hours=hours), NOON) == words


def test_the_plan_opened_last_comes_first(start: StartPage) -> None:
    first = put(start, begun(), at=NOON)
    put(start, begun("448"), at=NOON + timedelta(hours=1))
    assert units(start) == ["Huyện Lộc Hà", "Xã Thạch Kim"]
    office_of(start).archive.read(lambda store: store.note_opened(first, at=NOON + timedelta(hours=2)))
    start.refresh()
    assert units(start) == ["Xã Thạch Kim", "Huyện Lộc Hà"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("thach kim", ["Xã Thạch Kim"]),
        ("THẠCH", ["Xã Thạch Kim"]),
        ("loc ha", ["Huyện Lộc Hà", "Xã Thạch Kim"]),
        ("2022", ["Huyện Lộc Hà"]),
        ("ca mau", []),
    ],
)
def test_the_filter_needs_no_diacritics(start: StartPage, typed: str, found: list[str]) -> None:
    put(start, begun(), at=NOON)
    put(start, begun("448", 2022), at=NOON + timedelta(hours=1))
    settle(start)
    start.search.setText(typed)
    assert units(start) == found
    assert bool(start.list.quiet.words.text()) is not bool(found)


def test_enter_and_a_double_click_open_a_plan(start: StartPage, qtbot: QtBot) -> None:
    second, first = put(start, begun(), at=NOON), put(start, begun("448"), at=NOON + timedelta(hours=1))
    start.setFocus()
    table = start.list.table
    assert table.hasFocus()
    table.choose(0)
    with qtbot.waitSignal(start.plan_wanted) as wanted:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args == [first]
    with qtbot.waitSignal(start.plan_wanted) as wanted:
        QTest.keyClick(table, Qt.Key.Key_Down)
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert wanted.args == [second]
    middle = table.visualRect(table.model().index(0, 0)).center()
    with qtbot.waitSignal(start.plan_wanted) as wanted:
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert wanted.args == [first]


def test_enter_in_the_filter_opens_the_plan_found(start: StartPage, qtbot: QtBot) -> None:
    wanted_id = put(start, begun(), at=NOON)
    put(start, begun("448", 2022), at=NOON + timedelta(hours=1))
    QTest.keyClicks(start.search, "kim")
    with qtbot.waitSignal(start.plan_wanted) as wanted:
        QTest.keyClick(start.search, Qt.Key.Key_Return)
    assert wanted.args == [wanted_id]


def test_a_deleted_plan_comes_back_by_the_quiet_line_and_by_ctrl_z(start: StartPage) -> None:
    plan_id = put(start, begun())
    put(start, begun("448"))
    start.list.table.choose(1)
    QTest.keyClick(start.list.table, Qt.Key.Key_Delete)
    assert [plan.id for plan in listed(start, trashed=True)] == [plan_id]
    assert units(start) == ["Huyện Lộc Hà"]
    assert start.list.quiet.words.text() == "Put into the trash: Xã Thạch Kim, 2023."
    start.list.quiet.button.click()
    assert len(listed(start)) == 2
    assert not start.list.quiet.words.text()
    QTest.keyClick(start.list.table, Qt.Key.Key_Delete)
    assert len(listed(start)) == 1
    QTest.keyClick(start.list.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(listed(start)) == 2


def test_several_plans_are_deleted_at_once(start: StartPage) -> None:
    for code in ("18580", "448", "970"):
        put(start, begun(code))
    start.setFocus()
    start.list.table.selectAll()
    QTest.keyClick(start.list.table, Qt.Key.Key_Delete)
    assert not listed(start)
    assert start.list.quiet.words.text() == "Put into the trash: 3 plans."
    assert start.list.empty.new.hasFocus()


def test_the_trash_gives_a_plan_back(start: StartPage) -> None:
    plan_id = put(start, begun())
    start.list.deeds.trash(start.list.table.chosen())
    settle(start)
    assert start.list.trash_button.text() == "&Trash (1)"
    start.list.trash_button.click()
    assert start.list.head.title.text() == "Trash"
    assert units(start) == ["Xã Thạch Kim"]
    start.list.head.restore.click()
    assert [plan.id for plan in listed(start)] == [plan_id]
    assert start.list.head.title.text() == "My plans"


def test_a_plan_goes_for_good_only_after_a_question(start: StartPage) -> None:
    put(start, begun())
    start.list.deeds.trash(start.list.table.chosen())
    settle(start)
    start.list.trash_button.click()
    QTest.keyClick(start.list.table, Qt.Key.Key_Delete)
    assert "Xã Thạch Kim, 2023" in question().text()
    press("Keep", question())
    assert len(listed(start, trashed=True)) == 1
    start.list.head.erase.click()
    press("Delete for good", question())
    assert not listed(start, trashed=True)
    assert not start.list.trash_button.isVisible()


@pytest.mark.qt_log_ignore("propagateSizeHints", "does not support")
def test_the_context_menu_copies_a_plan(start: StartPage) -> None:
    put(start, begun(), DONE)
    table = start.list.table
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), table.mapToGlobal(QPoint(5, 5))
    )
    QApplication.sendEvent(table, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    actions = {action.text(): action for action in menu.actions() if action.text()}
    assert list(actions) == ["Open", "Duplicate", "Put into the trash"]
    actions["Duplicate"].trigger()
    menu.close()
    first, second = listed(start)
    assert first.id != second.id
    assert (first.unit_code, first.written) == (second.unit_code, second.written)


def test_what_can_be_done_with_a_plan_stands_above_the_list(start: StartPage) -> None:
    head = start.list.head
    assert not head.duplicate.isVisible()
    put(start, begun(), DONE)
    put(start, begun("448"))
    start.list.table.choose(0)
    press("Duplicate", head)
    assert len(listed(start)) == 3
    start.list.table.choose(0)
    press("Put into the trash", head)
    assert len(listed(start)) == 2
    assert start.list.quiet.button.isVisible()
    start.list.quiet.button.click()
    assert len(listed(start)) == 3
    start.list.table.clearSelection()
    assert not head.trash.isEnabled()
    start.search.setText("khong co xa nay")
    assert not head.trash.isEnabled()


def test_two_hundred_plans_are_listed_without_widgets(start: StartPage) -> None:
    plan = begun()

    def add_many(store: Store) -> None:
        for _count in range(200):
            store.add_plan(plan, DONE)

    office_of(start).archive.read(add_many)
    before = len(start.findChildren(QObject))
    start.refresh()
    assert len(shown(start)) == 200
    assert len(start.findChildren(QObject)) < before + 10


def test_tab_leaves_the_table(start: StartPage) -> None:
    put(start, begun())
    start.setFocus()
    seen = []
    for _step in range(8):
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    head = start.list.head
    assert {start.list.table, head.new, head.open, head.search, head.menu_button} <= set(seen)
    assert start not in seen


def test_the_list_is_light() -> None:
    heavy = [
        "docx",
        "reportlab",
        "pypdfium2",
        "dxdesk.package.reading",
        "dxdesk.plan.carry_over",
        "ui.new_plan",
    ]
    code = f"import sys, ui.start; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

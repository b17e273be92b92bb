"""Adding at the end and inserting where one is; what is said of it stands where it is seen."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.plan.model import Activity
from tests.ui.afternoon import Hands, Key, program
from tests.ui.desks import desk_with, sample
from tests.ui.pages_shown import shown
from tests.ui.task_pages import ESIGN, activities_of, open_task
from tests.ui.test_main_window import opened
from ui.desk import Desk
from ui.note_popup import NoteQuestion
from ui.pages.organisation import OrganisationPage
from ui.pages.signing import SigningPage
from ui.pages.task import TaskPage
from ui.tables.clipboard import put_on_clipboard


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> TaskPage:
    made = open_task(qtbot, desk)
    made.activities.table.setFocus()
    made.activities.table.select_rows([1])
    return made


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    with program(qtbot, tmp_path, size=(1024, 700)) as window:
        yield opened(qtbot, window, sample())


def blanks(desk: Desk) -> list[int]:
    return [row for row, activity in enumerate(activities_of(desk)) if not activity.text]


def choose(menu: QMenu | None, words: str) -> None:
    assert menu is not None
    next(action for action in menu.actions() if action.text().partition("\t")[0] == words).trigger()


def menu_of(widget: QWidget, at: QPoint) -> QMenu:
    """Ask for the menu of a widget by the other button of the mouse; return it."""
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_add_adds_at_the_end(page: TaskPage, desk: Desk) -> None:
    page.activities.tools.add.click()
    assert blanks(desk) == [4]
    assert page.activities.table.currentIndex().row() == 4


@pytest.mark.parametrize(("words", "row"), [("Insert above", 1), ("Insert below", 2)])
def test_insert_asks_above_or_below(page: TaskPage, desk: Desk, words: str, row: int) -> None:
    choose(page.activities.tools.insert.menu(), words)
    assert blanks(desk) == [row]
    assert page.activities.table.currentIndex().row() == row


def test_the_menu_of_a_row_has_everything_and_a_note(page: TaskPage, desk: Desk) -> None:
    table = page.activities.table
    place = table.visualRect(page.activities.model.index(1, 2)).center()
    choose(menu_of(table.viewport(), place), "Duplicate")
    assert len(activities_of(desk)) == 5
    table.select_rows([1])
    menu = menu_of(table.viewport(), place)
    choose(menu, "Note…")
    menu.close()
    question = page.findChild(NoteQuestion)
    assert question is not None
    assert question._path.startswith(f"/tasks/{ESIGN}/activities/1")
    question.reject()


def test_the_menu_of_a_list_row_has_its_tools_and_a_note(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "organisation")
    assert isinstance(page, OrganisationPage)
    row = page.rows.rows[2]
    menu = menu_of(row.number, QPoint(2, 2))
    assert [action.text().partition("\t")[0] for action in menu.actions()] == [
        "Move up",
        "Move down",
        "Insert below",
        "Duplicate",
        "Delete",
        "Note…",
    ]
    choose(menu, "Insert below")
    assert desk.plan.organisation[3].body == ""
    choose(menu, "Note…")
    menu.close()
    question = page.findChild(NoteQuestion)
    assert question is not None
    assert question._path == "/organisation/2"
    question.reject()


def test_suggestions_that_are_there_already_are_not_counted(qtbot: QtBot, tmp_path: Path) -> None:
    plan = sample()
    with desk_with(tmp_path, plan) as desk:
        suggest = open_task(qtbot, desk).activities.tools.suggest
        assert suggest.text() == "Suggestions (4)"
        worded = desk.guidance.task(ESIGN)
        assert worded is not None
        offered = worded.suggestions["xa"]
        written = [Activity(id=f"a{number}", text=each.text) for number, each in enumerate(offered)]
        entry = msgspec.structs.replace(plan.tasks[ESIGN], activities=tuple(written[:3]))
        desk.set_value(f"/tasks/{ESIGN}", entry)
        assert suggest.text() == "Suggestions (1)"
        desk.set_value(f"/tasks/{ESIGN}/activities", written)
        assert suggest.text() == "Suggestions: all are here"
        desk.set_value(f"/tasks/{ESIGN}/activities/0/text", "Khác")
        assert suggest.text() == "Suggestions (1)"


@pytest.mark.parametrize("count", [1, 12])
def test_what_was_pasted_is_said_in_sight(hands: Hands, count: int) -> None:
    hands.view.open_page(f"task:{ESIGN}")
    page = hands.page
    assert isinstance(page, TaskPage)
    page.bring_to(f"/tasks/{ESIGN}/activities/3")
    hands.settle()
    bar = page.scroller.verticalScrollBar()
    bar.setValue(bar.value() + page.activities.table.mapTo(page.scroller, QPoint(0, 40)).y())
    hands.settle()
    put_on_clipboard("Nội dung\tChủ trì\n" + "Mua máy quét\tVăn thư\n" * count)
    hands.press(Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    notice = page.activities.notice
    assert notice.words.text().startswith("Pasted")
    viewport = page.scroller.viewport()
    assert viewport.rect().contains(notice.mapTo(viewport, notice.rect().center()))
    assert notice.y() < page.activities.table.y()


def test_a_row_keeps_what_is_still_so_and_waits_with_what_is_new(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "signing")
    assert isinstance(page, SigningPage)
    row = page.rows.rows[0]
    row.fields[0].bring_to()
    row._said = [("warning", "gone since")]
    row.remarks.show_lines(row._said)
    row.show_findings()
    assert row.remarks.texts() == []

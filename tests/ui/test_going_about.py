"""Going from page to page and back: where a page begins, what stays in its place, and what undo shows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.afternoon import ALT, CTRL, NO_KEYS, Hands, Key, form, program
from tests.ui.desks import sample
from tests.ui.test_main_window import opened
from ui.fields.field import Field
from ui.flash import Flash
from ui.note_popup import NoteQuestion
from ui.pages.bases import BasesPage
from ui.pages.solutions import SolutionsPage
from ui.pages.task import TaskPage


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    with program(qtbot, tmp_path) as window:
        yield opened(qtbot, window, sample())


def scrolled(hands: Hands) -> int:
    return form(hands.page).scroller.verticalScrollBar().value()


def height_of(hands: Hands, widget: QWidget) -> int:
    return widget.mapTo(hands.window, QPoint(0, 0)).y()


def in_sight(hands: Hands, widget: QWidget) -> bool:
    return (
        form(hands.page)
        .scroller.viewport()
        .rect()
        .contains(widget.mapTo(form(hands.page).scroller.viewport(), widget.rect().center()))
    )


def test_the_next_page_begins_at_its_top(hands: Hands) -> None:
    hands.view.open_page("agency")
    hands.page.begin()
    hands.settle()
    hands.press(Key.Key_Right, ALT)
    page = hands.page
    assert isinstance(page, BasesPage)
    assert hands.focus is page.rows.rows[0].summary
    assert scrolled(hands) == 0
    assert page.place() == "/bases/0"


@pytest.mark.parametrize("key", ["results", "goals", "solutions", "organisation", "signing"])
def test_a_page_begins_in_its_first_field(hands: Hands, key: str) -> None:
    keys = [page.key for page in hands.view.desk.pages()]
    hands.view.open_page(keys[keys.index(key) - 1])
    hands.page.begin()
    hands.press(Key.Key_Right, ALT)
    assert hands.view.key == key
    fields = [field for field in hands.page.findChildren(Field) if field.isVisible()]
    first = min(fields, key=lambda field: height_of(hands, field))
    assert first.isAncestorOf(hands.focus)
    assert scrolled(hands) == 0


def test_a_page_seen_before_goes_on_where_it_was_left(hands: Hands) -> None:
    hands.view.open_page("organisation")
    place = "/organisation/3/duties"
    hands.page.bring_to(place)
    hands.settle()
    before = scrolled(hands)
    hands.press(Key.Key_Right, ALT)
    assert hands.view.key != "organisation"
    hands.press(Key.Key_Left, ALT)
    assert hands.page.place() == place
    assert hands.field(place).isAncestorOf(hands.focus)
    assert scrolled(hands) == before


def test_a_place_far_down_a_new_page_is_scrolled_to(hands: Hands) -> None:
    place = f"/organisation/{len(hands.view.desk.plan.organisation) - 1}/duties"
    hands.view.open_place(place)
    hands.settle()
    assert in_sight(hands, hands.field(place))


def test_a_click_hits_although_a_remark_appears_above(hands: Hands) -> None:
    hands.view.open_page("solutions")
    page = hands.page
    assert isinstance(page, SolutionsPage)
    hands.click(page.rows.rows[1].fields[1].editor.widget)
    hands.rewrite("")
    hands.view.desk.settle()
    hands.view.desk.review()
    add = page.rows.add_button
    hands.scroll_to(add)
    at = height_of(hands, add)
    middle = add.rect().center()
    QTest.mousePress(add, Qt.MouseButton.LeftButton, NO_KEYS, middle)
    hands.settle()
    assert height_of(hands, add) == at
    QTest.mouseRelease(add, Qt.MouseButton.LeftButton, NO_KEYS, middle)
    hands.qtbot.waitUntil(lambda: bool(page.rows.rows[1].fields[1].lines))
    assert len(hands.view.desk.plan.solutions) == len(sample().solutions) + 1


def test_undo_says_what_it_took_back_and_shows_where(hands: Hands) -> None:
    place = "/tasks/staff-training/situation"
    hands.view.open_place(place)
    hands.settle()
    hands.rewrite("Khac")
    hands.view.open_page("agency")
    hands.page.begin()
    hands.press(Key.Key_Z, CTRL)
    assert isinstance(hands.page, TaskPage)
    assert hands.page.place() == place
    field = hands.field(place)
    assert in_sight(hands, field)
    assert field.findChild(Flash) is not None
    foot = hands.view.foot
    assert foot.told.text().startswith("Undone: Edit task 2")
    assert foot.saved.geometry().right() < foot.told.geometry().left()
    hands.press(Key.Key_Y, CTRL)
    assert hands.view.foot.told.text().startswith("Done again: Edit task 2")
    hands.write("x")
    hands.view.desk.settle()
    assert hands.view.foot.told.text() == ""
    hands.qtbot.waitUntil(lambda: field.findChild(Flash) is None)


def test_undo_shows_the_row_of_the_table_that_came_back(hands: Hands) -> None:
    hands.view.open_page("task:staff-training")
    page = hands.page
    assert isinstance(page, TaskPage)
    page.bring_to("/tasks/staff-training/activities/1")
    hands.press(Key.Key_Delete)
    hands.view.open_page("agency")
    hands.page.begin()
    hands.press(Key.Key_Z, CTRL)
    table = page.activities.table
    assert table.currentIndex().row() == 1
    assert table.viewport().findChild(Flash) is not None


def test_the_menu_asks_for_a_note_to_the_place_where_the_cursor_is(hands: Hands) -> None:
    hands.view.open_place("/organisation/1/duties")
    hands.settle()
    hands.view.bar.note_action.trigger()
    question = hands.wait_for(NoteQuestion)
    hands.qtbot.waitUntil(question.text.hasFocus)
    hands.write("Xem lai")
    hands.press(Key.Key_Return, CTRL)
    hands.come_back()
    hands.come_back()
    note = hands.view.desk.plan.notes[-1]
    assert (note.path, note.text) == ("/organisation/1/duties", "Xem lai")


def test_a_new_activity_is_in_sight_while_it_is_typed(hands: Hands) -> None:
    hands.view.open_page("task:staff-training")
    page = hands.page
    assert isinstance(page, TaskPage)
    for number in range(6):
        hands.click(page.activities.tools.add)
        assert isinstance(hands.focus, QPlainTextEdit)
        assert in_sight(hands, hands.focus), f"row {number + 1} of those added"
        hands.write("Mua may")
        hands.press(Key.Key_Escape)


def test_the_keys_bring_each_row_of_the_table_into_sight(hands: Hands) -> None:
    hands.view.open_page("task:staff-training")
    page = hands.page
    assert isinstance(page, TaskPage)
    hands.window.resize(1366, 560)
    page.bring_to(f"{page.activities.path}/0")
    table = page.activities.table
    port = form(page).scroller.viewport()
    for _row in range(1, table.activities.rowCount()):
        form(page).scroller.verticalScrollBar().setValue(0)
        hands.press(Key.Key_Down)
        cell = table.visualRect(table.currentIndex())
        assert port.rect().contains(QRect(table.viewport().mapTo(port, cell.topLeft()), cell.size()))

"""Notes of leaders: at fields, on their page, and the question that adds one."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dxdesk.plan.edits import edited
from dxdesk.plan.remark_changes import add_note
from tests.ui.desks import desk_with, sample
from ui.desk import Desk
from ui.fields.area import AreaEditor
from ui.fields.field import Field
from ui.fields.notes import NoteLines
from ui.note_popup import NoteQuestion, ask_note
from ui.office import Office
from ui.pages.notes import NotesPage
from ui.plan_view import PlanView

PLACE = "/goals/general"
NOW = datetime(2022, 12, 1, 8, tzinfo=UTC)


@pytest.fixture
def plain(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Return the sample plan without its note."""
    assert qtbot
    plan = edited(sample(), [{"op": "replace", "path": "/notes", "value": []}])
    with desk_with(tmp_path, plan) as desk:
        yield desk


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot) -> Iterator[Office]:
    assert qtbot
    opened = Office(tmp_path / "office.sqlite3")
    yield opened
    opened.close()


def shown(qtbot: QtBot, desk: Desk, office: Office) -> NotesPage:
    page = NotesPage(desk, office)
    qtbot.addWidget(page)
    page.resize(790, 600)
    page.show()
    qtbot.waitExposed(page)
    return page


def note(desk: Desk, text: str, path: str = PLACE) -> None:
    desk.change(add_note(desk.plan, path, "Bình", text, NOW))
    desk.review()


def test_a_note_is_asked_for_and_added(qtbot: QtBot, plain: Desk) -> None:
    question = ask_note(plain, PLACE, None)  # deletes itself when it is closed
    QTest.mouseClick(question.answer_button, Qt.MouseButton.LeftButton)
    assert question.trouble.isVisible()
    assert not plain.plan.notes
    question.text.setPlainText("Xem lại số liệu")
    question.author.setText("Trần Thị Bình")
    with qtbot.waitSignal(question.accepted):
        QTest.keyClick(question.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (added,) = plain.plan.notes
    assert (added.path, added.author, added.text) == (PLACE, "Trần Thị Bình", "Xem lại số liệu")
    assert plain.session.undo_text() == "Add a note to general goal"
    plain.archive.flush()
    again = ask_note(plain, PLACE, None)
    assert again.author.text() == "Trần Thị Bình"
    again.reject()
    assert len(plain.plan.notes) == 1


def test_a_field_shows_its_open_notes_and_ticks_them_off(qtbot: QtBot, plain: Desk) -> None:
    field = Field(plain, PLACE, "General goal", AreaEditor())
    qtbot.addWidget(field)
    field.show()
    assert field.findChild(NoteLines) is None
    note(plain, "Xem lại")
    lines = field.findChild(NoteLines)
    assert lines is not None
    assert lines.isVisible()
    button = lines.findChild(QPushButton)
    assert button is not None
    assert button.accessibleName() == "Settled: Xem lại"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert plain.plan.notes[0].resolved
    qtbot.waitUntil(lambda: not lines.isVisible())
    plain.undo()
    qtbot.waitUntil(lines.isVisible)


def test_a_note_that_stands_already_is_shown_at_once(qtbot: QtBot, plain: Desk) -> None:
    note(plain, "Xem lại")
    field = Field(plain, PLACE, "General goal", AreaEditor())
    qtbot.addWidget(field)
    assert field.findChild(NoteLines) is not None
    elsewhere = Field(plain, "/funding/text", "Funding", AreaEditor())
    qtbot.addWidget(elsewhere)
    assert elsewhere.findChild(NoteLines) is None


def test_open_notes_come_first_and_settled_ones_are_folded(qtbot: QtBot, plain: Desk, office: Office) -> None:
    note(plain, "Một")
    note(plain, "Hai")
    page = shown(qtbot, plain, office)
    assert [card.text.text() for card in page.cards()] == ["Một", "Hai"]
    assert page.fold.isHidden()
    QTest.mouseClick(page.cards()[0].settle, Qt.MouseButton.LeftButton)
    assert [card.text.text() for card in page.cards()] == ["Hai"]
    assert page.fold.text() == "1 settled note"
    QTest.mouseClick(page.fold, Qt.MouseButton.LeftButton)
    assert [card.text.text() for card in page.cards()] == ["Hai", "Một"]
    QTest.mouseClick(page.cards()[1].settle, Qt.MouseButton.LeftButton)
    assert not any(each.resolved for each in plain.plan.notes)


def test_a_card_opens_the_place(qtbot: QtBot, plain: Desk, office: Office) -> None:
    note(plain, "Một")
    page = shown(qtbot, plain, office)
    with qtbot.waitSignal(plain.place_wanted) as asked:
        QTest.keyClick(page.cards()[0].link, Qt.Key.Key_Return)
    assert asked.args == [PLACE]


def test_deleting_can_be_undone_at_once(qtbot: QtBot, plain: Desk, office: Office) -> None:
    note(plain, "Một")
    note(plain, "Hai")
    page = shown(qtbot, plain, office)
    page.cards()[0].delete.setFocus()
    QTest.mouseClick(page.cards()[0].delete, Qt.MouseButton.LeftButton)
    assert [each.text for each in plain.plan.notes] == ["Hai"]
    assert page.notice.isVisible()
    assert page.focusWidget() is page.cards()[0].link
    QTest.mouseClick(page.notice.undo, Qt.MouseButton.LeftButton)
    assert [each.text for each in plain.plan.notes] == ["Một", "Hai"]


def test_a_note_to_the_whole_plan(qtbot: QtBot, plain: Desk, office: Office) -> None:
    page = shown(qtbot, plain, office)
    assert page.nothing.isVisible()
    QTest.mouseClick(page.add, Qt.MouseButton.LeftButton)
    question = page.findChild(NoteQuestion)
    assert question is not None
    question.text.setPlainText("Rà lại kinh phí")
    QTest.mouseClick(question.answer_button, Qt.MouseButton.LeftButton)
    assert plain.plan.notes[0].path == ""
    assert [card.text.text() for card in page.cards()] == ["Rà lại kinh phí"]
    assert not page.nothing.isVisible()


def test_the_page_says_that_notes_are_never_printed(qtbot: QtBot, plain: Desk, office: Office) -> None:
    page = shown(qtbot, plain, office)
    assert any("never printed" in label.text() for label in page.findChildren(type(page.heading)))


def test_bringing_to_a_settled_note_unfolds_it(qtbot: QtBot, desk: Desk, office: Office) -> None:
    page = shown(qtbot, desk, office)
    assert page.shows("/notes/0")
    page.bring_to("/notes/0")
    assert page.focusWidget() is page.cards()[-1].link
    assert page.place() == desk.plan.notes[0].path


def test_in_the_window_a_note_is_added_by_a_key_and_undone_in_place(
    qtbot: QtBot, plain: Desk, office: Office
) -> None:
    view = PlanView(plain, office)
    qtbot.addWidget(view)
    view.resize(1366, 768)
    view.show()
    qtbot.waitActive(view)
    view.open_place(PLACE)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(view.windowHandle(), Qt.Key.Key_N, keys)
    question = view.findChild(NoteQuestion)
    assert question is not None
    question.text.setPlainText("Xem lại")
    QTest.mouseClick(question.answer_button, Qt.MouseButton.LeftButton)
    assert [(each.path, each.text) for each in plain.plan.notes] == [(PLACE, "Xem lại")]
    plain.undo()
    assert (view.key, plain.plan.notes) == ("goals", ())
    plain.redo()
    view.open_page("notes")
    page = view.page
    assert isinstance(page, NotesPage)
    QTest.mouseClick(page.cards()[0].settle, Qt.MouseButton.LeftButton)
    plain.undo()
    assert view.key == "notes"
    QTest.keyClick(page.cards()[0].link, Qt.Key.Key_Return)
    assert view.key == "goals"
    view.close_plan()

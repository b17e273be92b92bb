"""Rows of a list: written, moved, doubled, deleted and pasted, here those of the recipients."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.pages_shown import shown, write
from ui.desk import Desk
from ui.fields.line import LineEditor
from ui.pages.row_order import matched_rows
from ui.pages.rows import RowsEditor
from ui.pages.signing import SigningPage

_RECIPIENTS = "/document/recipients"


@pytest.fixture
def rows(qtbot: QtBot, desk: Desk) -> RowsEditor:
    """Return the list of recipients."""
    page = shown(qtbot, desk, "signing")
    assert isinstance(page, SigningPage)
    return page.rows


def _line(rows: RowsEditor, index: int) -> QLineEdit:
    widget = rows.rows[index].fields[0].editor.widget
    assert isinstance(widget, QLineEdit)
    return widget


def _recipients(rows: RowsEditor) -> list[str]:
    return list(rows.desk.plan.document.recipients)


def _texts(rows: RowsEditor) -> list[str]:
    return [_line(rows, index).text() for index in range(len(rows.rows))]


def test_what_is_typed_in_a_row_lands_in_the_plan(rows: RowsEditor) -> None:
    _line(rows, 1).setFocus()
    write(_line(rows, 1), "Sở Thông tin và Truyền thông")
    rows.desk.settle()
    assert _recipients(rows)[1] == "Sở Thông tin và Truyền thông"


def test_a_row_moves_by_keys_with_its_text_and_cursor(rows: RowsEditor) -> None:
    before = _recipients(rows)
    line = _line(rows, 2)
    line.setFocus()
    line.setCursorPosition(5)
    QTest.keyClick(line, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert _recipients(rows) == [before[0], before[2], before[1], *before[3:]]
    assert _texts(rows) == _recipients(rows)
    assert QApplication.focusWidget() is line
    assert line.cursorPosition() == 5
    QTest.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _recipients(rows) == before


def test_the_first_row_cannot_move_up(rows: RowsEditor) -> None:
    before = _recipients(rows)
    _line(rows, 0).setFocus()
    QTest.keyClick(_line(rows, 0), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert _recipients(rows) == before


def test_what_is_being_typed_goes_along_when_the_row_moves(rows: RowsEditor) -> None:
    line = _line(rows, 1)
    line.setFocus()
    write(line, "Phòng Nội vụ")
    QTest.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert _recipients(rows)[2] == "Phòng Nội vụ"
    assert line.text() == "Phòng Nội vụ"


def test_a_row_is_added_below_and_taken_back(rows: RowsEditor) -> None:
    before = _recipients(rows)
    _line(rows, 0).setFocus()
    QTest.keyClick(_line(rows, 0), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is _line(rows, 1)
    QTest.keyClicks(_line(rows, 1), "VNPT")
    rows.desk.settle()
    assert _recipients(rows) == [before[0], "VNPT", *before[1:]]
    rows.desk.undo()
    rows.desk.undo()
    assert _recipients(rows) == before
    assert _texts(rows) == before


def test_a_new_row_is_not_scolded_before_it_is_left(rows: RowsEditor) -> None:
    rows.add_button.setFocus()
    QTest.keyClick(rows.add_button, Qt.Key.Key_Space)
    rows.desk.review()
    field = rows.rows[-1].fields[0]
    assert not field.lines
    _line(rows, 0).setFocus()
    assert field.lines


def test_a_row_is_doubled(rows: RowsEditor) -> None:
    before = _recipients(rows)
    _line(rows, 0).setFocus()
    QTest.keyClick(_line(rows, 0), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert _recipients(rows) == [before[0], *before]
    assert QApplication.focusWidget() is _line(rows, 1)


def test_a_deleted_row_can_be_brought_back_from_the_line_that_says_so(rows: RowsEditor) -> None:
    before = _recipients(rows)
    rows.rows[2].note_focus(inside=True)
    QTest.mouseClick(rows.rows[2].tools.buttons["delete"], Qt.MouseButton.LeftButton)
    assert _recipients(rows) == [*before[:2], *before[3:]]
    assert rows.note.isVisible()
    assert "3" in rows.note.words.text()
    QTest.mouseClick(rows.note.undo, Qt.MouseButton.LeftButton)
    assert _recipients(rows) == before
    assert not rows.note.isVisible()


def test_a_deleted_row_comes_back_even_after_more_was_written(rows: RowsEditor) -> None:
    before = _recipients(rows)
    rows.delete_row(2)
    rows.desk.set_value("/document/place", "Lộc Hà")
    QTest.mouseClick(rows.note.undo, Qt.MouseButton.LeftButton)
    assert _recipients(rows) == before
    assert rows.desk.plan.document.place == "Lộc Hà"


def test_the_focus_goes_to_the_next_row_after_one_is_deleted(rows: RowsEditor) -> None:
    for _step in range(len(rows.rows)):
        rows.rows[-1].stand_on()
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Delete)
    assert _recipients(rows) == []
    assert rows.nothing.isVisible()
    assert QApplication.focusWidget() is rows.add_button


def test_delete_in_a_text_deletes_a_letter_only(rows: RowsEditor) -> None:
    count = len(rows.rows)
    line = _line(rows, 0)
    line.setFocus()
    line.setCursorPosition(0)
    QTest.keyClick(line, Qt.Key.Key_Delete)
    rows.desk.settle()
    assert len(rows.rows) == count
    assert _recipients(rows)[0] == "BND huyện (để b/c)"


def test_arrow_keys_go_from_row_to_row_and_from_tool_to_tool(rows: RowsEditor) -> None:
    rows.rows[0].stand_on()
    QTest.keyClick(rows.rows[0].grip, Qt.Key.Key_Down)
    assert rows.rows[1].grip.hasFocus()
    tools = rows.rows[1].tools.buttons
    _line(rows, 1).setFocus()
    QTest.keyClick(_line(rows, 1), Qt.Key.Key_Tab)
    assert tools["up"].hasFocus()
    QTest.keyClick(tools["up"], Qt.Key.Key_Right)
    assert tools["down"].hasFocus()
    QTest.keyClick(tools["down"], Qt.Key.Key_Tab)
    assert _line(rows, 2).hasFocus()


def test_tab_goes_through_rows_in_order_after_they_were_moved(rows: RowsEditor) -> None:
    rows.move_row(0, 8)
    rows.move_row(3, 1)
    _line(rows, 0).setFocus()
    visited = []
    for _step in range(2 * len(rows.rows)):
        focus = QApplication.focusWidget()
        assert focus is not None
        if isinstance(focus, QLineEdit):
            visited.append(focus.text())
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert visited == _recipients(rows)
    assert rows.add_button.hasFocus()


def test_a_row_is_dragged_to_another_place(rows: RowsEditor) -> None:
    before = _recipients(rows)
    grip, target = rows.rows[0].grip, rows.rows[3]
    QTest.mousePress(grip, Qt.MouseButton.LeftButton)
    below = grip.mapFromGlobal(target.mapToGlobal(QPoint(0, target.height() - 1)))
    grip.dragged.emit(grip.mapToGlobal(below))
    assert rows.drag.mark.isVisible()
    grip.dropped.emit(True)
    assert _recipients(rows) == [*before[1:4], before[0], *before[4:]]
    assert not rows.drag.mark.isVisible()
    QTest.mouseRelease(grip, Qt.MouseButton.LeftButton)


def test_undo_and_redo_of_a_move_keep_rows_and_plan_alike(rows: RowsEditor) -> None:
    rows.move_row(0, 4)
    moved = _recipients(rows)
    rows.desk.undo()
    assert _texts(rows) == _recipients(rows)
    rows.desk.redo()
    assert _texts(rows) == _recipients(rows) == moved


def test_lines_pasted_on_the_list_become_rows(rows: RowsEditor) -> None:
    before = _recipients(rows)
    QGuiApplication.clipboard().setText("Huyện đoàn Lộc Hà;\r\nHội Nông dân huyện\r\n\r\n")
    rows.rows[0].stand_on()
    QTest.keyClick(rows.rows[0].grip, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert _recipients(rows) == [before[0], "Huyện đoàn Lộc Hà", "Hội Nông dân huyện", *before[1:]]
    assert "2" in rows.note.words.text()
    QTest.mouseClick(rows.note.undo, Qt.MouseButton.LeftButton)
    assert _recipients(rows) == before


def test_a_list_in_an_old_code_page_is_asked_about(rows: RowsEditor) -> None:
    count = len(rows.rows)
    tcvn3 = "ñy ban nh©n d©n huyÖn Léc Hµ\nPhßng V¨n hãa vµ Th«ng tin"
    QGuiApplication.clipboard().setText(tcvn3)
    QTest.mouseClick(rows.pasting.button, Qt.MouseButton.LeftButton)
    assert len(rows.rows) == count
    offer = rows.pasting.offer
    assert offer is not None
    offer.answered.emit(True)
    assert _recipients(rows)[count:] == ["ủy ban nhân dân huyện Lộc Hà", "Phòng Văn hóa và Thông tin"]


def test_an_empty_clipboard_is_explained(rows: RowsEditor) -> None:
    QGuiApplication.clipboard().setText("")
    QTest.mouseClick(rows.pasting.button, Qt.MouseButton.LeftButton)
    assert rows.remarks.isVisible()


def test_a_pasted_line_that_is_too_long_is_named(rows: RowsEditor) -> None:
    count = len(rows.rows)
    QGuiApplication.clipboard().setText("x" * 300 + "\nHội Nông dân huyện")
    QTest.mouseClick(rows.pasting.button, Qt.MouseButton.LeftButton)
    assert rows.remarks.isVisible()
    assert "x" * 300 in " ".join(rows.remarks.texts())
    assert len(rows.rows) > count


def test_hostile_text_is_taken_clean(rows: RowsEditor) -> None:
    line = _line(rows, 0)
    line.setFocus()
    write(line, "Uy\u0309 ban\u202e nha\u0302n da\u0302n\u200b\u0007 xa\u0303")
    rows.desk.settle()
    assert _recipients(rows)[0] == "Uỷ ban nhân dân xã"


def test_a_text_that_is_too_long_is_refused_and_kept_in_sight(rows: RowsEditor) -> None:
    before = _recipients(rows)
    line = _line(rows, 0)
    line.setFocus()
    write(line, "x" * 5_000)
    _line(rows, 1).setFocus()
    assert _recipients(rows) == before
    assert rows.rows[0].fields[0].lines
    assert len(line.text()) == 5_000


def test_an_offer_is_taken_with_arrow_and_enter(rows: RowsEditor) -> None:
    rows.desk.set_value(_RECIPIENTS, [""])
    line = _line(rows, 0)
    line.setFocus()
    QTest.keyClicks(line, "phong van hoa")
    editor = rows.rows[0].fields[0].editor
    assert isinstance(editor, LineEditor)
    assert editor.is_offering()
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    rows.desk.settle()
    assert _recipients(rows) == ["Phòng Văn hóa và Thông tin huyện"]


def test_a_finding_of_the_list_goes_to_where_one_adds(rows: RowsEditor) -> None:
    rows.desk.set_value(_RECIPIENTS, [])
    rows.desk.review()
    assert rows.remarks.isVisible()
    rows.bring_to(_RECIPIENTS)
    assert rows.add_button.hasFocus()


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("abc", "acb", [0, 2, 1]),
        ("abc", "ac", [0, 2]),
        ("abc", "abxc", [0, 1, None, 2]),
        ("abc", "axc", [0, 1, 2]),
        ("aa", "aaa", [0, 1, None]),
        ("", "ab", [None, None]),
    ],
)
def test_rows_stay_with_their_entries(before: str, after: str, kept: list[int | None]) -> None:
    assert matched_rows(before, after) == kept

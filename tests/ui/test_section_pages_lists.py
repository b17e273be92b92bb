"""Pages of the plan that are lists: bases, goals and assignments."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from dxdesk.plan.changes import add_entries
from dxdesk.plan.model import LegalBasis, ReviewNote
from tests.ui.pages_shown import shown, unnamed, write
from ui.desk import Desk
from ui.pages.bases import BasesPage
from ui.pages.organisation import OrganisationPage
from ui.tables.clipboard import put_on_clipboard


def test_bases_are_sentences_that_open(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "bases")
    assert isinstance(page, BasesPage)
    row = page.rows.rows[2]
    assert row.summary is not None
    assert row.summary.sentence().startswith("Căn cứ Nghị định số 85/2016/NĐ-CP ngày 01 tháng 7 năm 2016")
    assert not row.below.isVisible()
    row.summary.setFocus()
    QTest.keyClick(row.summary, Qt.Key.Key_Return)
    assert row.fields[2].isVisible()
    number = row.fields[2].editor.widget
    number.setFocus()
    write(number, "58/2016/NĐ-CP")
    desk.settle()
    assert desk.plan.bases[2].number == "58/2016/NĐ-CP"
    assert "58/2016/NĐ-CP" in row.summary.sentence()


def test_a_date_stands_on_one_line_with_the_field_beside_it(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "bases")
    page.bring_to("/bases/1")
    assert isinstance(page, BasesPage)
    row = page.rows.rows[1]
    row.open_form(shown=True)
    QApplication.processEvents()
    number, day = row.fields[2].editor.widget, row.fields[3].editor.widget.focusProxy()
    assert day is not None
    assert day.mapTo(row, QPoint(0, 0)).y() == number.mapTo(row, QPoint(0, 0)).y()
    assert day.height() == number.height()


def test_one_basis_is_open_at_a_time(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "bases")
    assert isinstance(page, BasesPage)
    page.bring_to("/bases/1/abstract")
    page.bring_to("/bases/4/issuer")
    assert not page.rows.rows[1].fields[0].isVisible()
    assert page.rows.rows[4].fields[4].editor.widget.hasFocus()
    assert page.place() == "/bases/4/issuer"


def test_a_closed_basis_still_shows_what_is_wrong_in_it(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "bases")
    assert isinstance(page, BasesPage)
    desk.set_value("/bases/2/number", "")
    desk.review()
    assert page.rows.rows[2].remarks.isVisible()
    page.rows.rows[2].bring_to("/bases/2/number")
    assert not page.rows.rows[2].remarks.isVisible()


def test_a_note_on_a_basis_stands_at_it(qtbot: QtBot, desk: Desk) -> None:
    note = ReviewNote(
        path="/bases/1", author="Bà Hà", written_at=datetime(2022, 12, 1, tzinfo=UTC), text="Xem lại"
    )
    desk.change(add_entries("/notes", 0, [note]))
    page = shown(qtbot, desk, "bases")
    assert isinstance(page, BasesPage)
    words = [label.text() for label in page.rows.rows[1].findChildren(QLabel) if label.isVisible()]
    assert any("Xem lại" in text for text in words)


def test_documents_of_the_guidance_are_ticked_and_cited_in_order(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "bases")
    assert isinstance(page, BasesPage)
    count = len(desk.plan.bases)
    QTest.mouseClick(page.guidance.button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.guidance.filter.line, "45/2020 moi truong")
    visible = [line for line in page.guidance.lines if line.isVisible()]
    assert len(visible) == 1
    QTest.keyClick(visible[0].box, Qt.Key.Key_Space)
    QTest.mouseClick(page.guidance.insert, Qt.MouseButton.LeftButton)
    assert len(desk.plan.bases) == count + 1
    numbers = [basis.number for basis in desk.plan.bases]
    assert numbers.index("45/2020/NĐ-CP") == numbers.index("85/2016/NĐ-CP") + 1
    assert not page.guidance.isVisible()
    desk.undo()
    assert len(desk.plan.bases) == count


def test_citations_pasted_become_bases(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "bases")
    assert isinstance(page, BasesPage)
    QGuiApplication.clipboard().setText(
        "- Căn cứ Quyết định số 942/QĐ-TTg ngày 15 tháng 6 năm 2021 của Thủ tướng Chính phủ phê duyệt "
        "Chiến lược phát triển Chính phủ điện tử;\n- Theo đề nghị của Văn phòng."
    )
    QTest.mouseClick(page.rows.pasting.button, Qt.MouseButton.LeftButton)
    added = desk.plan.bases[-2:]
    assert added[0].number == "942/QĐ-TTg"
    assert added[1] == LegalBasis(lead="Theo đề nghị của", abstract="Văn phòng")


def test_a_table_from_word_becomes_assignments(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "organisation")
    assert isinstance(page, OrganisationPage)
    count = len(desk.plan.organisation)
    put_on_clipboard(
        "Đơn vị\tNhiệm vụ\nCông an xã\tLàm sạch dữ liệu\n",
        "<table><tr><td>TT</td><td>Đơn vị</td><td>Nhiệm vụ</td></tr>"
        "<tr><td>1</td><td>Công an xã</td><td>Làm sạch dữ liệu</td></tr></table>",
    )
    QTest.mouseClick(page.rows.pasting.button, Qt.MouseButton.LeftButton)
    assert len(desk.plan.organisation) == count + 1
    assert desk.plan.organisation[-1].body == "Công an xã"
    assert desk.plan.organisation[-1].duties == "Làm sạch dữ liệu"


def test_offices_already_used_are_offered(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "organisation")
    assert isinstance(page, OrganisationPage)
    page.rows.add_row(0)
    line = page.rows.rows[0].fields[0].editor.widget
    QTest.keyClicks(line, "cong chuc van hoa")
    QTest.keyClick(line, Qt.Key.Key_Down)
    QTest.keyClick(line, Qt.Key.Key_Return)
    desk.settle()
    assert desk.plan.organisation[0].body == "Công chức Văn hóa - Xã hội"


@pytest.mark.parametrize("kind", ["bases", "goals", "organisation", "signing"])
def test_everything_that_takes_the_focus_has_a_name(qtbot: QtBot, desk: Desk, kind: str) -> None:
    page = shown(qtbot, desk, kind)
    assert unnamed(page) == []


def test_a_goal_of_several_lines_is_kept(qtbot: QtBot, desk: Desk) -> None:
    page = shown(qtbot, desk, "goals")
    page.bring_to("/goals/specific/0")
    area = QApplication.focusWidget()
    assert isinstance(area, QPlainTextEdit)
    write(area, "Một\nHai")
    desk.settle()
    assert desk.plan.goals.specific[0] == "Một\nHai"

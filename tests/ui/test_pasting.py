"""Rows of Excel and Word go into the table of activities and out of it again."""

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dxdesk.plan.model import Activity, TaskEntry
from dxdesk.text.legacy import from_legacy
from tests.ui.desks import desk_with, sample
from tests.ui.task_pages import ESIGN, activities_of, is_typing, open_task
from ui.desk import Desk
from ui.pages.task import TaskPage
from ui.tables.clipboard import put_on_clipboard
from ui.tables.fitting import KEYS
from ui.tables.paste_preview import PastePreview

CLIPBOARD = Path(__file__).parents[1] / "text" / "clipboard"


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> TaskPage:
    opened = open_task(qtbot, desk)
    opened.activities.table.setFocus()
    return opened


def copy_from(program: str) -> None:
    html = CLIPBOARD / f"{program}.html"
    put_on_clipboard(
        (CLIPBOARD / f"{program}.txt").read_bytes().decode(),
        html.read_bytes().decode() if html.exists() else None,
    )


def press_control(page: TaskPage, key: Qt.Key) -> None:
    focus = page.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, Qt.KeyboardModifier.ControlModifier)


def preview_of(page: TaskPage) -> PastePreview:
    preview = page.activities.pasting.preview
    assert preview is not None
    return preview


@pytest.mark.parametrize("program", ["excel", "libreoffice", "word"])
def test_rows_with_a_heading_are_pasted_at_once(page: TaskPage, desk: Desk, program: str) -> None:
    before = activities_of(desk)
    page.activities.table.select_rows([1])
    copy_from(program)
    press_control(page, Qt.Key.Key_V)
    after = activities_of(desk)
    assert len(after) == 16
    assert (after[:2], after[14:]) == (before[:2], before[2:])
    assert after[2].text == "Kiện toàn Tổ công nghệ số cộng đồng ở 8 thôn"
    assert page.activities.table.selected_rows() == list(range(2, 14))
    assert page.activities.notice.words.text() == "Pasted 12 activities."
    QTest.mouseClick(page.activities.notice.undo, Qt.MouseButton.LeftButton)
    assert activities_of(desk) == before


def test_pasting_begins_a_task_without_activities(qtbot: QtBot, tmp_path: Path) -> None:
    plan = sample()
    plan = msgspec.structs.replace(plan, tasks={**plan.tasks, ESIGN: TaskEntry()})
    with desk_with(tmp_path, plan) as desk:
        page = open_task(qtbot, desk)
        copy_from("excel")
        page.activities.tools.paste.click()
        assert len(activities_of(desk)) == 12
        assert desk.plan.tasks[ESIGN].applies is True
        assert page.activities.table.isVisible()


def test_what_could_not_be_read_is_told(page: TaskPage) -> None:
    put_on_clipboard("Nội dung\tChủ trì\tKinh phí (triệu đồng)\nMua máy quét\tVăn thư\trất nhiều\n")
    press_control(page, Qt.Key.Key_V)
    assert page.activities.notice.words.text() == "Pasted 1 activity."
    assert any("Row 2 of the copied table" in text for text in page.activities.notice.remarks.texts())


def test_unclear_columns_are_shown_first(page: TaskPage, desk: Desk) -> None:
    before = activities_of(desk)
    put_on_clipboard("Mở lớp tập huấn\tQuý II\t15\tUBND xã\nMua máy quét\tQuý III\t20\tVăn thư\n")
    page.activities.tools.paste.click()
    preview = preview_of(page)
    assert preview.isVisible()
    assert activities_of(desk) == before
    assert preview.agree.text() == "Paste 2 rows"
    assert [combo.currentData() for combo in preview.combos][:3] == ["text", "period", "cost"]
    preview.combos[3].setCurrentIndex(preview.combos[3].findData("lead"))
    preview.unit.setCurrentIndex(preview.unit.findData(1_000_000))
    QTest.mouseClick(preview.agree, Qt.MouseButton.LeftButton)
    added = activities_of(desk)[1:3]
    assert [(each.text, each.lead, each.costs[0].amount) for each in added] == [
        ("Mở lớp tập huấn", "UBND xã", 15_000_000),
        ("Mua máy quét", "Văn thư", 20_000_000),
    ]


def test_preview_tells_problems_while_columns_are_chosen(page: TaskPage) -> None:
    put_on_clipboard("một\thai\tba\nbốn\tnăm\tsáu\n")
    page.activities.tools.paste.click()
    preview = preview_of(page)
    for combo in preview.combos:
        combo.setCurrentIndex(0)
    assert "Choose which column is “Content”." in preview.remarks.texts()
    preview.combos[0].setCurrentIndex(preview.combos[0].findData("text"))
    preview.combos[1].setCurrentIndex(preview.combos[1].findData("cost"))
    assert any("“hai” is not an amount of money" in text for text in preview.remarks.texts())
    preview.heading.setChecked(True)
    assert preview.agree.text() == "Paste 1 row"


def test_not_pasting_changes_nothing(page: TaskPage, desk: Desk) -> None:
    before = activities_of(desk)
    put_on_clipboard("một\thai\tba\nbốn\tnăm\tsáu\n")
    page.activities.tools.paste.click()
    QTest.keyClick(preview_of(page), Qt.Key.Key_Escape)
    assert activities_of(desk) == before


def test_a_table_in_an_old_code_page_is_offered_in_unicode(page: TaskPage, desk: Desk) -> None:
    copy_from("excel_tcvn3")
    press_control(page, Qt.Key.Key_V)
    preview = preview_of(page)
    assert preview.unicode.isChecked()
    assert [combo.currentData() for combo in preview.combos] == ["text", "lead", "period"]
    assert preview.heading.isChecked()
    preview.unicode.setChecked(False)
    assert preview.block.rows[1][0] != "Tập huấn cho người dân"
    assert from_legacy(preview.block.rows[1][0], "tcvn3") == "Tập huấn cho người dân"
    preview.unicode.setChecked(True)
    preview.agree.click()
    assert [each.text for each in activities_of(desk)[1:3]] == ["Tập huấn cho người dân", "Thư viện số"]


def test_a_single_cell_goes_into_the_current_cell(page: TaskPage, desk: Desk) -> None:
    page.activities.table.setCurrentIndex(page.activities.model.index(2, KEYS.index("lead")))
    put_on_clipboard("Công an xã\r\n")
    press_control(page, Qt.Key.Key_V)
    assert activities_of(desk)[2].lead == "Công an xã"
    assert len(activities_of(desk)) == 4


def test_an_open_cell_takes_the_clipboard_for_itself(page: TaskPage, desk: Desk) -> None:
    page.activities.table.setCurrentIndex(page.activities.model.index(0, KEYS.index("lead")))
    focus = page.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_F2)
    copy_from("excel")
    press_control(page, Qt.Key.Key_V)
    assert is_typing(page)
    assert len(activities_of(desk)) == 4


def test_copied_rows_come_back_the_same(page: TaskPage, desk: Desk) -> None:
    before = activities_of(desk)
    page.activities.table.select_rows([0, 1, 2, 3])
    press_control(page, Qt.Key.Key_C)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().startswith("Content\tLead unit")
    assert "<table" in data.html()
    page.activities.table.select_rows([3])
    press_control(page, Qt.Key.Key_V)

    def bare(rows: tuple[Activity, ...]) -> list[Activity]:
        return [msgspec.structs.replace(row, id="x") for row in rows]

    assert bare(activities_of(desk)[4:]) == bare(before)


def test_cut_rows_are_on_the_clipboard(page: TaskPage, desk: Desk) -> None:
    first = activities_of(desk)[0]
    page.activities.table.select_rows([0])
    press_control(page, Qt.Key.Key_X)
    assert len(activities_of(desk)) == 3
    assert first.text in QGuiApplication.clipboard().text()


def test_an_empty_clipboard_is_told_kindly(page: TaskPage, desk: Desk) -> None:
    before = activities_of(desk)
    put_on_clipboard("")
    page.activities.tools.paste.click()
    assert "Copy the rows in Excel or Word first" in page.activities.notice.words.text()
    assert activities_of(desk) == before


def test_a_huge_table_is_refused_in_words(page: TaskPage, desk: Desk) -> None:
    before = activities_of(desk)
    put_on_clipboard("a\tb\n" * 60_000)
    press_control(page, Qt.Key.Key_V)
    assert page.activities.notice.isVisible()
    assert activities_of(desk) == before

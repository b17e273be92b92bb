import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from dxdesk.text.dates import short_date
from tests.ui.task_pages import ESIGN, page_of_task
from ui import theme
from ui.desk import Desk
from ui.guidance_pane import GuidancePane


@pytest.fixture
def pane(qtbot: QtBot) -> GuidancePane:
    opened = GuidancePane()
    qtbot.addWidget(opened)
    opened.resize(theme.GUIDANCE_WIDTH, 700)
    with qtbot.waitExposed(opened):
        opened.show()
    return opened


def said(pane: GuidancePane) -> str:
    return "\n".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible())


def test_task_has_asks_explanation_methods_and_whole_citations(pane: GuidancePane, desk: Desk) -> None:
    pane.show_page(desk, page_of_task(desk, ESIGN))
    task = desk.guidance.task(ESIGN)
    assert task is not None
    text = said(pane)
    assert all(asked in text for asked in task.asks)
    assert task.explanation.strip().splitlines()[0] in text
    assert "Số văn bản đi được ký số" in text
    assert "Nghị quyết số 50/NQ-CP" in text
    assert "Cổng Dịch vụ công đã tích hợp" not in text  # an indicator of another level


def test_days_are_those_that_bind_the_unit(pane: GuidancePane, desk: Desk) -> None:
    pane.show_page(desk, page_of_task(desk, ESIGN))
    requested = desk.plan.document.requested_by
    assert requested is not None
    assert short_date(requested) in said(pane)
    assert "10/12/2022" not in said(pane)  # binds provinces only


def test_guidance_of_another_year_says_so_once_and_quietly(pane: GuidancePane, desk: Desk) -> None:
    words = "This is the guidance of 2023: there is none for 2024 here yet."
    pane.show_page(desk, None)
    assert words not in said(pane)
    desk.set_value("/year", 2024)
    pane.show_page(desk, None)
    assert said(pane).count(words) == 1
    assert "Theme of 2023" in {section.header.text() for section in pane.sections.values()}
    pane.set_folded(True)
    assert words not in said(pane)


def test_every_page_of_a_plan_can_be_shown(pane: GuidancePane, desk: Desk) -> None:
    for page in (None, *desk.pages()):
        pane.show_page(desk, page)
        assert "{" not in said(pane)
    goals = next(page for page in desk.pages() if page.key == "goals")
    pane.show_page(desk, goals)
    assert desk.guidance.meta.letter.theme in said(pane)
    assert "What the letter asks" not in said(pane)


def test_section_folded_once_stays_folded(pane: GuidancePane, desk: Desk) -> None:
    pages = [page for page in desk.pages() if page.kind == "task"]
    pane.show_page(desk, pages[0])
    pane.sections["explanation"].header.click()
    assert not pane.sections["explanation"].body.isVisible()
    pane.show_page(desk, pages[1])
    assert not pane.sections["explanation"].body.isVisible()
    assert pane.sections["asks"].body.isVisible()


def test_pane_folds_to_a_strip_and_comes_back(qtbot: QtBot, pane: GuidancePane) -> None:
    with qtbot.waitSignal(pane.width_changed):
        pane.fold.click()
    assert pane.wanted_width() < 60
    assert not pane.scroller.isVisible()
    pane.unfold()
    assert pane.wanted_width() == theme.GUIDANCE_WIDTH
    assert pane.scroller.isVisible()


def test_text_can_be_selected_by_keyboard(pane: GuidancePane, desk: Desk) -> None:
    pane.show_page(desk, page_of_task(desk, ESIGN))
    body = pane.sections["asks"].body
    assert body.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert body.accessibleName()
    pane.take_focus()
    assert pane.scroller.hasFocus()

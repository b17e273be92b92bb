"""The overview: how far the plan is, what to do next, and every page with its state."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dxdesk.plan.beginning import new_plan
from dxdesk.plan.edits import edited
from dxdesk.plan.packs import pack_for
from dxdesk.units.catalogue import catalogue_for_year
from tests.ui.desks import desk_with, sample
from ui.desk import Desk
from ui.link import Link
from ui.office import Office
from ui.pages.home import HomePage


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot) -> Iterator[Office]:
    assert qtbot
    opened = Office(tmp_path / "office.sqlite3")
    yield opened
    opened.close()


def shown(qtbot: QtBot, desk: Desk, office: Office) -> HomePage:
    page = HomePage(desk, office)
    qtbot.addWidget(page)
    page.resize(720, 700)
    page.show()
    qtbot.waitExposed(page)
    return page


def link(page: HomePage, beginning: str) -> Link:
    return next(each for each in page.findChildren(Link) if each.accessibleName().startswith(beginning))


def test_a_finished_plan_is_sent_on_to_be_signed(qtbot: QtBot, desk: Desk, office: Office) -> None:
    desk.set_value("/document/requested_by", None)  # that day has passed
    desk.review()
    page = shown(qtbot, desk, office)
    assert page.count.text() == "23 of 23 tasks written"
    assert page.hint.text() == "Everything is written, and the check finds no errors or warnings."
    assert not page.found_line.isVisible()
    with qtbot.waitSignal(desk.page_wanted) as asked:
        QTest.mouseClick(page.next, Qt.MouseButton.LeftButton)
    assert asked.args == ["issue"]


def test_suggestions_alone_do_not_make_a_plan_written(qtbot: QtBot, tmp_path: Path, office: Office) -> None:
    unit = catalogue_for_year(2023).unit("18580")
    assert unit is not None
    plan = new_plan(unit, pack_for(sample()), 2023, "suggestions")
    with desk_with(tmp_path, plan) as desk:
        page = shown(qtbot, desk, office)
        assert page.count.text() == "4 of 23 tasks written"  # those that the level does not have
        errors, warnings = (sum(f.severity == name for f in desk.findings) for name in ("error", "warning"))
        assert page.found.text() == f"The check of the whole plan lists: {errors} error, {warnings} warnings."
        with qtbot.waitSignal(desk.page_wanted) as asked:
            QTest.mouseClick(page.to_check, Qt.MouseButton.LeftButton)
        assert asked.args == ["check"]
        assert (
            link(page, "Organisation of work")
            .accessibleName()
            .startswith("Organisation of work, not written")
        )
        assert sum("being written" in each.accessibleName() for each in page.findChildren(Link)) > 19


def test_the_first_unfinished_page_is_next(qtbot: QtBot, tmp_path: Path, office: Office) -> None:
    task = next(iter(sample().tasks))
    changes = [(f"/tasks/{task}/applies", None), ("/document/requested_by", None)]
    plan = edited(sample(), [{"op": "replace", "path": path, "value": value} for path, value in changes])
    with desk_with(tmp_path, plan) as desk:
        page = shown(qtbot, desk, office)
        assert page.count.text() == "22 of 23 tasks written"
        number = next(each.number for each in desk.pages() if each.task == task)
        assert page.next.text() == f"Go on with: task {number}"
        with qtbot.waitSignal(desk.page_wanted) as asked:
            QTest.mouseClick(page.next, Qt.MouseButton.LeftButton)
        assert asked.args == [f"task:{task}"]
        desk.set_value(f"/tasks/{task}/applies", True)
        qtbot.waitUntil(lambda: page.count.text() == "23 of 23 tasks written")


def test_every_page_is_a_link_with_its_state_in_words(qtbot: QtBot, desk: Desk, office: Office) -> None:
    page = shown(qtbot, desk, office)
    assert len(page.findChildren(Link)) == len(desk.pages()) + 1  # and the way to the check
    bases = link(page, "Legal bases")
    assert bases.accessibleName() == "Legal bases, written"
    with qtbot.waitSignal(desk.page_wanted) as asked:
        QTest.keyClick(bases, Qt.Key.Key_Return)
    assert asked.args == ["bases"]


def test_a_new_plan_begins_at_the_first_page(qtbot: QtBot, tmp_path: Path, office: Office) -> None:
    unit = catalogue_for_year(2023).unit("18580")
    assert unit is not None
    plan = new_plan(unit, pack_for(sample()), 2023)
    with desk_with(tmp_path, plan) as desk:
        page = shown(qtbot, desk, office)
        assert page.count.text() == "0 of 23 tasks written"
        assert page.next.text().startswith("Go on with: ")
        page.bring_to("")
        assert page.focusWidget() is page.next


def test_long_titles_break_into_lines_instead_of_being_cut(qtbot: QtBot, desk: Desk, office: Office) -> None:
    page = shown(qtbot, desk, office)
    page.resize(360, 700)
    sheet = page.scroller.widget()
    assert sheet is not None
    qtbot.waitUntil(lambda: sheet.width() <= page.scroller.viewport().width())
    longest = max(page.findChildren(Link), key=lambda each: len(each.text()))
    assert longest.height() > link(page, "Legal bases").height()

"""A new plan in four answers: by mouse, by keys alone, from an earlier plan, from a file."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dxdesk.plan.defaults import OFFICE_SETTING, OfficeDefaults, usual_year, years_offered
from dxdesk.plan.model import Plan, Signer
from tests.ui.desks import sample
from tests.ui.start_pages import SAMPLE, begun, listed, office_of, put, settle, start_with, stored
from tests.ui.task_pages import words_in
from ui.new_plan import NewPlanPage
from ui.start import StartPage
from ui.start_faults import FaultsDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def start(tmp_path: Path, qtbot: QtBot) -> Iterator[StartPage]:
    with start_with(tmp_path, qtbot) as page:
        yield page


def page_of(start: StartPage, code: str | None = None) -> NewPlanPage:
    """Open the page with its answers; with a `code`, for a unit of the map of 2023."""
    start.begin_new()
    assert start.new_plan is not None
    if code is not None:
        start.new_plan.year.choose(2023)
        start.new_plan.unit.choose_code(code)
    settle(start)
    return start.new_plan


def made(start: StartPage, qtbot: QtBot) -> Plan:
    """Press the main button; return the plan that is then opened."""
    assert start.new_plan is not None
    with qtbot.waitSignal(start.plan_wanted) as wanted:
        QTest.mouseClick(start.new_plan.start, LEFT)
        settle(start)
    return stored(start, str((wanted.args or [])[0]))


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_a_plan_begins_in_four_answers_by_mouse(start: StartPage, qtbot: QtBot) -> None:
    QTest.mouseClick(start.list.empty.new, LEFT)
    page = start.new_plan
    assert page is not None
    page.year.choose(2023)
    QTest.keyClicks(page.unit.search, "thach kim")
    found = page.unit.found
    QTest.mouseClick(found.viewport(), LEFT, pos=found.visualItemRect(found.item(0)).center())
    assert page.unit.card.name.text() == "Xã Thạch Kim"
    assert page.unit.card.facts.text() == "Huyện Lộc Hà, Tỉnh Hà Tĩnh\ncommune level · code 18580"
    page.beginning.ways["suggestions"].click()
    plan = made(start, qtbot)
    assert plan == begun(beginning="suggestions")
    assert start.new_plan is None
    (summary,) = listed(start)
    assert (summary.total, summary.unit_name) == (23, "xã Thạch Kim")


def test_a_plan_begins_in_four_answers_by_keys_alone(start: StartPage, qtbot: QtBot) -> None:
    start.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page = start.new_plan
    assert page is not None
    while focus() is not page.year.box:
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    QTest.keyClick(focus(), Qt.Key.Key_Home)
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    assert page.year.year == 2024
    while focus() is not page.unit.search:
        QTest.keyClick(focus(), Qt.Key.Key_Backtab)
    QTest.keyClicks(focus(), "kim loc ha")
    names = [page.unit.found.item(row).text() for row in range(page.unit.found.count())]
    for _step in range(names.index("Xã Thạch Kim") + 1):
        QTest.keyClick(focus(), Qt.Key.Key_Down)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    while focus() is not page.beginning.ways["empty"]:
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    while focus() is not page.start:
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    with qtbot.waitSignal(start.plan_wanted) as wanted:
        QTest.keyClick(focus(), Qt.Key.Key_Return)
        settle(start)
    assert stored(start, str((wanted.args or [])[0])) == begun(year=2024)


def test_what_is_missing_is_said_and_the_button_waits(start: StartPage) -> None:
    page = page_of(start)
    page.year.choose(2023)
    assert not page.start.isEnabled()
    assert "unit" in page.missing.text()
    page.unit.choose_code("18580")
    assert "begins with" in page.missing.text()
    assert not page.start.isEnabled()
    page.beginning.ways["file"].click()
    assert "file" in page.missing.text()
    page.beginning.ways["empty"].click()
    assert not page.missing.text()
    assert page.start.isEnabled()
    assert not page.beginning.ways["plan"].isEnabled()


def test_going_back_loses_nothing(start: StartPage) -> None:
    page = page_of(start, "18580")
    page.year.box.setCurrentIndex(page.year.box.findText("2024"))
    page.beginning.ways["suggestions"].click()
    QTest.keyClick(page.start, Qt.Key.Key_Escape)
    assert start.list.isVisible()
    again = page_of(start)
    assert again is page
    assert again.unit.unit is not None
    assert (again.unit.unit.code, again.year.year, again.beginning.way) == ("18580", 2024, "suggestions")


def test_a_unit_that_is_not_there_is_told(start: StartPage) -> None:
    page = page_of(start)
    page.unit.search.setText("khong co xa nao ten nhu the")
    assert "No unit" in page.unit.note.text()
    assert not page.unit.found.isVisible()


def test_a_unit_can_be_chosen_anew(start: StartPage) -> None:
    page = page_of(start, "18580")
    page.unit.card.other.click()
    assert page.unit.unit is None
    assert page.unit.search.isVisible()
    assert not page.start.isEnabled()


def test_after_a_reform_the_unit_is_asked_for_anew(start: StartPage) -> None:
    page = page_of(start, "18580")
    page.year.box.setCurrentIndex(page.year.box.findText("2026"))
    assert "2026" in page.year.note.text()
    assert "2023" in page.year.note.text()
    assert page.unit.unit is None
    assert "Xã Thạch Kim" in page.unit.note.text()
    page.year.choose(2025)  # this year has the unit: it is there again
    assert page.unit.card.isVisible()
    assert page.unit.card.name.text() == "Xã Thạch Kim"


def test_a_unit_that_was_searched_for_comes_and_goes_with_the_years(start: StartPage) -> None:
    page = page_of(start)
    page.year.choose(2023)
    QTest.keyClicks(page.unit.search, "thach kim")
    QTest.keyClick(page.unit.search, Qt.Key.Key_Return)
    page.year.choose(2026)
    assert "Xã Thạch Kim" in page.unit.note.text()
    assert not page.unit.found.isVisible()
    page.year.choose(2023)
    assert page.unit.card.isVisible()


def test_a_unit_that_both_maps_have_stays(start: StartPage) -> None:
    page = page_of(start, "42")
    page.year.choose(2026)
    assert page.unit.unit is not None
    assert (page.unit.unit.scheme, page.unit.unit.name) == ("gso-2025", "Tỉnh Hà Tĩnh")


def test_what_was_found_on_one_map_is_not_offered_on_another(start: StartPage) -> None:
    page = page_of(start)
    page.year.choose(2023)
    page.unit.search.setText("thach kim")
    page.year.choose(2026)
    assert not page.unit.found.isVisible()
    assert "2025" in page.unit.note.text()
    assert "Xã Thạch Kim, Huyện Lộc Hà" in page.unit.note.text()
    page.year.choose(2025)
    assert page.unit.found.item(0).text() == "Xã Thạch Kim"


def test_years_stand_in_order_and_the_one_being_planned_is_chosen(start: StartPage) -> None:
    page = page_of(start)
    assert list(page.year.years) == sorted(page.year.years)
    today = datetime.now(UTC).astimezone().date()
    assert page.year.year == usual_year(years_offered(today), today).year


def test_the_first_step_down_goes_to_the_first_unit_found(start: StartPage) -> None:
    page = page_of(start)
    page.year.choose(2023)
    QTest.keyClicks(page.unit.search, "thach")
    QTest.keyClick(page.unit.search, Qt.Key.Key_Down)
    assert page.unit.found.currentRow() == 0
    QTest.keyClick(page.unit.search, Qt.Key.Key_Down)
    assert page.unit.found.currentRow() == 1


def test_enter_takes_the_first_unit_found(start: StartPage) -> None:
    page = page_of(start)
    page.year.choose(2023)
    QTest.keyClicks(page.unit.search, "thach kim")
    QTest.keyClick(page.unit.search, Qt.Key.Key_Return)
    assert page.unit.unit is not None
    assert page.unit.unit.code == "18580"


def test_the_way_that_cannot_be_gone_says_why(start: StartPage) -> None:
    page = page_of(start, "18580")
    assert "no plan yet" in words_in(page.beginning)
    put(start, begun())
    page = page_of(start)
    assert "no plan yet" not in words_in(page.beginning)


def test_a_second_plan_for_the_same_unit_and_year_is_allowed_after_a_note(
    start: StartPage, qtbot: QtBot
) -> None:
    put(start, begun())
    page = page_of(start, "18580")
    assert page.year.second.isVisible()
    page.beginning.ways["empty"].click()
    made(start, qtbot)
    assert len(listed(start)) == 2


def test_the_offices_unit_is_chosen_and_its_defaults_stand_in_the_plan(
    start: StartPage, qtbot: QtBot
) -> None:
    signer = Signer(full_name="Trần Thị Bình")
    office = OfficeDefaults(unit_scheme="gso-2022", unit_code="18580", signer=signer, archive="VT")
    office_of(start).archive.read(lambda store: store.set_setting(OFFICE_SETTING, office))
    page = page_of(start)
    page.year.choose(2023)
    assert page.unit.unit is not None
    assert page.unit.unit.name == "Xã Thạch Kim"
    page.beginning.ways["empty"].click()
    plan = made(start, qtbot)
    assert (plan.document.signer, plan.document.archive) == (signer, "VT")


def test_last_years_plan_gives_its_targets_as_baselines(start: StartPage, qtbot: QtBot) -> None:
    put(start, sample("huyen"))
    put(start, sample())
    page = page_of(start, "18580")
    page.year.box.setCurrentIndex(page.year.box.findText("2024"))
    page.beginning.ways["plan"].click()
    settle(start)
    assert page.beginning.plans.currentText() == "Xã Thạch Kim, 2023"
    qtbot.waitUntil(lambda: page.carry.remarks.count() > 0)
    settle(start)
    plan = made(start, qtbot)
    pairs = [
        (value.target, plan.tasks[key].indicators[name].baseline)
        for key, entry in sample().tasks.items()
        for name, value in entry.indicators.items()
        if value.target is not None
    ]
    assert pairs
    assert all(target == baseline for target, baseline in pairs)
    assert plan.year == 2024
    assert plan.document.signer == sample().document.signer


def test_only_what_is_ticked_is_taken_over(start: StartPage, qtbot: QtBot) -> None:
    put(start, sample())
    page = page_of(start, "18580")
    page.beginning.ways["plan"].click()
    settle(start)
    page.carry.none.click()
    assert page.carry.chosen().keys == frozenset()
    tree = page.carry.tree
    tree.setCurrentIndex(tree.model().index(0, 0, tree.model().index(0, 0)))
    QTest.keyClick(page.carry.tree, Qt.Key.Key_Space)
    assert page.carry.chosen().keys == {"/tasks/community-digital-teams"}
    settle(start)
    plan = made(start, qtbot)
    written = [key for key, entry in plan.tasks.items() if entry.applies is not None]
    assert written == ["community-digital-teams"]
    assert plan.solutions == ()


def test_all_none_and_recommended_tick_what_they_say(start: StartPage) -> None:
    put(start, sample())
    page = page_of(start, "18580")
    page.year.box.setCurrentIndex(page.year.box.findText("2024"))
    page.beginning.ways["plan"].click()
    settle(start)
    recommended = page.carry.chosen().keys
    assert "/results" not in recommended
    page.carry.all.click()
    assert page.carry.chosen().keys == recommended | {"/results"}
    page.carry.advised.click()
    assert page.carry.chosen().keys == recommended


def test_a_look_at_another_way_keeps_the_ticks(start: StartPage) -> None:
    put(start, sample())
    page = page_of(start, "18580")
    page.beginning.ways["plan"].click()
    settle(start)
    page.carry.none.click()
    page.beginning.ways["empty"].click()
    settle(start)
    assert not page.carry.isVisible()
    page.beginning.ways["plan"].click()
    settle(start)
    assert page.carry.isVisible()
    assert page.carry.chosen().keys == frozenset()


def test_the_same_unit_comes_first_among_earlier_plans(start: StartPage) -> None:
    for plan in (sample("huyen"), begun("32152"), begun(), begun(year=2024)):
        put(start, plan)
    page = page_of(start, "18580")
    offered = [page.beginning.plans.itemText(row) for row in range(page.beginning.plans.count())]
    assert offered[:3] == ["Xã Thạch Kim, 2024", "Xã Thạch Kim, 2023", "Thị trấn Đầm Dơi, 2023"]


def test_an_earlier_plan_written_on_meanwhile_is_read_anew(start: StartPage) -> None:
    plan_id = put(start, begun())
    page = page_of(start, "18580")
    page.beginning.ways["plan"].click()
    settle(start)
    former = page.beginning.source
    assert former == begun()
    start.show_list()
    office_of(start).archive.read(lambda store: store.trash(plan_id))
    put(start, sample())
    page_of(start)
    assert page.beginning.source is None
    assert "earlier plan" in page.missing.text()


def test_a_plan_begins_from_a_package_file(start: StartPage, qtbot: QtBot) -> None:
    page = page_of(start, "18580")
    page.beginning.ways["file"].click()
    page.beginning.take_file(SAMPLE)
    settle(start)
    assert page.beginning.file_name.text() == "xa.dxplan.json"
    plan = made(start, qtbot)
    assert plan.tasks.keys() == sample().tasks.keys()
    activities = {key: [each.text for each in entry.activities] for key, entry in sample().tasks.items()}
    assert {key: [each.text for each in entry.activities] for key, entry in plan.tasks.items()} == activities


def test_a_faulty_file_leaves_the_questions_as_they_are(start: StartPage, tmp_path: Path) -> None:
    page = page_of(start, "18580")
    page.beginning.ways["file"].click()
    faulty = tmp_path / "x.dxplan.json"
    faulty.write_text("{}", "utf-8")
    page.beginning.take_file(faulty)
    settle(start)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FaultsDialog)
    dialog.reject()
    assert page.beginning.source is None
    assert not page.start.isEnabled()


def test_amounts_come_along_only_when_asked(start: StartPage, qtbot: QtBot) -> None:
    put(start, sample())
    page = page_of(start, "18580")
    page.beginning.ways["plan"].click()
    settle(start)
    page.carry.amounts.click()
    plan = made(start, qtbot)
    costs = [each.costs for entry in plan.tasks.values() for each in entry.activities if each.costs]
    theirs = [each.costs for entry in sample().tasks.values() for each in entry.activities if each.costs]
    assert costs == theirs


def test_everything_can_be_reached_and_is_named(start: StartPage) -> None:
    put(start, sample())
    page = page_of(start, "18580")
    page.beginning.ways["plan"].click()
    settle(start)
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            words = getattr(widget, "text", str)()
            assert widget.accessibleName() or words, widget


def test_a_plan_that_is_not_for_the_guidance_is_refused_in_words(start: StartPage) -> None:
    page = page_of(start, "18580")
    page.beginning.ways["empty"].click()
    assert page.unit.unit is not None
    page.unit.unit = msgspec.structs.replace(page.unit.unit, code="99999", scheme="gso-1999")
    QTest.mouseClick(page.start, LEFT)
    settle(start)
    box = QApplication.activeModalWidget()
    assert box is not None
    box.close()
    assert page.start.isEnabled()
    assert not listed(start)

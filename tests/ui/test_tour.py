from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from tests.ui.windows import window_with
from ui.main_window import MainWindow
from ui.tour import Tour, offer_tour, open_tour


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path) as opened:
        yield opened


@pytest.fixture
def plan_window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path, level="xa") as opened:
        yield opened


def at_rest(qtbot: QtBot, tour: Tour) -> None:
    qtbot.waitUntil(lambda: not tour._settled.isActive())


def test_a_welcome_and_five_steps_lead_through_by_enter(qtbot: QtBot, plan_window: MainWindow) -> None:
    tour = open_tour(plan_window)
    titles = []
    for _step in range(6):
        titles.append(tour.title.text())
        at_rest(qtbot, tour)
        QTest.keyClick(tour.next, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not Shiboken.isValid(tour))
    assert len(set(titles)) == 6
    assert titles[:2] == ["How a plan is written", "The pages of the plan"]


def is_in_the_middle(tour: Tour) -> bool:
    return (tour.callout.geometry().center() - tour.rect().center()).manhattanLength() < 4


def test_the_welcome_stands_in_the_middle(qtbot: QtBot, plan_window: MainWindow) -> None:
    tour = open_tour(plan_window)
    at_rest(qtbot, tour)
    assert not tour._spots
    assert is_in_the_middle(tour)


def test_each_step_points_at_something_that_the_words_do_not_hide(
    qtbot: QtBot, plan_window: MainWindow
) -> None:
    tour = open_tour(plan_window)
    for index in range(1, 6):
        tour.go_to(index)
        at_rest(qtbot, tour)
        assert tour._spots
        assert tour.rect().contains(tour.callout.geometry())
        assert not any(spot.intersects(tour.callout.geometry()) for spot in tour._spots)


def test_the_list_of_pages_is_what_the_first_step_shows(qtbot: QtBot, plan_window: MainWindow) -> None:
    tour = open_tour(plan_window)
    tour.go_to(1)
    at_rest(qtbot, tour)
    assert plan_window.view is not None
    contents = plan_window.view.contents
    assert tour._spots[0].contains(contents.mapTo(plan_window, QPoint(20, 20)))


@pytest.mark.parametrize("step", range(6))
def test_it_can_be_left_at_any_step_and_everything_is_as_before(
    qtbot: QtBot, plan_window: MainWindow, step: int
) -> None:
    assert plan_window.view is not None
    before = plan_window.view.key
    tour = open_tour(plan_window)
    tour.go_to(step)
    QTest.keyClick(tour.next, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not Shiboken.isValid(tour))
    assert plan_window.view.key == before
    assert plan_window.office.preferences.now.tour_seen


def test_tab_stays_in_the_tour_and_shortcuts_of_the_window_rest(plan_window: MainWindow) -> None:
    tour = open_tour(plan_window)
    tour.go_to(1)
    seen = set()
    for _press in range(6):
        focus = plan_window.focusWidget()
        seen.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert seen == {tour.skip, tour.back, tour.next}
    assert plan_window.view is not None
    QTest.keyClick(tour.next, Qt.Key.Key_F9)
    assert not plan_window.view.bar.preview.isChecked()


def test_no_edit_is_taken_back_under_the_tour(plan_window: MainWindow) -> None:
    assert plan_window.view is not None
    desk = plan_window.view.desk
    desk.set_value("/document/place", "Lộc Hà")
    tour = open_tour(plan_window)
    QTest.keyClick(plan_window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.plan.document.place == "Lộc Hà"
    tour.close()
    QTest.keyClick(plan_window.windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.plan.document.place != "Lộc Hà"


def test_it_fits_the_window_when_that_changes_its_size(qtbot: QtBot, plan_window: MainWindow) -> None:
    tour = open_tour(plan_window)
    plan_window.resize(1024, 700)
    at_rest(qtbot, tour)
    assert tour.size() == plan_window.size()
    assert tour.rect().contains(tour.callout.geometry())


def told(qtbot: QtBot, tour: Tour) -> dict[str, bool]:
    """Leaf through a tour; return the titles of its steps, and whether each points at something."""
    found = {}
    for index in range(len(tour._steps)):
        tour.go_to(index)
        at_rest(qtbot, tour)
        found[tour.title.text()] = bool(tour._spots)
        assert tour._spots or is_in_the_middle(tour)
    return found


def test_over_the_list_of_plans_it_speaks_of_what_is_there(qtbot: QtBot, window: MainWindow) -> None:
    assert told(qtbot, open_tour(window)) == {
        "Welcome": False,
        "Begin here": True,
        "Everything else": True,
        "The rest of the tour comes with a plan": False,
    }


def test_over_the_page_of_a_new_plan_it_does_not_speak_of_the_list(qtbot: QtBot, window: MainWindow) -> None:
    window.start.begin_new()
    assert set(told(qtbot, open_tour(window))) == {"Welcome", "The rest of the tour comes with a plan"}


def test_it_is_offered_once(qtbot: QtBot, window: MainWindow) -> None:
    offer = offer_tour(window)
    assert offer is not None
    assert offer.isVisible()
    QTest.mouseClick(offer.no_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not Shiboken.isValid(offer))
    assert window.office.preferences.now.tour_seen
    assert offer_tour(window) is None


def test_the_offer_opens_the_tour(window: MainWindow) -> None:
    offer = offer_tour(window)
    assert offer is not None
    QTest.mouseClick(offer.show_button, Qt.MouseButton.LeftButton)
    assert window.findChild(Tour) is not None

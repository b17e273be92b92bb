"""Pages next to the one in front are there before somebody asks for them, and never in the way of who writes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.windows import window_with
from ui.main_window import MainWindow
from ui.plan_view import PlanView


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path, level="xa") as opened:
        yield opened


def tasks(window: MainWindow) -> tuple[PlanView, list[str]]:
    assert window.view is not None
    return window.view, [page.key for page in window.view.desk.pages() if page.kind == "task"]


def test_the_next_page_and_the_one_before_are_built_while_the_window_rests(
    qtbot: QtBot, window: MainWindow
) -> None:
    view, keys = tasks(window)
    view.open_page(keys[3])
    assert keys[4] not in view.pages
    qtbot.waitUntil(lambda: {keys[2], keys[4]} <= view.pages.keys(), timeout=10_000)
    qtbot.wait(300)
    assert keys[5] not in view.pages
    built = view.pages[keys[4]]
    view.step(1)
    assert view.page is built


def test_nothing_is_built_while_somebody_writes(qtbot: QtBot, window: MainWindow) -> None:
    view, keys = tasks(window)
    view.open_page(keys[3])
    for number in range(12):
        view.desk.set_value("/goals/general", f"Mục tiêu {number}")
        qtbot.wait(120)
    assert keys[4] not in view.pages


def test_a_plan_that_is_put_away_builds_nothing_more(qtbot: QtBot, window: MainWindow) -> None:
    view, keys = tasks(window)
    view.open_page(keys[3])
    view.close_plan()
    qtbot.wait(1_200)
    assert keys[4] not in view.pages

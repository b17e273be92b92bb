"""The list of the plan's pages: what it says of the plan, its filter, and the line of the page that is open."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QListWidgetItem
from pytestqt.qtbot import QtBot

from dxdesk.plan.beginning import new_plan
from dxdesk.plan.packs import pack_for
from dxdesk.units.catalogue import catalogue_for_year
from tests.ui.desks import desk_with, sample
from tests.ui.windows import window_with
from ui.contents_line import KEY
from ui.contents_list import ContentsList
from ui.desk import Desk


def items(contents: ContentsList) -> list[QListWidgetItem]:
    return [contents.list.item(row) for row in range(contents.list.count())]


def keys(contents: ContentsList) -> list[str]:
    return [item.data(KEY) for item in items(contents) if item.data(KEY)]


def in_sight(contents: ContentsList, key: str) -> bool:
    item = next(item for item in items(contents) if item.data(KEY) == key)
    return contents.list.viewport().rect().contains(contents.list.visualItemRect(item))


def shown(qtbot: QtBot, desk: Desk) -> ContentsList:
    contents = ContentsList(desk)
    qtbot.addWidget(contents)
    contents.resize(272, 420)
    contents.show()
    qtbot.waitExposed(contents)
    return contents


def test_the_counts_are_those_of_the_check(qtbot: QtBot, tmp_path: Path) -> None:
    unit = catalogue_for_year(2023).unit("18580")
    assert unit is not None
    with desk_with(tmp_path, new_plan(unit, pack_for(sample()), 2023, "suggestions")) as desk:
        contents = shown(qtbot, desk)
        errors, warnings = (sum(f.severity == name for f in desk.findings) for name in ("error", "warning"))
        assert contents.counts.text() == (
            f"4 of 23 tasks written\nThe check lists: {errors} error, {warnings} warnings"
        )


def test_a_plan_with_nothing_left_is_said_to_be_finished(qtbot: QtBot, desk: Desk) -> None:
    desk.set_value("/document/requested_by", None)  # that day has passed
    desk.review()
    assert shown(qtbot, desk).counts.text() == "23 of 23 tasks written\nAll pages are finished"


def test_the_page_that_is_open_is_listed_whatever_the_filter(qtbot: QtBot, desk: Desk) -> None:
    contents = shown(qtbot, desk)
    contents.filter.setCurrentIndex(1)
    contents.filter.activated.emit(1)
    assert "bases" not in keys(contents)
    contents.show_current("bases")
    qtbot.waitUntil(lambda: "bases" in keys(contents))
    contents.show_current("goals")
    qtbot.waitUntil(lambda: "goals" in keys(contents) and "bases" not in keys(contents))


def test_the_line_of_the_page_comes_into_sight(qtbot: QtBot, desk: Desk) -> None:
    contents = shown(qtbot, desk)
    for key in ("export", "agency", "signing"):
        contents.show_current(key)
        assert in_sight(contents, key)
    contents.resize(272, 260)
    qtbot.waitUntil(lambda: in_sight(contents, "signing"))


@pytest.mark.qt_log_ignore("propagateSizeHints")
def test_stepping_through_the_pages_keeps_their_lines_in_sight(qtbot: QtBot, tmp_path: Path) -> None:
    with window_with(tmp_path, level="xa") as window:
        view = window.view
        assert view is not None
        window.resize(1024, 560)
        view.open_page("export")
        qtbot.waitUntil(lambda: in_sight(view.contents, "export"))
        for _count in range(6):
            view.step(-1)
            assert in_sight(view.contents, view.key)

"""Whether the search of a plan says where it leads, all of it in sight."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.windows import window_with
from ui import theme
from ui.main_window import MainWindow
from ui.search_palette import SearchPalette


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path, level="xa") as opened:
        yield opened


def opened(window: MainWindow, typed: str) -> SearchPalette:
    palette = SearchPalette.open_over(window)
    assert palette is not None
    palette.field.setText(typed)
    QApplication.processEvents()
    return palette


def rows(palette: SearchPalette) -> list[QLabel]:
    found = [palette.list.itemWidget(palette.list.item(row)) for row in range(palette.list.count())]
    return [row for row in found if isinstance(row, QLabel)]


def lines(row: QLabel) -> list[str]:
    return QTextDocumentFragment.fromHtml(row.text()).toPlainText().splitlines()


def test_the_first_line_is_what_one_goes_to_the_second_where_it_is(window: MainWindow) -> None:
    first, text, *_rest = rows(opened(window, "chu ky so"))
    assert lines(first) == ["Task 7. Chữ ký số cá nhân và tích hợp ký số vào dịch vụ công", "Hạ tầng số"]
    assert lines(text)[:2] == [
        "Task 7, present situation",
        "Chữ ký số cá nhân và tích hợp ký số vào dịch vụ công",
    ]
    assert "font-weight:600" in first.text().split("<br>")[0]


def test_enter_goes_to_the_page_of_the_first_line(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(window, "chu ky so")
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.view is not None
    qtbot.waitUntil(lambda: window.view is not None and window.view.key == "task:personal-esignature")


def test_pages_about_the_whole_plan_are_found_too(qtbot: QtBot, window: MainWindow) -> None:
    palette = opened(window, "sign and iss")
    assert lines(rows(palette)[0]) == ["Sign and issue"]
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.view is not None and window.view.key == "issue")


@pytest.mark.parametrize("text_size", [100, 150])
def test_no_row_lies_under_the_scroll_bar_or_is_cut_off(
    qapp: QApplication, window: MainWindow, text_size: int
) -> None:
    window.resize(1024, 700)
    theme.apply(qapp, "light", text_size)
    palette = opened(window, "so")
    viewport = palette.list.viewport()
    assert palette.list.verticalScrollBar().isVisible()
    for row in rows(palette):
        assert row.mapTo(viewport, QPoint(0, 0)).x() + row.width() <= viewport.width()
        assert row.height() >= row.heightForWidth(row.width())
    theme.apply(qapp, "light")

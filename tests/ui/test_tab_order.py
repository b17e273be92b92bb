"""Tab goes as the eye does: from the list to the page, down the page, and then to what stands beside it."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.afternoon import CTRL, SHIFT, Hands, Key, describe, program
from tests.ui.desks import sample
from tests.ui.test_main_window import opened
from ui.pages.row_tools import RowTools

_MOST = 300
_PAGES = [
    "home",
    "agency",
    "bases",
    "goals",
    "task:staff-training",
    "organisation",
    "signing",
    "check",
    "export",
]


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    with program(qtbot, tmp_path) as window:
        yield opened(qtbot, window, sample())


def stops(hands: Hands) -> list[QWidget]:
    """Return where Tab leads from the list of pages, until it is back there."""
    contents = hands.view.contents.list
    contents.setFocus()
    found: list[QWidget] = []
    for _press in range(_MOST):
        # In the text fields that take a tab, Ctrl+Tab goes on.
        before = hands.focus
        hands.press(Key.Key_Tab)
        if hands.focus is before:
            hands.press(Key.Key_Tab, CTRL)
        if hands.focus is contents:
            return found
        found.append(hands.focus)
    raise AssertionError(f"Tab does not come back: {[describe(each) for each in found[-12:]]}")


def outline(hands: Hands, widget: QWidget) -> QRect:
    """Return where a widget stands, wherever its page is scrolled to."""
    inside = getattr(hands.page, "_sheet", hands.page)
    return QRect(widget.mapTo(inside, QPoint(0, 0)), widget.size())


def is_tool(widget: QWidget) -> bool:
    """Say whether a widget is one of the tools of a row."""
    return isinstance(widget.parentWidget(), RowTools)


@pytest.mark.parametrize("key", _PAGES)
def test_the_page_comes_after_the_list_and_is_gone_through_downwards(hands: Hands, key: str) -> None:
    hands.view.open_page(key)
    hands.settle()
    found = stops(hands)
    on_page = [hands.page.isAncestorOf(widget) for widget in found]
    assert on_page[0], f"after the list comes {describe(found[0])}"
    assert on_page == sorted(on_page, reverse=True), "what stands on the page stays together"
    assert any(hands.view.beside.isAncestorOf(widget) for widget in found)
    # The tools of a row come after its fields, although they stand at its top.
    eyes = [each for each in found if hands.page.isAncestorOf(each) and not is_tool(each)]
    for above, below in pairwise(eyes):
        upper, lower = outline(hands, above), outline(hands, below)
        assert lower.bottom() > upper.top(), f"{describe(above)} comes before {describe(below)}"


def test_back_by_shift_and_tab(hands: Hands) -> None:
    hands.view.open_page("task:staff-training")
    hands.view.contents.list.setFocus()
    hands.press(Key.Key_Tab)
    assert hands.page.isAncestorOf(hands.focus)
    hands.press(Key.Key_Tab, SHIFT)
    assert hands.focus is hands.view.contents.list

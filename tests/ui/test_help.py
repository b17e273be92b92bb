"""F1 is answered wherever one is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.afternoon import CTRL, Hands, Key, program
from tests.ui.desks import sample
from tests.ui.test_main_window import opened
from ui.guidance_reader import GuidanceReader
from ui.pages.registry import WINDOW_PAGES


@pytest.fixture
def hands(qtbot: QtBot, tmp_path: Path) -> Iterator[Hands]:
    with program(qtbot, tmp_path) as window:
        yield Hands(qtbot, window)


def said(hands: Hands) -> str:
    pane = hands.view.beside.guidance
    return "\n".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible())


def test_without_plans_the_focus_is_on_the_way_to_a_first_one(hands: Hands) -> None:
    assert hands.focus is hands.window.start.list.empty.new


@pytest.mark.parametrize("begins", [False, True])
def test_where_no_plan_is_open_the_whole_guidance_comes(hands: Hands, begins: bool) -> None:  # noqa: FBT001
    if begins:
        hands.press(Key.Key_N, CTRL)
    hands.press(Key.Key_F1)
    reader = hands.wait_for(GuidanceReader)
    assert reader.isActiveWindow()
    reader.close()


def test_each_page_of_a_plan_says_what_it_is_for(hands: Hands) -> None:
    opened(hands.qtbot, hands.window, sample())
    hands.view.beside.guidance.set_folded(True)
    for key in (*WINDOW_PAGES, *(page.key for page in hands.view.desk.pages())):
        hands.view.open_page(key)
        hands.view.contents.list.setFocus()
        hands.press(Key.Key_F1)
        assert hands.view.beside.isAncestorOf(hands.focus), key
        assert said(hands).strip(), key
    for key in WINDOW_PAGES:
        hands.view.open_page(key)
        assert "This page" in {each.header.text() for each in hands.view.beside.guidance.sections.values()}
        assert hands.view.beside.guidance.sections["page"].isVisible()


def test_the_printed_page_gives_way_to_the_guidance(hands: Hands) -> None:
    opened(hands.qtbot, hands.window, sample())
    hands.press(Key.Key_F9)
    assert hands.view.beside.shows_preview
    hands.press(Key.Key_F1)
    assert hands.view.beside.guidance.isAncestorOf(hands.focus)
    assert hands.view.beside.guidance.isVisible()

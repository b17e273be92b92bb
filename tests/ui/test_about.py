from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from dxdesk import __version__
from tests.ui.windows import window_with
from ui.about import open_about
from ui.main_window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    assert qtbot
    with window_with(tmp_path) as opened:
        yield opened


def test_it_says_what_the_program_is_and_stands_on(window: MainWindow) -> None:
    dialog = open_about(window)
    shown = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for words in (f"dxdesk {__version__}", "Apache License 2.0", "Liberation Serif", "Qt 6.", "btttt-2023"):
        assert words in shown


def test_the_facts_can_be_copied_for_a_report(window: MainWindow) -> None:
    dialog = open_about(window)
    QTest.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied == dialog.facts()
    assert copied.startswith(f"dxdesk {__version__}\n")
    assert "Python: 3." in copied
    assert dialog.notice.isVisible()


def test_esc_closes_it(qtbot: QtBot, window: MainWindow) -> None:
    dialog = open_about(window)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not Shiboken.isValid(dialog))

"""Whether the window keeps its proportions when the text grows."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessibilityHints, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.windows import window_with
from ui import theme
from ui.icons import icon

SIZES = (*theme.TEXT_SIZES, 200)


@pytest.fixture(params=SIZES)
def text_size(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[int]:
    """Dress the application in each size of text, and take it off again."""
    theme.apply(qapp, "light", request.param)
    yield request.param
    theme.apply(qapp, "light")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    holder = QWidget()
    qtbot.addWidget(holder)
    return holder


def show(qtbot: QtBot, window: QWidget, *widgets: QWidget) -> None:
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
    with qtbot.waitExposed(window):
        window.show()


def test_what_stands_in_one_row_is_of_one_height(qtbot: QtBot, window: QWidget, text_size: int) -> None:
    quiet, with_icon = QPushButton("Chọn…"), QPushButton(icon("add"), "Thêm")
    quiet.setProperty("role", "quiet")
    choice = QComboBox()
    choice.addItem("Ủy ban nhân dân")
    row = (QLineEdit("Ủy ban"), choice, QDateEdit(), QSpinBox(), QPushButton("Chọn…"), quiet, with_icon)
    show(qtbot, window, *row)
    assert len({widget.height() for widget in row}) == 1
    if text_size >= 100:
        assert row[0].height() >= 32


def test_a_widget_keeps_its_height_when_it_has_the_focus(
    qtbot: QtBot, window: QWidget, text_size: int
) -> None:
    assert text_size
    row = (QLineEdit("Ủy ban"), QComboBox(), QDateEdit(), QPushButton("Chọn…"), QToolButton())
    show(qtbot, window, *row)
    for widget in row:
        before = widget.sizeHint().height()
        widget.setFocus()
        QApplication.processEvents()
        assert widget.sizeHint().height() == before


def test_icons_grow_with_the_text(qtbot: QtBot, window: QWidget, text_size: int) -> None:
    button, tool, small = QPushButton(icon("add"), "Thêm"), QToolButton(), QToolButton()
    small.setProperty("role", "small")
    show(qtbot, window, button, tool, small)
    for widget, usual in ((button, 16), (tool, 20), (small, 16)):
        assert widget.iconSize().width() == pytest.approx(usual * text_size / 100, abs=2)
        assert widget.iconSize().width() <= widget.height()


def test_high_contrast_takes_the_colours_of_the_system_and_gives_them_back(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    qapp.setPalette(QPalette())
    system = qapp.palette()
    theme.apply(qapp, "dark")
    dark = qapp.palette().color(QPalette.ColorRole.Window)
    assert dark != system.color(QPalette.ColorRole.Window)
    with monkeypatch.context() as asked:  # no platform without a screen has such a mode
        asked.setattr(
            QAccessibilityHints, "contrastPreference", lambda _hints: Qt.ContrastPreference.HighContrast
        )
        theme.apply(qapp, "dark")
        assert qapp.styleSheet() == ""
        for role in (QPalette.ColorRole.Window, QPalette.ColorRole.WindowText, QPalette.ColorRole.Base):
            assert qapp.palette().color(role) == system.color(role)
        shown = theme.current()
        assert shown.name == "contrast"
        assert shown.window == system.color(QPalette.ColorRole.Window).name()
        assert shown.text == shown.muted == system.color(QPalette.ColorRole.WindowText).name()
    theme.apply(qapp, "dark")
    assert theme.current().name == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window) == dark
    assert qapp.styleSheet()
    theme.apply(qapp, "light")


def test_a_change_of_contrast_is_followed_at_once(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with window_with(tmp_path):
        assert theme.current().name == "light"
        hints = QApplication.styleHints()
        with monkeypatch.context() as asked:
            asked.setattr(
                QAccessibilityHints, "contrastPreference", lambda _hints: Qt.ContrastPreference.HighContrast
            )
            hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
            assert theme.current().name == "contrast"
        hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
        assert theme.current().name == "light"
    assert qtbot


_COLLECTING = """
import gc
import sys

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ui import theme


class Busy(QWidget):
    def changeEvent(self, event):
        if event.type() == QEvent.Type.StyleChange:
            gc.set_threshold(1, 1, 1)
            self.seen = [[] for _ in range(50)]
        super().changeEvent(event)


application = QApplication(sys.argv)
theme.apply(application, "light")
for name in ("dark", "light", "dark", "light"):
    gc.set_threshold(100_000, 10, 10)
    kept = [Busy() for _ in range(20)]
    for widget in kept:
        widget.ensurePolished()
    lost = []
    for _ in range(300):
        one = QLabel()
        one.itself = one
        QLabel(one)
        one.ensurePolished()
        lost.append(one)
    del lost, one
    theme.apply(application, name)
print("alive")
"""


def test_a_change_of_theme_outlives_the_collection_of_what_is_gone() -> None:
    ended = subprocess.run([sys.executable, "-c", _COLLECTING], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "alive\n")

"""Whether everything can be told from what is behind it: WCAG 2.2, level AA, counted and seen."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui import theme
from ui.link import Link

THEMES: Final = (theme.LIGHT, theme.DARK)
LOOKS: Final = ("light", "dark")
TEXT: Final = 4.5  # letters against their ground (1.4.3)
PART: Final = 3.0  # edges, signs and the ring of the focus against what is beside them (1.4.11)
GROUNDS: Final = ("surface", "window", "soft")
# Which colour stands on which ground: in the style sheet, in icons and in what paints itself.
LETTERS: Final = {
    **dict.fromkeys(("text", "muted", "primary", "done", "warning", "error"), GROUNDS),
    "on_primary": ("primary",),
}
ON_REMARKS: Final = {
    "warning_ground": ("text", "muted", "primary", "warning"),
    "error_ground": ("text", "muted", "primary", "error"),
}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG counts it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return how much two colours differ, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#FFFFFF", "#FFFFFF") == 1


@pytest.mark.parametrize("look", THEMES, ids=LOOKS)
def test_letters_can_be_read_on_every_ground(look: theme.Theme) -> None:
    pairs = [(colour, ground) for colour, grounds in LETTERS.items() for ground in grounds]
    pairs += [(colour, ground) for ground, colours in ON_REMARKS.items() for colour in colours]
    faint = {
        (colour, ground): round(found, 2)
        for colour, ground in pairs
        if (found := contrast(getattr(look, colour), getattr(look, ground))) < TEXT
    }
    assert faint == {}


@pytest.mark.parametrize("look", THEMES, ids=LOOKS)
def test_edges_and_the_ring_of_the_focus_can_be_seen_on_every_ground(look: theme.Theme) -> None:
    grounds = (*GROUNDS, "warning_ground", "error_ground")
    faint = {
        (part, ground): round(found, 2)
        for part in ("edge", "focus", "primary")
        for ground in grounds
        if (found := contrast(getattr(look, part), getattr(look, ground))) < PART
    }
    assert faint == {}


@pytest.fixture(params=LOOKS)
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[theme.Theme]:
    """Dress the application in each look, and take it off again."""
    theme.apply(qapp, request.param)
    yield theme.current()
    theme.apply(qapp, "light")


class Ground:
    """Shows widgets on a ground, in a window that has the focus."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        qtbot.addWidget(self.window)

    def show(self, *widgets: QWidget, role: str = "surface") -> None:
        """Show widgets one below the other, none of them with the focus."""
        frame = QFrame()
        frame.setProperty("role", role)
        QVBoxLayout(self.window).addWidget(frame)
        column = QVBoxLayout(frame)
        for widget in widgets:
            column.addWidget(widget)
        self.window.resize(320, 60 * len(widgets) + 40)
        self.window.show()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        if (first := QApplication.focusWidget()) is not None:
            first.clearFocus()
        QApplication.processEvents()


@pytest.fixture
def ground(qtbot: QtBot, look: theme.Theme) -> Ground:
    assert look
    return Ground(qtbot)


def image_of(widget: QWidget, margin: int = 4) -> QImage:
    """Return what is painted of a widget and a little around it."""
    window = widget.window()
    rect = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())
    return window.grab(rect.adjusted(-margin, -margin, margin, margin)).toImage()


def colours_of(image: QImage) -> Counter[str]:
    """Return how often each colour is painted."""
    return Counter(
        QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())
    )


def strongest(image: QImage, ground: str) -> float:
    """Return the most that anything in an image differs from a ground; letters are thin and smoothed."""
    return max(contrast(colour, ground) for colour, count in colours_of(image).items() if count > 1)


@pytest.mark.parametrize("role", ["", "muted", "hint", "error", "warning", "done", "link"])
def test_words_as_painted(ground: Ground, look: theme.Theme, role: str) -> None:
    label = QLabel("Kế hoạch Chuyển đổi số của xã Thạch Kim")
    label.setProperty("role", role)
    ground.show(label)
    image = image_of(label, margin=0)
    behind = colours_of(image).most_common(1)[0][0]
    assert behind == getattr(look, f"{role}_ground", look.surface).lower()
    assert strongest(image, behind) >= TEXT


@pytest.mark.parametrize("role", ["", "primary", "quiet", "link"])
def test_buttons_as_painted(ground: Ground, look: theme.Theme, role: str) -> None:
    button = QPushButton("Bắt đầu viết")
    button.setProperty("role", role)
    ground.show(button)
    inside = image_of(button, margin=-6)
    behind = colours_of(inside).most_common(1)[0][0]
    assert behind == (look.primary if role == "primary" else look.surface).lower()
    assert strongest(inside, behind) >= TEXT


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QComboBox, QPushButton])
def test_edges_as_painted(ground: Ground, look: theme.Theme, kind: type[QWidget]) -> None:
    widget = kind()
    ground.show(widget, QToolButton())
    image = image_of(widget, margin=0)
    column = [QColor(image.pixel(image.width() // 2, y)).name() for y in range(image.height())]
    assert contrast(column[0], look.surface) >= PART
    assert contrast(column[-1], look.surface) >= PART


@pytest.mark.parametrize("role", ["surface", "soft", "warning", "error"])
@pytest.mark.parametrize(
    "kind", [QLineEdit, QPlainTextEdit, QComboBox, QPushButton, QToolButton, QCheckBox, Link]
)
def test_the_ring_of_the_focus_as_painted(
    ground: Ground, look: theme.Theme, kind: type[QWidget], role: str
) -> None:
    widget = kind("Mở") if kind in (QPushButton, QCheckBox, Link) else kind()
    ground.show(QLineEdit(), widget, role=role)
    before = colours_of(image_of(widget))
    widget.setFocus()
    ground.qtbot.waitUntil(widget.hasFocus)
    after = colours_of(image_of(widget))
    ring = look.focus.lower()
    assert after[ring] - before[ring] >= 2 * widget.width()
    behind = {"warning": look.warning_ground, "error": look.error_ground}.get(role) or getattr(look, role)
    assert contrast(ring, behind) >= PART


def test_the_main_button_shows_the_focus_too(ground: Ground, look: theme.Theme) -> None:
    """Its ring lies between its own colour and the ground: it has to be told from the ground."""
    button = QPushButton("Bắt đầu viết")
    button.setProperty("role", "primary")
    ground.show(QLineEdit(), button)
    before = image_of(button)
    button.setFocus()
    ground.qtbot.waitUntil(button.hasFocus)
    after = image_of(button)
    ring = look.focus.lower()
    assert colours_of(after)[ring] - colours_of(before)[ring] >= 2 * button.width()
    assert contrast(ring, look.surface) >= PART


@pytest.mark.parametrize("checked", [False, True])
def test_a_tick_box_as_painted(ground: Ground, look: theme.Theme, *, checked: bool) -> None:
    box = QCheckBox("Kèm phụ lục")
    box.setChecked(checked)
    ground.show(QLineEdit(), box)
    image = image_of(box, margin=0).copy(0, 0, 26, box.height())
    assert strongest(image, look.surface.lower()) >= PART
    if checked:
        assert strongest(image, look.primary.lower()) >= PART  # the tick on its ground

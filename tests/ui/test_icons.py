"""Whether every icon is there, in one hand, crisp, and in the colours of the theme of the moment."""

import gc
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from dxdesk.resources import resource
from ui import theme
from ui.icons import ICON, NAMES, ROLES, SMALL_ICON, app_icon, icon, icon_pixmap
from ui.sign import Sign

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    style, palette, font = qapp.style().objectName(), qapp.palette(), qapp.font()
    theme.apply(qapp, "light")
    yield qapp
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)


def _colours(image: QImage) -> set[str]:
    """Return the colours of what is painted fully."""
    found = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
    return {f"#{colour & 0xFFFFFF:06x}" for colour in found if colour >> 24 == 255}


def _painted(image: QImage) -> int:
    return sum(
        image.pixelColor(x, y).alpha() > 96 for x in range(image.width()) for y in range(image.height())
    )


def test_there_is_a_drawing_for_every_name_and_none_besides() -> None:
    assert {path.stem for path in resource("icons").iterdir()} == {*NAMES, "app"}


@pytest.mark.parametrize("name", NAMES)
def test_drawings_are_in_one_hand(name: str) -> None:
    root = ET.fromstring(resource("icons", f"{name}.svg").read_bytes())  # noqa: S314 - our own file
    assert root.attrib["viewBox"] == "0 0 20 20"
    assert root.attrib["stroke-width"] == "1.5"
    assert (root.attrib["stroke-linecap"], root.attrib["stroke-linejoin"]) == ("round", "round")
    for part in root.iter():
        assert part.attrib.get("fill", "none") in ("none", "currentColor")
        assert part.attrib.get("stroke", "none") in ("none", "currentColor")
        assert part is root or "stroke-width" not in part.attrib
    assert {part.tag for part in root} <= {SVG + "path", SVG + "circle", SVG + "rect"}


@pytest.mark.parametrize("name", NAMES)
def test_icons_can_be_seen_and_are_not_cut_off(application: QApplication, name: str) -> None:
    assert application
    image = icon(name).pixmap(QSize(80, 80), 1.0).toImage()  # type: ignore[arg-type] # a name of the listing
    assert _painted(image) > 100
    edge = [(x, y) for x in range(80) for y in range(80) if {x, y} & {0, 79}]
    assert all(image.pixelColor(x, y).alpha() == 0 for x, y in edge)


def test_no_two_icons_look_the_same(application: QApplication) -> None:
    assert application
    looks = {bytes(icon(name).pixmap(ICON, 2.0).toImage().constBits()) for name in NAMES}
    assert len(looks) == len(NAMES)


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_every_scale_gets_its_own_pixels(application: QApplication, scale: float) -> None:
    assert application
    for image in (icon("copy").pixmap(SMALL_ICON, scale), icon_pixmap("copy", "text", SMALL_ICON, scale)):
        assert (image.width(), image.height()) == (16 * scale, 16 * scale)
        assert image.devicePixelRatio() == scale


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("shade", ["light", "dark"])
def test_an_icon_takes_the_colour_of_the_theme(
    application: QApplication, role: theme.ThemeName, shade: theme.ThemeName
) -> None:
    made_before = icon("folder", role)  # type: ignore[arg-type] # a role of the listing
    theme.apply(application, shade)
    wanted = getattr(theme.current(), role).lower()
    assert _colours(made_before.pixmap(QSize(40, 40), 1.0).toImage()) == {wanted}


def test_a_button_is_painted_anew_when_the_theme_changes(application: QApplication, qtbot: QtBot) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    button.setIcon(icon("menu", "error"))
    button.setIconSize(QSize(40, 40))
    button.show()
    light = theme.current().error.lower()
    assert light in _colours(button.grab().toImage())
    theme.apply(application, "dark")
    now = _colours(button.grab().toImage())
    assert theme.current().error.lower() in now
    assert light not in now


def test_a_disabled_icon_is_pale_and_what_is_painted_next_is_not(application: QApplication) -> None:
    assert application
    enabled = icon("dash").pixmap(QSize(40, 40), 1.0, QIcon.Mode.Normal).toImage()
    disabled = icon("dash").pixmap(QSize(40, 40), 1.0, QIcon.Mode.Disabled).toImage()
    middle = QPoint(20, 20)
    assert disabled.pixelColor(middle).alpha() < enabled.pixelColor(middle).alpha() // 2
    image = QImage(80, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    icon("dash").paint(painter, QRect(0, 0, 40, 40), mode=QIcon.Mode.Disabled)
    icon("dash").paint(painter, QRect(40, 0, 40, 40))
    painter.end()
    assert image.pixelColor(middle).alpha() == disabled.pixelColor(middle).alpha()
    assert image.pixelColor(60, 20).alpha() == 255


def test_an_icon_may_be_copied_changed_and_forgotten(application: QApplication) -> None:
    assert application
    kept = []
    for _round in range(50):
        first = icon("add")
        copy = QIcon(first)
        copy.addPixmap(QPixmap(4, 4))  # makes the copy one of its own
        del first
        gc.collect(0)
        kept.append(copy)
        assert not copy.pixmap(SMALL_ICON, 1.0).isNull()
    kept.clear()
    gc.collect()


def test_no_size_is_no_fault(application: QApplication) -> None:
    assert application
    assert icon("add").pixmap(QSize(0, 0), 1.0).isNull()


@pytest.mark.parametrize("side", [16, 32, 256])
def test_the_icon_of_the_program_is_a_paper_with_a_blue_mark(application: QApplication, side: int) -> None:
    assert application
    image = app_icon().pixmap(QSize(side, side), 1.0).toImage()
    assert (image.width(), image.height()) == (side, side)
    assert {"#ffffff", "#0a5c9e"} <= _colours(image)


def test_a_sign_follows_the_theme(qtbot: QtBot, application: QApplication) -> None:
    sign = Sign("attention", "warning")
    qtbot.addWidget(sign)
    light = sign.pixmap().toImage()
    theme.apply(application, "dark")
    dark = sign.pixmap().toImage()
    assert dark != light
    assert dark == Sign("attention", "warning").pixmap().toImage()
    theme.apply(application, "light")
    assert sign.pixmap().toImage() == light

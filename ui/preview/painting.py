"""How a page, its shadow and the mark on it are painted."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from dxdesk.render.pdf.pages import Spot
from ui import theme

_BAR, _LEAST_BAR = 3.0, 2.0  # pixels
_BAR_POINTS: Final = 4.0  # on small pages it must not touch the words
_RING: Final = 2
# A soft shadow: how far each layer reaches (pixels) and how dark it is.
_SHADOW: Final = ((4, 5), (3, 7), (2, 9), (1, 18))


def paint_page(painter: QPainter, rect: QRectF, picture: QImage | None) -> None:
    """Paint white paper with a calm edge, and what is printed on it as far as it is drawn."""
    for reach, darkness in _SHADOW:
        painter.fillRect(rect.adjusted(-reach, 1 - reach, reach, 1 + reach), QColor(0, 0, 0, darkness))
    if picture is None:
        painter.fillRect(rect, Qt.GlobalColor.white)
    else:
        painter.drawImage(rect, picture)


def paint_marks(painter: QPainter, corner: QPointF, scale: float, spots: Iterable[Spot]) -> None:
    """Paint a soft bar at the left of each spot of the page whose top left corner is given."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_mark_colour())
    for spot in spots:
        width = max(_LEAST_BAR, min(_BAR, _BAR_POINTS * scale))
        bar = QRectF(spot.left * scale, spot.top * scale, width, spot.height * scale)
        painter.drawRoundedRect(bar.translated(corner), width / 2, width / 2)
    painter.restore()


def paint_ring(painter: QPainter, rect: QRect) -> None:
    """Paint the ring of what has the keyboard."""
    ring = QPen(QColor(theme.current().focus), _RING)
    ring.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(ring)
    painter.drawRect(rect.adjusted(1, 1, -1, -1))


def on_pixels(painter: QPainter, point: QPointF) -> QPointF:
    """Return the whole pixel of the screen nearest to a point: pictures are not blurred there."""
    transform = painter.deviceTransform()
    on_screen = transform.map(point)
    inverse, _invertible = transform.inverted()
    return inverse.map(QPointF(round(on_screen.x()), round(on_screen.y())))


def _mark_colour() -> QColor:
    """Return the colour of the mark: paper is white in a dark theme too."""
    shown = theme.current()
    colour = QColor(theme.LIGHT.primary if shown.name == "dark" else shown.primary)
    colour.setAlphaF(0.7)
    return colour

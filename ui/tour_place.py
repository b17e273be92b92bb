"""Where the words of the tour stand, so that they do not hide what they speak of."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize

from ui import theme

EDGE: Final = theme.MEDIUM  # pixels to the edge of the window and to a spot


def place_beside(spots: list[QRect], size: QSize, room: QRect) -> QPoint:
    """Return the corner of a box of `size` that hides no spot; in the middle where there is no such place."""
    inner = room.adjusted(EDGE, EDGE, -EDGE, -EDGE)
    box = QRect(QPoint(0, 0), size)
    for spot in spots:
        corners = (
            QPoint(spot.right() + EDGE, spot.top()),
            QPoint(spot.left() - EDGE - size.width(), spot.top()),
            QPoint(spot.left(), spot.bottom() + EDGE),
            QPoint(spot.left(), spot.top() - EDGE - size.height()),
        )
        for corner in corners:
            moved = _pushed_into(box.translated(corner), inner)
            if inner.contains(moved) and not any(moved.intersects(each) for each in spots):
                return moved.topLeft()
    box.moveCenter(inner.center())
    return box.topLeft()


def _pushed_into(box: QRect, room: QRect) -> QRect:
    """Return a box moved as far as needed to lie within a room."""
    x = min(max(box.left(), room.left()), max(room.right() - box.width() + 1, room.left()))
    y = min(max(box.top(), room.top()), max(room.bottom() - box.height() + 1, room.top()))
    return QRect(QPoint(x, y), box.size())

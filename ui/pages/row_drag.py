"""Moving a row with the mouse: a line shows where it would go."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.pages.row import Row

_EDGE = 24  # pixels: this near to the edge of what is seen, the page scrolls on


class RowDrag(QObject):
    """Follows the grips of rows in `area`, and asks to `move` a row from one position to another."""

    def __init__(
        self, area: QWidget, rows: Callable[[], Sequence[Row]], move: Callable[[int, int], None]
    ) -> None:
        """Wait for a grip to be dragged."""
        super().__init__(area)
        self._area = area
        self._rows = rows
        self._move = move
        self._gap = 0
        self.mark = QFrame(area)
        self.mark.setProperty("role", "mark")
        self.mark.hide()

    def watch(self, row: Row) -> None:
        """Follow the grip of a row."""
        row.grip.dragged.connect(self._drag)
        row.grip.dropped.connect(lambda stays: self._drop(row, stays=stays))

    def _drag(self, where: QPoint) -> None:
        here = self._area.mapFromGlobal(where).y()
        rows = self._rows()
        self._gap = sum(row.geometry().center().y() < here for row in rows)
        edge = rows[self._gap].y() - 4 if self._gap < len(rows) else rows[-1].geometry().bottom() + 4
        self.mark.setGeometry(0, max(edge, 0), self._area.width(), 2)
        self.mark.raise_()
        self.mark.show()
        self._scroll_to(here)

    def _drop(self, row: Row, *, stays: bool) -> None:
        self.mark.hide()
        if stays:
            self._move(row.index, self._gap - (self._gap > row.index))

    def _scroll_to(self, height: int) -> None:
        around = self._area.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and (sheet := around.widget()) is not None:
            place = self._area.mapTo(sheet, QPoint(0, height))
            around.ensureVisible(0, place.y(), 0, _EDGE)

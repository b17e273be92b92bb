"""Columns as there is room, rows as high as their text, and a table as high as its rows."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QRect, Qt, QTimer
from PySide6.QtWidgets import QTableView

from ui.tables.activity_model import TABLE, ActivityModel

KEYS: Final = ("number", *(column.key for column in TABLE.columns))
# Widths in letters of the window's font; the content takes what is left.
_WIDTHS: Final = {
    "number": 7,
    "text": 30,
    "lead": 16,
    "partners": 16,
    "period": 12,
    "output": 14,
    "cost": 13,
    "source": 12,
    "note": 13,
}
# What has to stand on one line.
_UNBROKEN: Final = {"period": "31/12/2023", "cost": "1.250.500.000"}
# Which columns stay where there is little room: these first.
_RANKS: Final = ("number", "text", "lead", "period", "cost", "output", "partners", "source", "note")
_LEAST_COLUMNS: Final = 3
_LEAST_TEXT: Final = 120
_MOST_LINES: Final = 4
_MOST_HEIGHT: Final = 420
LEAST_ROW: Final = 30
# What lies around the text: the padding of the style sheet, and the room that the style keeps for the focus.
_CELL_MARGIN: Final = 16
_ROW_MARGIN: Final = 12
_TITLE_MARGIN: Final = 12
_FITTED_AT_ONCE: Final = 40  # rows; the others get their height when the hands rest


class TableFitting(QObject):
    """Fits a table to its rows and to the room it has."""

    def __init__(self, view: QTableView, model: ActivityModel) -> None:
        """Fit the view whenever its rows change."""
        super().__init__(view)
        self.shows_all = False
        self._view = view
        self._model = model
        self._waiting: list[int] = []
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit_waiting)
        model.rowsInserted.connect(lambda _parent, first, last: self._note_moved(range(first, last + 1)))
        model.rowsRemoved.connect(lambda: self._note_moved(()))
        model.layoutChanged.connect(lambda: self._fit_rows(range(model.rowCount())))
        model.dataChanged.connect(self._refit)

    def fit_columns(self) -> None:
        """Show the columns that there is room for; the content takes what is left."""
        metrics = self._view.fontMetrics()
        letter = metrics.averageCharWidth()
        room = self._view.viewport().width()
        widths = {key: width * letter for key, width in _WIDTHS.items()}
        for key, text in _UNBROKEN.items():
            widths[key] = max(widths[key], metrics.horizontalAdvance(text) + _CELL_MARGIN)
        shown = self._shown(widths, room)
        rest = room - sum(widths[key] for key in shown if key != "text")
        widths["text"] = max(widths["text"] if self.shows_all else _LEAST_TEXT, rest)
        for column, key in enumerate(KEYS):
            self._view.setColumnHidden(column, key not in shown)
            self._view.setColumnWidth(column, widths[key])
        self._fit_header()
        self._fit_rows(range(self._model.rowCount()))

    def _shown(self, widths: dict[str, int], room: int) -> list[str]:
        shown: list[str] = []
        for key in _RANKS:
            is_too_wide = sum(widths[each] for each in [*shown, key]) > room
            if is_too_wide and not self.shows_all and len(shown) >= _LEAST_COLUMNS:
                break
            shown.append(key)
        return shown

    def _fit_header(self) -> None:
        """Give the titles as many lines as they need."""
        heights = (
            self._height_of(str(self._model.headerData(column, Qt.Orientation.Horizontal)), column)
            for column in range(len(KEYS))
            if not self._view.isColumnHidden(column)
        )
        self._view.horizontalHeader().setFixedHeight(max(heights) + _TITLE_MARGIN)

    def _refit(self, first: QModelIndex, last: QModelIndex, roles: list[int] | None = None) -> None:
        if not roles:
            self._fit_rows(range(first.row(), last.row() + 1))

    def _note_moved(self, rows: Iterable[int]) -> None:
        """Fit new rows; rows that still wait for their height may stand elsewhere now."""
        self._fit_rows(range(self._model.rowCount()) if self._waiting else rows)

    def _fit_rows(self, rows: Iterable[int]) -> None:
        """Give rows the height of their text; of many rows, the first at once."""
        wanted = list(rows)
        self._fit_now(wanted[:_FITTED_AT_ONCE])
        self._waiting = sorted({*self._waiting, *wanted[_FITTED_AT_ONCE:]})
        if self._waiting:
            self._later.start()
        self._fit_height()

    def _fit_waiting(self) -> None:
        rows, self._waiting = self._waiting[:_FITTED_AT_ONCE], self._waiting[_FITTED_AT_ONCE:]
        self._fit_now([row for row in rows if row < self._model.rowCount()])
        if self._waiting:
            self._later.start()
        self._fit_height()

    def _fit_now(self, rows: list[int]) -> None:
        most = self._view.fontMetrics().lineSpacing() * _MOST_LINES
        shown = [column for column in range(1, len(KEYS)) if not self._view.isColumnHidden(column)]
        for row in rows:
            cells = ((str(self._model.index(row, column).data()), column) for column in shown)
            text = max(self._height_of(words, column) for words, column in cells)
            self._view.setRowHeight(row, max(min(text, most) + _ROW_MARGIN, LEAST_ROW))

    def _height_of(self, text: str, column: int) -> int:
        """Return how high a text is that is wrapped in a column."""
        room = QRect(0, 0, self._view.columnWidth(column) - _CELL_MARGIN, 10_000)
        return self._view.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()

    def _fit_height(self) -> None:
        """Be as high as the rows, within bounds."""
        bars = self._view.horizontalScrollBar().sizeHint().height() if self.shows_all else 0
        height = self._view.horizontalHeader().height() + self._view.verticalHeader().length() + bars
        self._view.setFixedHeight(min(height + 2 * self._view.frameWidth() + 2, _MOST_HEIGHT))

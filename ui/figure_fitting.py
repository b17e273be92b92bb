"""Columns of figures as there is room: figures stand whole, words give way, spare columns are left out last first."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QTableView

# In letters: what a column of words asks for at most, what it makes do with, and the same of the one that stretches.
_WISH: Final = 30
_LEAST: Final = 9
_LEAST_OF_STRETCHED: Final = 18
_PADDING: Final = 22  # pixels around the words of a cell, and of a heading
_HEADING_PADDING: Final = 12
_ARROW: Final = 14  # pixels for the mark of the column by which it is sorted
_TALLEST: Final = 10_000


class Column(NamedTuple):
    """What a column needs: its heading, the width of its widest cell, whether it stands whole, and may be left out."""

    heading: str
    cells: int
    is_whole: bool
    is_spare: bool


def fit_columns(view: QTableView, columns: Sequence[Column], stretched: int, *, shows_all: bool) -> bool:
    """Set widths and show what there is room for; return whether a column is left out, or would be."""
    metrics, room = view.fontMetrics(), view.viewport().width()
    least = [_least(column, metrics, at == stretched) for at, column in enumerate(columns)]
    shown = list(range(len(columns)))
    for at in reversed(range(len(columns))):
        if columns[at].is_spare and sum(least[each] for each in shown) > room:
            shown.remove(at)
    is_squeezed = len(shown) < len(columns)
    if shows_all:
        shown = list(range(len(columns)))
    widths = {at: least[at] for at in shown}
    rest = max(room - sum(widths.values()), 0)
    for at in shown:
        if at != stretched and not columns[at].is_whole:
            more = min(max(_wish(columns[at], metrics) - widths[at], 0), rest)
            widths[at] += more
            rest -= more
    if stretched in widths:
        widths[stretched] += rest
    for at in range(len(columns)):
        view.setColumnHidden(at, at not in widths)
        if at in widths:
            view.setColumnWidth(at, widths[at])
    _fit_header(view, columns, widths)
    return is_squeezed


def _least(column: Column, metrics: QFontMetrics, is_stretched: bool) -> int:  # noqa: FBT001 - a private helper
    words = max((metrics.horizontalAdvance(word) for word in column.heading.split()), default=0)
    heading = words + _PADDING + _ARROW
    if column.is_whole:
        return max(heading, column.cells + _PADDING // 2)
    letters = _LEAST_OF_STRETCHED if is_stretched else _LEAST
    own = letters * metrics.averageCharWidth()
    return max(heading, own if is_stretched else min(own, column.cells + _PADDING // 2))


def _wish(column: Column, metrics: QFontMetrics) -> int:
    return min(column.cells + _PADDING // 2, _WISH * metrics.averageCharWidth())


def _fit_header(view: QTableView, columns: Sequence[Column], widths: dict[int, int]) -> None:
    """Give the headings as many lines as they need."""
    flags = int(Qt.TextFlag.TextWordWrap)
    heights = [
        view.fontMetrics()
        .boundingRect(QRect(0, 0, width - _PADDING - _ARROW, _TALLEST), flags, columns[at].heading)
        .height()
        for at, width in widths.items()
    ]
    view.horizontalHeader().setFixedHeight(max(heights, default=0) + _HEADING_PADDING)

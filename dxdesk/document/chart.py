"""Charts as shapes: laid out once, in points from the top left corner, and drawn alike by every renderer.

Bars lie, one below the other, so that long names fit; shades are white, grey and near black with a black
outline, so that they are told apart on any printer.
"""

from typing import Final, NamedTuple

from dxdesk.document.decree30 import RULE_WEIGHT
from dxdesk.document.lines import break_lines
from dxdesk.document.metrics import ASCENT, DESCENT, Face, text_points
from dxdesk.document.tree import Chart
from dxdesk.text.numerals import number_text

SHADES: Final = (0.25, 0.65, 1.0)
OUTLINE: Final = RULE_WEIGHT / 2
_SIZE: Final = 10.0
_LINE: Final = (ASCENT + DESCENT) * _SIZE
_BAR: Final = 9.0
_GAP: Final = 4.0  # between rows
_LABEL_SHARE: Final = 0.42
_ROOM: Final = 4.0  # between label, bar and figure
_SWATCH: Final = 8.0
_BETWEEN: Final = 16.0  # entries of the legend


class Bar(NamedTuple):
    """A filled and outlined rectangle; `shade` is from 0 (black) to 1 (white)."""

    x: float
    y: float
    width: float
    height: float
    shade: float


class Word(NamedTuple):
    """A text at a baseline."""

    x: float
    y: float
    text: str
    face: Face
    size: float


class Drawing(NamedTuple):
    """A chart as shapes, as wide as it was laid out for."""

    height: float
    bars: list[Bar]
    words: list[Word]


def draw(chart: Chart, width: float) -> Drawing:
    """Lay out a chart in `width` points."""
    drawing = Drawing(0.0, [], [])
    label_width = width * _LABEL_SHARE
    most = max((sum(row.figures) for row in chart.rows), default=0) or 1
    figures = [_figure(chart, sum(row.figures)) for row in chart.rows]
    figure_width = max((text_points(text, "regular", _SIZE) for text in figures), default=0.0)
    room = width - label_width - figure_width - 3 * _ROOM
    y = _GAP
    for row, figure in zip(chart.rows, figures, strict=True):
        lines = break_lines([(row.label, "regular")], _SIZE, label_width - _ROOM)
        height = max(len(lines) * _LINE, _BAR)
        for number, line in enumerate(lines):
            for piece in line.pieces:
                top = y + (height - len(lines) * _LINE) / 2 + number * _LINE
                drawing.words.append(
                    Word(label_width - line.width, top + ASCENT * _SIZE, piece.text, piece.face, _SIZE)
                )
        x = label_width + _ROOM
        for index, value in enumerate(row.figures):
            length = room * value / most
            if length:
                shade = SHADES[index % len(SHADES)]
                drawing.bars.append(Bar(x, y + (height - _BAR) / 2, length, _BAR, shade))
            x += length
        middle = y + (height - _LINE) / 2 + ASCENT * _SIZE
        drawing.words.append(Word(x + _ROOM, middle, figure, "regular", _SIZE))
        y += height + _GAP
    if len(chart.series) > 1:
        y = _legend(chart, width, y, drawing)
    return drawing._replace(height=y)


def in_words(chart: Chart) -> str:
    """Return what a chart shows, for those who do not see it."""
    rows = (
        f"{row.label}: "
        + ", ".join(
            f"{name} {number_text(value)}" for name, value in zip(chart.series, row.figures, strict=True)
        )
        for row in chart.rows
    )
    return f"{chart.title}. {'; '.join(rows)}."


def _figure(chart: Chart, total: int) -> str:
    return f"{number_text(total)}{f' {chart.unit}' if chart.unit else ''}"


def _legend(chart: Chart, width: float, y: float, drawing: Drawing) -> float:
    widths = [_SWATCH + _ROOM + text_points(name, "regular", _SIZE) for name in chart.series]
    x = (width - sum(widths) - _BETWEEN * (len(widths) - 1)) / 2
    for index, (name, each) in enumerate(zip(chart.series, widths, strict=True)):
        shade = SHADES[index % len(SHADES)]
        drawing.bars.append(Bar(x, y + (_LINE - _SWATCH) / 2, _SWATCH, _SWATCH, shade))
        drawing.words.append(Word(x + _SWATCH + _ROOM, y + ASCENT * _SIZE, name, "regular", _SIZE))
        x += each + _BETWEEN
    return y + _LINE + _GAP

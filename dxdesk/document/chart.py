"""Charts as shapes: laid out once, in points from the top left corner, and drawn alike by every renderer.

Bars lie, one below the other, so that long names fit; shades are white, grey and near black with a black
outline, so that they are told apart on any printer.
"""

from typing import Final, NamedTuple

from dxdesk.document.decree30 import RULE_WEIGHT
from dxdesk.document.lines import break_lines
from dxdesk.document.metrics import ASCENT, DESCENT, Face, text_points
from dxdesk.document.tree import Chart, ChartRow
from dxdesk.text.numerals import number_text

SHADES: Final = (0.25, 0.65, 1.0)
OUTLINE: Final = RULE_WEIGHT / 2
_SIZE: Final = 9.0
_LINE: Final = (ASCENT + DESCENT) * _SIZE
_BAR: Final = 8.0
_GAP: Final = 3.0  # between rows
_LABEL_SHARE: Final = 0.5  # of the width, at most
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
    """A chart, or a strip of one, as shapes."""

    height: float
    bars: list[Bar]
    words: list[Word]


def draw(chart: Chart, width: float) -> Drawing:
    """Lay out a chart in `width` points."""
    drawing = Drawing(0.0, [], [])
    for strip in (legend_strip(chart, width), *row_strips(chart, width)):
        top = drawing.height
        drawing.bars.extend(bar._replace(y=bar.y + top) for bar in strip.bars)
        drawing.words.extend(word._replace(y=word.y + top) for word in strip.words)
        drawing = drawing._replace(height=top + strip.height)
    return drawing


def legend_strip(chart: Chart, width: float) -> Drawing:
    """Return the strip above the rows: it tells the series apart, where there are several."""
    if len(chart.series) == 1:
        return Drawing(_GAP, [], [])
    widths = [_SWATCH + _ROOM + text_points(name, "regular", _SIZE) for name in chart.series]
    x = (width - sum(widths) - _BETWEEN * (len(widths) - 1)) / 2
    bars, words = [], []
    for index, (name, each) in enumerate(zip(chart.series, widths, strict=True)):
        bars.append(Bar(x, _GAP + (_LINE - _SWATCH) / 2, _SWATCH, _SWATCH, SHADES[index % len(SHADES)]))
        words.append(Word(x + _SWATCH + _ROOM, _GAP + ASCENT * _SIZE, name, "regular", _SIZE))
        x += each + _BETWEEN
    return Drawing(_LINE + 2 * _GAP, bars, words)


def row_strips(chart: Chart, width: float) -> list[Drawing]:
    """Return a strip for each row; between two of them a chart may go on to the next page."""
    widest = max((text_points(row.label, "regular", _SIZE) for row in chart.rows), default=0.0)
    label_width = min(widest + 2 * _ROOM, width * _LABEL_SHARE)
    most = max((sum(row.figures) for row in chart.rows), default=0) or 1
    figures = [_figure(chart, sum(row.figures)) for row in chart.rows]
    figure_width = max((text_points(text, "regular", _SIZE) for text in figures), default=0.0)
    scale = (width - label_width - figure_width - 3 * _ROOM) / most
    return [_row(row, figure, label_width, scale) for row, figure in zip(chart.rows, figures, strict=True)]


def _row(row: ChartRow, figure: str, label_width: float, scale: float) -> Drawing:
    lines = break_lines([(row.label, "regular")], _SIZE, label_width - 2 * _ROOM)
    height = max(len(lines) * _LINE, _BAR)
    top, middle = _GAP / 2, (_GAP + height) / 2
    words = [
        Word(label_width - line.width, top + number * _LINE + ASCENT * _SIZE, piece.text, piece.face, _SIZE)
        for number, line in enumerate(lines)
        for piece in line.pieces
    ]
    bars, x = [], label_width + _ROOM
    for index, value in enumerate(row.figures):
        if value:
            bars.append(Bar(x, middle - _BAR / 2, value * scale, _BAR, SHADES[index % len(SHADES)]))
        x += value * scale
    words.append(Word(x + _ROOM, middle - _LINE / 2 + ASCENT * _SIZE, figure, "regular", _SIZE))
    return Drawing(height + _GAP, bars, words)


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

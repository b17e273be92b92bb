"""Tables: rows as boxes, header rows drawn again on every page, rows taller than a page divided."""

from collections.abc import Callable, Sequence
from typing import Final

from dxdesk.document.decree30 import CELL_PADDING, STYLES, Style
from dxdesk.document.lines import Line, break_lines
from dxdesk.document.metrics import line_height, style_face
from dxdesk.document.tree import Row, Table
from dxdesk.render.pdf.boxes import MM, Box, Mark, Stroke, line_inks

PAD_X: Final = CELL_PADDING[0] * MM
PAD_Y: Final = CELL_PADDING[1] * MM
_HALF_MARK: Final = 2.0  # points; the padding on either side of a line leaves room for more

# The lines of one cell with their style, left edge and width (points).
Column = tuple[list[Line], Style, float, float]


def table_boxes(table: Table, page_height: float, pause: Callable[[], object] = bool) -> list[Box]:
    """Return the header rows and the body rows of a table as boxes; `pause` is called before each row."""
    edges = _edges(table.widths)
    header = tuple(_box(_columns(row, edges), row, edges) for row in table.header)
    for box in header:
        box.glued = True
    room = page_height - sum(box.height for box in header)
    boxes = list(header)
    for row in table.rows:
        pause()
        columns = _columns(row, edges)
        for part in _parts(columns, room):
            box = _box(part, row, edges)
            box.header = header
            box.glued = row.keep_with_next
            boxes.append(box)
    return boxes


def _edges(widths: Sequence[float]) -> list[float]:
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width * MM)
    return edges


def _columns(row: Row, edges: list[float]) -> list[Column]:
    columns: list[Column] = []
    first = 0
    for cell in row.cells:
        style = STYLES[cell.style]
        left, right = edges[first] + PAD_X, edges[first + cell.span] - PAD_X
        face = style_face(style)
        lines = [
            line
            for text in cell.text.split("\n")
            if text
            for line in break_lines([(text, face)], style.size, right - left)
        ]
        columns.append((lines, style, left, right - left))
        first += cell.span
    return columns


def _parts(columns: list[Column], room: float) -> list[list[Column]]:
    """Divide a row that no page can hold into parts that fill pages."""
    height = max(len(lines) * line_height(style) for lines, style, _, _ in columns)
    if height + 2 * PAD_Y <= room:
        return [columns]
    tallest = max(line_height(style) for _, style, _, _ in columns)
    size = max(1, int((room - 2 * PAD_Y) / tallest))
    count = max(-(-len(lines) // size) for lines, _, _, _ in columns)
    return [
        [(lines[i * size : (i + 1) * size], style, left, width) for lines, style, left, width in columns]
        for i in range(count)
    ]


def _box(columns: list[Column], row: Row, edges: list[float]) -> Box:
    height = 2 * PAD_Y + max(max(len(lines), 1) * line_height(style) for lines, style, _, _ in columns)
    box = Box(height, [], _frame(row, edges, height), marks=_marks(row, edges, height))
    for lines, style, left, width in columns:
        step = line_height(style)
        # Titles of columns stand in the middle of a high header row.
        top = (height - len(lines) * step) / 2 if style is STYLES["table-head"] else PAD_Y
        for index, line in enumerate(lines):
            box.inks += line_inks(line, style, left, width, top + index * step, last=True)
    return box


def _marks(row: Row, edges: list[float], height: float) -> tuple[Mark, ...]:
    """Return a mark for each cell that holds a text of the plan; it begins across the line at its left."""
    marks: list[Mark] = []
    first = 0
    for cell in row.cells:
        if cell.origin:
            left, right = edges[first], edges[first + cell.span]
            marks.append(Mark(cell.origin, left - _HALF_MARK, 0.0, right - left, height))
        first += cell.span
    return tuple(marks)


def _frame(row: Row, edges: list[float], height: float) -> list[Stroke]:
    right = edges[sum(cell.span for cell in row.cells)]
    strokes = [
        Stroke(0.0, 0.0, right, 0.0),
        Stroke(0.0, height, right, height),
        Stroke(0.0, 0.0, 0.0, height),
    ]
    position = 0
    for cell in row.cells:
        position += cell.span
        strokes.append(Stroke(edges[position], 0.0, edges[position], height))
    return strokes

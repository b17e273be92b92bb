"""From the blocks of a document to boxes in reading order."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from dxdesk.document.chart import Drawing, legend_strip, row_strips
from dxdesk.document.decree30 import (
    CLOSING_BEFORE,
    CLOSING_WIDTHS,
    LETTERHEAD_WIDTHS,
    RULE_GAP,
    STYLES,
    Style,
    text_height,
    text_width,
)
from dxdesk.document.lines import Line, break_lines
from dxdesk.document.metrics import Face, face_of, line_height
from dxdesk.document.tree import Block, Chart, Closing, Letterhead, Paragraph, Section, Table, text_of
from dxdesk.render.pdf.boxes import MM, Bookmark, Box, Ink, Mark, Stroke, line_inks
from dxdesk.render.pdf.seats import date_seats, number_seats, signature_seats
from dxdesk.render.pdf.table import table_boxes

_LINES_WITH_SIGNATURE: Final = 2
_ROWS_TOGETHER: Final = 4  # of a chart, before and after the end of a page
_CHART_BEFORE: Final = 3.0
_CHART_AFTER: Final = 6.0
_ROOM_FOR_MARK: Final = 9.0  # points at the left of a paragraph


def section_boxes(section: Section, pause: Callable[[], object] = bool) -> list[Box]:
    """Return the boxes of a section; the first carries its bookmark. `pause` is called before each block."""
    landscape = section.orientation == "landscape"
    width = text_width(landscape=landscape) * MM
    height = text_height(landscape=landscape) * MM
    boxes: list[Box] = []
    for block in section.blocks:
        pause()
        new = _block_boxes(block, width, height, pause)
        if isinstance(block, Closing):
            for box in boxes[-_LINES_WITH_SIGNATURE:]:
                box.glued = True
        boxes += new
    boxes[0].bookmark = Bookmark(section.title, 0)
    return boxes


def _block_boxes(block: Block, width: float, height: float, pause: Callable[[], object]) -> list[Box]:
    if isinstance(block, Paragraph):
        return paragraph_boxes(block, 0.0, width)
    if isinstance(block, Table):
        return table_boxes(block, height, pause)
    if isinstance(block, Letterhead):
        return [_letterhead_box(block)]
    if isinstance(block, Chart):
        return _chart_boxes(block, width)
    return _closing_boxes(block, width)


def paragraph_boxes(paragraph: Paragraph, left: float, width: float) -> list[Box]:
    """Return a box for each line; first and last two lines stay together."""
    style = STYLES[paragraph.style]
    indent = style.first_indent * MM
    lines = break_lines(_runs(paragraph, style), style.size, width, indent)
    height = line_height(style)
    boxes: list[Box] = []
    final = len(lines) - 1
    marks = _marks(paragraph.origin, left, width, height)
    for index, line in enumerate(lines):
        shift = indent if index == 0 else 0.0
        inks = line_inks(line, style, left + shift, width - shift, 0.0, last=index == final)
        glued = final > 0 and index in {0, final - 1}
        boxes.append(Box(height, inks, [], glued=glued, marks=marks))
    boxes[0].before = style.before
    boxes[-1].after = style.after
    boxes[-1].glued = style.keep_with_next or paragraph.keep_with_next
    if style.outline:
        boxes[0].bookmark = Bookmark(_bookmark_title(paragraph), style.outline)
    if paragraph.rule is not None:
        _draw_rule(boxes[-1], lines[-1], paragraph.rule, left, width)
    return boxes


def _marks(origin: str, left: float, width: float, height: float) -> tuple[Mark, ...]:
    """Return the mark that every line of a paragraph bears; none for a text that is not from the plan."""
    if not origin:
        return ()
    return (Mark(origin, left - _ROOM_FOR_MARK, 0.0, width + _ROOM_FOR_MARK, height),)


def _runs(paragraph: Paragraph, style: Style) -> list[tuple[str, Face]]:
    runs = [
        (
            run.text,
            face_of(
                bold=style.bold if run.bold is None else run.bold,
                italic=style.italic if run.italic is None else run.italic,
            ),
        )
        for run in paragraph.runs
    ]
    if paragraph.label is None:
        return runs
    return [(paragraph.label.text, face_of(bold=style.bold, italic=style.italic)), *runs]


def _bookmark_title(paragraph: Paragraph) -> str:
    label = f"{paragraph.label.text} " if paragraph.label else ""
    return label + text_of(paragraph)


def _draw_rule(box: Box, line: Line, share: float, left: float, width: float) -> None:
    length = line.width * share
    start = left + (width - length) / 2
    y = box.height + RULE_GAP
    box.strokes.append(Stroke(start, y, start + length, y))
    box.height += 2 * RULE_GAP


def _stack(paragraphs: tuple[Paragraph, ...], left: float, width: float) -> Box:
    """Pile paragraphs in a column, in one box."""
    pile = Box(0.0, [], [])
    for paragraph in paragraphs:
        for box in paragraph_boxes(paragraph, left, width):
            _pour(box, pile, pile.height + box.before)
            pile.height += box.before + box.height
    return pile


def _pour(source: Box, target: Box, top: float) -> None:
    target.inks += [ink._replace(y=ink.y + top) for ink in source.inks]
    target.strokes += [Stroke(s.x1, s.y1 + top, s.x2, s.y2 + top) for s in source.strokes]
    target.marks += tuple(mark._replace(top=mark.top + top) for mark in source.marks)
    target.seats += tuple(seat._replace(top=seat.top + top) for seat in source.seats)


def _side_by_side(*columns: Box) -> Box:
    """Join columns whose x are set already into one box as high as the highest."""
    row = Box(max(column.height for column in columns), [], [])
    for column in columns:
        _pour(column, row, 0.0)
    return row


def _letterhead_box(block: Letterhead) -> Box:
    left_width, right_width = (width * MM for width in LETTERHEAD_WIDTHS)
    head = _side_by_side(_stack(block.agency, 0.0, left_width), _stack(block.nation, left_width, right_width))
    if block.number is not None and block.date is not None:
        number = _stack((block.number,), 0.0, left_width)
        number.seats = number_seats(number)
        date = _stack((block.date,), left_width, right_width)
        date.seats = date_seats(date)
        below = _side_by_side(number, date)
        _pour(below, head, head.height)
        head.height += below.height
    head.glued = True
    return head


def _chart_boxes(block: Chart, width: float) -> list[Box]:
    """Return a box for each row: a chart goes on to the next page like a table, below its legend once more."""
    legend = _strip_box(legend_strip(block, width), width)
    legend.strokes.append(Stroke(0.0, 0.0, width, 0.0))
    rows = [_strip_box(strip, width) for strip in row_strips(block, width)]
    for index, box in enumerate(rows):
        box.header = (legend,)
        box.edge = (Stroke(0.0, box.height, width, box.height),)
        box.glued = index < _ROWS_TOGETHER - 1 or len(rows) - _ROWS_TOGETHER <= index < len(rows) - 1
    boxes = [replace(legend, before=_CHART_BEFORE, glued=True), *rows]
    boxes[-1].after = _CHART_AFTER
    boxes[-1].strokes.append(Stroke(0.0, boxes[-1].height, width, boxes[-1].height))
    return boxes


def _strip_box(strip: Drawing, width: float) -> Box:
    inks = [Ink(word.x, word.y, word.text, word.face, word.size) for word in strip.words]
    sides = [Stroke(x, 0.0, x, strip.height) for x in (0.0, width)]
    return Box(strip.height, inks, sides, bars=tuple(strip.bars))


def _closing_boxes(block: Closing, width: float) -> list[Box]:
    left_width, right_width = (width * MM for width in CLOSING_WIDTHS)
    signature = _stack((*block.office, block.name), left_width, right_width)
    office = _stack(block.office, left_width, right_width)
    signature.seats = signature_seats(left_width, right_width, office.height)
    if block.recipients_below:
        signature.before = CLOSING_BEFORE
        below = [box for paragraph in block.recipients for box in paragraph_boxes(paragraph, 0.0, width)]
        return [signature, *below]
    box = _side_by_side(_stack(block.recipients, 0.0, left_width), signature)
    box.before = CLOSING_BEFORE
    return [box]

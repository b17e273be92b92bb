"""From boxes to pages: break where a page is full, but only where a break is allowed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from dxdesk.render.pdf.boxes import Box


class Placed(NamedTuple):
    """A box at its distance from the top of the text area."""

    top: float
    box: Box


class Spot(NamedTuple):
    """Where a place of the plan (`origin`, a JSON Pointer) stands in print, or the part on one page.

    `page` counts from 0 through the whole document; lengths are points from the page's top left corner.
    """

    origin: str
    page: int
    left: float
    top: float
    width: float
    height: float


def paginate(boxes: list[Box], height: float) -> list[list[Placed]]:
    """Distribute boxes over pages of `height` points."""
    pages: list[list[Placed]] = []
    start = 0
    while start < len(boxes):
        page, full = _fill(boxes, start, height)
        end = _break_at(boxes, start, full)
        repeated = len(page) - (full - start)
        *before, last = page[: repeated + end - start]
        pages.append([*before, last._replace(box=_ended(last.box))])
        start = end
    return pages


def _fill(boxes: list[Box], start: int, height: float) -> tuple[list[Placed], int]:
    """Place boxes from `start` until the page is full; return them and the first that did not fit."""
    page: list[Placed] = []
    y = 0.0
    for box in boxes[start].header:
        page.append(Placed(y, box))
        y += box.height
    after = 0.0
    for index in range(start, len(boxes)):
        box = boxes[index]
        gap = 0.0 if index == start else max(after, box.before)
        if y + gap + box.height > height and index > start:
            return page, index
        page.append(Placed(y + gap, box))
        y += gap + box.height
        after = box.after
    return page, len(boxes)


def _ended(box: Box) -> Box:
    return replace(box, strokes=[*box.strokes, *box.edge]) if box.edge else box


def _break_at(boxes: list[Box], start: int, full: int) -> int:
    """Return the last place not after `full` where a page may end."""
    if full == len(boxes):
        return full
    end = full
    while end > start and boxes[end - 1].glued:
        end -= 1
    return end if end > start else full


def spots_on(page: list[Placed], number: int, left: float, top: float) -> Iterator[Spot]:
    """Yield the spots of a page whose text area begins at (`left`, `top`), lines of one origin as one."""
    origin, x, y, width, bottom = "", 0.0, 0.0, 0.0, 0.0
    for down, box in page:
        for mark in box.marks:
            begin = down + mark.top
            # What stands in another column, or higher, is another spot.
            if mark.origin != origin or mark.left != x or begin < y:
                if origin:
                    yield Spot(origin, number, left + x, top + y, width, bottom - y)
                origin, x, y, width = mark.origin, mark.left, begin, mark.width
            bottom = begin + mark.height
    if origin:
        yield Spot(origin, number, left + x, top + y, width, bottom - y)

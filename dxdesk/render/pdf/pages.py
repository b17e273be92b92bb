"""From boxes to pages: break where a page is full, but only where a break is allowed."""

from typing import NamedTuple

from dxdesk.render.pdf.boxes import Box


class Placed(NamedTuple):
    """A box at its distance from the top of the text area."""

    top: float
    box: Box


def paginate(boxes: list[Box], height: float) -> list[list[Placed]]:
    """Distribute boxes over pages of `height` points."""
    pages: list[list[Placed]] = []
    start = 0
    while start < len(boxes):
        page, full = _fill(boxes, start, height)
        end = _break_at(boxes, start, full)
        repeated = len(page) - (full - start)
        pages.append(page[: repeated + end - start])
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


def _break_at(boxes: list[Box], start: int, full: int) -> int:
    """Return the last place not after `full` where a page may end."""
    if full == len(boxes):
        return full
    end = full
    while end > start and boxes[end - 1].glued:
        end -= 1
    return end if end > start else full

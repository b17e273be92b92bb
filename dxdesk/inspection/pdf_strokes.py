"""Straight lines on a page of a PDF: drawn ones, and rectangles so thin that they are lines.

Lengths are in points from the page's top left corner.
"""

from collections.abc import Iterator
from ctypes import c_float, c_int
from typing import Any, Final, NamedTuple

from pypdfium2 import raw

from dxdesk.inspection.pdf_letters import Geometry

_THIN: Final = 2.5
_SHORTEST: Final = 5.0
_MAX_SEGMENTS: Final = 5_000


class Level(NamedTuple):
    """A lying line."""

    left: float
    right: float
    y: float


class Upright(NamedTuple):
    """A standing line."""

    x: float
    top: float
    bottom: float


class Strokes(NamedTuple):
    """The lines of a page; `known` is False where some may not have been found."""

    levels: list[Level]
    uprights: list[Upright]
    known: bool


_Corners = tuple[float, float, float, float]


def strokes_of(page: Any, geometry: Geometry) -> Strokes:
    """Return the lines of a page."""
    levels: list[Level] = []
    uprights: list[Upright] = []
    known, count = True, 0
    for owner in page.get_objects(max_depth=1):
        if owner.type == raw.FPDF_PAGEOBJ_FORM:
            known = False
        if owner.type != raw.FPDF_PAGEOBJ_PATH:
            continue
        for x1, y1, x2, y2 in _segments(owner, geometry):
            count += 1
            if abs(y1 - y2) < _THIN and abs(x1 - x2) > _SHORTEST:
                levels.append(Level(min(x1, x2), max(x1, x2), (y1 + y2) / 2))
            elif abs(x1 - x2) < _THIN and abs(y1 - y2) > _SHORTEST:
                uprights.append(Upright((x1 + x2) / 2, min(y1, y2), max(y1, y2)))
        if count > _MAX_SEGMENTS:
            return Strokes(levels, uprights, known=False)
    return Strokes(_joined(levels), uprights, known)


def _segments(owner: Any, geometry: Geometry) -> Iterator[_Corners]:
    """Yield the straight segments of a path by their ends; a thin rectangle is one."""
    left, bottom, right, top = (c_float() for _ in range(4))
    if raw.FPDFPageObj_GetBounds(owner, left, bottom, right, top):
        (x1, y1), (x2, y2) = geometry.place(left.value, top.value), geometry.place(right.value, bottom.value)
        if abs(x2 - x1) < _THIN or abs(y2 - y1) < _THIN:
            yield x1, y1, x2, y2
            return
    if not _is_stroked(owner):
        return
    matrix = owner.get_matrix()
    x, y = c_float(), c_float()
    first = before = (0.0, 0.0)
    for index in range(min(raw.FPDFPath_CountSegments(owner), _MAX_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(owner, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = geometry.place(*matrix.on_point(x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield *before, *point
        if raw.FPDFPathSegment_GetClose(segment):
            yield *point, *first
        before = point


def _is_stroked(owner: Any) -> bool:
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(owner, fill, stroke)
    return bool(stroke.value)


def _joined(levels: list[Level]) -> list[Level]:
    """Join lines that go on in each other: writers draw the borders of cells one by one."""
    joined: list[Level] = []
    for level in sorted(levels, key=lambda each: (round(each.y, 1), each.left)):
        last = joined[-1] if joined else None
        if last is not None and abs(last.y - level.y) < 0.6 and level.left <= last.right + 1.0:
            joined[-1] = Level(last.left, max(last.right, level.right), last.y)
        else:
            joined.append(level)
    return joined

"""Where the pages stand below one another on the ground, in window pixels."""

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

Fit = Literal["width", "page"]
# A fit, or window pixels per true size: 1.0 shows 96 pixels an inch.
Zoom = Fit | float

ZOOM_STEPS: Final = (0.5, 0.67, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
MARGIN: Final = 16
PIXELS_PER_POINT: Final = 96 / 72
# Fits never enlarge beyond the highest step, nor shrink to nothing in a narrow pane.
_LEAST: Final = 0.1


class Sheet(NamedTuple):
    """A page on the ground; `scale` is pixels per point."""

    left: float
    top: float
    width: float
    height: float
    scale: float

    @property
    def bottom(self) -> float:
        """Return where it ends."""
        return self.top + self.height


def lay_sheets(
    sizes: Sequence[tuple[float, float]], zoom: Zoom, width: float, height: float
) -> tuple[Sheet, ...]:
    """Lay pages of `sizes` (points) in the middle of a ground as wide as the widest, at least `width`.

    Each page is fitted for itself, so that an upright page is not made small by a lying one.
    """
    scales = [_scale(size, zoom, width, height) for size in sizes]
    widest = max((size[0] * scale for size, scale in zip(sizes, scales, strict=True)), default=0.0)
    ground = max(width, widest + 2 * MARGIN)
    sheets: list[Sheet] = []
    top = float(MARGIN)
    for (page_width, page_height), scale in zip(sizes, scales, strict=True):
        sheet_width = page_width * scale
        sheets.append(Sheet((ground - sheet_width) / 2, top, sheet_width, page_height * scale, scale))
        top = sheets[-1].bottom + MARGIN
    return tuple(sheets)


def _scale(size: tuple[float, float], zoom: Zoom, width: float, height: float) -> float:
    if isinstance(zoom, float):
        return zoom * PIXELS_PER_POINT
    fitting = (width - 2 * MARGIN) / size[0]
    if zoom == "page":
        fitting = min(fitting, (height - 2 * MARGIN) / size[1])
    return min(max(fitting, _LEAST), ZOOM_STEPS[-1] * PIXELS_PER_POINT)


def ground_size(sheets: Sequence[Sheet]) -> tuple[float, float]:
    """Return the width and the height that the sheets take, with the margins around them."""
    if not sheets:
        return 0.0, 0.0
    return max(sheet.width for sheet in sheets) + 2 * MARGIN, sheets[-1].bottom + MARGIN


def sheet_at(sheets: Sequence[Sheet], y: float) -> int:
    """Return the index of the sheet at the height `y` of the ground; in a gap, the one below."""
    return next((index for index, sheet in enumerate(sheets) if y < sheet.bottom), len(sheets) - 1)


def stands_now(old: Sequence[Sheet], new: Sequence[Sheet], y: float) -> float:
    """Return the height at which stands, on the new ground, what stood at `y` on the old one."""
    index = min(sheet_at(old, y), len(new) - 1)
    before, after = old[index], new[index]
    into = y - before.top
    # Gaps keep their width, whatever the zoom.
    return after.top + (into * after.height / before.height if into > 0 else into)


def stepped(zoom: float, steps: int) -> float:
    """Return the next step above (1) or below (-1) a zoom."""
    if steps > 0:
        return next((step for step in ZOOM_STEPS if step > zoom + 0.005), ZOOM_STEPS[-1])
    return next((step for step in reversed(ZOOM_STEPS) if step < zoom - 0.005), ZOOM_STEPS[0])

"""From a place in the plan to its place in print, and back."""

from collections.abc import Mapping, Sequence

from dxdesk.pointers import parent_of
from dxdesk.render.pdf.pages import Spot


def nearest_origin(path: str, places: Mapping[str, Spot]) -> str | None:
    """Return the printed place nearest to `path`: itself, else the first within it, else what holds it."""
    if path in places:
        return path
    within = path + "/"
    if inner := next((origin for origin in places if origin.startswith(within)), None):
        return inner if path else None
    while path and path not in places:
        path = parent_of(path)
    return path or None


def origin_at(spots: Sequence[Spot], page: int, x: float, y: float) -> str | None:
    """Return the origin of what stands at a point of a page (points), else of what stands above it there."""
    here = [spot for spot in spots if spot.page == page and spot.left <= x <= spot.left + spot.width]
    for spot in here:
        if spot.top <= y <= spot.top + spot.height:
            return spot.origin
    above = [spot for spot in here if spot.top <= y]
    return max(above, key=lambda spot: spot.top).origin if above else None

"""Differences between two states of a plan in a line or two."""

from collections.abc import Mapping
from typing import Final

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.plan.differences import PlanDifferenceKind

_KINDS: Final[Mapping[PlanDifferenceKind, str]] = {
    "changed": mark("{place}: changed"),
    "added": mark("{place}: added"),
    "removed": mark("{place}: removed"),
    "moved": mark("{place}: moved"),
}
_LONGEST: Final = 160  # characters of a text
_LEAD: Final = 40  # characters that are shown before the first one that differs


def said_of(kind: PlanDifferenceKind, place: str) -> str:
    """Return what became of a place."""
    return _(_KINDS[kind]).format(place=place)


def shortened(before: str, after: str) -> tuple[str, str]:
    """Return both texts in a line each; long ones begin a few words before they differ."""
    old, new = (" ".join(text.split()) for text in (before, after))
    if not (old and new) or max(len(old), len(new)) <= _LONGEST:
        return _short(old), _short(new)
    pairs = enumerate(zip(old, new, strict=False))
    same = next((place for place, (one, other) in pairs if one != other), min(len(old), len(new)))
    start = old.rfind(" ", 0, max(same - _LEAD, 0)) + 1
    return _short(old, start), _short(new, start)


def _short(line: str, start: int = 0) -> str:
    line = f"… {line[start:]}" if start else line
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"

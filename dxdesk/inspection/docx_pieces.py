"""Lines that are divided by tabs or blanks into two sides, as heads and signatures often are."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from dxdesk.inspection.landmarks import is_capitals, is_head_text, is_office
from dxdesk.inspection.measured import Run, Side

_LEADING_TABS_OF_RIGHT: Final = 3
_LEADING_BLANKS_OF_RIGHT: Final = 20
_separator = re.compile(r"[ \u00a0]*\t[ \t\u00a0]*|[ \u00a0]{5,}")


def sides_of(runs: Sequence[Run]) -> list[tuple[tuple[Run, ...], Side | None]]:
    """Return the runs of a line, in two where it holds two texts side by side."""
    text = "".join(run.text for run in runs)
    if "\t" not in text and "     " not in text:
        return [(tuple(runs), None)]
    ink = len(text) - len(text.lstrip())
    for found in _separator.finditer(text, ink):
        left, right = text[ink : found.start()].strip(), text[found.end() :].strip()
        if right and _are_two(left, right):
            return [(_cut(runs, 0, found.start()), "left"), (_cut(runs, found.end(), len(text)), "right")]
    margin = text[:ink]
    is_right = margin.count("\t") >= _LEADING_TABS_OF_RIGHT or len(margin) >= _LEADING_BLANKS_OF_RIGHT
    return [(tuple(runs), "right" if is_right else None)]


def _are_two(left: str, right: str) -> bool:
    """Tell whether two texts in one line are two components, not one with room in it."""
    if is_head_text(right) or is_office(right):
        return True
    is_recipient = left.startswith(("-", "Nơi nhận", "Nơi Nhận"))
    return is_recipient or (is_capitals(left) and is_capitals(right))


def _cut(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    found: list[Run] = []
    position = 0
    for run in runs:
        text = run.text[max(0, start - position) : max(0, end - position)]
        if text:
            found.append(msgspec.structs.replace(run, text=text))
        position += len(run.text)
    return tuple(found)

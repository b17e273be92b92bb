"""The guidance of a year, read once: titles of tasks and labels of indicators."""

from functools import cache
from typing import Final

from dxdesk.guidance.loading import pack_for_year
from dxdesk.guidance.pack import Pack

# Sorts what only plans know behind what the guidance knows.
LAST: Final = 10**6


@cache
def pack_of(year: int) -> Pack:
    """Return the guidance of a year; what is added while the server runs counts from its next start."""
    return pack_for_year(year)


def task_title(year: int, key: str) -> str:
    """Return the title of a task, its key where only plans know it."""
    task = pack_of(year).task(key)
    return task.title if task else key


def task_number(year: int, key: str) -> int:
    """Return the number of a task in the letter, `LAST` where only plans know it."""
    task = pack_of(year).task(key)
    return task.number if task else LAST


def indicator_label(year: int, key: str) -> str:
    """Return the label of an indicator, its key where only plans know it."""
    return _indicators(year).get(key, (LAST, key))[1]


def indicator_place(year: int, key: str) -> int:
    """Return where an indicator stands in the order of the letter."""
    return _indicators(year).get(key, (LAST, key))[0]


@cache
def _indicators(year: int) -> dict[str, tuple[int, str]]:
    each = (one for task in pack_of(year).tasks for one in task.indicators)
    return {one.key: (place, one.label) for place, one in enumerate(each)}

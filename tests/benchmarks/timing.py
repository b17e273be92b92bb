"""Times of several works, measured by turns in one process.

A machine that slows down for a second slows every work of the turn, so ratios hold where times do not.
"""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter
from typing import Final, NamedTuple

Work = Callable[[], object]

_LEAST: Final = 0.02  # seconds; what takes less is called several times in a row and the time divided


class Times(NamedTuple):
    """Seconds of each repeat."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def least(self) -> float:
        return min(self.seconds)


def by_turns(works: Mapping[str, Work], repeats: int) -> dict[str, Times]:
    """Call each work to warm it, then all of them by turns; return their times by name.

    The collector runs before each turn and stays on during it, as it does in the program. What lives by
    then is frozen: one work's garbage, and the size of the heap that another left, cost no other work.
    """
    calls = {name: _calls(work) for name, work in works.items()}
    seconds: dict[str, list[float]] = {name: [] for name in works}
    try:
        for _ in range(repeats):
            for name, work in works.items():
                gc.collect()
                gc.freeze()
                seconds[name].append(_seconds(work, calls[name]))
    finally:
        gc.unfreeze()
    return {name: Times(tuple(values)) for name, values in seconds.items()}


def _calls(work: Work) -> int:
    work()
    return max(1, round(_LEAST / _seconds(work, 1)))


def _seconds(work: Work, calls: int) -> float:
    start = perf_counter()
    for _ in range(calls):
        work()
    return (perf_counter() - start) / calls

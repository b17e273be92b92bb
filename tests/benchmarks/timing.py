"""Times of several works, measured by turns in one process.

A machine that slows down for a second slows every work of the turn, so ratios hold where times do not.
"""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter
from typing import NamedTuple

Work = Callable[[], object]


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
    """Call each work once to warm it, then all of them by turns; return their times by name.

    The collector runs before each call and stays on during it, as it does in the program. What lives by
    then is frozen: one work's garbage, and the size of the heap that another left, cost no other work.
    """
    for work in works.values():
        work()
    seconds: dict[str, list[float]] = {name: [] for name in works}
    try:
        for _ in range(repeats):
            for name, work in works.items():
                seconds[name].append(_seconds(work))
    finally:
        gc.unfreeze()
    return {name: Times(tuple(values)) for name, values in seconds.items()}


def _seconds(work: Work) -> float:
    gc.collect()
    gc.freeze()
    start = perf_counter()
    result = work()
    taken = perf_counter() - start
    del result
    return taken

"""How long to wait before trying again: longer each time, never two machines at the same moment."""

from typing import Final

from dxdesk.value import Value

LONGEST_ASKED: Final = 24 * 3600.0  # seconds; a receiver that asks for more is asked again after a day
_SPREAD: Final = 0.1


class Pace(Value, frozen=True, kw_only=True):
    """The shortest and the longest pause, in seconds."""

    least: float = 5.0
    most: float = 1800.0


def pause_before(attempt: int, chance: float, pace: Pace | None = None, asked: float | None = None) -> float:
    """Return the seconds to wait before an attempt: 1 is the first after a failure.

    The bound doubles with each attempt, and `chance`, from 0 to 1, picks a moment below it ("full jitter":
    M. Brooker, Exponential Backoff and Jitter, 2015). `asked` are the seconds of a Retry-After: it is never
    asked earlier, and of many who were told the same, not all at once.
    """
    pace = pace or Pace()
    bound = min(pace.most, pace.least * 2.0 ** min(max(attempt, 1), 64))
    own = pace.least + chance * (bound - pace.least)
    if asked is None:
        return own
    wanted = min(max(asked, 0.0), LONGEST_ASKED)
    return max(own, wanted * (1 + _SPREAD * chance))

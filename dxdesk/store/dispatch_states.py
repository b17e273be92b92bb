"""The states of what is sent, and which may follow which: the one table that every change is held to."""

from collections.abc import Mapping
from typing import Final

from dxdesk.store.values import DispatchState

# Only an answer that was checked leads to these, and nothing leads away from them.
ANSWERED: Final = frozenset[DispatchState]({"received", "accepted", "returned"})

# "waiting": nothing has left yet, or nothing arrived. "sending": it is just being sent. "handed": it was given to a
# mail program or written on a disk, and nobody has answered. A receipt may come at any time, by any way: also for
# what was stopped or withdrawn, for what this side knows of the other is never all.
FOLLOWERS: Final[Mapping[DispatchState, frozenset[DispatchState]]] = {
    "waiting": frozenset({"sending", "handed", "stopped", "withdrawn", *ANSWERED}),
    "sending": frozenset({"waiting", "handed", "stopped", *ANSWERED}),
    "handed": frozenset({"sending", *ANSWERED}),
    "stopped": frozenset({"waiting", "handed", "withdrawn", *ANSWERED}),
    "withdrawn": ANSWERED,
    "received": frozenset({"accepted", "returned"}),
    "accepted": frozenset({"returned"}),
    "returned": frozenset({"accepted"}),
}
# How much is known of a dispatch that stands in two stores: the one that knows more counts.
_KNOWN: Final[Mapping[DispatchState, int]] = {
    "waiting": 0,
    "sending": 0,
    "stopped": 0,
    "withdrawn": 1,
    "handed": 2,
    "received": 3,
    "accepted": 4,
    "returned": 4,
}


class IllegalStepError(ValueError):
    """What was asked does not follow on the state that a dispatch is in."""

    def __init__(self, before: DispatchState, after: DispatchState) -> None:
        super().__init__(f"{after} does not follow on {before}")
        self.before = before
        self.after = after


def follow(before: DispatchState, after: DispatchState) -> None:
    """Do nothing where a state may follow on another.

    Raises:
        IllegalStepError: it may not.
    """
    if after not in FOLLOWERS[before]:
        raise IllegalStepError(before, after)


def knows_more(one: DispatchState, other: DispatchState) -> bool:
    """Tell whether more is known of a dispatch where it stands in `one` state than where it is in the `other`."""
    return _KNOWN[one] > _KNOWN[other]

"""Who follows a plan in great number: the fields of all pages that were opened."""

from collections.abc import Iterator
from typing import Protocol
from weakref import WeakKeyDictionary

from shiboken6 import Shiboken


class Follower(Protocol):
    """A widget that shows a place of the plan."""

    def follow(self, touched: tuple[str, ...]) -> None:
        """Show a value that was changed from elsewhere; `touched` is as in `Desk.changed`."""

    def note_review(self) -> None:
        """Show what the rules say now."""

    def hand_in(self) -> None:
        """Take over what is typed, if anything."""


class Followers:
    """Tells followers one after the other, as long as they live.

    A signal would do, but each of its hundreds of calls gives up Python's lock and waits for it again:
    while a thread lays out pages that makes a keystroke late.
    """

    def __init__(self) -> None:
        self._kept: WeakKeyDictionary[Follower, None] = WeakKeyDictionary()

    def add(self, follower: Follower) -> None:
        """Tell this one, too."""
        self._kept[follower] = None

    def remove(self, follower: Follower) -> None:
        """Tell it no more."""
        self._kept.pop(follower, None)

    def __iter__(self) -> Iterator[Follower]:
        """Yield those that are there when it begins and still live when their turn comes."""
        for follower in list(self._kept):
            if Shiboken.isValid(follower) and follower in self._kept:
                yield follower

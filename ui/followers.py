"""Who follows a plan in great number: the fields of all pages that were opened."""

from collections.abc import Iterable, Iterator
from typing import Protocol
from weakref import WeakKeyDictionary

from shiboken6 import Shiboken

from ui.fields.touch import concerned


class Follower(Protocol):
    """A widget that shows a place of the plan."""

    path: str

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
        return self._living(list(self._kept))

    def concerned(self, touched: tuple[str, ...]) -> Iterator[Follower]:
        """Yield those at whose places a change touched something; places are as in `Desk.changed`."""
        is_concerned = concerned(touched)
        return self._living([follower for follower in self._kept if is_concerned(follower.path)])

    def _living(self, followers: Iterable[Follower]) -> Iterator[Follower]:
        for follower in followers:
            if Shiboken.isValid(follower) and follower in self._kept:
                yield follower

"""Which places of the plan a change touches."""

from collections.abc import Callable
from functools import lru_cache


def concerns(touched: tuple[str, ...], path: str) -> bool:
    """Say whether a change at these places touches what stands at `path`, around it or within it."""
    return concerned(touched)(path)


@lru_cache(maxsize=4)
def concerned(touched: tuple[str, ...]) -> Callable[[str], bool]:
    """Return what says of a place whether a change touches it: for hundreds of places after each key."""
    if not touched:  # anything may have changed
        return lambda _path: True
    within = tuple(f"{_list_of(place)}/" for place in touched)
    around = {place[:end] for place in touched for end in _ends(place)}
    return lambda path: path in around or path.startswith(within)


def _ends(place: str) -> list[int]:
    """Return where the names of a place and of all that it is in end."""
    return [number for number, letter in enumerate(place) if letter == "/"] + [len(place)]


def _list_of(place: str) -> str:
    """Return the list of a place that is an entry of one: the entries after it may have moved."""
    head, _slash, last = place.rpartition("/")
    return head if last.isdecimal() or last == "-" else place

"""What became of the entries of a list: which were removed, moved and added, and where."""

from collections.abc import Sequence
from typing import NamedTuple

from dxdesk.comparison.alignment import rising


class Arrangement(NamedTuple):
    """The changes of a list: entries removed, entries moved and new ones, each with the entry it comes after.

    Entries are the numbers that they have in the plan (-1: in front of all), new ones whatever they came as.
    """

    removed: list[int]
    moved: list[tuple[int, int]]
    added: list[tuple[int, int]]

    @property
    def is_as_before(self) -> bool:
        """Whether nothing changed."""
        return not (self.removed or self.moved or self.added)


def arrangement(printed: Sequence[int], found: Sequence[tuple[int | None, int]]) -> Arrangement:
    """Compare the printed entries with what was found in their stead, in order.

    `found` has for each entry its number in the plan, or None where it is new, and its own key.
    """
    numbers = [number for number, _key in found if number is not None]
    kept = {numbers[position] for position in rising(numbers)}
    moved: list[tuple[int, int]] = []
    added: list[tuple[int, int]] = []
    last = -1
    for number, key in found:
        if number is None:
            added.append((key, last))
            continue
        if number not in kept:
            moved.append((number, last))
        last = number
    return Arrangement([number for number in printed if number not in set(numbers)], moved, added)

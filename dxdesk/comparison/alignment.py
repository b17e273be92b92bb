"""Which lines of two sequences are the same one, also where some were added, removed or rewritten.

Lines that both sides have exactly once are certain and divide the sequences into short stretches
(patience diff); what repeats is certain by its neighbours. What is left over in a stretch is paired by the
words that the lines share. The time grows with the length of the sequences, not with its square.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import Final, NamedTuple

# Lines that share less of their words are not the same line.
_LEAST_ALIKE: Final = 0.45
# A rewritten line is looked for this far from where it should stand.
_BAND: Final = 40
_MOST_CELLS: Final = 600_000

Pair = tuple[int, int]


class Stretch(NamedTuple):
    """A part of both sequences: from and up to an index on the left, and on the right."""

    left: int
    left_end: int
    right: int
    right_end: int

    @property
    def is_empty(self) -> bool:
        """Whether one side has nothing to pair."""
        return self.left >= self.left_end or self.right >= self.right_end


class Keys(NamedTuple):
    """One side: for each line its keys, the most telling first, and the words that it is known by."""

    tiers: tuple[Sequence[Hashable], ...]
    words: Sequence[Sequence[str]]


def keys_of(texts: Sequence[str], *further: Sequence[str]) -> Keys:
    """Return the keys of lines, each text already folded; `further` are keys that tell less."""
    tiers: list[Sequence[Hashable]] = [texts]
    tiers += further
    tiers.append(list(zip(texts, [*texts[1:], ""], strict=False)))
    tiers.append(list(zip(["", *texts], texts, strict=False)))
    return Keys(tuple(tiers), [text.split() for text in texts])


def aligned(left: Keys, right: Keys) -> list[Pair]:
    """Return the pairs of indexes of lines that are the same one, in order; no line is in two pairs."""
    pairs: list[Pair] = []
    stretches = [Stretch(0, len(left.words), 0, len(right.words))]
    for ours, theirs in zip(left.tiers, right.tiers, strict=True):
        following: list[Stretch] = []
        for stretch in stretches:
            found = _certain(ours, theirs, stretch)
            pairs += found
            following += _between(stretch, found)
        stretches = following
    for stretch in stretches:
        pairs += _alike(left, right, stretch)
    return sorted(pairs)


def _certain(left: Sequence[Hashable], right: Sequence[Hashable], whole: Stretch) -> list[Pair]:
    """Return the pairs of equal keys at both ends of a stretch, of unique ones, and so on between them."""
    pairs: list[Pair] = []
    waiting = [whole]
    while waiting:
        stretch, ends = _trimmed(left, right, waiting.pop())
        pairs += ends
        if stretch.is_empty:
            continue
        unique = _unique(left, right, stretch)
        pairs += unique
        if unique:
            waiting += _between(stretch, unique)
    return sorted(pairs)


def _trimmed(
    left: Sequence[Hashable], right: Sequence[Hashable], whole: Stretch
) -> tuple[Stretch, list[Pair]]:
    first, last, other_first, other_last = whole
    pairs: list[Pair] = []
    while first < last and other_first < other_last and left[first] == right[other_first]:
        pairs.append((first, other_first))
        first, other_first = first + 1, other_first + 1
    while first < last and other_first < other_last and left[last - 1] == right[other_last - 1]:
        last, other_last = last - 1, other_last - 1
        pairs.append((last, other_last))
    return Stretch(first, last, other_first, other_last), pairs


def _unique(left: Sequence[Hashable], right: Sequence[Hashable], stretch: Stretch) -> list[Pair]:
    """Return the longest rising run of pairs whose keys both sides have once."""
    ours = Counter(left[stretch.left : stretch.left_end])
    places: dict[Hashable, list[int]] = {}
    for index in range(stretch.right, stretch.right_end):
        places.setdefault(right[index], []).append(index)
    pairs = [
        (index, places[left[index]][0])
        for index in range(stretch.left, stretch.left_end)
        if ours[left[index]] == 1 and len(places.get(left[index], ())) == 1
    ]
    kept = rising([other for _index, other in pairs])
    return [pairs[position] for position in kept]


def rising(numbers: Sequence[int]) -> list[int]:
    """Return the positions of a longest rising run among numbers that all differ."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        place = bisect_left(tails, number)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [number]
        ends[place : place + 1] = [position]
    run: list[int] = []
    position = ends[-1] if ends else -1
    while position >= 0:
        run.append(position)
        position = before[position]
    return run[::-1]


def _between(whole: Stretch, pairs: Iterable[Pair]) -> list[Stretch]:
    """Return what of a stretch is left between its pairs, where both sides have something."""
    stretches: list[Stretch] = []
    first, other_first = whole.left, whole.right
    for index, other in (*sorted(pairs), (whole.left_end, whole.right_end)):
        stretch = Stretch(first, index, other_first, other)
        if not stretch.is_empty:
            stretches.append(stretch)
        first, other_first = index + 1, other + 1
    return stretches


def _alike(left: Keys, right: Keys, stretch: Stretch) -> list[Pair]:
    """Return the pairs of lines that share words, so that in all they share most; near the diagonal only."""
    height, width = stretch.left_end - stretch.left, stretch.right_end - stretch.right
    band = max(_BAND, abs(height - width) + _BAND)
    if height * min(width, 2 * band) > _MOST_CELLS:
        return []
    ours = [Counter(left.words[stretch.left + row]) for row in range(height)]
    theirs = [Counter(right.words[stretch.right + column]) for column in range(width)]
    best: list[dict[int, float]] = [{}]
    chosen: list[dict[int, bool]] = []
    for row in range(height):
        above = best[-1]
        here: dict[int, float] = {}
        taken: dict[int, bool] = {}
        middle = row * width // height
        reached = 0.0
        for column in range(max(0, middle - band), min(width, middle + band + 1)):
            alike = likeness(ours[row], theirs[column])
            paired = _at(above, column) + alike * alike if alike >= _LEAST_ALIKE else -1.0
            without = max(reached, _at(above, column + 1))
            taken[column + 1] = paired > without
            reached = max(paired, without)
            here[column + 1] = reached
        best.append(here)
        chosen.append(taken)
    return _traced(best, chosen, stretch)


def _at(scores: dict[int, float], column: int) -> float:
    """Return the best score up to a column; the band may end before it."""
    if column in scores or not scores:
        return scores.get(column, 0.0)
    last = next(reversed(scores))
    return scores[last] if column > last else 0.0


def _traced(best: list[dict[int, float]], chosen: list[dict[int, bool]], stretch: Stretch) -> list[Pair]:
    pairs: list[Pair] = []
    row, column = len(chosen), stretch.right_end - stretch.right
    while row and column:
        if chosen[row - 1].get(column):
            row, column = row - 1, column - 1
            pairs.append((stretch.left + row, stretch.right + column))
        elif _at(best[row - 1], column) >= _at(best[row], column):
            row -= 1
        else:
            column -= 1
    return pairs


def likeness(ours: Counter[str], theirs: Counter[str]) -> float:
    """Return how much of their words two lines share: 0 to 1."""
    count = ours.total() + theirs.total()
    if not count:
        return 0.0
    return 2 * sum(min(number, theirs[word]) for word, number in ours.items() if word in theirs) / count

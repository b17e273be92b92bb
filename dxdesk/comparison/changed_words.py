"""Which words of two texts differ, so that the eye finds them."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, NamedTuple

_MOST: Final = 3_000  # words; beyond that texts are shown whole
_word = re.compile(r"\s+|[^\s]+")


class Piece(NamedTuple):
    """A part of a text, and whether the other text says it otherwise."""

    text: str
    differs: bool


def changed_words(before: str, after: str) -> tuple[list[Piece], list[Piece]]:
    """Return both texts in pieces; one that stands against nothing differs in no word."""
    ours, theirs = _word.findall(before), _word.findall(after)
    if not ours or not theirs or len(ours) + len(theirs) > _MOST:
        return [Piece(before, differs=False)], [Piece(after, differs=False)]
    same = [False] * len(ours), [False] * len(theirs)
    for first, start, size in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        same[0][first : first + size] = same[1][start : start + size] = [True] * size
    return _pieces(ours, same[0]), _pieces(theirs, same[1])


def _pieces(words: Sequence[str], same: Sequence[bool]) -> list[Piece]:
    """Return words put together; the blank between two that differ belongs to them."""
    last = len(words) - 1
    differs = [
        not same[index]
        or (word.isspace() and 0 < index < last and not same[index - 1] and not same[index + 1])
        for index, word in enumerate(words)
    ]
    runs = groupby(zip(words, differs, strict=True), key=lambda pair: pair[1])
    return [Piece("".join(word for word, _differs in run), differs=key) for key, run in runs]

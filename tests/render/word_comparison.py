"""Comparing the words of two files."""

from collections.abc import Sequence
from itertools import zip_longest

_AROUND = 6


def difference(expected: Sequence[str], found: Sequence[str]) -> str:
    """Return where two lists of words part, with the words around; nothing where they are equal."""
    for index, (one, other) in enumerate(zip_longest(expected, found)):
        if one != other:
            around = slice(max(index - _AROUND, 0), index + _AROUND)
            return f"at word {index}: {' '.join(expected[around])!r} but {' '.join(found[around])!r}"
    return ""


def rejoined(expected: Sequence[str], found: Sequence[str]) -> list[str]:
    """Return `found` with those words joined again that are whole in `expected`.

    A word that is wider than its line is broken in a PDF; nothing else may differ.
    """
    rest = iter(found)
    words: list[str] = []
    for word in expected:
        piece = next(rest, "")
        while piece != word and word.startswith(piece) and (more := next(rest, "")):
            piece += more
        words.append(piece)
    return [*words, *rest]

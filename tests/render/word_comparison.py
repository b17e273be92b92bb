"""Comparing the words of two files."""

from collections import Counter
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from tests.render.rendered import Files

_AROUND: Final = 6
# A narrow cell with more characters may be higher than a page.
_LONG_CELL: Final = 120


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


def contradiction(files: Files) -> str:
    """Return where the two files of a document say different things; nothing where they agree."""
    expected, found = files.docx.words, files.pdf.words
    cells = (paragraph.text for paragraph in files.docx.paragraphs if paragraph.column is not None)
    if any(len(text) > _LONG_CELL for text in cells):
        # Two cells may go on side by side over pages: the same characters, in another order.
        lost = Counter("".join(expected)) - Counter("".join(found))
        added = Counter("".join(found)) - Counter("".join(expected))
        return f"lost {lost}, added {added}" if lost or added else ""
    return difference(expected, rejoined(expected, found))

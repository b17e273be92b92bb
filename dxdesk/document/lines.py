"""Breaking text into lines, by measured widths (1/2048 em, integers).

Lines break at spaces. A word wider than the line is broken where it is full: a text without spaces must
not run off the paper.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from dxdesk.document.metrics import UNITS_PER_EM, Face, word_widths

Word = tuple[str, Face]
# Texts whose lines are kept: the preview prints a plan of some 3,000 again after every change of one.
_KEPT: Final = 8192


class Piece(NamedTuple):
    """Text of one face within a line, with its width in points when it is not stretched."""

    text: str
    face: Face
    width: float


class Line(NamedTuple):
    """A line: its pieces, its natural width in points and the number of blanks that may be stretched."""

    pieces: tuple[Piece, ...]
    width: float
    blanks: int


def break_lines(
    runs: Sequence[Word], size: float, width: float, first_indent: float = 0.0
) -> tuple[Line, ...]:
    """Break runs of text, set in `size` points, into lines of `width` points."""
    return _broken(tuple(runs), size, width, first_indent)


@lru_cache(_KEPT)
def _broken(runs: tuple[Word, ...], size: float, width: float, first_indent: float) -> tuple[Line, ...]:
    scale = UNITS_PER_EM / size
    limit = int(width * scale)
    room = limit - int(first_indent * scale)
    words, widths = _measured(runs, room, limit)
    blank = word_widths(runs[0][1])[" "] if runs else 0
    lines: list[Line] = []
    start, used = 0, -blank
    for index, measure in enumerate(widths):
        if used + blank + measure > room and index > start:
            lines.append(_line(words[start:index], used, scale))
            start, used, room = index, -blank, limit
        used += blank + measure
    lines.append(_line(words[start:], max(used, 0), scale))
    return tuple(lines)


def forget_lines() -> None:
    """Forget the lines that were kept."""
    _broken.cache_clear()


def _measured(runs: Sequence[Word], room: int, limit: int) -> tuple[list[Word], list[int]]:
    """Measure the words; `room` is the width of the first line, `limit` of the others."""
    words: list[Word] = []
    widths: list[int] = []
    for text, face in runs:
        measure = word_widths(face)
        for word in text.split(" "):
            if not word:
                continue
            width = measure[word]
            first = limit if words else room
            if width <= first:
                words.append((word, face))
                widths.append(width)
                continue
            for part, part_width in _parts(word, face, first, limit):
                words.append((part, face))
                widths.append(part_width)
    return words, widths


def _parts(word: str, face: Face, room: int, limit: int) -> Iterator[tuple[str, int]]:
    """Cut a word that is wider than a line into parts that fill lines, the first of them `room` wide."""
    advances = word_widths(face)
    start, used = 0, 0
    for index, character in enumerate(word):
        advance = advances[character]
        if used + advance > room and index > start:
            yield word[start:index], used
            start, used, room = index, 0, limit
        used += advance
    yield word[start:], used


def _line(words: Sequence[Word], used: int, scale: float) -> Line:
    if not words:
        return Line((), 0.0, 0)
    first_face = words[0][1]
    if words[-1][1] == first_face and all(face == first_face for _, face in words):
        text = " ".join([word for word, _ in words])
        return Line((Piece(text, first_face, used / scale),), used / scale, len(words) - 1)
    return Line(tuple(_mixed(words, scale)), used / scale, len(words) - 1)


def _mixed(words: Sequence[Word], scale: float) -> Iterator[Piece]:
    groups = [
        (face, " ".join(word for word, _ in group)) for face, group in groupby(words, lambda word: word[1])
    ]
    for index, (face, text) in enumerate(groups):
        shown = text if index == len(groups) - 1 else text + " "
        yield Piece(shown, face, word_widths(face)[shown] / scale)

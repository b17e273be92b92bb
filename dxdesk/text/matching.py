"""Finding typed words in a text without regard to case and diacritics, and where they stand in it."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from dxdesk.text.folding import fold

Span = tuple[int, int]

_MANY: Final = 4096  # different characters: more than any plan has
_ELLIPSIS: Final = "…"


class Query(NamedTuple):
    """Folded words to look for. All but the last are whole words; the last may be the beginning of one."""

    words: tuple[str, ...]
    begun: str

    def is_in(self, folded: str) -> bool:
        """Say whether all words occur, in any order, in a folded text with a space before and after it."""
        return all(f" {word} " in folded for word in self.words) and f" {self.begun}" in folded

    def any_in(self, folded: str) -> bool:
        """Say whether at least one of the words occurs in such a text."""
        return f" {self.begun}" in folded or any(f" {word} " in folded for word in self.words)


class Word(NamedTuple):
    """A folded word of a text, and for each of its letters where the character that it is of stands."""

    letters: str
    spans: Sequence[Span]


def read_query(text: str) -> Query | None:
    """Return what to look for; None where nothing but spaces and marks was typed."""
    *words, begun = fold(text).split() or [""]
    return Query(tuple(words), begun) if begun else None


def match_spans(text: str, query: Query) -> tuple[Span, ...]:
    """Return where the words of a query stand in a text, as (start, end) in its own characters, in order.

    A word that is only begun in the query is marked as far as it was typed.
    """
    spans: list[Span] = []
    for word in _words(text):
        span = _span(word, query)
        if span and not (spans and span[0] < spans[-1][1]):  # one character, like ½, may be two words
            spans.append(span)
    return tuple(spans)


def excerpt_around(text: str, query: Query, length: int) -> str:
    """Return about `length` characters of a text around the first match, on one line.

    An ellipsis stands where something was left out.
    """
    if len(text) <= length:
        return _one_line(text)
    place = next((span[0] for word in _words(text) if (span := _span(word, query))), 0)
    start = max(0, min(place - length // 3, len(text) - length))
    start = _word_start(text, start, place) if start else 0
    end = _word_end(text, start + length, place) if start + length < len(text) else len(text)
    before, after = _ELLIPSIS if start else "", _ELLIPSIS if end < len(text) else ""
    return before + _one_line(text[start:end].strip()) + after


def _span(word: Word, query: Query) -> Span | None:
    letters = word.letters
    if letters in query.words:
        count = len(letters)
    elif letters.startswith(query.begun):
        count = len(query.begun)
    else:
        return None
    return word.spans[0][0], word.spans[count - 1][1]


def _words(text: str) -> Iterator[Word]:
    """Yield the words of a text as `fold` divides it, one character of the text after the other."""
    letters: list[str] = []
    spans: list[Span] = []
    for index, character in enumerate(text):
        for letter in _folded(character):
            if letter == " ":
                if letters:
                    yield Word("".join(letters), spans)
                letters, spans = [], []
            else:
                letters.append(letter)
                spans.append((index, index + 1))
        # A mark that stands apart from its letter (decomposed text) belongs to it.
        if spans and not _folded(character):
            spans[-1] = (spans[-1][0], index + 1)
    if letters:
        yield Word("".join(letters), spans)


@lru_cache(maxsize=_MANY)
def _folded(character: str) -> str:
    """Return what a character folds to: letters, a space between words, or nothing for a mark."""
    return fold(f"a{character}a")[1:-1]


def _word_start(text: str, start: int, place: int) -> int:
    """Return the beginning of the first whole word after `start`, but not behind `place`."""
    gap = text.find(" ", start, place)
    return start if gap < 0 else gap + 1


def _word_end(text: str, end: int, place: int) -> int:
    """Return the end of the last whole word before `end`, but not before `place`."""
    gap = text.rfind(" ", place, end)
    return end if gap <= place else gap


def _one_line(text: str) -> str:
    return "".join(" " if character.isspace() else character for character in text)

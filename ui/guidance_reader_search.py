"""Words in a long text, found with or without diacritics."""

from functools import lru_cache
from typing import Final, NamedTuple

from dxdesk.text.folding import fold

_CHARACTERS: Final = 4096  # different ones: more than any guidance has


class Found(NamedTuple):
    """Where a match stands in the text: its first character, and the one behind its last."""

    start: int
    end: int


class FoldedText:
    """A text (NFC) as a search compares it, each letter with the place that it came from."""

    def __init__(self, text: str) -> None:
        """Fold the text: some 20 ms for a whole guidance."""
        letters, places = [" "], [0]
        for place, character in enumerate(text):
            for letter in _folded(character):
                if letter != " " or letters[-1] != " ":
                    letters.append(letter)
                    places.append(place)
        self._letters = "".join(letters)
        self._places = places

    def find(self, typed: str) -> list[Found]:
        """Return where the words typed stand one after the other, the last one perhaps only begun."""
        wanted = fold(typed)
        if not wanted:
            return []
        found, at = [], self._letters.find(f" {wanted}")
        while at >= 0:
            end = at + len(wanted)
            found.append(Found(self._places[at + 1], self._places[end] + 1))
            at = self._letters.find(f" {wanted}", end)
        return found


@lru_cache(maxsize=_CHARACTERS)
def _folded(character: str) -> str:
    """Return the letters of a character, or a space for what stands between words."""
    return fold(character) or " "

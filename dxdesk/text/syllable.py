"""What a Vietnamese syllable may look like: an onset, a rhyme and at most one tone."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_ONSETS: Final = "b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x"
_RHYMES: Final = (
    "a(?:ch|c|i|m|ng|nh|n|o|p|t|u|y)?",
    "ă(?:c|m|ng|n|p|t)",
    "â(?:c|m|ng|n|p|t|u|y)",
    "e(?:c|m|ng|n|o|p|t)?",
    "ê(?:ch|m|nh|n|p|t|u)?",
    "i(?:a|ch|m|nh|n|p|t|u)?",
    "iê(?:c|m|ng|n|p|t|u)",
    "o(?:c|i|m|ng|n|p|t)?",
    "oa(?:ch|c|i|m|ng|nh|n|o|p|t|y)?",
    "oă(?:c|m|ng|n|t)",
    "oe(?:n|o|t)?",
    "oo(?:c|ng)",
    "ô(?:c|i|m|ng|n|p|t)?",
    "ơ(?:i|m|n|p|t)?",
    "u(?:a|c|i|m|ng|n|p|t)?",
    "uâ(?:n|ng|t|y)",
    "uê(?:ch|nh)?",
    "uô(?:c|i|m|ng|n|t)",
    "uơ",
    "uy(?:a|ch|nh|n|p|t|u)?",
    "uyê(?:n|t)",
    "ư(?:a|c|i|m|ng|n|t|u)?",
    "ươ(?:c|i|m|ng|n|p|t|u)",
    "y(?:nh|m|n|p|t|u)?",
    "yê(?:m|ng|n|t|u)",
)
_syllable = re.compile(rf"({_ONSETS})?({'|'.join(_RHYMES)})")
_vowels = re.compile("[aăâeêioôơuưy]+")
_MARKED: Final = frozenset("ăâêôơư")
_TONES: Final = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_STOPS: Final = ("c", "ch", "p", "t")
_STOP_TONES: Final = frozenset("\u0301\u0323")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Tell whether the word, in any case, is spelt like one Vietnamese syllable with its tone.

    Both legal places of a tone are accepted ("hoà" and "hòa").
    """
    letters = [unicodedata.normalize("NFD", letter) for letter in unicodedata.normalize("NFC", word.lower())]
    toneless = unicodedata.normalize("NFC", "".join(letters).translate(_TONES))
    tones = [(index, mark) for index, marks in enumerate(letters) for mark in marks if ord(mark) in _TONES]
    spelling = _syllable.fullmatch(toneless)
    if spelling is None or len(tones) > 1:
        return False
    stopped = toneless.endswith(_STOPS)
    if not tones:
        return not stopped
    place, mark = tones[0]
    return place - spelling.start(2) in _tone_places(spelling[2]) and (not stopped or mark in _STOP_TONES)


@lru_cache(maxsize=20_000)
def is_plain_syllable(word: str) -> bool:
    """Tell whether an ASCII word may be a Vietnamese syllable, its stop coda with or without a tone."""
    return _syllable.fullmatch(word.lower()) is not None


def _tone_places(rhyme: str) -> tuple[int, ...]:
    """Return the indexes of the letters of a toneless rhyme that may carry its tone."""
    found = _vowels.match(rhyme)
    vowels = found[0] if found else ""
    marked = [index for index, letter in enumerate(vowels) if letter in _MARKED]
    if marked:
        return (marked[-1],)
    if vowels in {"oa", "oe", "uy", "oo"}:
        return (0, 1) if vowels in {rhyme, "oo"} else (1,)
    return (1,) if len(vowels) == 3 else (0,)

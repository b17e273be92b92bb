"""Text as a search compares it: no case, no diacritics, no punctuation."""

import re
import unicodedata

_marks = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_between_words = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Return the text in lower-case letters without diacritics, with one space between the words.

    "Hoà", "hòa" and "HOA" fold alike, đ folds to d, and so does text that is not NFC.
    """
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).lower())
        text = _marks.sub("", plain).replace("đ", "d")
    return _between_words.sub(" ", text.lower()).strip()

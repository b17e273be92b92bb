"""Vietnamese in the encodings of old fonts: TCVN3 (ABC, `.VnTime`) and VNI-Windows (`VNI-Times`).

Such text reaches us as Latin-1 characters: "chuyÓn ®æi sè" and "chuyeån ñoåi soá" are both "chuyển đổi
số". Many of these characters are proper Vietnamese letters too, so a text counts as legacy only where
words that are no Vietnamese as they stand become Vietnamese syllables by the conversion.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import Final, Literal

from dxdesk.text.syllable import is_plain_syllable, is_syllable

LegacyEncoding = Literal["tcvn3", "vni"]
Verdict = Literal["conclusive", "for", "against", "plain", "foreign", "neutral"]

ENCODINGS: Final[tuple[LegacyEncoding, ...]] = ("tcvn3", "vni")

# TCVN 5712:1993, VN3: the byte of the first letter of each run, then the letters in the order of bytes.
_TCVN3_RUNS: Final = (
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
TCVN3: Final = {chr(first + step): letter for first, run in _TCVN3_RUNS for step, letter in enumerate(run)}

# VNI-Windows: a base letter followed by a mark, and letters that stand alone.
_VNI_TONES: Final = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_VNI_CIRCUMFLEX: Final = dict(zip("âáàåãä", ("", *"\u0301\u0300\u0309\u0303\u0323"), strict=True))
_VNI_BREVE: Final = dict(zip("êéèúüë", ("", *"\u0301\u0300\u0309\u0303\u0323"), strict=True))
_VNI_ALONE: Final = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_ALONE)
    for base in "aeouyôö":
        letter = _VNI_ALONE.get(base, base)
        table |= {base + mark: letter + tone for mark, tone in _VNI_TONES.items()}
    for base in "aeo":
        table |= {base + mark: f"{base}\u0302{tone}" for mark, tone in _VNI_CIRCUMFLEX.items()}
    table |= {"a" + mark: f"a\u0306{tone}" for mark, tone in _VNI_BREVE.items()}
    return {typed: unicodedata.normalize("NFC", letter) for typed, letter in table.items()}


# Lower case only: a capital is the capital of the base letter, whatever the case of the mark.
VNI: Final = _vni_table()

_TCVN3_TABLE: Final = str.maketrans(TCVN3)
_vni_letter = re.compile("|".join(sorted(VNI, key=len, reverse=True)), re.IGNORECASE)
_word = re.compile(f"(?:[^\\W\\d_]|[{re.escape(''.join(TCVN3))}])+")
_plain_word = re.compile("[A-Za-z]+")
# In TCVN3 words: a sign that is no letter, or a capital after a small letter.
_no_spelling = re.compile(r"[^\w]|[ªµ¹¼½¾]|[a-zß-ÿ][À-Þ]")
# What other languages write and the old encodings would make syllables of.
_OTHERS: Final = frozenset({"où", "haï", "thaï", "laïc", "loïc", "caïn", "dû", "tôt", "µm"})
_abbreviation = re.compile("[B-DF-HJ-NP-TV-XZĐ]+")
_vowel = re.compile("[aeiouy]")


def from_legacy(text: str, encoding: LegacyEncoding) -> str:
    """Return the text in Unicode; characters that the encoding does not know stay as they are."""
    if encoding == "tcvn3":
        return text.translate(_TCVN3_TABLE)
    return _vni_letter.sub(_vni_to_unicode, text)


def _vni_to_unicode(found: re.Match[str]) -> str:
    typed = found[0]
    letter = VNI[typed.lower()]
    return letter.upper() if typed[0].isupper() else letter


def legacy_encoding(text: str) -> LegacyEncoding | None:
    """Return the old encoding that the text is typed in, or None where it is Unicode or not Vietnamese."""
    if text.isascii():
        return None
    words = Counter(_word.findall(text))
    for encoding in ENCODINGS:
        if _is_legacy(words, encoding):
            return encoding
    return None


def _is_legacy(words: Counter[str], encoding: LegacyEncoding) -> bool:
    """Weigh the words: one beyond doubt, and others that say the same or at least nothing else."""
    weight = Counter[Verdict]()
    for word, times in words.items():
        weight[_verdict(word, encoding)] += times
    speaking = weight["conclusive"] + weight["for"]
    if speaking < 2:
        enough = weight.total() >= 3 or any("\u00ad" in word for word in words)
        return bool(weight["conclusive"]) and enough and not (weight["against"] or weight["foreign"])
    total = weight.total() - weight["neutral"]
    proper = speaking >= 4 * weight["against"] and 3 * weight["foreign"] <= total
    return bool(weight["conclusive"]) and proper


@lru_cache(maxsize=20_000)
def _verdict(word: str, encoding: LegacyEncoding) -> Verdict:
    """Say what one word tells: legacy, proper Unicode or another language, or nothing."""
    if _plain_word.fullmatch(word):
        return _plain_verdict(word)
    converted = from_legacy(word, encoding)
    if len(word) == 1 or word.lower() in _OTHERS or _abbreviation.fullmatch(converted):
        return "neutral"
    misspelt = encoding == "tcvn3" and _no_spelling.search(word)
    if is_syllable(word) and not misspelt:
        return "neutral" if max(word) <= "\u00ff" else "against"
    if not is_syllable(converted):
        return "against"
    return "conclusive" if encoding == "vni" or misspelt else "for"


def _plain_verdict(word: str) -> Verdict:
    if word.isupper() or not _vowel.search(word):
        return "neutral"
    return "plain" if is_plain_syllable(word) else "foreign"

"""Whether every text can be printed and reads like a finished one, wherever it stands."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal

from dxdesk.language import mark as _
from dxdesk.plan.rules.rule import Place, Review, at, excerpt, rule
from dxdesk.text.characters import unprintable
from dxdesk.text.legacy import legacy_encoding
from dxdesk.text.syllable import is_syllable

Slip = Literal[
    "legacy", "decomposed", "invisible", "unprintable", "spaces", "marks", "capitals", "placeholder"
]

# Places with a rule of their own on capitals.
_CAPITALS_ELSEWHERE: Final = ("/document/subject", "/document/signer/full_name", "/document/symbol")
_ENCODINGS: Final = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}

# Every branch begins with its own characters, so that a search only stops at those.
_marks = re.compile(r" [,;:](?!\))| \.(?![\d.…/])| \)|\( |[,;](?=[^\W\d_])|[,;:]{2}|\.(?<!\.\.)\.(?!\.)")
_placeholder = re.compile(
    r"\.{4,}|…{2,}|_{3,}|\?{2,}"
    r"|…(?<![,.…\w]…)(?<!, …)(?=\s*[\w%/])|\.\.\.(?<![,.…\w]\.\.\.)(?<!, \.\.\.)(?=\s*[\w%/])"
    r"|x(?<!\wx)x+(?!\w)|X(?<!\wX)X{2,}(?!\w)|T(?<!\wT)(?:ODO|BD)(?!\w)"
    r"|\((?:[Gg]hi|[Nn]êu) rõ[^)]*\)|\((?:[Đđ]iền|[Nn]hập) [^)]*\)"
    r"|\[(?:\s*|[^\]]*(?:…|\.{3})[^\]]*)\]|<[^<>\n]{2,60}>"
)
# Letters that no text in an old encoding shows, and the characters that it shows instead.
_proper_letter = re.compile("[\u0102-\u01b0\u1ea0-\u1ef9]")
_old_letter = re.compile("[\u00a1-\u00ff]")
_bullet = re.compile(r"\s*(?:[-–+•*]\s|\d{1,2}[.)]\s|[a-zđ]\)\s)")


@lru_cache(maxsize=20_000)
def _slips(text: str) -> Mapping[Slip, str]:
    """Return what is wrong with a text, each with the words or the character where it is."""
    if _may_be_old(text) and (encoding := legacy_encoding(text)):
        return {"legacy": _ENCODINGS[encoding]}
    if not unicodedata.is_normalized("NFC", text):
        return {"decomposed": excerpt(text)}
    found: dict[Slip, str] = {}
    for fault in reversed(unprintable(text)):
        found["unprintable" if fault.kind == "unprintable" else "invisible"] = fault.character
    if "  " in text or text != text.strip(" \n"):
        found["spaces"] = text
    if place := _marks.search(text):
        found["marks"] = _around(text, place)
    if place := _placeholder.search(text):
        found["placeholder"] = place[0]
    if text.isupper() and _has_words(text):
        found["capitals"] = excerpt(text)
    return found


def _may_be_old(text: str) -> bool:
    """Rule out proper Vietnamese quickly: it has more of its own letters than of those of Western Europe."""
    return not text.isascii() and len(_old_letter.findall(text)) >= len(_proper_letter.findall(text))


def _around(text: str, place: re.Match[str]) -> str:
    """Return a mark with the words on both sides of it."""
    before, after = text[: place.start()].split(), text[place.end() :].split()
    start = text.rfind(before[-1], 0, place.start()) if before else place.start()
    end = text.find(after[0], place.end()) + len(after[0]) if after else place.end()
    return excerpt(text[start:end])


def _has_words(text: str) -> bool:
    """Say whether a text in capitals is more than abbreviations."""
    return sum(len(word) > 1 and is_syllable(word) for word in text.lower().split()) > 2


def _everywhere(review: Review, slip: Slip) -> Iterator[tuple[str, str, str]]:
    """Yield the place, the text and what is wrong, for each text with the slip."""
    for path, text in review.texts:
        if slip in (slips := _slips(text)):
            yield path, text, slips[slip]


@rule(
    "TX01",
    "error",
    "text",
    _(
        "The text “{text}” seems to be in the old encoding {encoding}. Convert it to Unicode, or type it anew."
    ),
)
def old_encoding(review: Review) -> Iterator[Place]:
    """Documents are in Unicode by TCVN 6909:2001 (Decree 30/2020, Appendix I, I.3)."""
    for path, text, encoding in _everywhere(review, "legacy"):
        yield at(path, text=excerpt(text), encoding=encoding)


@rule(
    "TX02",
    "error",
    "text",
    _(
        "The letters of “{text}” are in parts (decomposed Unicode). Paste the text once more, or type it anew."
    ),
)
def decomposed(review: Review) -> Iterator[Place]:
    """Search, seals and some printers go wrong with text that is not NFC."""
    for path, text, _found in _everywhere(review, "decomposed"):
        yield at(path, text=excerpt(text))


@rule(
    "TX03",
    "error",
    "text",
    _("The text “{text}” holds the character {character}, which cannot be seen. Type the text anew."),
)
def invisible_character(review: Review) -> Iterator[Place]:
    """Control characters and marks of direction change what is read."""
    for path, text, character in _everywhere(review, "invisible"):
        yield at(path, text=excerpt(text), character=character)


@rule(
    "TX04",
    "error",
    "text",
    _(
        "The font of the document cannot print the character {character} in “{text}”. Replace it by another one."
    ),
)
def unprintable_character(review: Review) -> Iterator[Place]:
    """An empty box would stand on paper."""
    for path, text, character in _everywhere(review, "unprintable"):
        yield at(path, text=excerpt(text), character=character)


@rule("TX05", "hint", "text", _("There is a space or a line too much in “{text}”."))
def too_many_spaces(review: Review) -> Iterator[Place]:
    """Between words, before the first one or after the last."""
    for path, text, _found in _everywhere(review, "spaces"):
        yield at(path, text=excerpt(text))


@rule("TX06", "hint", "text", _("Look at the punctuation at “{words}”."))
def punctuation(review: Review) -> Iterator[Place]:
    """A mark follows its word without a space, and has one after it."""
    for path, _text, words in _everywhere(review, "marks"):
        yield at(path, words=words)


@rule("TX07", "hint", "text", _("The text “{text}” is all in capitals. Write it in small letters."))
def all_capitals(review: Review) -> Iterator[Place]:
    """Capitals are for the letterhead and titles, which are set by the document (Decree 30/2020, Appendix II)."""
    for path, _text, words in _everywhere(review, "capitals"):
        if path not in _CAPITALS_ELSEWHERE:
            yield at(path, text=words)


@rule("TX08", "warning", "text", _("“{words}” looks like a gap that is still to be filled in."))
def placeholder(review: Review) -> Iterator[Place]:
    """A left-over of a model text. Dots after a comma only end an enumeration."""
    for path, _text, words in _everywhere(review, "placeholder"):
        yield at(path, words=excerpt(words))


@rule(
    "TX09",
    "hint",
    "text",
    _("“{text}” begins with a dash or a number of its own. The document sets these: leave it out."),
)
def own_bullet(review: Review) -> Iterator[Place]:
    """Activities, goals and bases are numbered or dashed in print."""
    goals = ((f"/goals/specific/{index}", text) for index, text in enumerate(review.plan.goals.specific))
    activities = ((f"{row.path}/text", row.activity.text) for row in review.rows)
    bases = ((f"/bases/{index}/lead", basis.lead) for index, basis in enumerate(review.plan.bases))
    for path, text in (*bases, *goals, *activities):
        if _bullet.match(text) and "\n" not in text.strip():
            yield at(path, text=excerpt(text))

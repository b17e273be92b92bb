"""When two texts say the same: marks that Word exchanges by itself, and numbering typed by hand, do not count."""

import re
from typing import Final

from dxdesk.document.paragraphs import closed
from dxdesk.text.characters import clean
from dxdesk.text.folding import fold

_EXCHANGED: Final = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("‘’‚‛`´′", "'"),
        **dict.fromkeys("–—‑‐‒−", "-"),
        "…": "...",
    }
)
_list_mark = re.compile(r"[-–—•+*·]\s+")
_label = re.compile(
    r"(?:(?:[IVXLC]+|[A-ZĐ]|[a-zđ]{1,2}|\d{1,3}(?:\.\d{1,3})*)[.)]|\d{1,3}(?:\.\d{1,3})+)\s+(?=\S)"
)
_row_number = re.compile(r"(?:[IVXLCM]+|[\d.]*|[^\W\d_])[.)]?")
_spaces = re.compile(r"\s+")
# What stands where somebody is to write a number or a day.
_room = re.compile(r"[.…_]{2,}|…")


def plain(text: str) -> str:
    """Return a text as it is compared: composed letters, single spaces, one kind of quotes and dashes."""
    return _spaces.sub(" ", clean(text)).strip().translate(_EXCHANGED)


def without_dash(text: str) -> str:
    """Return an item of a list without the mark in front of it."""
    return _list_mark.sub("", text, count=1) if _list_mark.match(text) else text


def has_dash(text: str) -> bool:
    """Say whether a text begins as an item of a list."""
    return _list_mark.match(text) is not None


def without_label(text: str) -> str:
    """Return a heading without a number that somebody typed in front of it."""
    return _label.sub("", text, count=1) if _label.match(text) else text


def is_row_number(text: str) -> bool:
    """Say whether a text is the number of a row, or nothing."""
    return _row_number.fullmatch(plain(text)) is not None


def without_end(text: str) -> str:
    """Return a text without the marks that end it."""
    return closed(text.rstrip(" ").removesuffix("./."), "")  # first, or it hides an ellipsis before it


def without_room(text: str) -> str:
    """Return a text without the dots or blanks that keep room for handwriting."""
    return plain(_room.sub(" ", text))


def alignment_key(text: str) -> str:
    """Return what texts are found again by: words without case, accents, marks and numbering."""
    bare = without_label(without_dash(text.strip()))
    return fold(bare) or plain(text)

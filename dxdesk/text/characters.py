"""Which characters a plan may hold, and which of them the document font can print.

Every text that people type or paste comes in through `clean`; `structural_faults` says what a file must
not contain, `unprintable` what would not come out on paper.
"""

import re
import unicodedata
from functools import cache
from typing import Literal

import msgspec

from dxdesk.resources import resource
from dxdesk.text.legacy import legacy_encoding
from dxdesk.value import Value

FaultKind = Literal["control", "surrogate", "noncharacter", "bidi", "invisible", "not_nfc", "unprintable"]

SOFT_HYPHEN = "\u00ad"


class CharacterFault(Value, frozen=True, kw_only=True):
    """A character that is out of place: its index in the text and its code point ("U+202E")."""

    index: int
    character: str
    kind: FaultKind


class _Coverage(msgspec.Struct):
    """What is read here of the widths file; its widths are for `dxdesk.document.metrics`."""

    characters: str


# Contents of a regular-expression class each. The line ends among the controls are those that Unicode
# (UAX 14) and Word (vertical tab) break lines with.
_LINE_ENDS = "\u000b\u000c\r\u0085\u2028\u2029"
_SPACES = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\u180e\u200b-\u200d\u2060-\u2065\u206a-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_CONTROLS = "\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029"
_SURROGATES = "\ud800-\udfff"
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)

_FORBIDDEN: dict[FaultKind, re.Pattern[str]] = {
    "control": re.compile(f"[{_CONTROLS}]"),
    "surrogate": re.compile(f"[{_SURROGATES}]"),
    "noncharacter": re.compile(f"[{_NONCHARACTERS}]"),
    "bidi": re.compile(f"[{_BIDI}]"),
    "invisible": re.compile(f"[{_INVISIBLE}]"),
}
_forbidden = re.compile(f"[{_CONTROLS}{_SURROGATES}{_NONCHARACTERS}{_BIDI}{_INVISIBLE}]")
_line_end = re.compile(f"\r\n|[{_LINE_ENDS}]")
_space = re.compile(f"[{_SPACES}]")


def clean(text: str, *, many_lines: bool = True) -> str:
    """Return typed or pasted text as it may be stored: NFC, plain spaces, nothing that cannot be seen.

    Line ends of every kind become a line feed, or a space where the text may have one line only. Tone
    marks stay where their writer put them. The soft hyphen stays in TCVN3 text, where it is the letter ư.
    """
    if not _is_ordinary(text):
        text = _forbidden.sub("", _space.sub(" ", _line_end.sub("\n", text)))
        if SOFT_HYPHEN in text and legacy_encoding(text) is None:
            text = text.replace(SOFT_HYPHEN, "")
        text = unicodedata.normalize("NFC", text)
    return text if many_lines else text.replace("\n", " ")


def structural_faults(text: str) -> list[CharacterFault]:
    """List what no text of a file may contain: text that is not NFC, and characters that cannot be seen."""
    if _is_ordinary(text):
        return []
    faults = [
        _fault(text, found.start(), kind)
        for kind, pattern in _FORBIDDEN.items()
        for found in pattern.finditer(text)
    ]
    if not unicodedata.is_normalized("NFC", text):
        faults.append(_fault(text, _first_not_nfc(text), "not_nfc"))
    return sorted(faults, key=lambda fault: fault.index)


def unprintable(text: str) -> list[CharacterFault]:
    """List the structural faults and every character that the document font cannot print as it stands."""
    if _is_ordinary(text):
        return []
    faults = structural_faults(text)
    structural = {fault.index for fault in faults}
    strange = set(text) - printable_characters() - {"\n"}
    faults.extend(
        _fault(text, index, "invisible" if character == SOFT_HYPHEN else "unprintable")
        for index, character in enumerate(text if strange else "")
        if character in strange and index not in structural
    )
    return sorted(faults, key=lambda fault: fault.index)


@cache
def printable_characters() -> frozenset[str]:
    """Return what all four faces of the document font can print in a Vietnamese text."""
    raw = resource("fonts", "widths.json").read_bytes()
    return frozenset(msgspec.json.decode(raw, type=_Coverage).characters)


@cache
def _ordinary_characters() -> frozenset[str]:
    return frozenset(c for c in printable_characters() if not _space.match(c)) | {"\n"}


def _is_ordinary(text: str) -> bool:
    """Tell, in one quick look, whether the text is NFC and of printable characters and plain spaces only."""
    return _ordinary_characters().issuperset(text) and unicodedata.is_normalized("NFC", text)


def _fault(text: str, index: int, kind: FaultKind) -> CharacterFault:
    return CharacterFault(index=index, character=f"U+{ord(text[index]):04X}", kind=kind)


def _first_not_nfc(text: str) -> int:
    """Return the index of the first character that NFC would change."""
    normal = unicodedata.normalize("NFC", text)
    pairs = zip(text, normal, strict=False)
    return next(
        (index for index, (is_, should) in enumerate(pairs) if is_ != should), min(len(text), len(normal))
    )

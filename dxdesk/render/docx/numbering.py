"""Real Word numbering: the outline I. / 1. / a) and lettered lists in the Vietnamese alphabet.

Word counts letters by the Latin alphabet, so from the fifth point on (đ, e, g, …) a list is continued by
further lists: one for each run of letters that follow each other in Latin, and one of fixed text for đ.
"""

from typing import Final

from dxdesk.document.tree import Label
from dxdesk.render.docx.styles import HEADING_LEVELS, style_id
from dxdesk.render.docx.xml import DECLARATION, NAMESPACE, escape, twips

_LATIN_POINTS: Final = 4  # a, b, c, d
_INDENT: Final = twips(12.7)
_OUTLINE: Final = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))


class Numbering:
    """Collects the lists that a document needs; `xml()` is its numbering part."""

    def __init__(self) -> None:
        self._abstract = [_outline_list(), _letter_list(1)]
        self._numbers = ['<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>']
        self._last: tuple[int, int] = (0, 0)  # position and Latin place of the letter before
        self._number = 0

    def properties(self, label: Label | None) -> str:
        """Return the paragraph's own list, where the one of its style does not count as Vietnamese does."""
        if label is None or label.kind != "letter" or label.position <= _LATIN_POINTS:
            return ""
        letter = label.text.removesuffix(")")
        place = ord(letter) - ord("a") + 1 if len(letter) == 1 and letter.isascii() else 0
        follows = place > 0 and self._last == (label.position - 1, place - 1)
        if not follows:
            self._number = self._add(label.text, place)
        self._last = (label.position, place)
        return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self._number}"/></w:numPr>'

    def xml(self) -> str:
        """Return the numbering part."""
        return (
            f'{DECLARATION}<w:numbering xmlns:w="{NAMESPACE}">'
            f"{''.join(self._abstract)}{''.join(self._numbers)}</w:numbering>"
        )

    def _add(self, text: str, place: int) -> int:
        number = len(self._numbers) + 1
        if place:
            abstract, start = (
                1,
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{place}"/></w:lvlOverride>',
            )
        else:
            abstract, start = len(self._abstract), ""
            self._abstract.append(_fixed_list(abstract, text))
        self._numbers.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{start}</w:num>'
        )
        return number


def _outline_list() -> str:
    styles = {level: name for name, level in HEADING_LEVELS.items()}
    levels = "".join(
        _level(level, form, text, style_id(styles[level])) for level, (form, text) in enumerate(_OUTLINE)
    )
    return _abstract(0, "multilevel", levels)


def _letter_list(identity: int) -> str:
    return _abstract(identity, "singleLevel", _level(0, "lowerLetter", "%1)"))


def _fixed_list(identity: int, text: str) -> str:
    return _abstract(identity, "singleLevel", _level(0, "none", escape(text)))


def _abstract(identity: int, kind: str, levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{identity}"><w:multiLevelType w:val="{kind}"/>{levels}</w:abstractNum>'


def _level(level: int, form: str, text: str, style: str = "") -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
        f'<w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="0" w:firstLine="{_INDENT}"/></w:pPr></w:lvl>'
    )

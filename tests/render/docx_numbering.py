"""Counting the numbered paragraphs of a DOCX as Word does (ISO/IEC 29500-1, 17.9)."""

from collections.abc import Callable
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN: Final = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))


class Level(NamedTuple):
    """How one level of a list counts."""

    start: int
    form: str
    text: str


class Numbering:
    """The lists of a document with their counters; paragraphs ask for their labels in reading order."""

    def __init__(self, root: Element) -> None:
        self._lists = {
            _text(one, "abstractNumId"): {
                int(_text(level, "ilvl")): _level(level) for level in one.iter(f"{_W}lvl")
            }
            for one in root.findall(f"{_W}abstractNum")
        }
        self._numbers = {_text(number, "numId"): number for number in root.findall(f"{_W}num")}
        self._counts: dict[str, dict[int, int]] = {identity: {} for identity in self._lists}
        self._begun: set[str] = set()

    def label(self, properties: Element) -> str:
        """Return the label of the next paragraph with these `w:numPr`."""
        number = _child(properties, "numId")
        level = int(_child(properties, "ilvl"))
        identity = _child(self._numbers[number], "abstractNumId")
        levels, counts = self._lists[identity], self._counts[identity]
        if number not in self._begun:
            self._begun.add(number)
            for override in self._numbers[number].findall(f"{_W}lvlOverride"):
                counts[int(_text(override, "ilvl"))] = int(_child(override, "startOverride")) - 1
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        label = levels[level].text
        for other, count in counts.items():
            label = label.replace(f"%{other + 1}", _FORMS[levels[other].form](count))
        return label


def _level(level: Element) -> Level:
    # The label is read as followed by one blank.
    assert _child(level, "suff") == "space"
    return Level(int(_child(level, "start")), _child(level, "numFmt"), _child(level, "lvlText"))


def _child(parent: Element, tag: str) -> str:
    child = parent.find(_W + tag)
    assert child is not None
    return _text(child, "val")


def _text(element: Element, attribute: str) -> str:
    text = element.get(_W + attribute)
    assert text is not None
    return text


def _letters(count: int) -> str:
    """Count as Word does: the Latin alphabet, then double letters."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    text = ""
    for numeral, size in _ROMAN:
        times, count = divmod(count, size)
        text += numeral * times
    return text


_FORMS: Final[dict[str, Callable[[int], str]]] = {
    "upperRoman": _roman,
    "decimal": str,
    "lowerLetter": _letters,
    "none": lambda _count: "",
}

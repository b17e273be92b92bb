"""The labels that Word prints in front of numbered paragraphs (ISO/IEC 29500-1, 17.9)."""

from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from dxdesk.inspection.docx_formatting import Layer, paragraph_layer
from dxdesk.inspection.docx_opening import Parts, number, value, word
from dxdesk.text.numerals import roman

_LEVELS: Final = 9
_MAX_NUMBER: Final = 3_999
_BULLET: Final = "•"


class Label(NamedTuple):
    """A label as printed, how its list indents the paragraph, and the run properties of the label."""

    text: str
    indents: Layer
    properties: Element | None


class _Level(NamedTuple):
    start: int
    form: str
    text: str
    properties: Element | None
    run: Element | None
    suffix: str
    style: str


class Labels:
    """Counts the lists of a document on, paragraph by paragraph."""

    def __init__(self, parts: Parts) -> None:
        root = parts.single.get("numbering")
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        if root is not None:
            self._read(root)
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, properties: Element | None, style: str) -> Label | None:
        """Return the label of the next paragraph with these numbering properties, in a style."""
        identity = value(properties, "numId")
        if identity is None or identity not in self._lists:
            return None
        abstract, levels = self._lists[identity]
        of_style = next((place for place, each in levels.items() if style and each.style == style), 0)
        stated = number(value(properties, "ilvl"))
        level = of_style if stated is None else int(stated)
        if level not in levels or not 0 <= level < _LEVELS:
            return None
        self._count(identity, abstract, level, levels)
        found = levels[level]
        text = self._shown(abstract, found, levels)
        return Label(text + found.suffix if text else "", paragraph_layer(found.properties), found.run)

    def _count(self, identity: str, abstract: str, level: int, levels: dict[int, _Level]) -> None:
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        restart = self._restarts.get((identity, level))
        before = counts[level]
        if restart is not None and (identity, level) not in self._begun:
            counts[level] = restart
        else:
            counts[level] = levels[level].start if before is None else before + 1
        self._begun.add((identity, level))
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)

    def _shown(self, abstract: str, found: _Level, levels: dict[int, _Level]) -> str:
        if found.form == "bullet":
            return found.text if found.text in {"-", "+", "–", "*"} else _BULLET
        text = found.text
        for place in range(_LEVELS):
            mark = f"%{place + 1}"
            if mark in text:
                count = self._counts[abstract][place]
                level = levels.get(place)
                shown = "" if level is None else _digits(count or level.start, level.form)
                text = text.replace(mark, shown)
        return text

    def _read(self, root: Element) -> None:
        abstracts = {
            element.get(word("abstractNumId"), ""): _levels(element)
            for element in root.findall(word("abstractNum"))
        }
        for element in root.findall(word("num")):
            identity = element.get(word("numId"), "")
            abstract = value(element, "abstractNumId") or ""
            levels = dict(abstracts.get(abstract, {}))
            for override in element.findall(word("lvlOverride")):
                place = int(number(override.get(word("ilvl"))) or 0)
                levels |= _levels(override)
                start = number(value(override, "startOverride"))
                if start is not None:
                    self._restarts[identity, place] = int(start)
            self._lists[identity] = (abstract, levels)


def _levels(element: Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for level in element.findall(word("lvl")):
        place = int(number(level.get(word("ilvl"))) or 0)
        levels[place] = _Level(
            start=int(number(value(level, "start")) or 0),
            form=value(level, "numFmt") or "decimal",
            text=value(level, "lvlText") or "",
            properties=level.find(word("pPr")),
            run=level.find(word("rPr")),
            suffix="" if value(level, "suff") == "nothing" else " ",
            style=value(level, "pStyle") or "",
        )
    return levels


def _digits(count: int, form: str) -> str:
    if not 0 < count <= _MAX_NUMBER:
        return str(count)
    if form in {"lowerLetter", "upperLetter"}:
        # Word counts letters by the Latin alphabet, and after z doubles them: aa, bb, cc.
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    shown = {"upperRoman": roman(count), "lowerRoman": roman(count).lower(), "none": ""}
    return shown.get(form, str(count))

"""Paragraphs of WordprocessingML as lines of text, with what was tracked and commented in them."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from dxdesk.comparison.word_file import WordFileError, attribute, child, local_name
from dxdesk.comparison.word_text import UNTRACKED, Tracked, WordLine, all_of
from dxdesk.language import translate as _
from dxdesk.text.characters import clean

# Word itself stops far earlier.
_MAX_DEPTH: Final = 80
_INSERTED: Final = {"ins", "moveTo"}
_DELETED: Final = {"del", "moveFrom"}
_WRAPPERS: Final = {
    *_INSERTED,
    "r",
    "hyperlink",
    "smartTag",
    "fldSimple",
    "customXml",
    "dir",
    "bdo",
    "sdtContent",
    "Choice",
}
_SIGNS: Final[Mapping[str, str]] = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "-"}
_INNER: Final[Mapping[str, str]] = {"sdt": "sdtContent", "AlternateContent": "Choice"}
_DRAWN: Final = {"drawing", "pict", "object"}
_BREAKS_OF_PAGES: Final = {"page", "column"}


class StyleFacts(NamedTuple):
    """What a paragraph's style says: the level of a heading (0: none), and whether it is numbered."""

    level: int = 0
    listed: bool = False


class LineReader:
    """Reads paragraphs one after the other; a comment may begin in one and end in another."""

    def __init__(self, styles: Mapping[str, StyleFacts]) -> None:
        self._styles = styles
        self._open: set[str] = set()
        self._begun: list[str] = []
        self._text: list[str] = []
        self._tracked = UNTRACKED
        self.about: dict[str, list[str]] = {}
        self.boxes: list[Element] = []

    def mark_comment(self, element: Element) -> None:
        """Note where a comment begins or ends."""
        key = attribute(element, "id") or ""
        if local_name(element) == "commentRangeEnd":
            self._open.discard(key)
        elif key not in self.about:
            self.about[key] = []
            self._begun.append(key)
            if local_name(element) == "commentRangeStart":
                self._open.add(key)

    def lines(self, paragraph: Element) -> Iterator[WordLine]:
        """Yield the lines of a paragraph; one whose end was deleted goes on with the next paragraph."""
        self._read(paragraph, tracked=UNTRACKED, depth=0)
        properties = child(paragraph, "pPr")
        mark = child(properties, "rPr")
        self._tracked |= all_of(author_of(child(mark, name)) for name in _INSERTED | _DELETED)
        if child(mark, "del") is None or not "".join(self._text).strip():
            yield from self._flushed(self._facts(properties))

    def rest(self) -> Iterator[WordLine]:
        """Yield what is left of a paragraph whose end was deleted, where none follows."""
        if self._text:
            yield from self._flushed(StyleFacts())

    def _flushed(self, facts: StyleFacts) -> Iterator[WordLine]:
        text = clean("".join(self._text))
        tracked, comments = self._tracked, tuple(self._begun)
        self._text, self._tracked, self._begun = [], UNTRACKED, []
        for number, line in enumerate(text.split("\n")):
            yield WordLine(
                text=line.strip(),
                tracked=tracked,
                level=facts.level,
                listed=facts.listed and not number,
                comments=() if number else comments,
            )

    def _facts(self, properties: Element | None) -> StyleFacts:
        style = child(properties, "pStyle")
        facts = self._styles.get(attribute(style, "val") or "" if style is not None else "", StyleFacts())
        own = facts_of(properties, facts)
        return own if own.level == 0 else StyleFacts(own.level, listed=False)

    def _read(self, parent: Element, *, tracked: Tracked, depth: int) -> None:
        if depth > _MAX_DEPTH:
            raise too_deep()
        for element in parent:
            name = local_name(element)
            if name in _DELETED:
                if any((part.text or "").strip() for part in element.iter()):
                    self._tracked |= author_of(element)
            elif name in _WRAPPERS:
                added = author_of(element) if name in _INSERTED else UNTRACKED
                self._read(element, tracked=tracked | added, depth=depth + 1)
            elif name in _INNER:
                self._read_if_there(child(element, _INNER[name]), tracked=tracked, depth=depth)
            elif name in _DRAWN:
                self.boxes += _boxes(element, depth)
            elif name.startswith("comment"):
                self.mark_comment(element)
            elif text := _text_of(name, element):
                self._add(text, tracked=tracked)

    def _read_if_there(self, element: Element | None, *, tracked: Tracked, depth: int) -> None:
        if element is not None:
            self._read(element, tracked=tracked, depth=depth + 1)

    def _add(self, text: str, *, tracked: Tracked) -> None:
        self._text.append(text)
        self._tracked |= tracked
        for key in self._open:
            self.about[key].append(text)


def author_of(change: Element | None) -> Tracked:
    """Return who made a change that Word tracked; nobody where there is none."""
    if change is None:
        return UNTRACKED
    return Tracked([clean(attribute(change, "author") or "", many_lines=False).strip()])


def facts_of(properties: Element | None, inherited: StyleFacts) -> StyleFacts:
    """Return what the properties of a paragraph or a style say, beyond what is inherited."""
    level, listed = inherited
    outline = child(properties, "outlineLvl")
    if outline is not None:
        value = attribute(outline, "val") or ""
        level = int(value) + 1 if value.isdecimal() and len(value) == 1 and value != "9" else 0
    numbered = child(properties, "numPr")
    if numbered is not None:
        number = child(numbered, "numId")
        listed = number is not None and attribute(number, "val") != "0"
    return StyleFacts(level, listed)


def too_deep() -> WordFileError:
    """Return the error of a file whose parts stand within each other without end."""
    return WordFileError(
        _("The Word file is nested more deeply than any document."),
        _("Copy its text into a new Word file."),
    )


def _boxes(drawn: Element, depth: int) -> Iterator[Element]:
    """Yield the text boxes of a drawing; those within them are found when they are read."""
    if depth > _MAX_DEPTH:
        raise too_deep()
    for element in drawn:
        if local_name(element) == "txbxContent":
            yield element
        else:
            yield from _boxes(element, depth + 1)


def _text_of(name: str, element: Element) -> str:
    if name == "t":
        return element.text or ""
    if name == "br":
        return "" if attribute(element, "type") in _BREAKS_OF_PAGES else "\n"
    return _SIGNS.get(name, "")

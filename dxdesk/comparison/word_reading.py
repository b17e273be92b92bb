"""Reading a Word file: from its bytes to its text."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Final
from xml.etree.ElementTree import Element

import msgspec

from dxdesk.comparison.word_file import WordParts, attribute, child, local_name, open_word_file
from dxdesk.comparison.word_lines import LineReader, StyleFacts, author_of, facts_of, too_deep
from dxdesk.comparison.word_text import (
    MOST_COLUMNS,
    WordCell,
    WordComment,
    WordLine,
    WordRow,
    WordTable,
    WordText,
)
from dxdesk.language import translate_plural as _n
from dxdesk.text.characters import clean

_MAX_DEPTH: Final = 40
_WRAPPERS: Final = {"customXml", "ins", "moveTo"}
_GONE: Final = {"del", "moveFrom"}
_NOTES: Final = {"footnote", "endnote"}
_PICTURES: Final = {"blip", "imagedata"}
_page_number = re.compile(r"[-–\s\d]*")
_heading = re.compile(r"heading ([1-9])", re.IGNORECASE)


def read_word(data: bytes) -> WordText:
    """Return what a Word file says.

    Raises:
        WordFileError: it cannot be read; the sentence says why and what to do.
    """
    parts = open_word_file(data)
    reader = LineReader(_styles(parts.styles))
    body = child(parts.document, "body")
    blocks = tuple(_blocks(body, reader, 0)) if body is not None else ()
    comments = () if parts.comments is None else tuple(_comments(parts.comments, reader.about))
    return WordText(blocks=(*blocks, *_beside(parts, reader)), comments=comments)


def _beside(parts: WordParts, reader: LineReader) -> Iterator[WordLine]:
    """Yield what stands beside the text; page numbers are the program's."""
    for part in parts.beside:
        notes = [each for each in part if local_name(each) in _NOTES]
        for container in notes or [part]:
            lines = _lines(_blocks(container, reader, 0))
            yield from (_beside_text(line) for line in lines if not _page_number.fullmatch(line.text))
    for box in reader.boxes:  # more come in while they are read: boxes within boxes
        yield from map(_beside_text, _lines(_blocks(box, reader, 0)))
    names = Counter(map(local_name, parts.document.iter()))
    if count := max(names[name] for name in _PICTURES):  # both say the same picture, for two ages of Word
        yield WordLine(
            beside=True, text=_n("({count} picture)", "({count} pictures)", count).format(count=count)
        )


def _beside_text(line: WordLine) -> WordLine:
    return msgspec.structs.replace(line, beside=True)


def _blocks(container: Element, reader: LineReader, depth: int) -> Iterator[WordLine | WordTable]:
    for element in _children(container, depth):
        match local_name(element):
            case "p":
                yield from reader.lines(element)
            case "tbl":
                yield from reader.rest()
                yield WordTable(rows=tuple(_rows(element, reader, depth + 1)))
            case name if name.startswith("comment"):
                reader.mark_comment(element)
    yield from reader.rest()


def _children(parent: Element, depth: int) -> Iterator[Element]:
    """Yield the children of an element, through what only wraps them."""
    if depth > _MAX_DEPTH:
        raise too_deep()
    for element in parent:
        name = local_name(element)
        inner = child(element, "sdtContent") if name == "sdt" else None
        if name == "AlternateContent":
            inner = child(element, "Choice")
        if name in _WRAPPERS:
            inner = element
        if inner is not None:
            yield from _children(inner, depth + 1)
        elif name not in _GONE:
            yield element


def _rows(table: Element, reader: LineReader, depth: int) -> Iterator[WordRow]:
    above: dict[int, tuple[WordLine, ...]] = {}  # what merged cells say, by column
    for element in _children(table, depth):
        if local_name(element) != "tr":
            continue
        properties = child(element, "trPr")
        if deleted := author_of(child(properties, "del")):
            yield WordRow(cells=(), tracked=deleted)
            continue
        cells = tuple(_cells(element, properties, reader, depth, above))
        yield WordRow(cells=cells, tracked=author_of(child(properties, "ins")))


def _cells(
    row: Element,
    properties: Element | None,
    reader: LineReader,
    depth: int,
    above: dict[int, tuple[WordLine, ...]],
) -> Iterator[WordCell]:
    column = _count(child(properties, "gridBefore"), 0)
    if column:
        yield WordCell(lines=(), span=column)
    for element in _children(row, depth):
        if local_name(element) != "tc":
            continue
        lines = tuple(_lines(_blocks(element, reader, depth + 1)))
        merged = child(element, "tcPr", "vMerge")
        if merged is None:
            above.pop(column, None)
        elif attribute(merged, "val") == "restart":
            above[column] = tuple(WordLine(text=line.text) for line in lines)
        else:
            lines = above.get(column, lines)
        span = _count(child(element, "tcPr", "gridSpan"), 1)
        yield WordCell(lines=lines, span=span)
        column += span


def _lines(blocks: Iterator[WordLine | WordTable]) -> Iterator[WordLine]:
    """Yield the lines of a cell, also those of tables within it."""
    for block in blocks:
        if isinstance(block, WordLine):
            yield block
        else:
            yield from lines_of_table(block)


def lines_of_table(table: WordTable) -> Iterator[WordLine]:
    """Yield the lines of a table, cell by cell."""
    for row in table.rows:
        for cell in row.cells:
            yield from cell.lines


def _count(element: Element | None, otherwise: int) -> int:
    value = attribute(element, "val") or "" if element is not None else ""
    return (
        min(int(value), MOST_COLUMNS)
        if value.isascii() and value.isdecimal() and len(value) < 4
        else otherwise
    )


def _styles(styles: Element | None) -> Mapping[str, StyleFacts]:
    """Return what each paragraph style says; headings have the same names in every language of Word."""
    if styles is None:
        return {}
    elements = {attribute(each, "styleId") or "": each for each in styles if local_name(each) == "style"}
    return {key: _style(key, elements, set()) for key in elements}


def _style(key: str, elements: Mapping[str, Element], passed: set[str]) -> StyleFacts:
    element = elements.get(key)
    if element is None or key in passed or len(passed) > _MAX_DEPTH:
        return StyleFacts()
    base = child(element, "basedOn")
    inherited = (
        _style(attribute(base, "val") or "", elements, passed | {key}) if base is not None else StyleFacts()
    )
    facts = facts_of(child(element, "pPr"), inherited)
    name = child(element, "name")
    found = _heading.fullmatch(attribute(name, "val") or "") if name is not None else None
    return StyleFacts(int(found[1]), facts.listed) if found else facts


def _comments(part: Element, about: Mapping[str, list[str]]) -> Iterator[WordComment]:
    """Yield the comments that hang on the text, in its order."""
    elements = {attribute(each, "id") or "": each for each in part if local_name(each) == "comment"}
    for key, pieces in about.items():
        if key not in elements:
            continue
        reader = LineReader({})
        blocks = _blocks(elements[key], reader, 0)
        text = "\n".join(line.text for line in _lines(blocks) if line.text)
        if text:
            yield WordComment(
                key=key,
                author=clean(attribute(elements[key], "author") or "", many_lines=False).strip(),
                text=text,
                about=" ".join(clean("".join(pieces)).split()),
                written_at=_moment(attribute(elements[key], "date") or ""),
            )


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

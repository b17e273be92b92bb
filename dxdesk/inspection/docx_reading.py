"""Reading a DOCX: every paragraph as Word sets it, through tables, text boxes and sections."""

from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

import msgspec

from dxdesk.inspection.docx_content import Content, label_run, numbered, read_content
from dxdesk.inspection.docx_formatting import Formats, Layer, paragraph_layer
from dxdesk.inspection.docx_numbering import Labels
from dxdesk.inspection.docx_opening import Parts, open_docx, too_deep, value, word
from dxdesk.inspection.docx_paragraphs import (
    border_length,
    drawn_rule,
    height_of,
    is_long,
    is_made_of_characters,
    room_of,
    spacing_of,
    start_of,
)
from dxdesk.inspection.docx_pieces import sides_of
from dxdesk.inspection.docx_sections import page_numbers, sections_of
from dxdesk.inspection.docx_tables import cells_of, is_ruled
from dxdesk.inspection.measured import Measured, Paragraph, Rule, Side

_DEEPEST: Final = 40  # elements around paragraphs: cells in cells, boxes in boxes
_SURELY_FIRST_PAGE: Final = 700  # characters that fit on any page one


def read_docx(data: bytes) -> Measured:
    """Measure a DOCX.

    Raises:
        UnreadableDocumentError: it is damaged, not a Word document, or larger than any document is.
    """
    parts = open_docx(data)
    reader = _Reader(parts)
    reader.blocks(parts.body, reader.running)
    return Measured(
        form="docx",
        pages=reader.page if reader.rendered else None,
        sheets=tuple(section.sheet for section in reader.sections),
        paragraphs=tuple(reader.found),
        numbers=page_numbers(parts, reader.formats),
    )


@dataclass(slots=True)
class _Column:
    """Where paragraphs follow each other: the page, a cell, a text box. Lengths as in `measured`."""

    width: float | None
    table: bool = False
    table_style: str = ""
    block: int | None = None
    side: Side | None = None
    last: int | None = None  # position of the paragraph before
    last_style: str = ""
    last_room: float | None = None
    after: float = 0.0
    blank: float = 0.0
    measurable: bool = True


class _Reader:
    """Walks through a document and collects its paragraphs."""

    def __init__(self, parts: Parts) -> None:
        self.formats = Formats(parts)
        self.labels = Labels(parts)
        self.sections = sections_of(parts)
        self.rendered = next(parts.body.iter(word("lastRenderedPageBreak")), None) is not None
        self.found: list[Paragraph] = []
        self.running = _Column(self.sections[0].width)
        self.page = 1
        self._section = 0
        self._block = 0
        self._depth = 0
        self._characters = 0
        self._broken = False  # a page begins with what comes next
        self._breaks_seen = False

    def blocks(self, parent: Element, column: _Column) -> None:
        """Read the paragraphs and tables in an element."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise too_deep()
        for child in parent:
            if child.tag == word("p"):
                self.paragraph(child, column)
            elif child.tag == word("tbl"):
                self.table(child)
                column.last, column.measurable = None, False
            elif child.tag not in {word("sectPr"), word("del"), word("moveFrom"), word("sdtPr")}:
                self.blocks(child, column)
        self._depth -= 1

    def table(self, table: Element) -> None:
        """Read the cells of a table, row by row."""
        self._block += 1
        block, ruled = self._block, is_ruled(table, self.formats)
        style = value(table.find(word("tblPr")), "tblStyle") or ""
        for cell in cells_of(table, self.formats):
            side = None if ruled else cell.side
            self.blocks(cell.element, _Column(cell.width, ruled, style, block, side))

    def paragraph(self, element: Element, column: _Column) -> None:
        """Read a paragraph, and the text boxes that hang on it."""
        properties = element.find(word("pPr"))
        layer = self.formats.paragraph(properties, column.table_style)
        content = read_content(element, self.formats, layer["style"], column.table_style)
        numbering = numbered(properties, layer)
        label = self.labels.next(numbering, layer["style"]) if content.text.strip() else None
        if label is not None:
            # The indents of the list lie between those of the style and the paragraph's own.
            layer = {**layer, **label.indents, **paragraph_layer(properties)}
            base = self.formats.run(None, layer["style"], column.table_style)
            content.runs.insert(0, label_run(label.text, base, self.formats.run_layer(label.properties)))
        self._turn(layer, content)
        if not content.text.strip():
            self._blank(layer, content, column, self._mark_size(properties, layer, column))
        elif is_made_of_characters(content.text) and column.last is not None:
            self._set_rule(column, Rule(drawn=False))
        else:
            self._text(layer, content, column)
        self._end(properties, content)
        for box in content.boxes:
            self._block += 1
            self.blocks(box, _Column(None, block=self._block))

    def _mark_size(self, properties: Element | None, layer: Layer, column: _Column) -> float:
        """Return the size of the letters of an empty paragraph: that of its mark."""
        own = None if properties is None else properties.find(word("rPr"))
        size: float = self.formats.run(own, layer["style"], column.table_style)["size"]
        return size

    def _turn(self, layer: Layer, content: Content) -> None:
        """Take note of page breaks in front of a paragraph."""
        if content.break_first or layer.get("pageBreakBefore"):
            self._broken = self._breaks_seen = True
        if content.break_first and self.rendered and content.breaks:
            self.page += 1
            content.breaks -= 1

    def _end(self, properties: Element | None, content: Content) -> None:
        self.page += content.breaks
        self._characters += len(content.text)
        if content.break_last:
            self._broken = self._breaks_seen = True
        section = None if properties is None else properties.find(word("sectPr"))
        if section is not None:
            self._section = min(self._section + 1, len(self.sections) - 1)
            self.running.width = self.sections[self._section].width
            if value(section, "type") != "continuous":
                self._broken = self._breaks_seen = True

    def _page(self) -> int | None:
        if self.rendered:
            return self.page
        return 1 if not self._breaks_seen and self._characters < _SURELY_FIRST_PAGE else None

    def _blank(self, layer: Layer, content: Content, column: _Column, size: float) -> None:
        spacing = spacing_of(layer, size)
        column.blank += height_of(spacing, size)
        column.measurable &= not content.picture
        has_border, length = border_length(layer, room_of(layer, column.width))
        if has_border:
            even = layer.get("left", 0.0) == layer.get("right", 0.0)
            self._add_rule(column, length, centred=even)
        for line in content.lines:
            self._add_rule(column, line, centred=None)

    def _text(self, layer: Layer, content: Content, column: _Column) -> None:
        pieces = sides_of(content.runs)
        size = max((run.size or 0.0 for run in content.runs), default=10.0) or 10.0
        spacing = spacing_of(layer, size)
        room = room_of(layer, column.width)
        divided = len(pieces) > 1
        if divided:
            self._block += 1
        gap = self._gap(layer, spacing.before, column)
        follows_break, self._broken = self._broken, False
        for runs, side in pieces:
            self.found.append(
                Paragraph(
                    runs=runs,
                    page=self._page(),
                    section=self._section,
                    block=self._block if divided else column.block,
                    side=side or column.side,
                    table=column.table,
                    align=None if divided or side else layer.get("align", "left"),
                    start=None if divided else start_of(layer, content.text, size),
                    gap=gap,
                    line=spacing.line,
                    long=None if divided else is_long(runs, room),
                    follows_break=follows_break,
                )
            )
        self._go_on(column, layer, spacing.after, None if divided else room)
        self._rules_of_text(layer, content, column)

    def _gap(self, layer: Layer, before: float, column: _Column) -> float | None:
        """Return the room above a paragraph; spacing between paragraphs of one style may be left out."""
        same = layer["style"] == column.last_style and layer.get("contextualSpacing") and not column.blank
        if column.last is None or not column.measurable or self._broken:
            return None
        return column.blank if same else column.after + column.blank + before

    def _go_on(self, column: _Column, layer: Layer, after: float, room: float | None) -> None:
        column.last = len(self.found) - 1
        column.last_style, column.last_room = layer["style"], room
        column.after, column.blank, column.measurable = after, 0.0, True

    def _rules_of_text(self, layer: Layer, content: Content, column: _Column) -> None:
        has_border, length = border_length(layer, column.last_room)
        if has_border:
            even = layer.get("left", 0.0) == layer.get("right", 0.0)
            self._add_rule(column, length, centred=even)
        elif content.underlined and not content.lines:
            self._set_rule(column, Rule(drawn=False))
        for line in content.lines:
            self._add_rule(column, line, centred=None)

    def _add_rule(self, column: _Column, length: float | None, *, centred: bool | None) -> None:
        """Give the text before a rule; of two nobody can tell which is whose."""
        if column.last is None:
            return
        text = self.found[column.last]
        several = text.rule is not None and text.rule.drawn is not False
        rule = (
            Rule(drawn=None) if several else drawn_rule(length, text.runs, column.last_room, centred=centred)
        )
        self._set_rule(column, rule)

    def _set_rule(self, column: _Column, rule: Rule) -> None:
        if column.last is not None:
            self.found[column.last] = msgspec.structs.replace(self.found[column.last], rule=rule)

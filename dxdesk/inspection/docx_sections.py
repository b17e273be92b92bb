"""Paper, margins and page numbers of the sections of a Word document."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from xml.etree.ElementTree import Element

from dxdesk.document.decree30 import Align
from dxdesk.inspection.docx_content import made_run, read_content
from dxdesk.inspection.docx_formatting import Formats
from dxdesk.inspection.docx_opening import RELATION, Parts, number, value, word
from dxdesk.inspection.measured import PageNumber, Paragraph, Run, Sheet

MM_PER_TWIP: Final = 25.4 / 1440
_DEFAULT_MARGIN: Final = 1440.0
_ARABIC: Final = {None, "decimal"}
_OFF: Final = {"0", "false", "off"}


class Section(NamedTuple):
    """A section's sheet, and the width of its text in mm."""

    sheet: Sheet
    width: float


def sections_of(parts: Parts) -> list[Section]:
    """Return the sections in their order; a document without any has one of Word's default paper."""
    elements = list(parts.body.iter(word("sectPr"))) or [Element(word("sectPr"))]
    return [_section(element, position) for position, element in enumerate(elements)]


def page_numbers(parts: Parts, formats: Formats) -> tuple[PageNumber, ...]:
    """Return the page number of each section that has one; headers go on from section to section."""
    found: list[PageNumber] = []
    known: dict[tuple[str, str], Element] = {}
    for position, element in enumerate(parts.body.iter(word("sectPr"))):
        for kind in ("header", "footer"):
            for reference in element.findall(word(f"{kind}Reference")):
                part = parts.margins.get(reference.get(RELATION, ""))
                if part is not None:
                    known[kind, reference.get(word("type"), "default")] = part[1]
        found += _numbers_of(element, position, known, formats)
    return tuple(found)


def _section(element: Element, position: int) -> Section:
    width = (number(value(element, "pgSz", "w")) or 12240.0) * MM_PER_TWIP
    height = (number(value(element, "pgSz", "h")) or 15840.0) * MM_PER_TWIP
    top, bottom, left, right = (_margin(element, side) for side in ("top", "bottom", "left", "right"))
    left += (number(value(element, "pgMar", "gutter")) or 0.0) * MM_PER_TWIP
    sheet = Sheet(
        section=position, width=width, height=height, top=top, bottom=bottom, left=left, right=right
    )
    return Section(sheet, width - left - right)


def _margin(element: Element, side: str) -> float:
    stated = number(value(element, "pgMar", side))
    # A negative distance above or below only says that headers do not push the text.
    return abs(_DEFAULT_MARGIN if stated is None else stated) * MM_PER_TWIP


def _numbers_of(
    section: Element, position: int, known: dict[tuple[str, str], Element], formats: Formats
) -> Iterator[PageNumber]:
    title = section.find(word("titlePg"))
    differs = title is not None and title.get(word("val")) not in _OFF
    restarts = position == 0 or value(section, "pgNumType", "start") is not None
    form = value(section, "pgNumType", "fmt")
    for kind in ("header", "footer"):
        shown = _numbered_paragraph(known.get((kind, "default")), formats)
        first = _numbered_paragraph(known.get((kind, "first")), formats) if differs else shown
        paragraph = shown or first
        if paragraph is not None:
            yield PageNumber(
                paragraph=paragraph,
                at_top=kind == "header",
                centred=None if paragraph.align is None else paragraph.align == "center",
                on_first=first is not None and restarts,
                arabic=form in _ARABIC,
            )
            return


def _numbered_paragraph(part: Element | None, formats: Formats) -> Paragraph | None:
    """Return the paragraph with the page number in a header or footer."""
    if part is None:
        return None
    framed = {id(each) for box in part.iter(word("txbxContent")) for each in box.iter(word("p"))}
    for element in part.iter(word("p")):
        properties = element.find(word("pPr"))
        layer = formats.paragraph(properties)
        content = read_content(element, formats, layer["style"], "")
        if content.page_field:
            frame = value(properties, "framePr", "xAlign")
            align: Align = "center" if frame == "center" else layer.get("align", "left")
            in_box = (
                id(element) in framed or "\t" in content.text or (frame is None and _is_framed(properties))
            )
            runs = tuple(content.runs) or (_field_run(element, formats, layer["style"]),)
            return Paragraph(runs=runs, align=None if in_box else align)
    return None


def _field_run(element: Element, formats: Formats, style: str) -> Run:
    """Return how a field without a stored result will be set: as its own runs are."""
    inner = next((run.find(word("rPr")) for run in element.iter(word("r"))), None)
    return made_run("1", formats.run(inner, style))


def _is_framed(properties: Element | None) -> bool:
    return properties is not None and properties.find(word("framePr")) is not None

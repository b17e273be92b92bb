"""Writing a document as PDF through reportlab's canvas."""

from collections.abc import Callable, Collection, Iterator, Mapping
from io import BytesIO
from typing import Any, Final, NamedTuple

from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from dxdesk.document.chart import OUTLINE
from dxdesk.document.decree30 import (
    HEADER_DISTANCE,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    MARGIN_TOP,
    PAGE_LONG,
    PAGE_SHORT,
    RULE_WEIGHT,
    STYLES,
    text_height,
    text_width,
)
from dxdesk.document.metrics import ASCENT, DESCENT, Face, style_face, text_points
from dxdesk.document.profile import PROFILES, FieldName, Profile
from dxdesk.document.tree import Document, Section
from dxdesk.render.pdf.archive import Source, attach
from dxdesk.render.pdf.boxes import MM, Box, Stroke
from dxdesk.render.pdf.canvas import file_of, new_canvas
from dxdesk.render.pdf.flow import section_boxes
from dxdesk.render.pdf.fonts import register
from dxdesk.render.pdf.form import Spread, add_form
from dxdesk.render.pdf.objects import File
from dxdesk.render.pdf.pages import Placed, Spot, paginate, spots_on

_MARK_SIZE: Final = 11.0  # points
_MARK_HEIGHT: Final = 5.5 * MM
_MARK_TOP: Final = 4.2 * MM  # above the page number; office printers print no nearer to the edge


class PdfFile(NamedTuple):
    """A finished PDF, its number of pages, and the boxes that stand on each of them."""

    data: bytes
    pages: int
    placed: list[list[Placed]]

    def spots(self) -> tuple[Spot, ...]:
        """Return what of the plan stands where, in reading order."""
        left, top = MARGIN_LEFT * MM, MARGIN_TOP * MM
        pages = enumerate(self.placed)
        return tuple(spot for number, page in pages for spot in spots_on(page, number, left, top))

    @property
    def places(self) -> Mapping[str, Spot]:
        """Return where each place of the plan (a JSON Pointer) begins in print."""
        places: dict[str, Spot] = {}
        for spot in self.spots():
            places.setdefault(spot.origin, spot)
        return places


def write_pdf(
    document: Document,
    *,
    profile: Profile = "flat",
    source: Callable[[int], Source] | None = None,
    mark: str = "",
    pause: Callable[[], object] = bool,
) -> PdfFile:
    """Write the document as PDF 1.7 and PDF/A-3u; the same arguments give the same bytes.

    `profile` says which fields of a form it has. `source` returns the data that travel in it, given the
    number of pages. `mark` is a line at the head of every page. `pause` is called every millisecond or so; it may wait, and what it raises ends the
    writing.
    """
    fonts = register()
    buffer = BytesIO()
    canvas = new_canvas(
        buffer, title=document.title, author=document.author, keywords=document.keywords, pause=pause
    )
    canvas.showOutline()
    file = file_of(canvas)
    pages: list[list[Placed]] = []
    for number, section in enumerate(document.sections):
        pages += _write_section(canvas, section, fonts, key=f"s{number}", mark=mark, pause=pause)
    add_form(file, _fields(file, pages, fonts, PROFILES[profile]))
    if source is not None:
        attach(file, source(len(pages)))
    canvas.save()
    return PdfFile(buffer.getvalue(), len(pages), pages)


def _write_section(
    canvas: Canvas,
    section: Section,
    fonts: dict[Face, TTFont],
    *,
    key: str,
    mark: str,
    pause: Callable[[], object],
) -> list[list[Placed]]:
    landscape = section.orientation == "landscape"
    size = (PAGE_LONG * MM, PAGE_SHORT * MM) if landscape else (PAGE_SHORT * MM, PAGE_LONG * MM)
    pages = paginate(section_boxes(section, pause), text_height(landscape=landscape) * MM)
    for number, page in enumerate(pages, start=1):
        pause()
        canvas.setPageSize(size)
        if mark:
            _write_mark(canvas, mark, fonts, size)
        if number > 1:
            _write_page_number(canvas, number, fonts, size[1], text_width(landscape=landscape) * MM)
        _write_page(canvas, page, fonts, size[1], f"{key}.{number}")
        canvas.showPage()
    return pages


def _fields(
    file: File, pages: list[list[Placed]], fonts: Mapping[Face, TTFont], wanted: Collection[FieldName]
) -> Iterator[tuple[Any, Spread]]:
    """Yield the wanted fields with their pages."""
    left = MARGIN_LEFT * MM
    for page, placed in zip(file.Pages.pages, pages, strict=True):
        top = page.pageheight - MARGIN_TOP * MM
        for down, box in placed:
            for seat in box.seats:
                if seat.field in wanted:
                    bottom = top - down - seat.top - seat.height
                    yield page, Spread(seat, left + seat.left, bottom, fonts[seat.face])


def _write_page(
    canvas: Canvas, page: list[Placed], fonts: dict[Face, TTFont], height: float, key: str
) -> None:
    left, top = MARGIN_LEFT * MM, height - MARGIN_TOP * MM
    _write_bars(canvas, [(down, box) for down, box in page if box.bars], left, top)
    text = canvas.beginText()
    state: tuple[Face, float, float] | None = None
    strokes: list[Stroke] = []
    for position, (down, box) in enumerate(page):
        y = top - down
        for ink in box.inks:
            text.setTextOrigin(left + ink.x, y - ink.y)
            wanted = (ink.face, ink.size, ink.stretch)
            if wanted != state:
                text.setFont(fonts[ink.face].fontName, ink.size)
                text.setWordSpace(ink.stretch)
                state = wanted
            text.textOut(ink.text)
        strokes += [Stroke(left + s.x1, y - s.y1, left + s.x2, y - s.y2) for s in box.strokes]
        if box.bookmark is not None:
            name = f"{key}.{position}"
            canvas.bookmarkPage(name, fit="XYZ", left=0, top=y)
            canvas.addOutlineEntry(box.bookmark.title, name, box.bookmark.level)
    canvas.drawText(text)
    if strokes:
        canvas.setLineWidth(RULE_WEIGHT)
        canvas.lines(strokes)


def _write_bars(canvas: Canvas, boxes: list[tuple[float, Box]], left: float, top: float) -> None:
    if not boxes:
        return
    canvas.saveState()
    canvas.setLineWidth(OUTLINE)
    for down, box in boxes:
        for bar in box.bars:
            canvas.setFillGray(bar.shade)
            canvas.rect(left + bar.x, top - down - bar.y - bar.height, bar.width, bar.height, fill=1)
    canvas.restoreState()


def _write_page_number(
    canvas: Canvas, number: int, fonts: dict[Face, TTFont], height: float, width: float
) -> None:
    style = STYLES["page-number"]
    face = style_face(style)
    shown = str(number)
    x = MARGIN_LEFT * MM + (width - text_points(shown, face, style.size)) / 2
    y = height - HEADER_DISTANCE * MM - ASCENT * style.size
    canvas.setFont(fonts[face].fontName, style.size)
    canvas.drawString(x, y, shown)


def _write_mark(canvas: Canvas, mark: str, fonts: dict[Face, TTFont], size: tuple[float, float]) -> None:
    """Write a line in a frame across the head of the page."""
    left, right = MARGIN_LEFT * MM, size[0] - MARGIN_RIGHT * MM
    bottom = size[1] - _MARK_TOP - _MARK_HEIGHT
    canvas.setLineWidth(RULE_WEIGHT)
    canvas.rect(left, bottom, right - left, _MARK_HEIGHT)
    x = (left + right - text_points(mark, "bold", _MARK_SIZE)) / 2
    room = _MARK_HEIGHT - (ASCENT + DESCENT) * _MARK_SIZE
    canvas.setFont(fonts["bold"].fontName, _MARK_SIZE)
    canvas.drawString(x, bottom + room / 2 + DESCENT * _MARK_SIZE, mark)

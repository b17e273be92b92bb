"""Reading a PDF: letters become lines, lines paragraphs, whatever program made the file."""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import pypdfium2

from dxdesk.inspection.faults import too_large
from dxdesk.inspection.measured import Measured, PageNumber, Rule, Sheet
from dxdesk.inspection.pdf_letters import Geometry, Piece, geometry_of, pieces_of
from dxdesk.inspection.pdf_lines import (
    Bounds,
    Line,
    bounds_of,
    lines_of,
    number_line,
    set_rules,
    set_sides,
)
from dxdesk.inspection.pdf_opening import damaged, open_pdf, without_text
from dxdesk.inspection.pdf_paragraphs import Placed, paragraphs_of
from dxdesk.inspection.pdf_strokes import strokes_of
from dxdesk.inspection.pdfium import PDFIUM

_MM: Final = 25.4 / 72
_ASCENT, _DESCENT = 0.891, 0.216  # of Times New Roman, in sizes
_MOST_LETTERS: Final = 2_000_000
_FEWEST_LETTERS: Final = 40  # fewer are stamps on pictures
# Points: the middle of the paper and that of the text are further apart where the margins are uneven.
_CENTRED: Final = 25.0


class _Page(NamedTuple):
    number: int
    geometry: Geometry
    lines: list[Line]
    page_number: tuple[Line, int] | None
    strokes_known: bool

    @property
    def landscape(self) -> bool:
        return self.geometry.width > self.geometry.height

    @property
    def text(self) -> list[Line]:
        """Return the lines without the page number."""
        number = None if self.page_number is None else self.page_number[0]
        return [line for line in self.lines if line is not number]


def read_pdf(data: bytes, tell: Callable[[float], object] = bool) -> Measured:
    """Measure a PDF. `tell` is given the share of the pages that is read; what it raises ends the reading.

    Raises:
        UnreadableDocumentError: it is damaged, protected, too long, or has no text that can be measured.
    """
    with PDFIUM:
        document = open_pdf(data)
    try:
        pages = _read_pages(document, tell)
    except pypdfium2.PdfiumError as error:
        raise damaged() from error
    finally:
        with PDFIUM:
            document.close()
    if (
        sum(len(piece.text) for page in pages for line in page.lines for piece in line.pieces)
        < _FEWEST_LETTERS
    ):
        raise without_text()
    bounds = {turned: _bounds(pages, landscape=turned) for turned in (False, True)}
    return Measured(
        form="pdf",
        pages=len(pages),
        sheets=tuple(_sheet(page, bounds[page.landscape]) for page in pages),
        paragraphs=tuple(paragraphs_of(_placed(pages, bounds))),
        numbers=tuple(_page_number(page, bounds[page.landscape]) for page in pages if page.page_number),
    )


def _read_pages(document: Any, tell: Callable[[float], object]) -> list[_Page]:
    pages: list[_Page] = []
    letters = 0
    with PDFIUM:
        count = len(document)
    for index in range(count):
        tell(index / count)
        with PDFIUM:
            pages.append(_read_page(document, index))
        letters += sum(len(piece.text) for line in pages[-1].lines for piece in line.pieces)
        if letters > _MOST_LETTERS:
            raise too_large()
    return pages


def _read_page(document: Any, index: int) -> _Page:
    page = document[index]
    try:
        geometry = geometry_of(page)
        strokes = strokes_of(page, geometry)
        lines = lines_of(_readable(pieces_of(page, geometry)), strokes)
    finally:
        page.close()
    found = number_line(lines, geometry.height)
    set_rules([line for line in lines if not found or line is not found[0]], strokes)
    return _Page(index + 1, geometry, lines, found, strokes.known)


def _readable(pieces: Sequence[Piece]) -> list[Piece]:
    """Leave out letters that nobody sees: what recognition lays under scanned pictures."""
    return [piece for piece in pieces if piece.face.visible and piece.face.size > 0]


def _bounds(pages: Sequence[_Page], *, landscape: bool) -> Bounds:
    lines = [line for page in pages if page.landscape == landscape for line in page.text]
    every = bounds_of(lines) or bounds_of([line for page in pages for line in page.lines])
    return every or Bounds(0.0, 0.0)


def _placed(pages: Sequence[_Page], bounds: dict[bool, Bounds]) -> list[Placed]:
    placed: list[Placed] = []
    for page in pages:
        around = bounds[page.landscape]
        set_sides(page.text, around, page.geometry.width)
        for position, line in enumerate(page.text):
            if not page.strokes_known and line.rule is None:
                line.rule = Rule(drawn=None)
            placed.append(Placed(line, page.number, around, position == 0))
    return placed


def _sheet(page: _Page, bounds: Bounds) -> Sheet:
    width, height = page.geometry.width * _MM, page.geometry.height * _MM
    lines = page.text
    sheet = Sheet(page=page.number, width=width, height=height, exact=False)
    if not lines:
        return sheet
    running = [line for line in lines if not line.table]
    even = [line for line in running if abs(line.right - bounds.right) < 1.5]
    return Sheet(
        page=page.number,
        width=width,
        height=height,
        top=(min(line.base - _ASCENT * line.size for line in lines)) * _MM,
        bottom=height - max(line.base + _DESCENT * line.size for line in lines) * _MM,
        left=bounds.left * _MM if running else None,
        right=width - bounds.right * _MM if running else None,
        exact=False,
        full=len(even) >= 3,
    )


def _page_number(page: _Page, bounds: Bounds) -> PageNumber:
    assert page.page_number is not None  # noqa: S101 - asked before
    line, number = page.page_number
    at_top = line.base < page.geometry.height / 2
    middle = (line.left + line.right) / 2
    centred = min(abs(middle - bounds.centre), abs(middle - page.geometry.width / 2)) < _CENTRED
    (paragraph,) = paragraphs_of([Placed(line, page.number, bounds, first=True)])
    return PageNumber(
        paragraph=paragraph, at_top=at_top, centred=centred, on_first=page.number == 1, number=number
    )

"""Reading a PDF back: pieces of text with place, size and font, rules, pages, bookmarks."""

from collections.abc import Iterable, Iterator
from ctypes import c_float
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MM: Final = 72 / 25.4
# Ink that is nearer to the ink before than this part of the type size belongs to the same word.
_SAME_WORD: Final = 0.15
_MARGIN_TOP: Final = 20 * MM


class Piece(NamedTuple):
    """A text as drawn at once; `y` is its baseline, the rest the bounds of its ink (points)."""

    text: str
    font: str
    embedded: bool
    size: float
    x: float
    y: float
    left: float
    bottom: float
    right: float
    top: float


class Rule(NamedTuple):
    """A straight line (points)."""

    x1: float
    y1: float
    x2: float
    y2: float

    @property
    def level(self) -> bool:
        """Tell whether it lies."""
        return abs(self.y1 - self.y2) < 0.1

    @property
    def length(self) -> float:
        """Return how long it is."""
        return abs(self.x2 - self.x1) + abs(self.y2 - self.y1)


@dataclass(frozen=True)
class Page:
    """A page with everything that is drawn on it, in the order of drawing."""

    width: float
    height: float
    boxes: tuple[tuple[float, ...], ...]
    rotation: int
    pieces: tuple[Piece, ...]
    rules: tuple[Rule, ...]

    @property
    def landscape(self) -> bool:
        """Tell whether the page lies."""
        return self.width > self.height

    @property
    def margin_texts(self) -> tuple[Piece, ...]:
        """Return what stands in the top margin."""
        return tuple(piece for piece in self.pieces if piece.y > self.height - _MARGIN_TOP)

    @property
    def body(self) -> tuple[Piece, ...]:
        """Return what stands below the top margin."""
        return tuple(piece for piece in self.pieces if piece.y <= self.height - _MARGIN_TOP)

    @property
    def begins_section(self) -> bool:
        """Tell whether this is the first page of a section: it bears no number."""
        return not self.margin_texts

    @property
    def header_row(self) -> tuple[Piece, ...]:
        """Return the header row of the table on this page."""
        first = next((piece for piece in self.body if piece.text == "TT"), None)
        if first is None:
            return ()
        levels = [rule.y1 for rule in self.rules if rule.level]
        above = min((level for level in levels if level > first.y), default=None)
        below = max((level for level in levels if level < first.y), default=None)
        if above is None or below is None:  # somebody's name
            return ()
        return tuple(piece for piece in self.body if below < piece.y < above)

    @property
    def repeated(self) -> tuple[Piece, ...]:
        """Return the header row where the page begins with it, in the middle of a table."""
        header = self.header_row
        begins = not self.begins_section and header and header[0] == self.body[0]
        return header if begins else ()

    @property
    def lines(self) -> list[list[Piece]]:
        """Return the body by lines, from top to bottom."""
        found: dict[float, list[Piece]] = {}
        for piece in self.body:
            found.setdefault(round(piece.y, 1), []).append(piece)
        return [found[y] for y in sorted(found, reverse=True)]


class Bookmark(NamedTuple):
    """A bookmark: its depth, its words, its page (from 0) and height on the page."""

    level: int
    title: str
    page: int
    y: float


class PdfFile:
    """A PDF as read from its bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with self._opened() as document:
            self.info: dict[str, str] = document.get_metadata_dict()

    @cached_property
    def pages(self) -> list[Page]:
        """Return the pages."""
        with self._opened() as document:
            return [_page(document[index]) for index in range(len(document))]

    @cached_property
    def bookmarks(self) -> list[Bookmark]:
        """Return the bookmarks in their order."""
        found: list[Bookmark] = []
        with self._opened() as document:
            for item in document.get_toc():
                target = item.get_dest()
                place = target.get_view()[1][1]
                found.append(Bookmark(item.level, item.get_title(), target.get_index(), place))
        return found

    @property
    def language(self) -> str:
        """Return the language of the document."""
        with self._opened() as document:
            size = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
            buffer = (pdfium.FPDF_WCHAR * size)()
            pdfium.FPDFCatalog_GetLanguage(document, buffer, size)
        return bytes(memoryview(buffer)).decode("utf-16-le").rstrip("\0")

    @property
    def sections(self) -> list[list[Page]]:
        """Return the pages by sections; each section begins with a page without number."""
        sections: list[list[Page]] = []
        for page in self.pages:
            if page.begins_section:
                sections.append([])
            sections[-1].append(page)
        return sections

    @property
    def words(self) -> list[str]:
        """Return all words in reading order, without page numbers and repeated header rows."""
        words: list[str] = []
        for page in self.pages:
            repeated = set(page.repeated)
            words += joined(piece for piece in page.body if piece not in repeated).split()
        return words

    def _opened(self) -> Any:
        """Return the document, open as long as it is read: tests keep files to the very end."""
        return pypdfium2.PdfDocument(self.data)


def joined(pieces: Iterable[Piece]) -> str:
    """Return pieces as text; those that touch make one word."""
    text = ""
    before: Piece | None = None
    for piece in pieces:
        touches = (
            before is not None
            and abs(before.y - piece.y) < 0.1
            and abs(piece.left - before.right) < _SAME_WORD * piece.size
        )
        text = (text if touches else text + " ") + piece.text
        before = piece
    return text


def _page(page: pypdfium2.PdfPage) -> Page:
    text_page = page.get_textpage()
    texts = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], textpage=text_page)
    paths = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
    width, height = page.get_size()
    boxes = (page.get_mediabox(), page.get_cropbox())
    pieces = tuple(_piece(text) for text in texts)
    rules = tuple(rule for path in paths for rule in _rules(path))
    return Page(width, height, boxes, page.get_rotation(), pieces, rules)


def _piece(text: pypdfium2.PdfTextObj) -> Piece:
    font = text.get_font()
    matrix = text.get_matrix()
    # pdfium shows a hyphen at the end of a line as a control character.
    words = text.extract().replace("\x02", "-").replace("\ufffe", "-").strip()
    return Piece(
        words,
        font.get_base_name(),
        font.is_embedded,
        round(text.get_font_size() * matrix.d, 2),
        matrix.e,
        matrix.f,
        *text.get_bounds(),
    )


def _rules(path: pypdfium2.PdfObject) -> Iterator[Rule]:
    x, y = c_float(), c_float()
    before = (0.0, 0.0)
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO:
            yield Rule(*before, x.value, y.value)
        before = (x.value, y.value)

"""How the text of a PDF lies on its pages: margins, single lines, headings and signatures at page ends."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from tests.render.pdf_text import MM, Page, PdfFile, Piece, Rule, joined

LEFT: Final = 30 * MM
INDENT: Final = LEFT + 12.7 * MM
Line = list[Piece]


def outside_margins(page: Page, slack: float = 1.5) -> Iterator[Piece | Rule]:
    """Yield what is drawn outside the margins; ink of slanted letters may stand out a little."""
    left, right = 30 * MM - slack, page.width - 15 * MM + slack
    bottom, top = 20 * MM - slack, page.height - 20 * MM + slack
    for piece in page.body:
        if piece.left < left or piece.right > right or piece.bottom < bottom or piece.top > top:
            yield piece
    for rule in page.rules:
        if rule.x1 < left or rule.x2 > right or min(rule.y1, rule.y2) < bottom or max(rule.y1, rule.y2) > top:
            yield rule


def lines_of_text(page: Page) -> list[Line]:
    """Return the lines of running text: they begin at the margin or at the indent of a paragraph."""
    starts = (LEFT, INDENT)
    return [
        line
        for line in page.lines
        if line[0].size == 14 and any(abs(line[0].x - start) < 0.5 for start in starts)
    ]


def goes_on(line: Line) -> bool:
    """Tell whether a line is a further one of its paragraph."""
    return abs(line[0].x - LEFT) < 0.5


def single_lines(pdf: PdfFile) -> Iterator[str]:
    """Yield the lines that stand alone on a page, parted from the rest of their paragraph."""
    for section in pdf.sections:
        pages = [lines_of_text(page) for page in section if not page.landscape and not page.header_row]
        for before, after in pairwise(pages):
            if not after or not goes_on(after[0]):
                continue
            if not goes_on(before[-1]):
                yield joined(before[-1])
            if len(after) == 1 or not goes_on(after[1]):
                yield joined(after[0])


def headings_at_page_ends(pdf: PdfFile) -> Iterator[str]:
    """Yield the headings after which their page has no more text."""
    for mark in pdf.bookmarks:
        page = pdf.pages[mark.page]
        below = joined(piece for line in page.lines for piece in line if piece.y < mark.y).strip()
        if mark.level > 0 and below == mark.title:
            yield mark.title


def lines_with_signature(pdf: PdfFile) -> list[int]:
    """Return how many lines of text stand above each signature."""
    found: list[int] = []
    for page in pdf.pages:
        offices = [piece for piece in page.body if piece.text.startswith(("TM. ", "TUQ. ", "TL. "))]
        found += [sum(line[0].y > office.y for line in lines_of_text(page)) for office in offices]
    return found

"""Paper, margins and page numbers (Decree 30/2020, Appendix I, part I)."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from dxdesk.inspection.case import Case, Matter
from dxdesk.inspection.measured import PageNumber, Sheet
from dxdesk.inspection.permitted import (
    MARGIN_SLACK,
    MARGINS,
    PAGE_NUMBER_SIZE,
    PAPER,
    SIZE_SLACK,
    Margin,
    fits,
)
from dxdesk.inspection.words import figure, millimetres, sizes, slope
from dxdesk.language import translate as _

_PAPER_SLACK: Final = 1.5
_CODES: Final[dict[Margin, str]] = {"top": "D103", "bottom": "D104", "left": "D105", "right": "D106"}
# Ink does not reach the margins: a line has room above its letters, and a page seldom ends with a full line.
_INK_SLACK: Final[dict[Margin, float]] = {"top": 4.0, "bottom": 10.0, "left": 1.0, "right": 1.5}
_FEWEST_FULL_PAGES: Final = 2
_FEWEST_TO_THE_FOOT: Final = 3
_LONGER_THAN_A_PAGE: Final = 6_000  # characters


def paper(matter: Matter) -> Iterator[Case]:
    """Paper is A4, upright or lying (I.1)."""
    for sheet in matter.measured.sheets:
        sides = sorted((sheet.width, sheet.height))
        if any(abs(side - wanted) > _PAPER_SLACK for side, wanted in zip(sides, PAPER, strict=True)):
            found = _("{width} × {height} mm").format(
                width=figure(sheet.width, 0), height=figure(sheet.height, 0)
            )
            yield Case("D101", found, _("A4, 210 × 297 mm"), page=sheet.page)


def stated_margins(matter: Matter) -> Iterator[Case]:
    """Margins lie in the ranges of the decree, as the file states them; of lying pages, however turned (I.3)."""
    for sheet in matter.measured.sheets:
        if not sheet.exact or (sheet.width > sheet.height and _fits_turned(sheet)):
            continue
        for margin, span in MARGINS.items():
            value = getattr(sheet, margin)
            if value is not None and not fits(value, span, MARGIN_SLACK):
                yield Case(_CODES[margin], millimetres(value), millimetres(*span), page=sheet.page)


def measured_margins(matter: Matter) -> Iterator[Case]:
    """The free room around the ink of upright pages is that of the margins (I.3)."""
    sheets = [sheet for sheet in matter.measured.sheets if not sheet.exact and sheet.height > sheet.width]
    full = [sheet for sheet in sheets if sheet.full]
    foot = _pages_to_the_foot(matter)
    for margin, span in MARGINS.items():
        found = [(value, sheet) for sheet in sheets if (value := getattr(sheet, margin)) is not None]
        if not found:
            continue
        least, sheet = min(found, key=lambda each: each[0])
        # That there is too much room shows on pages only that are full of text.
        judged = len(full) >= _FEWEST_FULL_PAGES
        if margin == "bottom":
            judged = len([sheet for sheet in full if sheet.page in foot]) >= _FEWEST_TO_THE_FOOT
        too_wide = judged and least > span[1] + _INK_SLACK[margin]
        if least < span[0] - MARGIN_SLACK or too_wide:
            yield Case(_CODES[margin], millimetres(least), millimetres(*span), page=sheet.page)


def _pages_to_the_foot(matter: Matter) -> set[int | None]:
    """Return the pages that text runs beyond: not the last of a part, nor one that a signature was kept off."""
    found: set[int | None] = set()
    for part in matter.parts:
        pages = [member.paragraph.page for member in part.members if member.paragraph.page is not None]
        signed = {each.page for each in part.of("office", "recipients-title")}
        if pages:
            found |= {page for page in range(min(pages), max(pages)) if page + 1 not in signed}
    return found


def numbering(matter: Matter) -> Iterator[Case]:
    """Page numbers stand centred in the top margin, upright, size 13 to 14, from page two on (I.7)."""
    for number in matter.measured.numbers:
        yield from _number_cases(number)
    if _lacks_numbers(matter):
        yield Case("D111", _("no page number"), _("page numbers from page 2 on"))


def continuity(matter: Matter) -> Iterator[Case]:
    """Page numbers count on from page to page; attachments and appendices begin anew (I.7, III.1)."""
    numbers = {each.paragraph.page: each for each in matter.measured.numbers if each.number is not None}
    begins = _first_pages(matter)
    for page, following in pairwise(range(1, (matter.measured.pages or 0) + 1)):
        before, after = numbers.get(page), numbers.get(following)
        if before is None or after is None or before.number is None or following in begins:
            continue
        if after.number != before.number + 1:
            wanted = str(before.number + 1)
            yield Case("D118", str(after.number), wanted, paragraph=None, page=following)


def _number_cases(number: PageNumber) -> Iterator[Case]:
    page = number.paragraph.page
    for run in number.paragraph.inked:
        if run.size is not None and not fits(run.size, PAGE_NUMBER_SIZE, SIZE_SLACK):
            yield Case("D112", sizes(run.size, run.size), sizes(*PAGE_NUMBER_SIZE), page=page)
        if run.italic:
            yield Case("D113", slope(italic=True), slope(italic=False), page=page)
    if not number.at_top:
        yield Case("D114", _("at the foot of the page"), _("in the top margin"), page=page)
    if number.centred is False:
        yield Case("D115", _("not centred"), _("centred"), page=page)
    if number.on_first:
        yield Case("D116", _("a number on the first page"), _("no number on the first page"), page=page)
    if number.arabic is False:
        yield Case("D117", _("other digits or letters"), _("Arabic digits"), page=page)


def _first_pages(matter: Matter) -> set[int | None]:
    return {part.members[0].paragraph.page for part in matter.parts if part.members}


def _lacks_numbers(matter: Matter) -> bool:
    measured = matter.measured
    if measured.numbers:
        return False
    if measured.pages is not None:
        # Of the document and of each appendix, the first page shows none.
        return measured.pages > len(_first_pages(matter) | {1})
    return sum(len(paragraph.text) for paragraph in measured.paragraphs) > _LONGER_THAN_A_PAGE


def _fits_turned(sheet: Sheet) -> bool:
    """Tell whether the margins of a lying page are those of an upright one, turned or not."""
    sides = (sheet.top, sheet.right, sheet.bottom, sheet.left)
    return any(_all_fit((*sides[turn:], *sides[:turn])) for turn in (0, 1, 3))


def _all_fit(sides: Sequence[float | None]) -> bool:
    order: tuple[Margin, ...] = ("top", "right", "bottom", "left")
    return all(
        side is None or fits(side, MARGINS[margin], MARGIN_SLACK)
        for side, margin in zip(sides, order, strict=True)
    )

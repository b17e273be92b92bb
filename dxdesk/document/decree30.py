"""Decree 30/2020/NĐ-CP, Appendix I, as numbers: page and typography of every component.

Both renderers read this table and nothing else, so DOCX and PDF cannot disagree. Lengths are in mm,
type sizes and paragraph spacing in points, line spacing in lines.
"""

from typing import Final, Literal

from dxdesk.value import Value

FONT: Final = "Times New Roman"  # I.4

# I.1 to I.3: A4; 20-25 mm above and below, 30-35 mm left, 15-20 mm right. The binding edge stays 30 mm
# on landscape pages.
PAGE_SHORT: Final = 210.0
PAGE_LONG: Final = 297.0
MARGIN_TOP: Final = 20.0
MARGIN_BOTTOM: Final = 20.0
MARGIN_LEFT: Final = 30.0
MARGIN_RIGHT: Final = 15.0
HEADER_DISTANCE: Final = 10.0  # I.7: the page number lies in the top margin

# II.1 to II.4: the column of the agency, and the one of the national title (88.3 mm at 12 pt), which
# holds the place and day of the longest usual name ("Thành phố Hồ Chí Minh") on one line.
LETTERHEAD_WIDTHS: Final = (65.0, 100.0)
# II.7 to II.9: recipients left, signer right.
CLOSING_WIDTHS: Final = (80.0, 85.0)
CLOSING_BEFORE: Final = 12.0  # points
# Room between office and name: a seal of 36 mm and the signature that it covers by a third.
_SIGNATURE_ROOM: Final = 38 * 72 / 25.4

RULE_SHARE: Final = 0.4  # II.2.b, II.5.b: between 1/3 and 1/2 of the line above
RULE_WEIGHT: Final = 0.75  # points
RULE_GAP: Final = 3.0  # points above and below a rule

Align = Literal["left", "center", "justify", "right"]
StyleName = Literal[
    "nation",
    "motto",
    "superior",
    "agency",
    "number",
    "date",
    "type-name",
    "abstract",
    "authority",
    "basis",
    "body",
    "heading-1",
    "heading-2",
    "heading-3",
    "article",
    "order",
    "office",
    "signer",
    "recipients-title",
    "recipient",
    "appendix-label",
    "appendix-title",
    "reference",
    "unit-note",
    "end-mark",
    "table-head",
    "table-cell",
    "table-center",
    "table-number",
    "table-strong",
    "table-strong-center",
    "table-strong-number",
    "page-number",
]


class Style(Value, frozen=True, kw_only=True):
    """How one component is set.

    `outline` is its depth among the headings: 0 for the title of an appendix, 1 to 3 in the text.
    """

    size: float
    bold: bool = False
    italic: bool = False
    align: Align = "left"
    first_indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    keep_with_next: bool = False
    outline: int | None = None


_INDENT: Final = 12.7  # II.6.e: 1 or 1.27 cm
_BODY_LINE: Final = 1.1  # II.6.e: one to one and a half lines
_BODY_AFTER: Final = 6.0  # II.6.e: at least 6 pt between paragraphs

STYLES: Final[dict[StyleName, Style]] = {
    "nation": Style(size=12, bold=True, align="center"),  # II.1.a: 12-13
    "motto": Style(size=13, bold=True, align="center"),  # II.1.b: 13-14
    "superior": Style(size=12, align="center"),  # II.2.b: 12-13, not bold
    "agency": Style(size=12, bold=True, align="center"),  # II.2.b: 12-13
    "number": Style(size=13, align="center", before=6),  # II.3.c: 13
    "date": Style(size=13, italic=True, align="center", before=6),  # II.4.c: 13-14
    "type-name": Style(size=14, bold=True, align="center", before=18, keep_with_next=True),  # II.5.b
    "abstract": Style(size=14, bold=True, align="center", after=12, keep_with_next=True),  # II.5.b
    "authority": Style(size=14, bold=True, align="center", before=6, after=12, keep_with_next=True),
    "basis": Style(
        size=14,
        italic=True,
        align="justify",
        first_indent=_INDENT,
        after=_BODY_AFTER,
        line=_BODY_LINE,
    ),  # II.6.a
    "body": Style(
        size=14, align="justify", first_indent=_INDENT, after=_BODY_AFTER, line=_BODY_LINE
    ),  # II.6.e
    "heading-1": Style(
        size=14,
        bold=True,
        align="justify",
        first_indent=_INDENT,
        before=6,
        after=_BODY_AFTER,
        line=_BODY_LINE,
        keep_with_next=True,
        outline=1,
    ),  # II.6.d, "phần, mục, khoản, điểm": mục in bold capitals
    "heading-2": Style(
        size=14,
        bold=True,
        align="justify",
        first_indent=_INDENT,
        after=_BODY_AFTER,
        line=_BODY_LINE,
        keep_with_next=True,
        outline=2,
    ),  # II.6.đ: a khoản with a title is bold
    "heading-3": Style(
        size=14,
        align="justify",
        first_indent=_INDENT,
        after=_BODY_AFTER,
        line=_BODY_LINE,
        keep_with_next=True,
        outline=3,
    ),  # II.6.đ: a điểm is upright, not bold
    "article": Style(
        size=14, align="justify", first_indent=_INDENT, after=_BODY_AFTER, line=_BODY_LINE
    ),  # II.6.đ: the word Điều and its number in bold
    "order": Style(size=14, bold=True, align="center", before=6, after=12, keep_with_next=True),
    "office": Style(size=14, bold=True, align="center"),  # II.7.đ: 13-14
    "signer": Style(size=14, bold=True, align="center", before=_SIGNATURE_ROOM),  # II.7.đ: 13-14
    "recipients-title": Style(size=12, bold=True, italic=True),  # II.9.d: 12
    "recipient": Style(size=11),  # II.9.d: 11
    "appendix-label": Style(size=14, bold=True, align="center", keep_with_next=True),  # III.1
    "appendix-title": Style(size=14, bold=True, align="center", keep_with_next=True, outline=0),
    "reference": Style(size=14, italic=True, align="center", after=12, keep_with_next=True),
    "unit-note": Style(size=13, italic=True, align="right", after=4, keep_with_next=True),
    "end-mark": Style(size=14, align="right", before=6),
    "table-head": Style(size=12, bold=True, align="center"),
    "table-cell": Style(size=12),
    "table-center": Style(size=12, align="center"),
    "table-number": Style(size=12, align="right"),
    "table-strong": Style(size=12, bold=True),
    "table-strong-center": Style(size=12, bold=True, align="center"),
    "table-strong-number": Style(size=12, bold=True, align="right"),
    "page-number": Style(size=14, align="center"),  # I.7: 13-14, upright
}

CELL_PADDING: Final = (1.0, 0.8)  # mm: beside and above/below the text of a table cell


def text_width(*, landscape: bool) -> float:
    """Return the width between the margins in mm."""
    return (PAGE_LONG if landscape else PAGE_SHORT) - MARGIN_LEFT - MARGIN_RIGHT


def text_height(*, landscape: bool) -> float:
    """Return the height between the margins in mm."""
    return (PAGE_SHORT if landscape else PAGE_LONG) - MARGIN_TOP - MARGIN_BOTTOM

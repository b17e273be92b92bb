"""What Decree 30/2020/NĐ-CP, Appendix I, permits, where `dxdesk.document.decree30` holds only our choice.

Lengths are in mm, sizes of letters and gaps in points, line spacing in lines.
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from dxdesk.document.decree30 import PAGE_LONG, PAGE_SHORT, Align
from dxdesk.inspection.measured import Run

Component = Literal[
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
]
Span = tuple[float, float]


class Letters(NamedTuple):
    """How a component may be set; None leaves it open. `number` begins the codes of its deviations."""

    number: int
    source: str
    size: Span
    bold: bool | None
    italic: bool | None = False
    capitals: bool | None = None
    align: Align | None = None


# Sizes are the decree's ranges; weight, slope and alignment are the same in our own table of styles, and a
# test holds that each of our sizes lies in its range.
LETTERS: Final[Mapping[Component, Letters]] = {
    "nation": Letters(21, "II.1.a", (12, 13), bold=True, capitals=True, align="center"),
    "motto": Letters(22, "II.1.b", (13, 14), bold=True, capitals=False, align="center"),
    "superior": Letters(23, "II.2.b", (12, 13), bold=False, capitals=True, align="center"),
    "agency": Letters(24, "II.2.b", (12, 13), bold=True, capitals=True, align="center"),
    "number": Letters(25, "II.3.c", (13, 13), bold=False, align="center"),
    "date": Letters(26, "II.4.c", (13, 14), bold=False, italic=True, align="center"),
    "type-name": Letters(27, "II.5.b", (13, 14), bold=True, capitals=True, align="center"),
    "abstract": Letters(28, "II.5.b", (13, 14), bold=True, capitals=False, align="center"),
    "authority": Letters(29, "II.5.b", (13, 14), bold=True, capitals=True, align="center"),
    "basis": Letters(30, "II.6.a", (13, 14), bold=False, italic=True),
    "body": Letters(31, "II.6.e", (13, 14), bold=None),
    "heading-1": Letters(32, "II.6.đ", (13, 14), bold=True, capitals=True),
    "heading-2": Letters(33, "II.6.đ", (13, 14), bold=True),
    "heading-3": Letters(34, "II.6.đ", (13, 14), bold=None),
    "article": Letters(35, "II.6.đ", (13, 14), bold=None),
    "order": Letters(36, "II.6.đ", (13, 14), bold=True, capitals=True, align="center"),
    "office": Letters(41, "II.7.đ", (13, 14), bold=True, capitals=True, align="center"),
    "signer": Letters(42, "II.7.đ", (13, 14), bold=True, capitals=False, align="center"),
    "recipients-title": Letters(43, "II.9.d", (12, 12), bold=True, italic=True, capitals=False),
    "recipient": Letters(44, "II.9.d", (11, 11), bold=False),
    "appendix-label": Letters(51, "III.1", (14, 14), bold=True, capitals=False, align="center"),
    "appendix-title": Letters(52, "III.1", (13, 14), bold=True, capitals=True, align="center"),
    "reference": Letters(53, "III.1", (13, 14), bold=False, italic=True, align="center"),
}
# Rules of their own judge these: only headings with a title are bold, of articles only the number.
RULED_BY_OWN: Final[frozenset[Component]] = frozenset({"heading-1", "heading-2", "heading-3", "article"})
PAGE_NUMBER_SIZE: Final[Span] = (13, 14)  # I.7

PAPER: Final = (PAGE_SHORT, PAGE_LONG)  # I.1
Margin = Literal["top", "bottom", "left", "right"]
MARGINS: Final[Mapping[Margin, Span]] = {
    "top": (20, 25),
    "bottom": (20, 25),
    "left": (30, 35),
    "right": (15, 20),
}  # I.3

FIRST_INDENTS: Final = (10.0, 12.7)  # II.6.e
GAP_LEAST: Final = 6.0  # II.6.e
LINES: Final[Span] = (1.0, 1.5)  # II.6.e
RULE_SHARES: Final[Span] = (1 / 3, 1 / 2)  # II.2.b, II.5.b
MOTTO_SHARES: Final[Span] = (1.0, 1.0)  # II.1.b
# The decree gives no figure for the room of the signature; with less than three lines nobody can sign.
SIGNATURE_ROOM: Final = 15.0  # II.7.d

# The decree wants Times New Roman. Liberation Serif and Tinos are drawn to its widths, so that a page set
# in them is the same page; programs that may not ship Times New Roman embed them in its place (this one
# does). So do Nimbus Roman and Thorndale AMT, and "Times" is how PDF itself names the face.
_SAME_FACE: Final = {
    "timesnewroman",
    "liberationserif",
    "tinos",
    "nimbusroman",
    "nimbusromanno9l",
    "thorndaleamt",
    "times",
}
# Nobody sees on paper that these are not quite black; Word's "Black, Text 1, lighter" and scanners make them.
_DARKEST: Final = 0x33

# How far a measure may be off before it counts: what rounding and writers of PDF leave.
SIZE_SLACK: Final = 0.3
MARGIN_SLACK: Final = 0.6
INDENT_SLACK: Final = 0.8
GAP_SLACK: Final = 0.7
LINE_SLACK: Final = 0.06
SHARE_SLACK: Final = 0.06
MOTTO_SLACK: Final = 0.12
CENTRE_SLACK: Final = 3.0


def is_document_font(family: str) -> bool:
    """Tell whether a family is Times New Roman or one with its exact measures."""
    return "".join(filter(str.isalnum, family)).lower() in _SAME_FACE


def is_black(color: str) -> bool:
    """Tell whether a colour of six hexadecimal digits prints black."""
    return all(int(color[start : start + 2], 16) <= _DARKEST for start in (0, 2, 4))


def fits(value: float, span: Span, slack: float) -> bool:
    """Tell whether a value lies in a span, give or take the slack."""
    return span[0] - slack <= value <= span[1] + slack


def wanted_font(run: Run) -> bool:
    """Tell whether a run is in the font of the decree, or may be."""
    return run.font is None or is_document_font(run.font)

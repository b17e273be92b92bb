"""What both readers produce: a document as it is set, whatever program made it.

Lengths are in mm, sizes of letters and gaps in points, line spacing in lines. A value that the format
cannot tell is None; no rule may decide anything from it.
"""

from typing import Literal

from dxdesk.document.decree30 import Align
from dxdesk.value import Value

Side = Literal["left", "right"]


class Run(Value, frozen=True, kw_only=True):
    """Letters set alike; `font` is a family, `color` six hexadecimal digits."""

    text: str
    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    color: str | None = None


class Rule(Value, frozen=True, kw_only=True):
    """A line below a paragraph; `share` is its length as a part of the text's last line, `of_longest` of its longest.

    `drawn` is False where it is underlining or made of characters, and None where lines are drawn nearby
    of which none can be told to be the one of this text.
    """

    drawn: bool | None = True
    share: float | None = None
    of_longest: float | None = None
    centred: bool | None = None


class Paragraph(Value, frozen=True, kw_only=True):
    """A paragraph, or one side of a line that holds two.

    `start` is where its first line begins, from the left margin; `gap` the room above it, from the text
    before in its column; `line` its line spacing; `long` tells whether it has more than one line; `top`,
    `left` and `right` are the place of its ink on the page; `follows_break` says that a page begins with it.
    `end_page` is the page where it ends, where that is not `page`.
    `block` names the columns that it stands in: paragraphs side by side have the same.
    """

    runs: tuple[Run, ...]
    page: int | None = None
    end_page: int | None = None
    section: int = 0
    block: int | None = None
    side: Side | None = None
    table: bool = False
    align: Align | None = None
    start: float | None = None
    gap: float | None = None
    line: float | None = None
    long: bool | None = None
    rule: Rule | None = None
    top: float | None = None
    left: float | None = None
    right: float | None = None
    follows_break: bool | None = None

    @property
    def text(self) -> str:
        """Return its words with single blanks."""
        return " ".join("".join(run.text for run in self.runs).split())

    @property
    def inked(self) -> tuple[Run, ...]:
        """Return the runs that have letters or digits: of blanks and signs nobody sees how they are set."""
        return tuple(run for run in self.runs if any(map(str.isalnum, run.text)))

    @property
    def centre(self) -> float | None:
        """Return the middle of its ink from the left edge of the page."""
        return None if self.left is None or self.right is None else (self.left + self.right) / 2


class Sheet(Value, frozen=True, kw_only=True):
    """The paper and margins of a page (PDF) or of the pages of a section (DOCX).

    Margins are exact where the format states them, else the free room around the ink. `full` says that the
    ink reaches as far down as it can.
    """

    page: int | None = None
    end_page: int | None = None
    section: int = 0
    width: float
    height: float
    top: float | None = None
    bottom: float | None = None
    left: float | None = None
    right: float | None = None
    exact: bool = True
    full: bool = False


class PageNumber(Value, frozen=True, kw_only=True):
    """A page number: of one page (PDF), or of the pages of a section (DOCX).

    `on_first` says that the first page of its section shows it; `arabic` that it is in Arabic digits.
    """

    paragraph: Paragraph
    at_top: bool
    centred: bool | None
    on_first: bool
    arabic: bool | None = True
    number: int | None = None


class Measured(Value, frozen=True, kw_only=True):
    """A whole document; `pages` is None where nobody has laid it out."""

    form: Literal["docx", "pdf"]
    pages: int | None
    sheets: tuple[Sheet, ...]
    paragraphs: tuple[Paragraph, ...]
    numbers: tuple[PageNumber, ...] = ()

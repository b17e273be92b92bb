"""From a plan's texts to paragraphs: lines, dashes, closing marks and numbered headings."""

import re
from collections.abc import Iterable
from typing import Final

from dxdesk.document.decree30 import StyleName
from dxdesk.document.tree import Cell, Label, Paragraph, Run
from dxdesk.text.numerals import letter, roman

DASH: Final = "- "
_BLANKS: Final = re.compile(r"[ \t]+")
_CLOSING_MARKS: Final = " .;,"
_ELLIPSIS: Final = re.compile(r"\.{3,}(?=[ .;,]*$)")
# How people begin the items of a list themselves.
_OWN_DASH: Final = re.compile(r"^[-–•+]\s+")


def lines_of(text: str) -> list[str]:
    """Split a text into its lines without empty ones and without surplus blanks."""
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n"))
    return [line for line in lines if line]


def one_line(text: str) -> str:
    """Return a text as one line."""
    return " ".join(lines_of(text))


def cell(text: str, style: StyleName = "table-cell", span: int = 1, origin: str = "") -> Cell:
    """Return a table cell; each line of the text is a paragraph."""
    return Cell(text="\n".join(lines_of(text)), style=style, span=span, origin=origin)


def paragraph(style: StyleName, text: str, origin: str = "", rule: float | None = None) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph(style=style, runs=(Run(text=one_line(text)),), origin=origin, rule=rule)


def lead_in(text: str) -> Paragraph:
    """Return a paragraph that announces what follows, and never ends a page."""
    return Paragraph(style="body", runs=(Run(text=one_line(text)),), keep_with_next=True)


def paragraphs(text: str, origin: str = "", style: StyleName = "body") -> list[Paragraph]:
    """Return a paragraph for each line of a text."""
    return [paragraph(style, line, origin) for line in lines_of(text)]


def dashed(items: Iterable[tuple[str, str]]) -> list[Paragraph]:
    """Return (text, origin) items as a dash list: each ends with a semicolon, the last with a full stop."""
    kept = [(lines_of(text), origin) for text, origin in items]
    kept = [(lines, origin) for lines, origin in kept if any(closed(line, "") for line in lines)]
    blocks: list[Paragraph] = []
    for index, (lines, origin) in enumerate(kept):
        mark = "." if index == len(kept) - 1 else ";"
        lines[0] = DASH + _OWN_DASH.sub("", lines[0])
        lines[-1] = closed(lines[-1], mark)
        blocks += [paragraph("body", line, origin) for line in lines]
    return blocks


def closed(text: str, mark: str) -> str:
    """Return the text ending with `mark` instead of the marks that it may end with already.

    An ellipsis stays, and is an end in itself: no full stop follows it.
    """
    ended = _ELLIPSIS.sub("…", text).rstrip(" ").removesuffix("./.").rstrip(_CLOSING_MARKS)
    return ended if mark == "." and ended.endswith("…") else ended + mark


def with_end_mark(block: Paragraph) -> Paragraph:
    """Return the last paragraph of a text with the closing sign "./." (forms 1.3, 1.4, 2.1)."""
    *before, last = block.runs
    ended = Run(text=closed(last.text, "./."), bold=last.bold, italic=last.italic)
    return Paragraph(style=block.style, runs=(*before, ended), label=block.label, origin=block.origin)


class Headings:
    """Counts headings: I. TITLE, 1. Title, a) Title (Appendix I, II.6.đ)."""

    def __init__(self) -> None:
        self._counts = [0, 0, 0]

    def section(self, title: str, origin: str = "") -> Paragraph:
        """Return the next section heading, in capitals."""
        position = self._next(0)
        label = Label(kind="roman", position=position, text=f"{roman(position)}.")
        return _heading("heading-1", title.upper(), label, origin)

    def part(self, title: str, origin: str = "") -> Paragraph:
        """Return the next numbered heading within the section."""
        position = self._next(1)
        label = Label(kind="arabic", position=position, text=f"{position}.")
        return _heading("heading-2", title, label, origin)

    def point(self, title: str, origin: str = "") -> Paragraph:
        """Return the next lettered heading within the part, in the order of the Vietnamese alphabet."""
        position = self._next(2)
        label = Label(kind="letter", position=position, text=f"{letter(position)})")
        return _heading("heading-3", title, label, origin)

    def _next(self, level: int) -> int:
        self._counts[level] += 1
        self._counts[level + 1 :] = [0] * (2 - level)
        return self._counts[level]


def _heading(style: StyleName, title: str, label: Label, origin: str) -> Paragraph:
    return Paragraph(style=style, runs=(Run(text=closed(one_line(title), "")),), label=label, origin=origin)

"""Measures and texts in words, as deviations show them."""

from decimal import Decimal
from typing import Final

from dxdesk.document.decree30 import Align
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.text.numerals import number_text

_LONGEST: Final = 48
_ALIGNMENTS: Final[dict[Align, str]] = {
    "left": mark("flush left"),
    "center": mark("centred"),
    "right": mark("flush right"),
    "justify": mark("even on both sides"),
}


def figure(value: float, digits: int = 1) -> str:
    """Return a measure with a decimal comma and no more digits than it needs."""
    return number_text(Decimal(str(round(value, digits))))


def span(least: float, most: float, digits: int = 1) -> str:
    """Return a range of measures."""
    if least == most:
        return figure(least, digits)
    return _("{least} to {most}").format(least=figure(least, digits), most=figure(most, digits))


def sizes(least: float, most: float) -> str:
    """Return a range of sizes of letters."""
    return _("size {size}").format(size=span(least, most))


def millimetres(least: float, most: float | None = None) -> str:
    """Return a length or a range of lengths."""
    return _("{length} mm").format(length=span(least, least if most is None else most))


def points(value: float) -> str:
    """Return a small length."""
    return _("{length} pt").format(length=figure(value))


def weight(*, bold: bool) -> str:
    """Return a weight."""
    return _("bold") if bold else _("not bold")


def slope(*, italic: bool) -> str:
    """Return a slope."""
    return _("italic") if italic else _("upright")


def alignment(align: Align) -> str:
    """Return where a text stands."""
    return _(_ALIGNMENTS[align])


def percent(share: float) -> str:
    """Return a part of a whole."""
    return f"{round(share * 100)}%"


def quoted(text: str) -> str:
    """Return the beginning of a text in quotation marks."""
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
    return f"“{shown}”"

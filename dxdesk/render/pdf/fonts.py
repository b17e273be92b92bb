"""The shipped fonts: Liberation Serif, which has the metrics of Times New Roman and all of Vietnamese.

Run as a module, it prints `resources/fonts/widths.json` anew (after a change of the fonts).
"""

import sys
import unicodedata
from functools import cache
from typing import Any, Final

import msgspec
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFile

from dxdesk.document.metrics import Face
from dxdesk.resources import resource

FILES: Final[dict[Face, str]] = {
    "regular": "LiberationSerif-Regular.ttf",
    "bold": "LiberationSerif-Bold.ttf",
    "italic": "LiberationSerif-Italic.ttf",
    "bold-italic": "LiberationSerif-BoldItalic.ttf",
}
# Controls, format characters, the unassigned, private use, surrogates, combining marks and separators.
_UNPRINTABLE_CATEGORIES: Final = {"Cc", "Cf", "Cn", "Co", "Cs", "Mc", "Me", "Mn", "Zl", "Zp"}
_RIGHT_TO_LEFT: Final = {"R", "AL", "AN"}


@cache
def register() -> dict[Face, TTFont]:
    """Return the four faces, registered with reportlab; what a file embeds of them reportlab keeps per file."""
    fonts = {face: TTFont(name.removesuffix(".ttf"), _path(name)) for face, name in FILES.items()}
    for font in fonts.values():
        pdfmetrics.registerFont(font)
    return fonts


def measure() -> dict[str, Any]:
    """Read from the font files what all four faces can print, and its advance widths (1/2048 em)."""
    fonts = {face: TTFontFile(_path(name)) for face, name in FILES.items()}
    shared = set.intersection(*(set(font.charToGlyph) for font in fonts.values()))
    characters = "".join(filter(_is_printable, map(chr, sorted(shared))))
    return {
        "characters": characters,
        "faces": {face: _advances(font, characters) for face, font in fonts.items()},
    }


def _is_printable(character: str) -> bool:
    """Tell whether a character of the fonts may stand in a Vietnamese text as it is."""
    return (
        unicodedata.category(character) not in _UNPRINTABLE_CATEGORIES
        and unicodedata.bidirectional(character) not in _RIGHT_TO_LEFT
    )


def _advances(font: TTFontFile, characters: str) -> list[int]:
    # reportlab scales to 1/1000 em; the font's own unit is 1/2048.
    return [round(font.charWidths[ord(character)] * font.unitsPerEm / 1000) for character in characters]


def _path(name: str) -> str:
    return str(resource("fonts", name))


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(measure()) + b"\n")

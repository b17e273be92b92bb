"""The shipped fonts: Liberation Serif, which has the metrics of Times New Roman and all of Vietnamese.

Run as a module, it prints `resources/fonts/widths.json` anew (after a change of the fonts).
"""

import sys
from functools import cache
from typing import Any, Final

import msgspec
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, TTFontFile

from dxdesk.document.metrics import Face
from dxdesk.resources import resource
from dxdesk.text.characters import printable_characters

FILES: Final[dict[Face, str]] = {
    "regular": "LiberationSerif-Regular.ttf",
    "bold": "LiberationSerif-Bold.ttf",
    "italic": "LiberationSerif-Italic.ttf",
    "bold-italic": "LiberationSerif-BoldItalic.ttf",
}


@cache
def register() -> dict[Face, TTFont]:
    """Return the four faces, registered with reportlab; what a file embeds of them reportlab keeps per file."""
    fonts = {face: TTFont(name.removesuffix(".ttf"), _path(name)) for face, name in FILES.items()}
    for font in fonts.values():
        pdfmetrics.registerFont(font)
    return fonts


def measure() -> dict[str, Any]:
    """Read the advance widths (1/2048 em) of all printable characters from the font files."""
    characters = "".join(sorted(printable_characters()))
    return {
        "characters": characters,
        "faces": {face: _advances(name, characters) for face, name in FILES.items()},
    }


def _advances(name: str, characters: str) -> list[int]:
    font = TTFontFile(_path(name))
    # reportlab scales to 1/1000 em; the font's own unit is 1/2048.
    return [round(font.charWidths[ord(character)] * font.unitsPerEm / 1000) for character in characters]


def _path(name: str) -> str:
    return str(resource("fonts", name))


if __name__ == "__main__":
    sys.stdout.buffer.write(msgspec.json.encode(measure()) + b"\n")

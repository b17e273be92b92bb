"""Widths of text in the document font, so that both renderers measure alike.

`resources/fonts/widths.json` holds the printable characters and their advance widths in the shipped faces,
which have the metrics of Times New Roman; units are 1/2048 em. `python -m dxdesk.render.pdf.fonts` makes it.
"""

from functools import cache
from typing import Final, Literal

import msgspec

from dxdesk.document.decree30 import Style
from dxdesk.resources import resource

Face = Literal["regular", "bold", "italic", "bold-italic"]

UNITS_PER_EM: Final = 2048
# Ascent and descent with the line gap, as Word and LibreOffice add them up for one line.
ASCENT: Final = (1825 + 87) / UNITS_PER_EM
DESCENT: Final = 443 / UNITS_PER_EM
_UNKNOWN: Final = UNITS_PER_EM // 2
_MAX_CACHED_WORDS: Final = 50_000


class _WidthFile(msgspec.Struct, forbid_unknown_fields=True):
    """The advance widths of each face, in the order of `characters`."""

    characters: str
    faces: dict[Face, list[int]]


class WordWidths(dict[str, int]):
    """Widths of words in 1/2048 em, measured once each."""

    def __init__(self, advances: dict[str, int]) -> None:
        super().__init__()
        self._advances = advances

    def __missing__(self, word: str) -> int:
        advances = self._advances
        width = sum([advances.get(character, _UNKNOWN) for character in word])
        if len(self) > _MAX_CACHED_WORDS:
            self.clear()
        self[word] = width
        return width


@cache
def _width_file() -> _WidthFile:
    return msgspec.json.decode(resource("fonts", "widths.json").read_bytes(), type=_WidthFile)


@cache
def word_widths(face: Face) -> WordWidths:
    """Return the measured words of a face."""
    file = _width_file()
    return WordWidths(dict(zip(file.characters, file.faces[face], strict=True)))


def face_of(*, bold: bool, italic: bool) -> Face:
    """Return the face of a weight and slope."""
    if bold:
        return "bold-italic" if italic else "bold"
    return "italic" if italic else "regular"


def style_face(style: Style) -> Face:
    """Return the face that a style is set in."""
    return face_of(bold=style.bold, italic=style.italic)


def text_points(text: str, face: Face, size: float) -> float:
    """Return the width of a line of text in points."""
    return word_widths(face)[text] * size / UNITS_PER_EM


def line_height(style: Style) -> float:
    """Return the height of one line of a style in points."""
    return (ASCENT + DESCENT) * style.size * style.line

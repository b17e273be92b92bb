"""The letters on a page of a PDF: pieces of text set alike, where they stand, and how they are set.

Lengths are in points from the page's top left corner; `base` is the baseline.
"""

import re
import unicodedata
from collections.abc import Iterator
from ctypes import c_double, c_int, c_uint, c_void_p, cast, create_string_buffer
from typing import Any, Final, NamedTuple

from pypdfium2 import raw

_NO_BREAK_SPACE: Final = "\u00a0"
# pdfium tells hyphens at the ends of lines by signs of its own.
_HYPHENS: Final = {0x02, 0xFFFE, 0xAD}
_WIDE_GAP: Final = 0.9  # sizes between the ink of two letters that are pieces of their own
_INVISIBLE: Final = 3
_FILLED_AND_STROKED: Final = 2  # how some writers make bold letters
_FORCED_BOLD: Final = 1 << 18
_ITALIC: Final = 1 << 6
_name_without_meaning = re.compile(
    r"(CIDFont\+)?[A-Z]{1,3}\d+|CIDFont.*|Font\d+|TT\w{0,3}|Unknown.*|", re.IGNORECASE
)
_subset = re.compile(r"^[A-Z]{6}\+")
_between_words = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Face(NamedTuple):
    """How letters are set; None where the file does not tell."""

    font: str | None
    size: float
    bold: bool | None
    italic: bool | None
    color: str
    visible: bool


class Piece(NamedTuple):
    """Letters of one face beside each other."""

    text: str
    face: Face
    left: float
    right: float
    base: float


class Geometry(NamedTuple):
    """How coordinates of the file become distances from the top left corner of the page as shown."""

    left: float
    top: float
    width: float
    height: float
    turns: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the file as (right, down) from the corner."""
        across, down = x - self.left, self.top - y
        match self.turns:
            case 1:
                return self.width - down, across
            case 2:
                return self.width - across, self.height - down
            case 3:
                return down, self.height - across
            case _:
                return across, down


class _Letter(NamedTuple):
    character: str
    face: Face
    left: float
    right: float
    base: float


def geometry_of(page: Any) -> Geometry:
    """Return the geometry of a page."""
    left, _bottom, _right, top = page.get_cropbox() or page.get_mediabox()
    width, height = page.get_size()
    return Geometry(left, top, width, height, page.get_rotation() // 90)


def pieces_of(page: Any, geometry: Geometry) -> list[Piece]:
    """Return the pieces of a page in the order of the file."""
    text_page = page.get_textpage()
    try:
        return list(_pieces(_letters(text_page, geometry)))
    finally:
        text_page.close()


def _pieces(letters: Iterator[_Letter]) -> Iterator[Piece]:
    held: list[_Letter] = []
    for letter in letters:
        if held and not _goes_on(held, letter):
            yield from _piece(held)
            held = []
        held.append(letter)
    yield from _piece(held)


def _goes_on(held: list[_Letter], letter: _Letter) -> bool:
    before = held[-1]
    if letter.face is not before.face and letter.face != before.face:
        return False
    if abs(letter.base - before.base) > 0.2:
        return False
    if letter.character.isspace():
        return letter.left > before.left - 1.0
    ink = next((each for each in reversed(held) if not each.character.isspace()), before)
    return -2.0 < letter.left - ink.right < _WIDE_GAP * letter.face.size


def _piece(letters: list[_Letter]) -> Iterator[Piece]:
    inked = [letter for letter in letters if not letter.character.isspace()]
    if inked:
        text = unicodedata.normalize("NFC", "".join(letter.character for letter in letters))
        right = max(letter.right for letter in inked)
        yield Piece(text, inked[0].face, inked[0].left, right, inked[0].base)


def _letters(text_page: Any, geometry: Geometry) -> Iterator[_Letter]:
    box, x, y = raw.FS_RECTF(), c_double(), c_double()
    faces: dict[int | None, Face] = {}
    for index in range(raw.FPDFText_CountChars(text_page)):
        if raw.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        code = raw.FPDFText_GetUnicode(text_page, index)
        character = "-" if code in _HYPHENS else chr(code) if 0 < code < 0x110000 else ""
        if not character or 0xD800 <= code < 0xE000:
            continue
        owner = cast(raw.FPDFText_GetTextObject(text_page, index), c_void_p).value
        face = faces.get(owner)
        if face is None:
            face = faces[owner] = _face(text_page, index)
        if not raw.FPDFText_GetCharOrigin(text_page, index, x, y):
            continue
        raw.FPDFText_GetLooseCharBox(text_page, index, box)
        left, base = geometry.place(x.value, y.value)
        right, _down = geometry.place(box.right, y.value)
        if geometry.turns % 2:
            right = geometry.place(x.value, box.top)[0]
        yield _Letter(" " if character == _NO_BREAK_SPACE else character, face, left, max(left, right), base)


def _face(text_page: Any, index: int) -> Face:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text_page, index, matrix)
    scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    size = round(raw.FPDFText_GetFontSize(text_page, index) * scale, 1)
    buffer, flags = create_string_buffer(256), c_int()
    raw.FPDFText_GetFontInfo(text_page, index, buffer, 256, flags)
    name = _subset.sub("", buffer.value.decode("utf-8", "replace"))
    owner = raw.FPDFText_GetTextObject(text_page, index)
    mode = raw.FPDFTextObj_GetTextRenderMode(owner) if owner else 0
    known = _name_without_meaning.fullmatch(name) is None
    lower = name.lower()
    bold = (
        "bold" in lower or "black" in lower or mode == _FILLED_AND_STROKED or bool(flags.value & _FORCED_BOLD)
    )
    slanted = "italic" in lower or "oblique" in lower or bool(flags.value & _ITALIC)
    return Face(
        font=_family(name) if known else None,
        size=size,
        bold=bold if known or bold else None,
        italic=slanted
        or (abs(matrix.c) > 0.1 * abs(matrix.d) and abs(matrix.b) < 0.01)
        or (False if known else None),
        color=_color(text_page, index),
        visible=mode != _INVISIBLE,
    )


def _color(text_page: Any, index: int) -> str:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    raw.FPDFText_GetFillColor(text_page, index, red, green, blue, alpha)
    return f"{red.value & 255:02X}{green.value & 255:02X}{blue.value & 255:02X}"


def _family(name: str) -> str:
    """Return the family of a font by its PostScript name: "TimesNewRomanPS-BoldMT" is "Times New Roman"."""
    family = re.split("[-,]", name, maxsplit=1)[0].removesuffix("MT").removesuffix("PS")
    return _between_words.sub(" ", family) or name

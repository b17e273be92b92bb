"""What a signature shows on the page: the picture of the hand or the seal, or some words in its place.

A page of its own, to be put into the signature's field (Decree 30/2020, Appendix I, II.7 and II.8).
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Final, Literal, NamedTuple

from PIL import Image, UnidentifiedImageError
from reportlab.lib.colors import Color
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from dxdesk.document.lines import Line, break_lines
from dxdesk.document.metrics import ASCENT, DESCENT
from dxdesk.render.pdf.canvas import new_canvas
from dxdesk.render.pdf.fonts import register

Side = Literal["left", "right"]

_MOST_DOTS: Final = 4_000
_LARGEST: Final = 10.0  # points
_READABLE: Final = 7.0
_SMALLEST: Final = 5.0
_STEP: Final = 0.5
_ROOM_FOR_WORDS: Final = 2 / 3  # the rest is where signature and seal overlap

BLUE: Final = Color(0.05, 0.16, 0.55)
RED: Final = Color(0.78, 0.05, 0.05)


class StampImageError(ValueError):
    """A picture that cannot be read, or is too large to be shown at the size of a seal."""


class Words(NamedTuple):
    """Lines in place of a picture, on one side of the field, in one colour."""

    lines: Sequence[str]
    side: Side
    colour: Color


def write_stamp(size: tuple[float, float], *, picture: bytes | None, words: Words) -> bytes:
    """Return a page of `size` points with the picture as large as fits, or with the words.

    Raises:
        StampImageError: the picture cannot be used.
    """
    buffer = BytesIO()
    canvas = new_canvas(buffer, title="", author="", keywords="")
    canvas.setPageSize(size)
    if picture is None:
        _write(canvas, words, size)
    else:
        _draw(canvas, picture, size)
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Canvas, picture: bytes, size: tuple[float, float]) -> None:
    image = _checked(picture)
    scale = min(size[0] / image.width, size[1] / image.height)
    width, height = image.width * scale, image.height * scale
    left, bottom = (size[0] - width) / 2, (size[1] - height) / 2
    canvas.drawImage(ImageReader(image), left, bottom, width, height, mask="auto")


def _checked(picture: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(picture), formats=("PNG",))
        if max(image.size) > _MOST_DOTS:
            raise StampImageError
        return image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise StampImageError from error


def _write(canvas: Canvas, words: Words, size: tuple[float, float]) -> None:
    width = size[0] * _ROOM_FOR_WORDS
    left = 0.0 if words.side == "left" else size[0] - width
    points, lines = _fitted(words.lines, width, size[1])
    canvas.setFillColor(words.colour)
    canvas.setFont(register()["regular"].fontName, points)
    height = (ASCENT + DESCENT) * points
    y = (size[1] + height * len(lines)) / 2 - ASCENT * points
    for line in lines:
        text = "".join(piece.text for piece in line.pieces)
        canvas.drawString(left + (width - line.width) / 2, y, text)
        y -= height


def _fitted(texts: Sequence[str], width: float, height: float) -> tuple[float, list[Line]]:
    """Return the size of the letters and the lines: the fewest lines that are easy to read, as large as fits.

    Where they do not fit so, the size is the largest that fits, or the smallest there is.
    """
    count = round((_LARGEST - _SMALLEST) / _STEP) + 1
    laid = [_laid(texts, _LARGEST - number * _STEP, width) for number in range(count)]
    fitting = [one for one in laid if len(one[1]) * (ASCENT + DESCENT) * one[0] <= height]
    readable = [one for one in fitting if one[0] >= _READABLE]
    if readable:
        return min(readable, key=lambda one: (len(one[1]), -one[0]))
    return fitting[0] if fitting else laid[-1]


def _laid(texts: Sequence[str], points: float, width: float) -> tuple[float, list[Line]]:
    return points, [line for text in texts for line in break_lines([(text, "regular")], points, width)]

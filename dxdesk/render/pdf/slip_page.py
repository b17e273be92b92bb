"""How a transmittal slip lies on its page: calm, large enough to be read out, with room to sign."""

from typing import Final

from reportlab.pdfgen.canvas import Canvas

from dxdesk.document.decree30 import PAGE_LONG, PAGE_SHORT
from dxdesk.document.lines import break_lines
from dxdesk.document.metrics import Face, text_points
from dxdesk.document.slip import (
    CODE_TITLE,
    RECEIPT_TITLE,
    RECEIVED,
    RECEIVER,
    RECEIVER_NOTE,
    RESULTS,
    STEPS_TITLE,
    Slip,
    SlipRow,
)
from dxdesk.render.pdf.boxes import MM
from dxdesk.render.pdf.fonts import register
from dxdesk.render.pdf.qr import QUIET, draw_qr

_LEFT: Final = 25.0 * MM
_RIGHT: Final = (PAGE_SHORT - 25.0) * MM
_TOP: Final = (PAGE_LONG - 18.0) * MM
_BLACK, _MUTED, _HAIR, _PALE = 0.0, 0.36, 0.75, 0.88  # grey, from black to white
_LABELS: Final = 34.0 * MM  # width of the column of labels
# Of the text of a row, and of the note below it; what is longer ends with an ellipsis, the file has it whole.
_MOST_LINES: Final = (3, 2)
_LINE: Final = 1.22
_QR: Final = 48.0 * MM  # with its quiet zone
_GROUP_SIZE: Final = 19.0
_GROUP_SPACE: Final = 1.2  # between the digits of a group
_COLUMNS: Final = 4
_RECEIVER_WIDTH: Final = 62.0 * MM


class SlipPage:
    """The page while it is drawn: `_y` is how far it is written, in points from below."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._names = {face: font.fontName for face, font in register().items()}
        self._y = _TOP

    def draw(self, slip: Slip) -> None:
        """Draw the whole page, from its head to the room for the receiver's signature."""
        if slip.mark:
            self._mark(slip.mark)
        self._down(20)
        self._text(_LEFT, slip.title, 20, "bold")
        self._down(5)
        self._lines(slip.about, 11, _LEFT, _RIGHT - _LEFT, face="italic", grey=_MUTED)
        self._rule(4, 4)
        for row in slip.rows:
            self._row(row)
        self._rule(6, 6)
        self._code(slip)
        self._rule(6, 6)
        self._heading(STEPS_TITLE)
        for number, step in enumerate(slip.steps, start=1):
            self._step(number, step)
        self._rule(6, 6)
        self._receipt()

    def _row(self, row: SlipRow) -> None:
        left, width = _LEFT + _LABELS, _RIGHT - _LEFT - _LABELS
        self._text(_LEFT, row.label, 11, grey=_MUTED, down=13 * _LINE)
        texts, notes = _MOST_LINES
        self._lines(row.text, 13, left, width, texts, face="bold" if row.strong else "regular")
        if row.note:
            self._lines(row.note, 11, left, width, notes, grey=_MUTED)
        self._down(7)

    def _code(self, slip: Slip) -> None:
        self._heading(CODE_TITLE)
        top = self._y
        quiet = _QR * QUIET / 45  # the code itself ends where the text does
        draw_qr(self._canvas, slip.code, _RIGHT - _QR + quiet, top - _QR + quiet, _QR)
        width = (_RIGHT - _LEFT - _QR) / _COLUMNS
        lines = -(-len(slip.groups) // _COLUMNS)
        step = (_QR - 2 * quiet) / lines
        for index, group in enumerate(slip.groups):
            row, column = divmod(index, _COLUMNS)
            self._y = top - row * step - step / 2 - _GROUP_SIZE / 3
            self._group(_LEFT + column * width, index + 1, group)
        self._y = top - _QR + 2 * quiet

    def _group(self, left: float, number: int, group: str) -> None:
        shown = str(number)
        room = text_points("00", "regular", 9)
        self._text(left + room - text_points(shown, "regular", 9), shown, 9, grey=_MUTED)
        self._text(left + room + 5, group, _GROUP_SIZE, space=_GROUP_SPACE)

    def _step(self, number: int, step: str) -> None:
        self._text(_LEFT, f"{number}.", 12, down=12 * _LINE)
        self._lines(step, 12, _LEFT + 6 * MM, _RIGHT - _LEFT - 6 * MM)
        self._down(3)

    def _receipt(self) -> None:
        middle = _RIGHT - _RECEIVER_WIDTH / 2
        lines: tuple[tuple[str, Face], ...] = ((RECEIVER, "bold"), (RECEIVER_NOTE, "italic"))
        for index, (text, face) in enumerate(lines):
            left = middle - text_points(text, face, 12) / 2
            self._text(left, text, 12, face, down=12 * (1 + index * _LINE))
        self._heading(RECEIPT_TITLE)
        self._down(18)
        x = _LEFT
        self._canvas.setStrokeGray(_BLACK)
        self._canvas.setLineWidth(0.75)
        for result in RESULTS:
            self._canvas.rect(x, self._y - 1.5, 11, 11)
            self._text(x + 17, result, 12)
            x += 17 + text_points(result, "regular", 12) + 24
        for line in RECEIVED:
            self._down(25)
            self._text(_LEFT, line, 12)

    def _heading(self, text: str) -> None:
        self._down(12)
        self._text(_LEFT, text, 12, "bold")
        self._down(6)

    def _mark(self, word: str) -> None:
        """Write a word across the page, below everything else, in a solid pale grey."""
        canvas, size = self._canvas, 104.0
        canvas.saveState()
        canvas.translate(PAGE_SHORT * MM / 2, PAGE_LONG * MM / 2)
        canvas.rotate(54)
        canvas.setFillGray(_PALE)
        canvas.setFont(self._names["bold"], size)
        canvas.drawString(-text_points(word, "bold", size) / 2, -size / 3, word)
        canvas.restoreState()

    def _lines(
        self,
        text: str,
        size: float,
        left: float,
        width: float,
        most: int = 9,
        *,
        face: Face = "regular",
        grey: float = _BLACK,
    ) -> None:
        """Write a text below what is written."""
        lines = break_lines([(text, face)], size, width)
        for number, line in enumerate(lines[:most], start=1):
            self._down(size * _LINE)
            shown = "".join(piece.text for piece in line.pieces)
            if number == most < len(lines):
                shown = _cut(shown, face, size, width)
            self._text(left, shown, size, face, grey=grey)

    def _text(
        self,
        left: float,
        text: str,
        size: float,
        face: Face = "regular",
        *,
        grey: float = _BLACK,
        down: float = 0.0,
        space: float = 0.0,
    ) -> None:
        """Write a text so far down from what is written, with `space` points between its characters."""
        self._canvas.setFillGray(grey)
        self._canvas.setFont(self._names[face], size)
        self._canvas.drawString(left, self._y - down, text, charSpace=space)

    def _rule(self, before: float, after: float) -> None:
        """Draw a hair line with room (mm) above and below."""
        self._down(before * MM)
        self._canvas.setStrokeGray(_HAIR)
        self._canvas.setLineWidth(0.5)
        self._canvas.line(_LEFT, self._y, _RIGHT, self._y)
        self._down(after * MM)

    def _down(self, points: float) -> None:
        self._y -= points


def _cut(text: str, face: Face, size: float, width: float) -> str:
    """Return as much of a text as has room together with an ellipsis."""
    while text and text_points(f"{text}…", face, size) > width:
        text = text[:-1]
    return f"{text.rstrip(' ,;.')}…"

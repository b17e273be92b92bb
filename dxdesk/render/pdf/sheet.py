"""A page that is written from the top down: rows with labels, rules, and the check code of a package."""

from collections.abc import Sequence
from typing import Final

from reportlab.pdfgen.canvas import Canvas

from dxdesk.document.decree30 import PAGE_LONG, PAGE_SHORT
from dxdesk.document.lines import break_lines
from dxdesk.document.metrics import Face, text_points
from dxdesk.document.slip import SlipRow
from dxdesk.render.pdf.boxes import MM
from dxdesk.render.pdf.fonts import register
from dxdesk.render.pdf.qr import QUIET, draw_qr

LEFT: Final = 25.0 * MM
RIGHT: Final = (PAGE_SHORT - 25.0) * MM
BLACK: Final = 0.0  # grey, from black to white
MUTED: Final = 0.36
_HAIR, _PALE = 0.75, 0.88
_TOP: Final = (PAGE_LONG - 18.0) * MM
_LABELS: Final = 34.0 * MM  # width of the column of labels
# Of the text of a row, and of the note below it; what is longer ends with an ellipsis, the file has it whole.
_MOST_LINES: Final = (3, 2)
LINE: Final = 1.22
_QR: Final = 48.0 * MM  # with its quiet zone
_GROUP_SIZE: Final = 19.0
_GROUP_SPACE: Final = 1.2  # between the digits of a group
_COLUMNS: Final = 4


class Sheet:
    """The page while it is drawn: `_y` is how far it is written, in points from below."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._names = {face: font.fontName for face, font in register().items()}
        self._y = _TOP

    def row(self, row: SlipRow) -> None:
        """Write what is said on one matter, with its label to the left."""
        left, width = LEFT + _LABELS, RIGHT - LEFT - _LABELS
        self.text(LEFT, row.label, 11, grey=MUTED, down=13 * LINE)
        texts, notes = _MOST_LINES
        self.lines(row.text, 13, left, width, texts, face="bold" if row.strong else "regular")
        if row.note:
            self.lines(row.note, 11, left, width, notes, grey=MUTED)
        self.down(7)

    def check_code(self, title: str, code: str, groups: Sequence[str]) -> None:
        """Write the check code of a package: its groups for people, and a QR code beside them for scanners."""
        self.heading(title)
        top = self._y
        quiet = _QR * QUIET / 45  # the code itself ends where the text does
        draw_qr(self._canvas, code, RIGHT - _QR + quiet, top - _QR + quiet, _QR)
        width = (RIGHT - LEFT - _QR) / _COLUMNS
        lines = -(-len(groups) // _COLUMNS)
        step = (_QR - 2 * quiet) / lines
        for index, group in enumerate(groups):
            row, column = divmod(index, _COLUMNS)
            self._y = top - row * step - step / 2 - _GROUP_SIZE / 3
            self._group(LEFT + column * width, index + 1, group)
        self._y = top - _QR + 2 * quiet

    def _group(self, left: float, number: int, group: str) -> None:
        shown = str(number)
        room = text_points("00", "regular", 9)
        self.text(left + room - text_points(shown, "regular", 9), shown, 9, grey=MUTED)
        self.text(left + room + 5, group, _GROUP_SIZE, space=_GROUP_SPACE)

    def heading(self, text: str) -> None:
        """Write a small bold heading."""
        self.down(12)
        self.text(LEFT, text, 12, "bold")
        self.down(6)

    def mark(self, word: str) -> None:
        """Write a word across the page, below everything else, in a solid pale grey."""
        canvas, size = self._canvas, 104.0
        canvas.saveState()
        canvas.translate(PAGE_SHORT * MM / 2, PAGE_LONG * MM / 2)
        canvas.rotate(54)
        canvas.setFillGray(_PALE)
        canvas.setFont(self._names["bold"], size)
        canvas.drawString(-text_points(word, "bold", size) / 2, -size / 3, word)
        canvas.restoreState()

    def lines(
        self,
        text: str,
        size: float,
        left: float,
        width: float,
        most: int = 9,
        *,
        face: Face = "regular",
        grey: float = BLACK,
    ) -> None:
        """Write a text below what is written."""
        lines = break_lines([(text, face)], size, width)
        for number, line in enumerate(lines[:most], start=1):
            self.down(size * LINE)
            shown = "".join(piece.text for piece in line.pieces)
            if number == most < len(lines):
                shown = _cut(shown, face, size, width)
            self.text(left, shown, size, face, grey=grey)

    def text(
        self,
        left: float,
        text: str,
        size: float,
        face: Face = "regular",
        *,
        grey: float = BLACK,
        down: float = 0.0,
        space: float = 0.0,
    ) -> None:
        """Write a text so far down from what is written, with `space` points between its characters."""
        self._canvas.setFillGray(grey)
        self._canvas.setFont(self._names[face], size)
        self._canvas.drawString(left, self._y - down, text, charSpace=space)

    def rule(self, before: float, after: float) -> None:
        """Draw a hair line with room (mm) above and below."""
        self.down(before * MM)
        self._canvas.setStrokeGray(_HAIR)
        self._canvas.setLineWidth(0.5)
        self._canvas.line(LEFT, self._y, RIGHT, self._y)
        self.down(after * MM)

    def down(self, points: float) -> None:
        """Leave so much room below what is written."""
        self._y -= points


def _cut(text: str, face: Face, size: float, width: float) -> str:
    """Return as much of a text as has room together with an ellipsis."""
    while text and text_points(f"{text}…", face, size) > width:
        text = text[:-1]
    return f"{text.rstrip(' ,;.')}…"

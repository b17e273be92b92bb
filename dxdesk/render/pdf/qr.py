"""QR codes (ISO/IEC 18004) as filled squares: sharp in any size, and nothing but ink."""

import re
from typing import Final

from reportlab.graphics.barcode.qrencoder import QRAlphaNum, QRCode, QRErrorCorrectLevel, QRNumber
from reportlab.pdfgen.canvas import Canvas

QUIET: Final = 4  # modules of free room that readers need on every side (ISO/IEC 18004, 5.3.8)
_last_digits = re.compile(r"[0-9]*$")

Modules = tuple[tuple[bool, ...], ...]


def qr_modules(text: str) -> Modules:
    """Return the rows of a QR code, True where it is dark, in the smallest version at error level Q (25 %).

    `text` has digits, capitals, blanks and $%*+-./: only. Digits at its end are packed three to ten bits.

    Raises:
        ValueError: there are other characters in it.
    """
    digits = _last_digits.search(text)
    start = digits.start() if digits else len(text)
    code = QRCode(None, QRErrorCorrectLevel.Q)
    for part, kind in ((text[:start], QRAlphaNum), (text[start:], QRNumber)):
        if part:
            code.addData(kind(part))
    code.make()
    return tuple(tuple(bool(dark) for dark in row) for row in code.modules)


def draw_qr(canvas: Canvas, text: str, left: float, bottom: float, size: float) -> None:
    """Draw a code in black on white; `size` (points) is that of the square with its quiet zone."""
    modules = qr_modules(text)
    step = size / (len(modules) + 2 * QUIET)
    canvas.setFillGray(1)
    canvas.rect(left, bottom, size, size, stroke=0, fill=1)
    # As one path, whose squares meet without seams however the page is drawn.
    path = canvas.beginPath()
    for row, line in enumerate(modules):
        y = bottom + size - (QUIET + row + 1) * step
        for first, count in _runs(line):
            path.rect(left + (QUIET + first) * step, y, count * step, step)
    canvas.setFillGray(0)
    canvas.drawPath(path, stroke=0, fill=1)


def _runs(line: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Return where dark modules begin that stand side by side, and how many they are."""
    runs: list[tuple[int, int]] = []
    for column, dark in enumerate(line):
        if not dark:
            continue
        if column and line[column - 1]:
            first, count = runs.pop()
            runs.append((first, count + 1))
        else:
            runs.append((column, 1))
    return runs

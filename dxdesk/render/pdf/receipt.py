"""The sheet of a receipt as a PDF of one page that carries the receipt itself (PDF/A-3u)."""

from collections.abc import Sequence
from io import BytesIO
from typing import Final

from dxdesk.document.decree30 import LETTERHEAD_WIDTHS, PAGE_LONG, PAGE_SHORT, RULE_SHARE
from dxdesk.document.frame import MOTTO, NATION
from dxdesk.document.lines import break_lines
from dxdesk.document.metrics import Face, text_points
from dxdesk.document.receipt import CODE_TITLE, SIGNED_TITLE, STEPS_TITLE, ReceiptSheet
from dxdesk.render.pdf.archive import Source, attach
from dxdesk.render.pdf.boxes import MM
from dxdesk.render.pdf.canvas import file_of, new_canvas
from dxdesk.render.pdf.sheet import LEFT, LINE, MUTED, RIGHT, Sheet

_AGENCY: Final = LETTERHEAD_WIDTHS[0] * MM
_MIDDLES: Final = (LEFT + _AGENCY / 2, RIGHT - text_points(NATION, "bold", 12) / 2)
_CENTRE: Final = (LEFT + RIGHT) / 2
_MOST_AGENCY_LINES: Final = 4
_SIGNED_WIDTH: Final = 62.0 * MM
_BETWEEN: Final = 8.0 * MM


def write_receipt(sheet: ReceiptSheet, source: Source) -> bytes:
    """Write the sheet with the receipt in it; the same arguments give the same bytes."""
    buffer = BytesIO()
    canvas = new_canvas(
        buffer, title=f"{sheet.title}: {source.name}", author=sheet.receiver, keywords=sheet.code
    )
    canvas.setPageSize((PAGE_SHORT * MM, PAGE_LONG * MM))
    ReceiptPage(canvas).draw(sheet)
    canvas.showPage()
    attach(file_of(canvas), source)
    canvas.save()
    return buffer.getvalue()


class ReceiptPage(Sheet):
    """The page of a receipt."""

    def draw(self, sheet: ReceiptSheet) -> None:
        """Draw the whole page, from its letterhead to the one who has signed."""
        if sheet.mark:
            self.mark(sheet.mark)
        self._letterhead(sheet)
        self.down(40)
        self._centred(_CENTRE, sheet.title, 16, "bold")
        self.down(18)
        self._centred(_CENTRE, sheet.about, 14, "bold")
        self._short_rule(_CENTRE, text_points(sheet.about, "bold", 14))
        self.down(14)
        for row in sheet.rows:
            self.row(row)
        self.rule(3, 5)
        self.check_code(CODE_TITLE, sheet.code, sheet.groups)
        self.rule(5, 5)
        self._foot(sheet)

    def _letterhead(self, sheet: ReceiptSheet) -> None:
        """Write receiver and number to the left, the national title and the day to the right."""
        left, right = _MIDDLES
        top = self._y
        lines = _broken(sheet.receiver, "bold", 12, _AGENCY)[:_MOST_AGENCY_LINES]
        for line in lines:
            self.down(12 * LINE)
            self._centred(left, line, 12, "bold")
        self._short_rule(left, text_points(lines[-1], "bold", 12) if lines else 0)
        lowest = self._y
        self._y = top
        self.down(12 * LINE)
        self._centred(right, NATION, 12, "bold")
        self.down(13 * LINE)
        self._centred(right, MOTTO, 13, "bold")
        self._short_rule(right, text_points(MOTTO, "bold", 13), share=1.0)
        self._y = min(lowest, self._y) - 22
        self._centred(left, sheet.number, 13)
        self._centred(right, sheet.day, 13, "italic")

    def _foot(self, sheet: ReceiptSheet) -> None:
        """Write how the sheet is checked, and beside it who has signed."""
        top, width = self._y, RIGHT - LEFT - _BETWEEN - _SIGNED_WIDTH
        self.heading(STEPS_TITLE)
        for step in sheet.steps:
            self.lines(step, 11, LEFT, width, grey=MUTED)
            self.down(4)
        self._y = top
        if sheet.signed:
            self._signed(sheet)

    def _signed(self, sheet: ReceiptSheet) -> None:
        middle = RIGHT - _SIGNED_WIDTH / 2
        said: list[tuple[str, Face]] = [(sheet.receiver, "bold"), (SIGNED_TITLE, "italic"), *_names(sheet)]
        for text, face in said:
            for line in _broken(text, face, 12, _SIGNED_WIDTH)[:_MOST_AGENCY_LINES]:
                self.down(12 * LINE)
                self._centred(middle, line, 12, face)
            self.down(4)

    def _centred(self, middle: float, text: str, size: float, face: Face = "regular") -> None:
        self.text(middle - text_points(text, face, size) / 2, text, size, face)

    def _short_rule(self, middle: float, width: float, share: float = RULE_SHARE) -> None:
        self.down(6.5)
        self._canvas.setStrokeGray(0)
        self._canvas.setLineWidth(0.75)
        self._canvas.line(middle - width * share / 2, self._y, middle + width * share / 2, self._y)


def _names(sheet: ReceiptSheet) -> Sequence[tuple[str, Face]]:
    """Return the name of the signer where the certificate does not name the receiver itself."""
    return [(name, "bold") for name in sheet.signed if name.upper() != sheet.receiver]


def _broken(text: str, face: Face, size: float, width: float) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in break_lines([(text, face)], size, width)]

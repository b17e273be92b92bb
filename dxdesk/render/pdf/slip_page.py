"""How a transmittal slip lies on its page: calm, large enough to be read out, with room to sign."""

from typing import Final

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
)
from dxdesk.render.pdf.boxes import MM
from dxdesk.render.pdf.sheet import BLACK, LEFT, LINE, MUTED, RIGHT, Sheet

_RECEIVER_WIDTH: Final = 62.0 * MM


class SlipPage(Sheet):
    """The page of a slip."""

    def draw(self, slip: Slip) -> None:
        """Draw the whole page, from its head to the room for the receiver's signature."""
        if slip.mark:
            self.mark(slip.mark)
        self.down(20)
        self.text(LEFT, slip.title, 20, "bold")
        self.down(5)
        self.lines(slip.about, 11, LEFT, RIGHT - LEFT, face="italic", grey=MUTED)
        self.rule(4, 4)
        for row in slip.rows:
            self.row(row)
        self.rule(6, 6)
        self.check_code(CODE_TITLE, slip.code, slip.groups)
        self.rule(6, 6)
        self.heading(STEPS_TITLE)
        for number, step in enumerate(slip.steps, start=1):
            self._step(number, step)
        self.rule(6, 6)
        self._receipt()

    def _step(self, number: int, step: str) -> None:
        self.text(LEFT, f"{number}.", 12, down=12 * LINE)
        self.lines(step, 12, LEFT + 6 * MM, RIGHT - LEFT - 6 * MM)
        self.down(3)

    def _receipt(self) -> None:
        middle = RIGHT - _RECEIVER_WIDTH / 2
        lines: tuple[tuple[str, Face], ...] = ((RECEIVER, "bold"), (RECEIVER_NOTE, "italic"))
        for index, (text, face) in enumerate(lines):
            left = middle - text_points(text, face, 12) / 2
            self.text(left, text, 12, face, down=12 * (1 + index * LINE))
        self.heading(RECEIPT_TITLE)
        self.down(18)
        x = LEFT
        self._canvas.setStrokeGray(BLACK)
        self._canvas.setLineWidth(0.75)
        for result in RESULTS:
            self._canvas.rect(x, self._y - 1.5, 11, 11)
            self.text(x + 17, result, 12)
            x += 17 + text_points(result, "regular", 12) + 24
        for line in RECEIVED:
            self.down(25)
            self.text(LEFT, line, 12)

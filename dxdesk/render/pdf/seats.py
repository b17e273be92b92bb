"""Where signatures, number and day of issue go: the room that the decree leaves for them."""

from collections.abc import Sequence
from typing import Final

from dxdesk.document.decree30 import STYLES
from dxdesk.document.metrics import ASCENT, DESCENT, text_points
from dxdesk.document.profile import FieldName
from dxdesk.plan.wording import BLANK_NUMBER
from dxdesk.render.pdf.boxes import MM, Box, Ink, Seat
from dxdesk.text.dates import BLANK

# The image of the signature between office and name, and that of the seal in its real size, which covers
# a third of the signature on its left (Decree 30/2020, Appendix I, II.8).
_SIGNATURE: Final = (50 * MM, 34 * MM)
_SEAL: Final = 36 * MM
_COVERED: Final = 1 / 3


def signature_seats(left: float, width: float, top: float) -> tuple[Seat, ...]:
    """Return the seats of signer and agency below the office, in the signer's column."""
    room = STYLES["signer"].before
    signature_width, signature_height = _SIGNATURE
    start = left + (width - signature_width) / 2
    seal = start + signature_width * _COVERED - _SEAL
    return (
        Seat("signer", start, top + (room - signature_height) / 2, signature_width, signature_height),
        Seat("agency", seal, top + (room - _SEAL) / 2, _SEAL, _SEAL),
    )


def number_seats(box: Box) -> tuple[Seat, ...]:
    """Return the seat of the number, where a line leaves room for it."""
    return _blank_seats(box, BLANK_NUMBER, ("number",))


def date_seats(box: Box) -> tuple[Seat, ...]:
    """Return the seats of day and month, where a line leaves room for them."""
    return _blank_seats(box, BLANK, ("day", "month"))


def _blank_seats(box: Box, blank: str, fields: Sequence[FieldName]) -> tuple[Seat, ...]:
    for ink in box.inks:
        before = ink.text.split(blank)
        if len(before) == len(fields) + 1:
            starts = (blank.join(before[: count + 1]) for count in range(len(fields)))
            return tuple(_seat(field, ink, start, blank) for field, start in zip(fields, starts, strict=True))
    return ()


def _seat(field: FieldName, ink: Ink, before: str, blank: str) -> Seat:
    left = ink.x + text_points(before, ink.face, ink.size)
    top = ink.y - ASCENT * ink.size
    width = text_points(blank, ink.face, ink.size)
    return Seat(field, left, top, width, (ASCENT + DESCENT) * ink.size, ink.face, ink.size)

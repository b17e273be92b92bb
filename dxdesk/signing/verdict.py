"""What the signatures of a PDF come to: whether it is unharmed, and whether one knows by whom it is signed."""

from typing import Final, Literal

from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.signing.report import PdfReport
from dxdesk.signing.worth import CURABLE

Integrity = Literal["intact", "altered", "unsigned"]
Standing = Literal["trusted", "unknown", "refused"]

_INTEGRITY: Final[dict[Integrity, str]] = {
    "intact": mark("Unharmed"),
    "altered": mark("Altered"),
    "unsigned": mark("Not signed"),
}
_STANDING: Final[dict[Standing, str]] = {
    "trusted": mark("Trusted"),
    "unknown": mark("Signer not known"),
    "refused": mark("Certificate refused"),
}


def integrity_of(report: PdfReport) -> Integrity:
    """Return whether what was signed is as it was."""
    if not report.signatures:
        return "unsigned"
    # Number and day may have been filled in after the last signature.
    is_whole = report.is_intact or bool(report.number)
    return "intact" if is_whole and all(one.is_intact for one in report.signatures) else "altered"


def standing_of(report: PdfReport) -> Standing:
    """Return whether the certificates hold: with more trusted ones, "unknown" may become "trusted"."""
    troubles = {trouble for signature in report.signatures for trouble in signature.troubles}
    if report.signatures and not troubles:
        return "trusted"
    return "unknown" if troubles <= CURABLE else "refused"


def verdict_words(integrity: Integrity, standing: Standing) -> tuple[str, str]:
    """Return both answers, in a word or two each."""
    return _(_INTEGRITY[integrity]), _(_STANDING[standing])

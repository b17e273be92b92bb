"""What a signature beside data comes to, in one word."""

from typing import Final, Literal

from dxdesk.signing.report import SignatureReport

# "then": sound by the signer's clock, with a certificate that has expired since.
Worth = Literal["sound", "then", "unknown", "refused", "broken"]

WORTHS: Final[tuple[Worth, ...]] = ("sound", "then", "unknown", "refused", "broken")  # the best first
# What more trusted certificates could cure.
CURABLE: Final = frozenset({"untrusted", "stamp"})


def worth_of(report: SignatureReport) -> Worth:
    """Return what a signature comes to."""
    if report.is_sound:
        return "sound"
    if report.held_then:
        return "then"
    if not report.is_intact:
        return "broken"
    return "unknown" if set(report.troubles) <= CURABLE else "refused"

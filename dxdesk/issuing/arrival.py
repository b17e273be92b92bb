"""A paper that comes home for a sealed revision: taken in as what it is, or refused with the reason."""

from typing import Final

from dxdesk.issuing.faults import UnfitPaperError
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.package.format import Package
from dxdesk.signing.homecoming import Homecoming, receive
from dxdesk.signing.trust import Trust
from dxdesk.signing.verdict import Integrity, Standing
from dxdesk.store.values import PaperRole
from dxdesk.value import Value

_PDF: Final = "application/pdf"
_INTEGRITY: Final[dict[Integrity, str]] = {
    "altered": mark(
        "This PDF was altered after it was signed. Ask the signer for the file as it was signed."
    ),
    "unsigned": mark("Nobody has signed this PDF: it is the one that was exported. Open the signed file."),
}
_STANDING: Final[dict[Standing, str]] = {
    "refused": mark("A certificate in this PDF does not hold. See below why, and have it signed anew."),
}


class Arrival(Value, frozen=True, kw_only=True):
    """What came: its role, and for a signed PDF what is to be said of it."""

    role: PaperRole
    homecoming: Homecoming | None = None


def examine(data: bytes, media_type: str, package: Package, trust: Trust) -> Arrival:
    """Return what a file is that came for a sealed package. Pictures, and PDF of pictures, are scans.

    Raises:
        UnfitPaperError: it is a PDF that cannot be the signed document of this revision.
        SigningError: it is a damaged or encrypted PDF.
    """
    if media_type != _PDF:
        return Arrival(role="scan")
    found = receive(data, package, trust)
    if found.integrity == "unsigned" and found.belonging == "nothing":
        return Arrival(role="scan")
    if not found.is_welcome:
        raise UnfitPaperError(_reason(found), found)
    return Arrival(role="signed-pdf", homecoming=found)


def _reason(found: Homecoming) -> str:
    """Return the first of the reasons: whose it is, whether it is whole, by whom it is."""
    if found.belonging != "same":
        return found.explanation()
    return _(_INTEGRITY.get(found.integrity) or _STANDING[found.standing])

"""What whoever sent a package is asked to do about a fault: the cures of `codes` speak to the one who received it."""

from collections.abc import Callable, Mapping
from typing import Final

from dxdesk.language import mark, translate
from dxdesk.package.codes import CODES

_AGAIN: Final = mark("Send the file again as the program wrote it, not saved by another program in between.")
_EXPORT: Final = mark("Export the plan again with dxdesk, then send that file.")
_PACKAGE: Final = mark("Send the file whose name ends in .dxplan.json.")
_ATTACH: Final = mark("Attach the document again, export the plan once more and send that file.")
_WITH_DXDESK: Final = mark(
    "Export the plan with dxdesk and send that file, or tell the maker of the program that wrote this one."
)
_UNIT: Final = mark("Choose the unit again and send the plan anew; if it is right, tell the receiver.")

_CURES: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        ("DX101", "DX103", "DX111", "DX112", "DX113", "DX121", "DX122", "DX152", "DX155"), _AGAIN
    ),
    **dict.fromkeys(("DX163", "DX164", "DX165"), _AGAIN),
    **dict.fromkeys(("DX123", "DX124", "DX125", "DX126", "DX127", "DX141", "DX142", "DX143"), _WITH_DXDESK),
    **dict.fromkeys(("DX132", "DX171", "DX175", "DX185"), _EXPORT),
    **dict.fromkeys(("DX105", "DX131"), _PACKAGE),
    **dict.fromkeys(("DX161", "DX162", "DX166"), _ATTACH),
    **dict.fromkeys(("DX181", "DX182"), _UNIT),
    "DX102": mark("Export the plan without its attached documents, then send that file."),
    "DX133": mark("Export the plan in version 1, or ask the receiver to update the program there."),
    "DX151": mark("Export the plan again and send that file; a plan is changed in the program, not by hand."),
    "DX156": mark("Send the file as it was signed, or have it signed anew."),
    "DX158": mark("Have the package signed anew with a certificate that is valid."),
    "DX167": mark("Send the PDF as it was signed, or have it signed anew."),
    "DX168": mark("Have the document signed anew with a certificate that is valid."),
    "DX170": mark("Send the PDF as it was signed."),
    "DX183": mark("Ask the receiver to update the program there; then the file can be read."),
    "DX184": mark("Choose the unit again for the year of the plan, then send the plan anew."),
    "DX187": mark("Say which of the two counts, and send the whole chain of revisions."),
    "DX192": mark("Seal the plan when it is issued, then send that file."),
    "DX197": mark("Ask the receiver whether plans of this year are taken."),
}


def sender_cure(code: str, cure: str = "", say: Callable[[str], str] = translate) -> str:
    """Return what the sender can do about a code, as `say` translates it; `cure` where the code is not known."""
    known = _CURES.get(code) or (CODES[code].cure if code in CODES else "")
    return say(known) if known else cure

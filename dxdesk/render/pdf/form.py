"""Fields of the form: where one signs with a certificate, and where the records office writes number and day.

Nothing of them is seen in print until they are filled.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObjectReference,
    PDFStream,
    PDFString,
)
from reportlab.pdfbase.ttfonts import TTFont

from dxdesk.document.profile import FieldName
from dxdesk.render.pdf.boxes import Seat
from dxdesk.render.pdf.objects import File

# What a screen reader says; documents are in Vietnamese whatever the window speaks.
_SPOKEN: Final[Mapping[FieldName, str]] = {
    "signer": "Chữ ký số của người có thẩm quyền",
    "agency": "Chữ ký số của cơ quan",
    "number": "Số văn bản",
    "day": "Ngày ban hành",
    "month": "Tháng ban hành",
}
_MOST_CHARACTERS: Final[Mapping[FieldName, int]] = {"number": 11, "day": 2, "month": 2}
_PRINTED: Final = 1 << 2  # ISO 32000-1, 12.5.3: annotation flag 3
_CENTRED: Final = 1  # ISO 32000-1, 12.7.3.3


class Spread(NamedTuple):
    """A seat on its page: the rectangle's lower left corner in points, and the font to write in it."""

    seat: Seat
    left: float
    bottom: float
    font: TTFont


def add_form(file: File, fields: Iterable[tuple[Any, Spread]]) -> None:
    """Put the fields into the file, each on its page."""
    references = []
    fonts: dict[str, Any] = {}
    for page, spread in fields:
        widget = file.Reference(_widget(file, page, spread, fonts))
        references.append(widget)
        page.Annots = [*(page.Annots or ()), widget]
    if not references:
        return
    form: dict[str, Any] = {"Fields": PDFArray(references)}
    if fonts:
        form["DR"] = PDFDictionary({"Font": PDFDictionary(fonts)})
    file.Catalog.AcroForm = PDFDictionary(form)


def _widget(file: File, page: Any, spread: Spread, fonts: dict[str, Any]) -> PDFDictionary:
    name, left, bottom = spread.seat.field, spread.left, spread.bottom
    entries: dict[str, Any] = {
        "Type": PDFName("Annot"),
        "Subtype": PDFName("Widget"),
        "T": PDFString(name),
        "TU": PDFString(_SPOKEN[name]),
        "F": _PRINTED,
        "P": file.Reference(page),
        "Rect": PDFArray([left, bottom, left + spread.seat.width, bottom + spread.seat.height]),
        "AP": PDFDictionary({"N": file.Reference(_nothing(spread.seat))}),
    }
    if name in _MOST_CHARACTERS:
        entries |= _writing(file, spread, fonts)
    else:
        entries["FT"] = PDFName("Sig")
        if name == "agency":
            entries["Lock"] = file.Reference(_lock())
    return PDFDictionary(entries)


def _nothing(seat: Seat) -> PDFStream:
    """Return the appearance of an empty field; ISO 19005-3, 6.3.3, wants one."""
    form = {
        "Type": PDFName("XObject"),
        "Subtype": PDFName("Form"),
        "BBox": PDFArray([0, 0, seat.width, seat.height]),
        "Resources": PDFDictionary(),
    }
    return PDFStream(PDFDictionary(form), b"")


def _lock() -> PDFDictionary:
    """Return what the agency's signature closes: everything (ISO 32000-1, table 233)."""
    return PDFDictionary({"Type": PDFName("SigFieldLock"), "Action": PDFName("All")})


def _writing(file: File, spread: Spread, fonts: dict[str, Any]) -> dict[str, Any]:
    # The first subset of a face has all of ASCII, each character under its own code.
    name = spread.font.getSubsetInternalName(0, file).removeprefix("/")
    fonts[name] = PDFObjectReference(name)
    return {
        "FT": PDFName("Tx"),
        "MaxLen": _MOST_CHARACTERS[spread.seat.field],
        "Q": _CENTRED,
        "DA": PDFString(f"/{name} {spread.seat.size} Tf 0 g"),
    }

"""The fields of a PDF that our documents have: two signatures, number and day."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from pyhanko.pdf_utils.rw_common import PdfHandler

from dxdesk.signing.pdf_reading import damage_said

_MOST_FIELDS = 1_000


class Field(NamedTuple):
    """A field: its dictionary with where it stands, its size in points, and whether it is filled."""

    dictionary: Any
    reference: Any
    width: float
    height: float
    is_signed: bool


def signature_fields(file: PdfHandler) -> Mapping[str, Field]:
    """Return the signature fields by name.

    Raises:
        SigningError: the file is damaged.
    """
    return _fields(file, "/Sig")


def text_fields(file: PdfHandler) -> Mapping[str, Field]:
    """Return the text fields by name.

    Raises:
        SigningError: the file is damaged.
    """
    return _fields(file, "/Tx")


def _fields(file: PdfHandler, kind: str) -> Mapping[str, Field]:
    found: dict[str, Field] = {}
    with damage_said():
        entries = _value(_value(file.root, "/AcroForm", {}), "/Fields", ())
        for index in range(min(len(entries), _MOST_FIELDS)):
            field = entries[index]
            if _value(field, "/FT", "") != kind:
                continue
            left, bottom, right, top = (float(side) for side in _value(field, "/Rect", (0, 0, 0, 0)))
            found[str(_value(field, "/T", ""))] = Field(
                dictionary=field,
                reference=entries.raw_get(index),
                width=abs(right - left),
                height=abs(top - bottom),
                is_signed="/V" in field,
            )
    return found


def _value(dictionary: Any, key: str, default: Any) -> Any:
    return dictionary[key] if key in dictionary else default  # noqa: SIM401 - `get` gives the reference

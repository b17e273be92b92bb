"""Writing number and day of issue into a PDF whose first signature stays valid."""

import re
from datetime import date
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from dxdesk.document.decree30 import STYLES
from dxdesk.document.metrics import DESCENT, style_face, text_points
from dxdesk.package.faults import PackageError
from dxdesk.package.reading import read_package
from dxdesk.plan.wording import default_year
from dxdesk.signing.embedded import embedded_package
from dxdesk.signing.faults import SigningError
from dxdesk.signing.fields import Field, signature_fields, text_fields
from dxdesk.signing.pdf_reading import damage_said, open_reader, open_writer
from dxdesk.signing.verification import is_changed_since
from dxdesk.text.dates import month_digits, short_date
from dxdesk.text.numerals import document_number

_NUMBER: Final = re.compile(r"[0-9]{1,6}[A-Za-z]{0,5}")


def fill_pdf(data: bytes, number: str, day: date) -> bytes:
    """Return the PDF with number and day of issue written into their fields, as the decree spells them.

    What stood in it stays byte for byte, so that the first signature remains valid.

    Raises:
        SigningError: it has no such fields, the agency has signed, it was changed otherwise, the number is
            not one, or the page says another year.
    """
    if _NUMBER.fullmatch(number) is None:
        raise SigningError("SG19")
    reader = open_reader(data)
    fields = text_fields(reader)
    if not {"number", "day", "month"} <= fields.keys():
        raise SigningError("SG03")
    agency = signature_fields(reader).get("agency")
    if agency is not None and agency.is_signed:
        raise SigningError("SG22")
    if is_changed_since(data):
        raise SigningError("SG05")
    _check_year(data, day)
    texts = {"number": document_number(number), "day": f"{day:%d}", "month": month_digits(day)}
    writer = open_writer(data)
    with damage_said():
        places = text_fields(writer)
        for name, text in texts.items():
            _write(writer, places[name], text)
        buffer = BytesIO()
        writer.write(buffer)  # type: ignore[no-untyped-call]
    return buffer.getvalue()


def _check_year(data: bytes, day: date) -> None:
    """Refuse a day of another year than the one that is printed behind the fields."""
    try:
        year = default_year(read_package(embedded_package(data)).package.plan)
    except (SigningError, PackageError):
        return  # whose page it is cannot be told
    if day.year != year:
        raise SigningError("SG25", year=year, day=short_date(day))


def _write(writer: IncrementalPdfFileWriter, field: Field, text: str) -> None:
    dictionary = field.dictionary
    dictionary["/V"] = pdf_string(text)
    dictionary["/AP"] = DictionaryObject(
        {NameObject("/N"): writer.add_object(_appearance(writer, field, text))}
    )
    writer.mark_update(field.reference.reference)


def _appearance(writer: IncrementalPdfFileWriter, field: Field, text: str) -> StreamObject:
    """Return the text, centred on the line that it belongs to, in the font that the field names."""
    style = STYLES["number" if str(field.dictionary["/T"]) == "number" else "date"]
    font = str(field.dictionary["/DA"]).split()[0]
    left = (field.width - text_points(text, style_face(style), style.size)) / 2
    drawn = f"/Tx BMC q BT {font} {style.size} Tf 0 g {left:.2f} {DESCENT * style.size:.2f} Td ({text}) Tj ET Q EMC"
    fonts = writer.root["/AcroForm"]["/DR"]["/Font"]
    form: dict[Any, Any] = {
        NameObject("/Type"): NameObject("/XObject"),
        NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): ArrayObject(
            [NumberObject(0), NumberObject(0), FloatObject(field.width), FloatObject(field.height)]
        ),
        NameObject("/Resources"): DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject(font): fonts.raw_get(font)})}
        ),
    }
    return StreamObject(dict_data=form, stream_data=drawn.encode("ascii"))

"""From the exported PDF to the issued one: signed, numbered, signed by the agency; others call it valid too."""

import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from dxdesk.package.reading import read_package
from dxdesk.signing.certificates import load_pkcs12
from dxdesk.signing.embedded import embedded_package
from dxdesk.signing.faults import SigningError
from dxdesk.signing.filling import fill_pdf
from dxdesk.signing.sign import sign_pdf
from dxdesk.signing.verification import verify_pdf
from tests.document.sample_plans import short_plan
from tests.signing.authority import AGENCY, PASSPHRASE, SIGNER, issued, now
from tests.signing.documents import exported, issued_document, signed, signed_by_signer, trust


def pdfsig(data: bytes, folder: Path) -> str:
    path = folder / "signed.pdf"
    path.write_bytes(data)
    return subprocess.run(["pdfsig", "-nocert", path], capture_output=True, text=True, check=False).stdout


def texts_of_pages(data: bytes) -> list[str]:
    """Return what is to be read on each page, fields included."""
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        for page in document:
            pypdfium2.raw.FPDFPage_Flatten(page, 0)
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def picture(colour: str) -> bytes:
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((10, 10, 290, 290), outline=colour, width=12)
    buffer = BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def test_signed_numbered_and_signed_by_the_agency_all_is_sound() -> None:
    report = verify_pdf(issued_document(), trust())
    assert [(one.field, one.name) for one in report.signatures] == [("signer", SIGNER), ("agency", AGENCY)]
    assert report.is_sound
    assert (report.number, report.day, report.month) == ("07", "05", "12")


def test_another_program_calls_both_signatures_valid(tmp_path: Path) -> None:
    said = pdfsig(issued_document(), tmp_path)
    assert said.count("Signature is Valid") == 2
    assert said.count("ETSI.CAdES.detached") == 2
    assert "Total document signed" in said.split("Signature #2")[1]


@pytest.mark.parametrize("step", ["signed", "numbered", "issued"])
def test_what_stood_in_the_file_stays(step: str) -> None:
    numbered = fill_pdf(signed_by_signer(), "7", date(2022, 12, 5))
    before, after = {
        "signed": (exported(), signed_by_signer()),
        "numbered": (signed_by_signer(), numbered),
        "issued": (numbered, signed(numbered, "agency")),
    }[step]
    assert after.startswith(before)


def test_number_and_day_stand_on_the_page_as_the_decree_spells_them() -> None:
    assert "Số: /KH-UBND Thạch Kim, ngày tháng năm 2022" in texts_of_pages(exported())[0]
    shown = texts_of_pages(issued_document())[0]
    assert shown.endswith("07 05 12")


def test_the_plan_comes_out_of_the_issued_pdf_as_it_went_in() -> None:
    data = embedded_package(issued_document())
    assert data == embedded_package(exported())
    assert read_package(data).package.plan == short_plan()


def test_the_agency_may_sign_without_number_fields() -> None:
    report = verify_pdf(signed(signed(exported("fields"), "signer"), "agency"), trust())
    assert report.is_sound
    assert report.number == ""


@pytest.mark.parametrize("colour", ["#1030a0", "#c01010"])
def test_a_picture_is_shown_in_its_colour(colour: str) -> None:
    signer = load_pkcs12(issued().p12(), PASSPHRASE)
    shown = sign_pdf(exported(), "signer", signer, at=now(), picture=picture(colour))
    wanted = tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))
    assert wanted in _colours(shown)
    assert wanted not in _colours(exported())


def _colours(data: bytes) -> set[tuple[int, ...]]:
    found: set[tuple[int, ...]] = set()
    with pypdfium2.PdfDocument(data) as document:
        document.init_forms()
        for page in document:
            image = page.render(scale=2, may_draw_forms=True).to_pil().convert("RGB")
            found |= {colour for _count, colour in image.getcolors(1 << 24) or ()}
    return found


def test_a_key_on_an_elliptic_curve_signs_too(tmp_path: Path) -> None:
    data = signed(exported(), "signer", issued(kind="P-256"))
    assert verify_pdf(data, trust()).is_sound
    assert "Signature is Valid" in pdfsig(data, tmp_path)


def test_without_a_picture_it_says_who_signed_and_when() -> None:
    shown = texts_of_pages(signed_by_signer())
    assert any("Người ký: Nguyễn Văn A" in text and "+07:00" in text for text in shown)


def test_a_flat_pdf_has_no_field_and_says_what_to_do() -> None:
    with pytest.raises(SigningError, match="SG03"):
        signed(exported("flat"), "signer")


def test_a_signature_is_not_made_twice() -> None:
    with pytest.raises(SigningError, match="SG04"):
        signed(signed_by_signer(), "signer")


def test_the_agency_does_not_sign_first() -> None:
    with pytest.raises(SigningError, match="SG13"):
        signed(exported(), "agency")


def test_number_and_day_are_fixed_once_the_agency_has_signed() -> None:
    with pytest.raises(SigningError, match="SG22"):
        fill_pdf(issued_document(), "8", date(2022, 12, 6))


def test_a_number_may_be_corrected_before_the_agency_signs() -> None:
    wrong = fill_pdf(signed_by_signer(), "7", date(2022, 12, 5))
    report = verify_pdf(signed(fill_pdf(wrong, "17", date(2022, 12, 6)), "agency"), trust())
    assert report.is_sound
    assert (report.number, report.day) == ("17", "06")


@pytest.mark.parametrize("number", ["", "a7", "7/KH", "1234567", "7(8)", "ố"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(SigningError, match="SG19"):
        fill_pdf(signed_by_signer(), number, date(2022, 12, 5))


def test_a_pdf_without_fields_for_the_number_is_not_filled() -> None:
    with pytest.raises(SigningError, match="SG03"):
        fill_pdf(signed(exported("fields"), "signer"), "7", date(2022, 12, 5))


def test_a_day_of_another_year_than_the_printed_one_is_not_written() -> None:
    with pytest.raises(SigningError, match=r"the year 2022 already, so 20/03/2023 cannot .* \[SG25\]"):
        fill_pdf(signed_by_signer(), "7", date(2023, 3, 20))


def test_a_picture_that_is_none_is_refused() -> None:
    signer = load_pkcs12(issued().p12(), PASSPHRASE)
    with pytest.raises(SigningError, match="SG12"):
        sign_pdf(exported(), "signer", signer, at=now(), picture=b"\x89PNG\r\n\x1a\n no picture")

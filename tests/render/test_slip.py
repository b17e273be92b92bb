"""The transmittal slip: one page that says which file belongs to the paper, for eyes and for scanners."""

import os
import random
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import msgspec
import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter

from dxdesk.cli.errors import CommandError
from dxdesk.cli.slip import run
from dxdesk.package.canonical import canonical_bytes, sha256_hex
from dxdesk.package.check_code import groups, parse_slip_text, slip_code, slip_text
from dxdesk.package.format import Package
from dxdesk.package.writing import draft_package, package_bytes
from dxdesk.plan.model import Plan
from dxdesk.render.pdf.qr import qr_modules
from dxdesk.render.pdf.slip import write_slip
from tests.document.sample_plans import full_plan
from tests.render.pdf_text import MM, PdfFile

ROOT = Path(__file__).parents[2]
SEALED_AT = datetime(2023, 1, 5, 18, 42, 7, tzinfo=UTC)
_MODULES = 37  # a side of version 5
replace = msgspec.structs.replace


def sealed(package: Package, moment: datetime = SEALED_AT) -> Package:
    statement = replace(package.statement, sealed_at=moment)
    return replace(package, statement=statement, digest=sha256_hex(canonical_bytes(statement)))


@cache
def commune() -> Package:
    return sealed(draft_package(full_plan("xa"), page_amount=12))


@cache
def draft() -> Package:
    return draft_package(full_plan("xa"))


def with_names(plan: Plan, name: str, superior: str, subject: str, symbol: str) -> Plan:
    unit = replace(plan.unit, name=name, superior=superior, province=superior)
    return replace(plan, unit=unit, document=replace(plan.document, subject=subject, symbol=symbol))


def text_of(package: Package, pages: int | None = None) -> str:
    with pypdfium2.PdfDocument(write_slip(package, pages)) as pdf:
        assert len(pdf) == 1
        shown: str = pdf[0].get_textpage().get_text_range()
    return shown.replace("\r\n", "\n")


def picture(package: Package, dpi: int) -> Image.Image:
    with pypdfium2.PdfDocument(write_slip(package)) as pdf:
        shown: Image.Image = pdf[0].render(scale=dpi / 72, grayscale=True).to_pil()
    return shown


def scanned(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]


def test_the_slip_of_a_sealed_package_says_what_belongs_together() -> None:
    text = text_of(commune())
    for said in (
        "PHIẾU CHUYỂN KÈM",
        "Ủy ban nhân dân xã Thạch Kim",
        "mã đơn vị 18490",
        "Kế hoạch Chuyển đổi số năm 2023",
        "lần gửi thứ 1 (bản đầu)",
        "12 trang",
        "2023-18490-r1.dxplan.json",
        "01:42, ngày 06/01/2023 (giờ Việt Nam)",
        "Không khớp",
    ):
        assert said in text
    assert "NHÁP" not in text.upper()


def test_all_groups_stand_in_order_at_their_numbers() -> None:
    words = text_of(commune()).split()
    shown = [
        part for number, group in enumerate(groups(commune().digest), 1) for part in (str(number), group)
    ]
    start = words.index(shown[1]) - 1
    assert words[start : start + 32] == shown


def test_a_draft_is_unmistakable() -> None:
    text = text_of(draft())
    assert "BẢN NHÁP" in text
    assert "Bản nháp, chưa niêm phong" in text


def test_number_day_and_pages_have_room_to_be_written() -> None:
    plan = full_plan("xa")
    text = text_of(draft_package(replace(plan, document=replace(plan.document, number="", issued_on=None))))
    assert "số ............/KH-UBND, ngày ....... tháng ....... năm 20" in text
    assert "....... trang" in text


def test_number_and_day_are_printed_where_they_are_known() -> None:
    plan = full_plan("xa")
    day = datetime(2022, 12, 9, tzinfo=UTC).date()
    issued = replace(plan, document=replace(plan.document, number="7", issued_on=day))
    text = text_of(draft_package(issued), pages=31)
    assert "Kế hoạch số 07/KH-UBND, ngày 09 tháng 12 năm 2022" in text
    assert "31 trang" in text


def test_an_amended_decision_of_a_district() -> None:
    plan = full_plan("huyen", "decision")
    text = text_of(draft_package(plan, revision=3, kind="amendment", previous="0" * 64))
    assert "lần gửi thứ 3 (bản điều chỉnh lần 2)" in text
    assert "Quyết định số" in text
    assert "Ủy ban nhân dân huyện Lộc Hà" in text


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), "00:00, ngày 01/01/1 (UTC+14:00)"),
        (datetime(9999, 12, 31, 23, tzinfo=UTC), "23:00, ngày 31/12/9999 (UTC)"),
    ],
)
def test_the_first_and_the_last_day_of_the_calendar_are_days(moment: datetime, shown: str) -> None:
    assert shown in text_of(sealed(draft(), moment))


@pytest.mark.parametrize("dpi", [100, 150, 300])
@pytest.mark.parametrize("package", [commune, draft])
def test_a_scanner_reads_the_code(package: Callable[[], Package], dpi: int) -> None:
    codes = scanned(picture(package(), dpi))
    assert codes == [slip_text(package())]
    assert parse_slip_text(codes[0]) == slip_code(package())


@pytest.mark.parametrize("angle", [-7, 3, 45, 180])
def test_a_page_that_lies_askew_is_read(angle: int) -> None:
    askew = picture(commune(), 150).rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    assert scanned(askew) == [slip_text(commune())]


def test_a_copy_with_noise_and_grey_paper_is_read() -> None:
    clean = picture(commune(), 150)
    noise = Image.frombytes("L", clean.size, random.Random(7).randbytes(clean.width * clean.height))  # noqa: S311 - grains
    copy = Image.blend(clean.filter(ImageFilter.GaussianBlur(1.5)), noise, 0.4).rotate(2, fillcolor=128)
    assert scanned(copy) == [slip_text(commune())]


def test_a_stain_on_the_code_does_no_harm() -> None:
    page = picture(commune(), 150)
    code = zxingcpp.read_barcodes(page)[0].position
    across = code.bottom_right.x - code.top_left.x
    x, y = code.top_left.x + across * 0.45, code.top_left.y + across * 0.45
    ImageDraw.Draw(page).ellipse((x, y, x + across * 0.22, y + across * 0.22), fill=0)
    assert scanned(page) == [slip_text(commune())]


def test_the_code_is_large_and_has_quiet_room_around_it() -> None:
    page = picture(commune(), 300)
    code = zxingcpp.read_barcodes(page)[0]
    assert code.ec_level == "Q"
    assert len(qr_modules(slip_text(commune()))) == _MODULES
    left, top, right = code.position.top_left.x, code.position.top_left.y, code.position.bottom_right.x
    across = right - left
    assert across >= 35 / 25.4 * 300
    quiet = int(across / _MODULES * 4) - 2
    around = page.crop((left - quiet, top - quiet, right + quiet, code.position.bottom_right.y + quiet))
    ImageDraw.Draw(around).rectangle((quiet - 2, quiet - 2, quiet + across + 2, quiet + across + 2), fill=255)
    assert around.getextrema() == (255, 255)


@settings(max_examples=40)
@given(st.from_regex(r"[A-Z0-9/\- ]{0,25}/", fullmatch=True), st.from_regex(r"[0-9]{1,90}", fullmatch=True))
def test_any_code_is_drawn_as_scanners_read_it(head: str, digits: str) -> None:
    modules = qr_modules(head + digits)
    size = len(modules)
    image = Image.new("L", (size + 8, size + 8), 255)
    for row, line in enumerate(modules):
        for column, dark in enumerate(line):
            image.putpixel((column + 4, row + 4), 0 if dark else 255)
    assert scanned(image.resize((size * 4, size * 4), Image.Resampling.NEAREST)) == [head + digits]


@pytest.mark.parametrize("text", ["lower", "Đ", "A\n1"])
def test_what_no_code_can_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the encoder says no more
        qr_modules(text)


LONG = (
    ("thị trấn Nông trường Việt Lâm", "thành phố Phan Rang - Tháp Chàm", "Chuyển đổi số " * 9, "KH-UBND"),
    ("W" * 150, "W " * 75, "ấy " * 166, "W" * 30),
)


@pytest.mark.parametrize("names", LONG)
def test_long_names_stay_on_the_page(names: tuple[str, str, str, str]) -> None:
    package = draft_package(with_names(full_plan("xa"), *names), revision=9999)
    page = PdfFile(write_slip(package)).pages[0]
    upright = [piece for piece in page.pieces if piece.text.strip() not in ("", "BẢN NHÁP")]
    assert min(piece.left for piece in upright) > 24 * MM
    assert max(piece.right for piece in upright) < 186 * MM
    assert min(piece.bottom for piece in upright) > 10 * MM
    assert scanned(picture(package, 150)) == [slip_text(package)]


def test_what_the_font_cannot_print_stands_as_a_question_mark() -> None:
    plan = with_names(full_plan("xa"), "xã 漢 Kim", "huyện Lộc Hà", "Chuyển đổi số\nnăm 2023", "KH-UBND")
    text = text_of(draft_package(plan))
    assert "Ủy ban nhân dân xã ? Kim" in text
    assert "Kế hoạch Chuyển đổi số năm 2023" in text


def test_the_same_package_gives_the_same_bytes_on_any_day_and_machine() -> None:
    data = write_slip(draft())
    program = (
        "import sys; from tests.render.test_slip import draft, write_slip;"
        "sys.stdout.buffer.write(write_slip(draft()))"
    )
    surroundings = {"PYTHONPATH": str(ROOT), "TZ": "America/Anchorage", "PYTHONHASHSEED": "9"}
    elsewhere = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | surroundings | {"SOURCE_DATE_EPOCH": "1700000000"},
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert write_slip(draft()) == data
    assert elsewhere.stdout == data
    assert b"CreationDate" not in data


def test_nothing_shines_through_and_every_font_is_in_the_file() -> None:
    data = write_slip(draft())
    for transparent in (b"/SMask", b"/ca ", b"/CA ", b"/Group", b"/BM "):
        assert transparent not in data
    with pypdfium2.PdfDocument(data) as pdf:
        assert pdf.get_metadata_dict()["Title"] == "PHIẾU CHUYỂN KÈM: 2023-18490-r1.dxplan.json"
    assert all(piece.embedded for piece in PdfFile(data).pages[0].pieces)


def test_the_command_writes_the_slip_of_a_file(tmp_path: Path) -> None:
    plan, output = tmp_path / "plan.dxplan.json", tmp_path / "slip.pdf"
    plan.write_bytes(package_bytes(draft()))
    assert run(Namespace(plan=plan, output=output)) == 0
    assert output.read_bytes() == write_slip(draft())


def test_the_command_does_not_overwrite_the_plan(tmp_path: Path) -> None:
    plan = tmp_path / "plan.dxplan.json"
    plan.write_bytes(package_bytes(draft()))
    with pytest.raises(CommandError):
        run(Namespace(plan=plan, output=tmp_path / "." / "plan.dxplan.json"))
    assert plan.read_bytes() == package_bytes(draft())

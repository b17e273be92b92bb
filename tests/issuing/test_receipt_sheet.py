"""The sheet of a receipt: one page that says what was received, with the signed receipt in it."""

import msgspec
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from dxdesk.exchange.format import Receipt
from dxdesk.exchange.reading import read_exchanged
from dxdesk.exchange.writing import exchanged_bytes
from dxdesk.issuing.receipt_sheet import receipt_sheet
from dxdesk.package.check_code import groups, parse_slip_text
from dxdesk.package.format import StatementUnit
from dxdesk.signing.cades import signature_of, signed_bytes
from dxdesk.signing.certificates import load_pkcs12
from dxdesk.signing.embedded import embedded_receipt
from dxdesk.signing.faults import SigningError
from dxdesk.signing.receipts import check_receipt
from tests.exchange.samples import receipt
from tests.signing.authority import PASSPHRASE, SIGNER, Issued, issued, now, own, pem

replace = msgspec.structs.replace
_DIGEST = "0123456789abcdef" * 4


def _plain(**changes: object) -> Receipt:
    return replace(receipt(), statement=replace(receipt().statement, package=_DIGEST, **changes))


def _signed(plain: Receipt, *by: Issued) -> Receipt:
    data = signed_bytes(plain)
    signatures = [signature_of(data, load_pkcs12(each.p12(), PASSPHRASE), at=now()) for each in by]
    return replace(plain, signatures=tuple(signatures))


def _text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        assert len(pdf) == 1
        shown: str = pdf[0].get_textpage().get_text_range()
    return " ".join(shown.split())


def test_the_sheet_says_what_was_received_and_by_whom() -> None:
    text = _text(receipt_sheet(_signed(_plain(), issued())))
    for said in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "PHÒNG VĂN HÓA VÀ THÔNG TIN HUYỆN LỘC HÀ",
        "PHIẾU TIẾP NHẬN",
        "Số tiếp nhận: 17",
        "Ngày 05 tháng 12 năm 2022",
        "Ủy ban nhân dân xã Thạch Kim",
        "huyện Lộc Hà, tỉnh Hà Tĩnh, mã đơn vị 18580",
        "Kế hoạch năm 2023, lần ban hành thứ 1",
        "2023-18580-r1.dxplan.json",
        "09:12, ngày 05/12/2022 (giờ Việt Nam)",
        SIGNER,
        "Do CA thử nghiệm cấp",
        *groups(_DIGEST),
    ):
        assert said in text
    assert "CHƯA KÝ" not in text


def test_the_sheet_carries_the_receipt_byte_for_byte_and_it_is_still_valid() -> None:
    signed = _signed(_plain(), own())
    data = exchanged_bytes(signed)
    sheet = receipt_sheet(signed, data)
    assert embedded_receipt(sheet) == data
    assert check_receipt(read_exchanged(data, Receipt), _DIGEST, (pem(own()),)).is_valid
    assert receipt_sheet(signed, data) == sheet
    assert "Do nơi nhận tự cấp" in _text(sheet)


def test_a_scanner_reads_which_package_it_is_for() -> None:
    with pypdfium2.PdfDocument(receipt_sheet(_signed(_plain(), own()))) as pdf:
        picture: Image.Image = pdf[0].render(scale=150 / 72, grayscale=True).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    found = parse_slip_text(code.text)
    assert (found.unit, found.year, found.revision, found.digest) == ("18580", 2023, 1, _DIGEST)


def test_a_receipt_that_nobody_has_signed_says_so() -> None:
    text = _text(receipt_sheet(_plain()))
    assert "CHƯA KÝ SỐ" in text
    assert "chưa có giá trị xác nhận" in text


def test_no_sheet_is_made_of_a_receipt_that_was_changed() -> None:
    signed = _signed(_plain(), own())
    with pytest.raises(SigningError, match="SG29"):
        receipt_sheet(replace(signed, statement=replace(signed.statement, number=18)))


def test_what_is_long_or_unknown_has_room_on_the_page() -> None:
    long = "Phòng Văn hóa và Thông tin \u2603 " * 60
    unit = StatementUnit(scheme="gso-1999", code="99999", level="xa")
    receiver = replace(receipt().statement.receiver, name=long)
    plain = _plain(unit=unit, receiver=receiver, revision=9999, number=2**31 - 1)
    text = _text(receipt_sheet(_signed(plain, issued(), own(), issued("Người thứ ba", number=3))))
    assert "Đơn vị 99999" in text
    assert "mã đơn vị 99999 (gso-1999)" in text

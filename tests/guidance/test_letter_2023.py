"""What the letter names, each with a phrase of it, and where it must be in the pack.

The list is made by reading the letter, not from the pack: it is the check on the pack.
"""

import re
from datetime import date

import pytest

from dxdesk.guidance.loading import load_pack
from dxdesk.guidance.pack import Deadline, Pack
from dxdesk.resources import resource

DEADLINES = [
    # (task, or 0 for the letter as a whole; due; what the letter says)
    (0, date(2022, 12, 10), "ban hành Kế hoạch trước ngày 10/12/2022"),
    (20, date(2023, 3, 31), "theo cấp độ trong Quý I/2023"),
    (20, date(2023, 9, 30), "muộn nhất trong Quý III/2023"),
    (20, date(2024, 1, 1), "Từ ngày 01/01/2024, cho dừng vận hành các hệ thống thông tin"),
]

INDICATORS = [
    (15, "dbi_assessed_count", "số doanh nghiệp thực hiện đánh giá, xác định chỉ số mức độ chuyển đổi số"),
    (15, "sme_on_platform_count", "số doanh nghiệp nhỏ và vừa sử dụng nền tảng số để chuyển đổi số"),
    (16, "schools_cashless_count", "số trường học, cơ sở giáo dục thực hiện chuyển đổi số"),
    (16, "schools_cashless_tx_pct", "tỷ lệ số giao dịch thanh toán không dùng tiền mặt trong các trường học"),
    (16, "health_cashless_count", "số bệnh viện, cơ sở y tế thực hiện chuyển đổi số"),
    (16, "health_cashless_tx_pct", "tỷ lệ số giao dịch thanh toán không dùng tiền mặt trong các bệnh viện"),
]

LEGAL_DOCUMENTS = [
    # (task that names it, or 0 for the opening; kind; number; date; phrase)
    (0, "Quyết định", "749/QĐ-TTg", date(2020, 6, 3), "phê duyệt Chương trình Chuyển đổi số quốc gia"),
    (0, "Quyết định", "942/QĐ-TTg", date(2021, 6, 15), "phê duyệt Chiến lược phát triển Chính phủ điện tử"),
    (0, "Quyết định", "411/QĐ-TTg", date(2022, 3, 31), "phê duyệt Chiến lược quốc gia phát triển kinh tế số"),
    (0, "Quyết định", "146/QĐ-TTg", date(2022, 1, 28), "Nâng cao nhận thức, phổ cập kỹ năng"),
    (0, "Quyết định", "505/QĐ-TTg", date(2022, 4, 22), "Ngày Chuyển đổi số quốc gia"),
    (7, "Nghị quyết", "50/NQ-CP", date(2022, 4, 8), "phiên họp Chính phủ thường kỳ tháng 3/2022"),
    (12, "Nghị định", "42/2022/NĐ-CP", date(2022, 6, 24), "quy định về việc cung cấp thông tin"),
    (14, "Quyết định", "1034/QĐ-BTTTT", date(2021, 7, 21), "theo hướng dẫn tại Quyết định số 1034/QĐ-BTTTT"),
    (14, "Quyết định", "350/QĐ-BTTTT", date(2022, 2, 24), "Quyết định số 350/QĐ-BTTTT ngày 24/02/2022"),
    (15, "Quyết định", "1970/QĐ-BTTTT", date(2021, 12, 13), "Đề án xác định Chỉ số đánh giá mức độ"),
    (15, "Quyết định", "377/QĐ-BTTTT", date(2021, 3, 26), "Chương trình hỗ trợ doanh nghiệp nhỏ và vừa"),
    (16, "Công văn", "781/BTTTT-QLDN", date(2022, 3, 4), "Văn bản số 781/BTTTT-QLDN ngày 04/3/2022"),
    (19, "Chỉ thị", "14/CT-TTg", date(2019, 6, 7), "mô hình 4 lớp theo Chỉ thị số 14/CT-TTg"),
]

# Names, addresses and subjects that a task of the letter asks about; each must be in what it `asks`.
NAMED = {
    1: ("dịch vụ công trực tuyến", "mua, bán", "không dùng tiền mặt", "y tế, giáo dục", "dữ liệu cá nhân"),
    2: (
        "phân tích, khai thác dữ liệu",
        "kiến thức cơ bản",
        "ứng dụng công nghệ thông tin",
        "an toàn thông tin",
    ),
    3: ("dx.mic.gov.vn", "t63.mic.gov.vn", "c63.mic.gov.vn", "sáng kiến", "dữ liệu số", "tuyên truyền"),
    4: ("chất lượng dịch vụ", "kết nối bốn cấp", "kiểm soát truy cập tập trung", "ổn định, thông suốt"),
    5: ("dịch chuyển", "trung tâm dữ liệu", "tiêu chuẩn, quy chuẩn", "an toàn, an ninh mạng", "thuê dịch vụ"),
    6: ("cáp quang", "di động băng rộng", "người dùng Internet", "dung lượng", "vùng trắng, vùng lõm"),
    7: ("chữ ký số cá nhân", "ký số từ xa", "bệnh án điện tử", "đơn thuốc điện tử", "Cổng dịch vụ công"),
    8: ("nền tảng số", "dựa trên dữ liệu", "đồng bộ, thông suốt"),
    9: ("đăng nhập một lần", "thư điện tử", "lịch làm việc", "nhắc việc", "chia sẻ tệp tin", "hành vi"),
    10: ("phân tích, xử lý dữ liệu tổng hợp", "tập trung", "dịch vụ dữ liệu mới", "kho dữ liệu dùng chung"),
    11: ("NDXP", "cơ sở dữ liệu quốc gia", "Khung Kiến trúc Chính phủ điện tử Việt Nam"),
    12: ("số hóa hồ sơ", "toàn trình", "42/2022/NĐ-CP", "tự động điền", "cắt giảm thành phần", "một lần"),
    13: ("Trợ lý ảo", "năng suất lao động"),
    14: ("hộ sản xuất nông nghiệp", "sàn thương mại điện tử", "1034/QĐ-BTTTT", "350/QĐ-BTTTT"),
    15: ("1970/QĐ-BTTTT", "377/QĐ-BTTTT", "dbi.gov.vn", "smedx.mic.gov.vn"),
    16: ("781/BTTTT-QLDN", "trường học", "bệnh viện", "tỷ lệ số giao dịch"),
    17: ("đo lường, đánh giá", "xếp hạng"),
    18: ("mã độc tập trung", "hệ thống tập trung của Bộ Thông tin và Truyền thông"),
    19: (
        "Khung phát triển phần mềm an toàn",
        "theo cấp độ",
        "trước khi đưa vào sử dụng",
        "4 lớp",
        "14/CT-TTg",
    ),
    20: ("Quý I/2023", "Quý III/2023", "01/01/2024", "văn bản hướng dẫn", "tiêu chuẩn quốc gia"),
    21: ("SOC", "phạm vi, quy mô", "Trung tâm Giám sát an toàn không gian mạng quốc gia"),
    22: ("công bố hành vi vi phạm", "tin giả", "phối hợp với các cơ quan chức năng"),
    23: ("Ngày Chuyển đổi số quốc gia năm 2023", "thiết thực"),
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(resource("guidance", "2023"))


def letter_deadlines(pack: Pack, number: int) -> tuple[Deadline, ...]:
    return pack.tasks[number - 1].deadlines if number else pack.meta.deadlines


@pytest.mark.parametrize(("number", "due", "phrase"), DEADLINES)
def test_every_deadline_of_the_letter(pack: Pack, number: int, due: date, phrase: str) -> None:
    (deadline,) = [deadline for deadline in letter_deadlines(pack, number) if deadline.due == due]
    assert phrase in deadline.in_letter


@pytest.mark.parametrize(("number", "key", "phrase"), INDICATORS)
def test_every_indicator_of_the_letter(pack: Pack, number: int, key: str, phrase: str) -> None:
    task = pack.tasks[number - 1]
    (indicator,) = [indicator for indicator in task.indicators if indicator.key == key]
    assert indicator.in_letter
    assert indicator.levels == ("xa", "huyen", "tinh")
    assert phrase.casefold() in indicator.label.casefold()
    assert any(phrase in ask for ask in task.asks)


@pytest.mark.parametrize("named", LEGAL_DOCUMENTS, ids=lambda named: named[2])
def test_every_document_of_the_letter(pack: Pack, named: tuple[int, str, str, date, str]) -> None:
    number, kind, symbol, issued_on, phrase = named
    (legal,) = [
        legal
        for legal in pack.meta.legal_documents
        if (legal.kind, legal.number, legal.issued_on) == (kind, symbol, issued_on)
    ]
    assert legal.in_letter == (f"nhiệm vụ {number}" if number else "đoạn mở đầu")
    assert not number or legal.key in pack.tasks[number - 1].legal
    assert phrase


def test_nothing_is_said_to_be_in_the_letter_that_is_not(pack: Pack) -> None:
    named = [(task.number, item.key) for task in pack.tasks for item in task.indicators if item.in_letter]
    assert named == [(number, key) for number, key, _phrase in INDICATORS]
    dates = [(task.number, item.due) for task in pack.tasks for item in task.deadlines if item.in_letter]
    assert dates == [(number, due) for number, due, _phrase in DEADLINES if number]
    legal = {document.number for document in pack.meta.legal_documents if document.in_letter}
    assert legal == {symbol for _number, _kind, symbol, _date, _phrase in LEGAL_DOCUMENTS}


@pytest.mark.parametrize("number", range(1, 24))
def test_what_each_task_asks_is_whole(pack: Pack, number: int) -> None:
    asks = "\n".join(pack.tasks[number - 1].asks).casefold()
    assert [name for name in NAMED[number] if name.casefold() not in asks] == []


def test_the_letter_itself(pack: Pack) -> None:
    letter = pack.meta.letter
    assert (letter.number, letter.year, letter.issued_on) == ("5406/BTTTT-CĐSQG", 2022, None)
    assert letter.theme == "Dữ liệu số"
    assert len(letter.orientations) == 3
    for phrase, orientation in zip(
        ("một lần", "dữ liệu mở", "thời gian thực"), letter.orientations, strict=True
    ):
        assert phrase in orientation
    requests = " ".join(letter.requests)
    for phrase in ("Khung kế hoạch", "trước ngày 10/12/2022", "sau khi phê duyệt", "Ủy ban Quốc gia"):
        assert phrase in requests


def test_the_deadline_for_issuing_binds_provinces_only(pack: Pack) -> None:
    (deadline,) = pack.meta.deadlines
    assert (deadline.key, deadline.levels) == ("plan-issue", ("tinh",))


def test_no_person_is_named(pack: Pack) -> None:
    text = repr(pack)
    assert re.search(r"\b0\d{8,10}\b|\S+@\S+", text) is None

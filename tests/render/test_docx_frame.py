"""What stands around the text: letterhead, number, date, signature, recipients (Decree 30/2020, II)."""

from datetime import date

import msgspec
import pytest

from dxdesk.plan.model import Capacity, Plan, Signer
from tests.document.sample_plans import full_plan, named, short_plan
from tests.render.docx_text import DocxFile, w
from tests.render.rendered import docx_of, pdf_of, sample_files

UNITS = {
    "xã Thạch Kim": "XÃ THẠCH KIM",
    "phường Hòa Khánh Bắc": "PHƯỜNG HÒA KHÁNH BẮC",
    "Phường Điện Biên Phủ": "PHƯỜNG ĐIỆN BIÊN PHỦ",
    "thị trấn Nông trường Mộc Châu": "THỊ TRẤN NÔNG TRƯỜNG MỘC CHÂU",
    "huyện Lộc Hà": "HUYỆN LỘC HÀ",
    "Quận 1": "QUẬN 1",
    "thị xã Kỳ Anh": "THỊ XÃ KỲ ANH",
    "thành phố Buôn Ma Thuột": "THÀNH PHỐ BUÔN MA THUỘT",
}
# II.7.b; a Kế hoạch is signed for the collective, by authorisation or order for its chairman.
SIGNATURES: dict[Capacity, tuple[str, list[str]]] = {
    "TM": ("Chủ tịch", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
    "KT": ("Phó Chủ tịch", ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
    "Q": ("Quyền Chủ tịch", ["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"]),
    "TUQ": ("Trưởng phòng Văn hóa và Thông tin", ["TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG VĂN HÓA VÀ THÔNG TIN"]),
    "TL": ("Chánh Văn phòng", ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]),
}


def texts(docx: DocxFile, *styles: str) -> list[str]:
    return [" ".join(paragraph.text.split()) for paragraph in docx.styled(*styles)]


def numbered(number: str, day: date | None, symbol: str = "KH-UBND") -> Plan:
    return short_plan(number=number, issued_on=day, symbol=symbol)


@pytest.mark.parametrize(("name", "line"), UNITS.items())
def test_the_letterhead_names_committee_and_unit_on_two_lines(name: str, line: str) -> None:
    docx = docx_of(named(short_plan(), name))
    assert texts(docx, "agency") == ["ỦY BAN NHÂN DÂN", line]
    assert texts(docx, "superior") == []
    assert texts(docx, "nation", "motto") == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]


def test_the_line_of_the_level_above_is_printed_only_where_it_is_wanted() -> None:
    docx = docx_of(short_plan(superior_line=True))
    assert texts(docx, "superior", "agency") == ["UBND HUYỆN LỘC HÀ", "ỦY BAN NHÂN DÂN", "XÃ THẠCH KIM"]


def test_an_unknown_level_above_takes_no_line() -> None:
    plan = short_plan(superior_line=True)
    unit = msgspec.structs.replace(plan.unit, superior="")
    assert texts(docx_of(msgspec.structs.replace(plan, unit=unit)), "superior") == []


@pytest.mark.parametrize(
    ("number", "line"), [("5", "Số: 05/KH-UBND"), ("15", "Số: 15/KH-UBND"), ("1234", "Số: 1234/KH-UBND")]
)
def test_number_and_symbol(number: str, line: str) -> None:
    assert texts(docx_of(numbered(number, None)), "number") == [line]


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2023, 1, 5), "Thạch Kim, ngày 05 tháng 01 năm 2023"),
        (date(2022, 12, 20), "Thạch Kim, ngày 20 tháng 12 năm 2022"),
        (date(2023, 6, 29), "Thạch Kim, ngày 29 tháng 6 năm 2023"),
    ],
)
def test_place_and_day(day: date, line: str) -> None:
    assert texts(docx_of(numbered("5", day)), "date") == [line]


@pytest.mark.parametrize(
    "place",
    [
        "Lộc Hà",
        "Buôn Ma Thuột",
        "Phường Điện Biên Phủ",
        "Thành phố Hồ Chí Minh",
        "Nông trường Mộc Châu",
    ],
)
def test_place_and_day_stand_on_one_line(place: str) -> None:
    page = pdf_of(short_plan(place=place)).pages[0]
    line = next(piece.text for piece in page.body if piece.text.startswith(f"{place}, ngày"))
    assert line.endswith("năm 2022")


def test_number_and_day_leave_room_before_issue() -> None:
    docx = docx_of(short_plan())
    number, day = docx.styled("number")[0].text, docx.styled("date")[0].text
    assert number.startswith("Số: \u00a0")
    assert number.endswith("\u00a0/KH-UBND")
    assert day.split("\u00a0" * 5)[0] == "Thạch Kim, ngày"
    # A plan for 2023 is issued at the end of 2022, unless the level above set another day.
    assert day.endswith("năm 2022")
    asked = docx_of(short_plan(requested_by=date(2023, 1, 31))).styled("date")[0].text
    assert asked.endswith("năm 2023")


@pytest.mark.parametrize("capacity", SIGNATURES)
@pytest.mark.parametrize("name", UNITS)
def test_signature(name: str, capacity: Capacity) -> None:
    title, lines = SIGNATURES[capacity]
    signer = Signer(capacity=capacity, title=title, full_name="Trần Thị Ước")
    docx = docx_of(named(short_plan(signer=signer), name))
    assert texts(docx, "office", "signer") == [*lines, "Trần Thị Ước"]


def test_recipients_end_with_the_archive() -> None:
    docx = docx_of(short_plan(recipients=("UBND huyện (để b/c);", "Các thôn."), archive="VT, VHXH"))
    lines = texts(docx, "recipients-title", "recipient")
    assert lines == ["Nơi nhận:", "- UBND huyện (để b/c);", "- Các thôn;", "- Lưu: VT, VHXH."]
    styles = [paragraph.style for paragraph in docx.paragraphs if paragraph.text in {*lines, "Nơi nhận:"}]
    assert styles[0] == "recipients-title"


def test_the_text_before_the_signature_goes_with_it_to_the_next_page() -> None:
    docx = sample_files("xa", "plan").docx
    assert docx.body is not None
    blocks = list(docx.body)
    closing = next(index for index, block in enumerate(blocks) if "Nơi nhận:" in block.itertext())
    assert blocks[closing].find(f".//{w('cantSplit')}") is not None
    for block in blocks[closing - 3 : closing]:
        assert block.find(f"{w('pPr')}/{w('keepNext')}") is not None


def test_an_unsigned_plan_has_room_for_the_name() -> None:
    assert texts(docx_of(short_plan(signer=Signer())), "signer") == [""]


def test_the_title() -> None:
    docx = sample_files("xa", "plan").docx
    assert texts(docx, "type-name", "abstract") == ["KẾ HOẠCH", "Chuyển đổi số năm 2023 của xã Thạch Kim"]


def test_a_decision_issues_the_plan() -> None:
    docx = sample_files("huyen", "decision").docx
    assert texts(docx, "type-name") == ["QUYẾT ĐỊNH", "KẾ HOẠCH"]
    assert texts(docx, "number") == ["Số: /QĐ-UBND"]
    assert texts(docx, "authority", "order") == ["ỦY BAN NHÂN DÂN HUYỆN LỘC HÀ", "QUYẾT ĐỊNH:"]
    articles = texts(docx, "article")
    subject = "Chuyển đổi số năm 2023 của huyện Lộc Hà"
    assert articles[0] == f"Điều 1. Ban hành kèm theo Quyết định này Kế hoạch {subject}."
    assert articles[1] == "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày ký."
    assert articles[2].startswith("Điều 3. Công chức Văn hóa - Xã hội; Công chức Tài chính - Kế toán; ")
    assert articles[2].endswith(" chịu trách nhiệm thi hành Quyết định này./.")
    assert texts(docx, "recipient")[0] == "- Như Điều 3;"


def test_the_attachment_of_a_decision_has_a_letterhead_without_number_and_signature() -> None:
    lines = sample_files("xa", "decision").docx.lines
    attachment = lines[lines.index("KẾ HOẠCH") :]
    assert lines.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 2
    assert lines.count("XÃ THẠCH KIM") == 2
    assert not any(line.startswith(("Số:", "Thạch Kim, ngày", "Nơi nhận", "TM.")) for line in attachment)
    assert attachment[2] == (
        "(Kèm theo Quyết định số /QĐ-UBND ngày tháng năm 2022 của Ủy ban nhân dân xã Thạch Kim)"
    )


def test_the_order_of_a_decision() -> None:
    lines = sample_files("xa", "decision").docx.lines
    order = ("QUYẾT ĐỊNH", "ỦY BAN NHÂN DÂN XÃ THẠCH KIM", "QUYẾT ĐỊNH:", "Nơi nhận:", "KẾ HOẠCH")
    places = [lines.index(line) for line in order]
    assert places == sorted(places)
    bases = [index for index, line in enumerate(lines) if line.startswith("Căn cứ")]
    assert places[1] < bases[0] <= bases[-1] < places[2]


def test_an_issued_plan_is_named_in_its_appendices() -> None:
    plan = full_plan()
    details = msgspec.structs.replace(plan.document, number="7", issued_on=date(2022, 12, 20))
    docx = docx_of(msgspec.structs.replace(plan, document=details))
    line = "(Kèm theo Kế hoạch số 07/KH-UBND ngày 20 tháng 12 năm 2022 của Ủy ban nhân dân xã Thạch Kim)"
    assert texts(docx, "reference") == [line] * 3

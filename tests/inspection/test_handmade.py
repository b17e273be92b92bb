"""Documents made by hand in Word: no false alarms, and no storm of alarms where much is wrong."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml

from tests.inspection.handmade import (
    TEXT,
    new_document,
    put,
    saved,
    tabbed_closing,
    tabbed_head,
    table_closing,
    table_head,
    text,
    title,
)
from tests.inspection.planting import found_in


def test_a_head_in_a_table_with_drawn_lines_is_understood() -> None:
    word = new_document()
    table_head(word)
    title(word)
    text(word)
    table_closing(word)
    assert found_in(saved(word)) == ()


def test_tabs_and_blanks_are_understood() -> None:
    word = new_document()
    tabbed_head(word)
    title(word)
    text(word, tab=True)
    tabbed_closing(word)
    assert found_in(saved(word)) == ()


def test_a_text_box_is_read_once() -> None:
    word = new_document()
    table_head(word)
    title(word)
    text(word)
    table_closing(word)
    box = (
        '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:80pt;height:20pt"><v:textbox>'
        '<w:txbxContent><w:p><w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr><w:t>HỎA TỐC</w:t>'
        "</w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    word.paragraphs[0]._p.append(parse_xml(box))
    (deviation,) = found_in(saved(word))
    assert (deviation.code, deviation.found) == ("D107", "Arial")
    assert "HỎA TỐC" in deviation.place


def test_underscores_and_underlining_are_no_lines() -> None:
    word = new_document()
    for line, size in (("UBND XÃ THẠCH KIM", 13), ("________", 13)):
        put(word, line, size, bold=True)
    put(word, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True)
    put(word, "Độc lập - Tự do - Hạnh phúc", 14, bold=True).runs[0].underline = True
    put(word, "Số: 05/KH-UBND", 13)
    put(word, "Thạch Kim, ngày 05 tháng 01 năm 2023", 14, italic=True)
    title(word)
    text(word)
    table_closing(word)
    assert [each.code for each in found_in(saved(word))] == ["D226", "D246"]


def test_much_that_is_wrong_makes_few_deviations() -> None:
    word = new_document("Arial", 12)
    table_head(word)
    title(word)
    for line in TEXT * 20:
        word.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.LEFT
    table_closing(word)
    deviations = found_in(saved(word))
    codes = [each.code for each in deviations]
    assert {"D107", "D311", "D316", "D319"} <= set(codes)
    assert len(codes) <= 30


def test_letters_of_official_correspondence_have_no_type() -> None:
    word = new_document()
    table_head(word)
    put(word, "V/v báo cáo kết quả chuyển đổi số", 12)
    put(word, "Kính gửi: Ủy ban nhân dân huyện Lộc Hà.", 14)
    text(word, tab=False)
    table_closing(word)
    assert {each.code for each in found_in(saved(word))} == set()

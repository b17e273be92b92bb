"""Pages, margins, page numbers and rules of the PDF (Decree 30/2020, Appendix I)."""

import pytest

from dxdesk.document.decree30 import LETTERHEAD_WIDTHS
from tests.document.sample_plans import short_plan
from tests.render.docx_styles import MM_PER_TWIP
from tests.render.docx_text import value, w
from tests.render.pdf_layout import outside_margins
from tests.render.pdf_text import MM, Page, PdfFile, Piece, Rule
from tests.render.rendered import SAMPLES, Files, pdf_of, sample_files

A4 = (210 * MM, 297 * MM)


@pytest.fixture(params=SAMPLES, ids="-".join)
def files(request: pytest.FixtureRequest) -> Files:
    return sample_files(*request.param)


def piece_of(page: Page, text: str) -> Piece:
    return next(piece for piece in page.body if piece.text == text)


def rule_below(page: Page, piece: Piece) -> Rule:
    """Return the rule that is drawn nearest below a text."""
    rules = [rule for rule in page.rules if rule.level and rule.y1 < piece.y and rule.x1 < piece.right]
    return max((rule for rule in rules if rule.x2 > piece.left), key=lambda rule: rule.y1)


def test_pages_are_a4_and_not_turned(files: Files) -> None:
    for page in files.pdf.pages:
        assert sorted((page.width, page.height)) == pytest.approx(A4, abs=0.1)
        assert page.rotation == 0
        for box in page.boxes:
            assert box == pytest.approx((0, 0, page.width, page.height), abs=0.1)


def test_orientations_are_those_of_the_docx(files: Files) -> None:
    wanted = [value(section, "pgSz", "orient") == "landscape" for section in files.docx.sections]
    assert [{page.landscape for page in section} for section in files.pdf.sections] == [
        {landscape} for landscape in wanted
    ]


def test_everything_keeps_to_the_margins(files: Files) -> None:
    for page in files.pdf.pages:
        assert list(outside_margins(page)) == []


def test_page_numbers_stand_in_the_middle_of_the_top_margin_from_page_two(files: Files) -> None:
    for section in files.pdf.sections:
        assert section[0].margin_texts == ()
        for number, page in enumerate(section[1:], start=2):
            (shown,) = page.margin_texts
            assert shown.text == str(number)
            assert shown.font.endswith("+LiberationSerif") or shown.font == "LiberationSerif"
            assert 13 <= shown.size <= 14
            middle = (30 * MM + page.width - 15 * MM) / 2
            assert (shown.left + shown.right) / 2 == pytest.approx(middle, abs=1)
            assert page.height - 20 * MM < shown.bottom < shown.top < page.height


def test_sizes_of_type(files: Files) -> None:
    first = files.pdf.pages[0]
    assert 12 <= piece_of(first, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM").size <= 13
    assert 13 <= piece_of(first, "Độc lập - Tự do - Hạnh phúc").size <= 14
    assert 12 <= piece_of(first, "ỦY BAN NHÂN DÂN").size <= 13
    sizes = {piece.size for page in files.pdf.pages for piece in page.body}
    assert sizes <= {11, 12, 13, 14}


def test_the_national_title_stands_right_on_one_line_each(files: Files) -> None:
    first = files.pdf.pages[0]
    nation = piece_of(first, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    motto = piece_of(first, "Độc lập - Tự do - Hạnh phúc")
    agency = piece_of(first, "ỦY BAN NHÂN DÂN")
    assert (nation.left + nation.right) / 2 == pytest.approx((motto.left + motto.right) / 2, abs=1)
    assert agency.right < nation.left
    assert agency.y == pytest.approx(nation.y, abs=0.1)
    # Single spacing: one line of 13 points.
    assert nation.y - motto.y == pytest.approx(13 * 1.15, abs=0.5)


def test_the_rule_under_the_motto_is_as_long_as_the_motto(files: Files) -> None:
    first = files.pdf.pages[0]
    motto = piece_of(first, "Độc lập - Tự do - Hạnh phúc")
    rule = rule_below(first, motto)
    assert rule.length == pytest.approx(motto.right - motto.left, abs=1.5)
    assert rule.x1 == pytest.approx(motto.left, abs=1.5)
    assert 0 < motto.y - rule.y1 < 13


def test_the_rules_under_agency_and_title_are_a_third_to_half_as_long_and_centred(files: Files) -> None:
    first = files.pdf.pages[0]
    texts = [paragraph.text for paragraph in files.docx.styled("agency", "abstract")]
    for text in texts[1:3]:
        piece = piece_of(first, text)
        rule = rule_below(first, piece)
        assert 1 / 3 <= rule.length / (piece.right - piece.left) <= 1 / 2
        middle = (piece.left + piece.right) / 2
        assert (rule.x1 + rule.x2) / 2 == pytest.approx(middle, abs=1)
        assert 0 < piece.y - rule.y1 < 13


def test_no_rule_is_made_of_characters(files: Files) -> None:
    assert not any(set(word) <= set("_-–—") and len(word) > 1 for word in files.docx.words)
    assert not any(word == "w:u" for word in files.docx.parts["word/document.xml"].decode().split())


def test_the_rules_of_docx_and_pdf_are_equally_long(files: Files) -> None:
    columns = {
        "agency": LETTERHEAD_WIDTHS[0],
        "nation": LETTERHEAD_WIDTHS[1],
        "abstract": 165.0,
        "reference": 165.0,
    }
    first = files.pdf.pages[0]
    drawn = sorted(rule.length / MM for rule in first.rules)
    borders = files.docx.styled("rule")[: len(drawn)]
    lengths = []
    for border, column in zip(borders, columns.values(), strict=False):
        sides = [float(value(border.element.find(w("pPr")), "ind", side) or 0) for side in ("left", "right")]
        lengths.append(column - sum(sides) * MM_PER_TWIP)
    assert sorted(lengths) == pytest.approx(drawn, abs=0.2)


def test_there_is_room_for_signature_and_seal(files: Files) -> None:
    page = next(page for page in files.pdf.pages if any(piece.text == "Nơi nhận:" for piece in page.body))
    name, office = piece_of(page, "Nguyễn Văn Ẩn"), piece_of(page, "PHÓ CHỦ TỊCH")
    assert office.bottom - name.top >= 35 * MM
    between = [piece for piece in page.body if name.top < piece.y < office.bottom]
    assert all(piece.size <= 12 and piece.right < 110 * MM for piece in between)
    assert (name.left + name.right) / 2 == pytest.approx((office.left + office.right) / 2, abs=1)


def number_line(pdf: PdfFile) -> Piece:
    return next(piece for piece in pdf.pages[0].body if piece.text.startswith("Số:"))


def test_the_number_has_15_mm_before_issue() -> None:
    blank, filled = number_line(pdf_of(short_plan())), number_line(pdf_of(short_plan(number="1111")))
    digits = 4 * 6.5  # points, at a size of 13
    room = (blank.right - blank.left) - (filled.right - filled.left) + digits
    assert room >= 15 * MM

"""Fonts, bookmarks and properties of the PDF."""

import re
import unicodedata

import pypdfium2
import pytest

from tests.document.sample_plans import full_plan, one_pillar_pack
from tests.render.docx_text import DocxFile
from tests.render.pdf_text import joined
from tests.render.rendered import SAMPLES, Files, files_of, sample_files

LEVELS = {"type-name": 0, "appendix-title": 0, "heading-1": 1, "heading-2": 2, "heading-3": 3}


@pytest.fixture(params=SAMPLES, ids="-".join)
def files(request: pytest.FixtureRequest) -> Files:
    return sample_files(*request.param)


def headings(docx: DocxFile) -> list[tuple[int, str]]:
    """Return the headings of a DOCX with their depth, appendices by label and title; in capitals."""
    found: list[tuple[int, str]] = []
    label = ""
    for paragraph in docx.styled("appendix-label", *LEVELS):
        if paragraph.style == "appendix-label":
            label = paragraph.text + ". "
        else:
            found.append((LEVELS[paragraph.style], f"{label}{paragraph.line}".upper()))
            label = ""
    return found


def test_fonts_are_embedded_subsets(files: Files) -> None:
    names = re.findall(rb"/BaseFont\s*/([^\s/>]+)", files.pdf.data)
    assert len(names) == 4
    assert all(re.fullmatch(rb"[A-Z]{6}\+LiberationSerif(-\w+)?", name) for name in names)
    assert len(re.findall(rb"/FontFile2\s", files.pdf.data)) == 4
    assert all(piece.embedded for page in files.pdf.pages for piece in page.pieces)


def test_no_font_but_the_document_font_is_named(files: Files) -> None:
    for name in (b"Helvetica", b"Times-Roman", b"ZapfDingbats", b"Symbol"):
        assert name not in files.pdf.data


def test_bookmarks_are_the_headings(files: Files) -> None:
    assert [(mark.level, mark.title.upper()) for mark in files.pdf.bookmarks] == headings(files.docx)


def test_bookmarks_of_lettered_points() -> None:
    files = files_of(full_plan("huyen"), one_pillar_pack())
    assert [(mark.level, mark.title.upper()) for mark in files.pdf.bookmarks] == headings(files.docx)


def test_bookmarks_lead_to_their_headings(files: Files) -> None:
    for mark in files.pdf.bookmarks:
        page = files.pdf.pages[mark.page]
        if mark.level == 0:
            assert page.begins_section
        else:
            below = joined(piece for line in page.lines for piece in line if piece.y < mark.y)
            assert below.strip().startswith(mark.title)


def test_text_copies_out_as_vietnamese(files: Files) -> None:
    with pypdfium2.PdfDocument(files.pdf.data) as document:
        text = document[0].get_textpage().get_text_range()
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\r\nĐộc lập - Tự do - Hạnh phúc" in text
    assert "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015" in text
    for page in files.pdf.pages:
        for piece in page.pieces:
            assert unicodedata.is_normalized("NFC", piece.text)
            assert not any(unicodedata.category(character).startswith("C") for character in piece.text)


def test_properties(files: Files) -> None:
    info = files.pdf.info
    assert info["Title"].endswith(files.docx.styled("abstract")[-1].text)
    assert info["Author"].startswith("Ủy ban nhân dân ")
    assert info["Keywords"].startswith("Kế hoạch; Chuyển đổi số")
    assert info["Creator"].startswith("dxdesk ")
    assert info["Producer"]
    assert files.pdf.language == "vi-VN"


def test_the_file_can_be_signed(files: Files) -> None:
    assert files.pdf.data.startswith(b"%PDF-1.7")
    for name in (b"/Encrypt", b"/JavaScript", b"/JS", b"/AcroForm", b"/OCProperties", b"/Launch", b"/URI"):
        assert name not in files.pdf.data

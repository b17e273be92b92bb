"""Pages, page numbers, tables and properties of the DOCX (Decree 30/2020, Appendix I, I.1 to I.7, III)."""

from xml.etree.ElementTree import Element, fromstring

import pytest

from tests.document.sample_plans import full_plan, short_plan
from tests.render.docx_styles import MM_PER_TWIP, look
from tests.render.docx_text import DocxFile, value, w
from tests.render.rendered import SAMPLES, Sample, docx_of, sample_files

# Sections of the samples: the decision, the plan, the appendices of tasks, indicators and funding.
ORIENTATIONS = {
    "plan": ["portrait", "landscape", "portrait", "landscape"],
    "decision": ["portrait", "portrait", "landscape", "portrait", "landscape"],
}
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


@pytest.fixture(params=SAMPLES, ids="-".join)
def docx(request: pytest.FixtureRequest) -> DocxFile:
    return sample_files(*request.param).docx


def millimetres(section: Element, tag: str, attribute: str) -> float:
    return float(value(section, tag, attribute) or 0) * MM_PER_TWIP


@pytest.mark.parametrize("sample", SAMPLES)
def test_pages_are_a4_and_tables_of_many_columns_lie(sample: Sample) -> None:
    found = []
    for section in sample_files(*sample).docx.sections:
        size = [round(millimetres(section, "pgSz", side)) for side in ("w", "h")]
        orientation = value(section, "pgSz", "orient") or "portrait"
        assert size == ([297, 210] if orientation == "landscape" else [210, 297])
        found.append(orientation)
    assert found == ORIENTATIONS[sample[1]]


def test_margins(docx: DocxFile) -> None:
    for section in docx.sections:
        top, bottom, left, right = (
            millimetres(section, "pgMar", side) for side in ("top", "bottom", "left", "right")
        )
        assert 19.95 <= top <= 25
        assert 19.95 <= bottom <= 25
        assert 29.95 <= left <= 35
        assert 14.95 <= right <= 20


def test_the_page_number_is_a_field_in_the_middle_of_the_top_margin(docx: DocxFile) -> None:
    for section in docx.sections:
        paragraph = docx.header(section).find(w("p"))
        assert paragraph is not None
        field = paragraph.find(w("fldSimple"))
        assert field is not None
        assert (field.get(w("instr")) or "").split() == ["PAGE"]
        style = value(paragraph.find(w("pPr")), "pStyle") or ""
        assert look(docx, style).align == "center"
        assert look(docx, style).size == 14
        lowest = millimetres(section, "pgMar", "header") + 14 * 25.4 / 72
        assert 0 < lowest < millimetres(section, "pgMar", "top")


def test_page_numbers_begin_at_one_and_do_not_show_on_first_pages(docx: DocxFile) -> None:
    for section in docx.sections:
        assert value(section, "pgNumType", "start") == "1"
        assert value(section, "pgNumType", "fmt") in {None, "decimal"}
        assert section.find(w("titlePg")) is not None
        assert [one.get(w("type")) for one in section.findall(w("headerReference"))] == ["default"]
        assert value(section, "type") == "nextPage"


def test_header_rows_repeat(docx: DocxFile) -> None:
    assert len(docx.tables) == 3
    for table in docx.tables:
        headings = [row.find(f"{w('trPr')}/{w('tblHeader')}") is not None for row in table.findall(w("tr"))]
        assert headings == [True] + [False] * (len(headings) - 1)


def test_tables_keep_to_the_text_width(docx: DocxFile) -> None:
    for table in docx.tables:
        columns = [int(column.get(w("w")) or 0) for column in table.iter(w("gridCol"))]
        assert round(sum(columns) * MM_PER_TWIP) in {165, 252}
        for row in table.findall(w("tr")):
            cells = [cell.find(w("tcPr")) for cell in row.findall(w("tc"))]
            assert sum(int(value(cell, "gridSpan") or 1) for cell in cells) == len(columns)
            assert sum(int(value(cell, "tcW", "w") or 0) for cell in cells) == sum(columns)


def test_every_cell_ends_with_a_paragraph(docx: DocxFile) -> None:
    assert docx.body is not None
    for cell in docx.body.iter(w("tc")):
        assert cell[-1].tag == w("p")


@pytest.mark.parametrize(
    ("sample", "title", "author"),
    [
        (
            ("xa", "plan"),
            "Kế hoạch Chuyển đổi số năm 2023 của xã Thạch Kim",
            "Ủy ban nhân dân xã Thạch Kim",
        ),
        (
            ("huyen", "decision"),
            "Quyết định ban hành Kế hoạch Chuyển đổi số năm 2023 của huyện Lộc Hà",
            "Ủy ban nhân dân huyện Lộc Hà",
        ),
    ],
)
def test_properties_name_document_and_agency(sample: Sample, title: str, author: str) -> None:
    files = sample_files(*sample)
    core = fromstring(files.docx.parts["docProps/core.xml"])  # noqa: S314 - written by the code under test
    assert core.findtext(f"{DUBLIN_CORE}title") == title
    assert core.findtext(f"{DUBLIN_CORE}creator") == author
    assert core.findtext(f"{DUBLIN_CORE}language") == "vi-VN"
    assert files.pdf.info["Title"] == title
    assert files.pdf.info["Author"] == author


def test_properties_hold_a_subject_of_500_characters() -> None:
    core = docx_of(short_plan(subject="Chuyển đổi số " * 35)).parts["docProps/core.xml"].decode()
    assert "Kế hoạch Chuyển đổi số" in core


def test_the_language_is_vietnamese(docx: DocxFile) -> None:
    assert docx.defaults is not None
    languages = [set(language.attrib.values()) for language in docx.defaults.iter(w("lang"))]
    assert languages == [{"vi-VN"}]


def test_nothing_in_the_file_points_outside(docx: DocxFile) -> None:
    relations = [data for name, data in docx.parts.items() if name.endswith(".rels")]
    assert relations
    assert not any(b"External" in data for data in relations)
    assert not any("vba" in name.lower() or "media" in name for name in docx.parts)


def test_a_plan_without_appendix_of_funding_has_none() -> None:
    plan = full_plan()
    assert len(docx_of(plan).sections) == 4
    assert [line for line in docx_of(short_plan()).lines if "Phụ lục" in line] == []

"""Where the pages of the PDF end: headings, paragraphs, table rows and the signature stay together."""

from functools import cache

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxdesk.plan.model import Plan, Solution
from tests.document.lengthy_plans import SENTENCE, plan_of_length, with_long_cell
from tests.document.printed_plans import printed_plans
from tests.document.sample_plans import full_plan, short_plan
from tests.render.pdf_layout import headings_at_page_ends, lines_with_signature, outside_margins, single_lines
from tests.render.pdf_text import MM, PdfFile
from tests.render.rendered import SAMPLES, Sample, pdf_of, sample_files


def assert_well_broken(pdf: PdfFile) -> None:
    assert list(single_lines(pdf)) == []
    assert list(headings_at_page_ends(pdf)) == []
    assert [lines for lines in lines_with_signature(pdf) if lines < 2] == []
    assert [found for page in pdf.pages for found in outside_margins(page)] == []


@cache
def pdf_of_length(number: int) -> PdfFile:
    return pdf_of(plan_of_length(number))


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_samples_are_well_broken(sample: Sample) -> None:
    pdf = sample_files(*sample).pdf
    assert_well_broken(pdf)
    assert len(lines_with_signature(pdf)) == 1


@pytest.mark.parametrize("number", range(50))
def test_pages_are_well_broken_at_any_length(number: int) -> None:
    assert_well_broken(pdf_of_length(number))


@pytest.mark.parametrize("number", range(0, 30, 3))
def test_a_decision_is_well_broken_at_any_length(number: int) -> None:
    plan = full_plan("xa", "decision")
    bases = (plan.bases * 5)[: 4 + number]
    assert_well_broken(pdf_of(msgspec.structs.replace(plan, tasks={}, bases=bases)))


def test_the_lengths_show_every_case() -> None:
    """The signature must come to stand in many places, and have two lines only with it at least once."""
    above = [lines_with_signature(pdf_of_length(number))[0] for number in range(50)]
    assert len(set(above)) > 12
    assert min(above) == 2


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_header_row_stands_on_every_page_of_a_table(sample: Sample) -> None:
    sections = [section for section in sample_files(*sample).pdf.sections if section[0].header_row]
    assert len(sections) == 3
    assert any(len(section) > 2 for section in sections)
    for first, *others in sections:
        header = [piece.text for piece in first.header_row]
        for page in others:
            assert [piece.text for piece in page.repeated] == header
            assert len(page.body) > len(header)


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_heading_row_never_ends_a_page(sample: Sample) -> None:
    for section in sample_files(*sample).pdf.sections:
        for page in section[:-1]:
            if page.header_row:
                assert not all("Bold" in piece.font for piece in page.lines[-1])


@pytest.mark.parametrize("times", [8, 20, 40, 200])
def test_a_row_taller_than_a_page_is_divided(times: int) -> None:
    pdf = pdf_of(with_long_cell(SENTENCE * times))
    assert_well_broken(pdf)
    pages = next(section for section in pdf.sections if section[0].header_row)
    assert all(page.header_row for page in pages)
    column = " ".join(piece.text for page in pages for piece in page.body if piece not in page.repeated)
    assert SENTENCE.strip() in column
    numbers = [piece.text for page in pages for piece in page.body if piece.text == "1.2"]
    assert numbers == ["1.2"]


def test_the_parts_of_a_divided_row_fill_their_pages() -> None:
    pages = pdf_of(with_long_cell(SENTENCE * 200)).sections[1]
    for page in pages[1:-2]:
        assert page.lines[-1][0].y < 20 * MM + 3 * 14


@pytest.mark.parametrize("number", [20, 40, 60, 300])
def test_many_recipients_do_not_break_the_closing(number: int) -> None:
    recipients = tuple(f"Ủy ban nhân dân xã số {index} (để thực hiện)" for index in range(number))
    pdf = pdf_of(short_plan(recipients=recipients))
    assert_well_broken(pdf)
    shown = [piece.text for page in pdf.pages for piece in page.body if piece.text.startswith("- Ủy ban")]
    assert shown == [f"- Ủy ban nhân dân xã số {index} (để thực hiện);" for index in range(number)]


def test_a_long_solution_goes_on_over_pages() -> None:
    plan = msgspec.structs.replace(
        full_plan("huyen"), solutions=(Solution(title="Giải pháp", text=SENTENCE * 200),)
    )
    assert_well_broken(pdf_of(plan))


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(printed_plans(), st.integers(0, 60))
def test_any_plan_keeps_to_the_margins_and_leaves_no_line_alone(plan: Plan, number: int) -> None:
    goals = msgspec.structs.replace(plan.goals, general="\n".join(["Một dòng."] * number))
    pdf = pdf_of(msgspec.structs.replace(plan, goals=goals))
    assert list(single_lines(pdf)) == []
    assert [found for page in pdf.pages for found in outside_margins(page)] == []

"""Where the pages of the PDF end: headings, paragraphs, table rows and the signature stay together."""

from collections.abc import Iterator

import msgspec
import pytest

from dxdesk.plan.model import Activity, Assignment, Goals, Plan, Solution, TaskEntry
from tests.document.sample_plans import full_plan, short_plan
from tests.render.pdf_text import MM, Page, PdfFile, Piece, joined
from tests.render.rendered import SAMPLES, Sample, pdf_of, sample_files
from tests.render.test_pdf_page import outside_margins

LEFT = 30 * MM
INDENT = LEFT + 12.7 * MM
SENTENCE = "Rà soát, cập nhật danh sách thành viên của từng tổ công nghệ số cộng đồng ở các thôn. "
Line = list[Piece]


def lines_of_text(page: Page) -> list[Line]:
    """Return the lines of running text: they begin at the margin or at the indent of a paragraph."""
    starts = (LEFT, INDENT)
    return [
        line
        for line in page.lines
        if line[0].size == 14 and any(abs(line[0].x - start) < 0.5 for start in starts)
    ]


def goes_on(line: Line) -> bool:
    """Tell whether a line is a further one of its paragraph."""
    return abs(line[0].x - LEFT) < 0.5


def single_lines(pdf: PdfFile) -> Iterator[str]:
    """Yield the lines that stand alone on a page, parted from the rest of their paragraph."""
    for section in pdf.sections:
        pages = [lines_of_text(page) for page in section if not page.landscape and not page.header_row]
        for before, after in zip(pages, pages[1:], strict=False):
            if not after or not goes_on(after[0]):
                continue
            if not goes_on(before[-1]):
                yield joined(before[-1])
            if len(after) == 1 or not goes_on(after[1]):
                yield joined(after[0])


def headings_at_page_ends(pdf: PdfFile) -> Iterator[str]:
    """Yield the headings after which their page has no more text."""
    for mark in pdf.bookmarks:
        page = pdf.pages[mark.page]
        below = joined(piece for line in page.lines for piece in line if piece.y < mark.y).strip()
        if mark.level > 0 and below.rstrip() == mark.title:
            yield mark.title


def lines_with_signature(pdf: PdfFile) -> list[int]:
    """Return how many lines of text stand above each signature."""
    found: list[int] = []
    for page in pdf.pages:
        offices = [piece for piece in page.body if piece.text.startswith(("TM. ", "TUQ. ", "TL. "))]
        found += [sum(line[0].y > office.y for line in lines_of_text(page)) for office in offices]
    return found


def assert_well_broken(pdf: PdfFile) -> None:
    assert list(single_lines(pdf)) == []
    assert list(headings_at_page_ends(pdf)) == []
    assert [lines for lines in lines_with_signature(pdf) if lines < 2] == []
    assert [found for page in pdf.pages for found in outside_margins(page)] == []


def plan_of_length(number: int, plan: Plan | None = None) -> Plan:
    """Return a plan whose pages end at another place for every number."""
    goals = Goals(general="\n".join(["Một dòng."] * number), specific=(SENTENCE * 2, SENTENCE * 3, SENTENCE * 4))
    texts = {"purpose": SENTENCE * (1 + number % 5), "requirements": SENTENCE * 3}
    duties = "\n".join([SENTENCE * (1 + number % 3), "Báo cáo định kỳ."])
    return msgspec.structs.replace(
        plan or short_plan(),
        goals=goals,
        sections=texts,
        organisation=(Assignment(body="Công chức Văn hóa - Xã hội", duties=duties),) * 3,
    )


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_samples_are_well_broken(sample: Sample) -> None:
    pdf = sample_files(*sample).pdf
    assert_well_broken(pdf)
    assert len(lines_with_signature(pdf)) == 1


@pytest.mark.parametrize("number", range(50))
def test_pages_are_well_broken_at_any_length(number: int) -> None:
    assert_well_broken(pdf_of(plan_of_length(number)))


@pytest.mark.parametrize("number", range(0, 30, 3))
def test_a_decision_is_well_broken_at_any_length(number: int) -> None:
    plan = full_plan("xa", "decision")
    bases = (plan.bases * 5)[: 4 + number]
    assert_well_broken(pdf_of(msgspec.structs.replace(plan, tasks={}, bases=bases)))


def test_the_sweep_reaches_every_place_of_a_page() -> None:
    """The pages of the sweep must really end at different places, or it would show nothing."""
    signatures = {
        round(piece.y)
        for number in range(0, 50, 3)
        for page in pdf_of(plan_of_length(number)).pages
        for piece in page.body
        if piece.text == "PHÓ CHỦ TỊCH"
    }
    assert len(signatures) > 10


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


def with_long_cell(text: str) -> Plan:
    plan = full_plan()
    activities = (Activity(id="a", text="Trước"), Activity(id="b", text=text), Activity(id="c", text="Sau"))
    key = next(iter(plan.tasks))
    entry = TaskEntry(applies=True, activities=activities)
    return msgspec.structs.replace(plan, tasks={key: entry})


@pytest.mark.parametrize("times", [8, 20, 40, 200])
def test_a_row_taller_than_a_page_is_divided(times: int) -> None:
    pdf = pdf_of(with_long_cell(SENTENCE * times))
    assert_well_broken(pdf)
    pages = next(section for section in pdf.sections if section[0].header_row)
    assert all(page.header_row for page in pages)
    column = " ".join(
        piece.text.strip() for page in pages for piece in page.body if piece not in page.repeated
    )
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

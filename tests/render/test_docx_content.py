"""The text of the plan as a reader of the DOCX finds it."""

from datetime import UTC, datetime

import msgspec
import pytest

from dxdesk.plan.model import Activity, Cost, Funding, LegalBasis, Plan, ReviewNote, Solution
from dxdesk.plan.places import texts_of
from tests.document.sample_plans import full_plan, short_plan
from tests.render.docx_text import DocxFile, w
from tests.render.rendered import SAMPLES, Sample, docx_of, files_of, sample_files

# Texts that the samples hold but print in other words, or that their outline has no section for.
_NOT_AS_TYPED = ("/unit", "/document/symbol", "/document/signer/title")
_WITHOUT_SECTION = {"xa": ("/results", "/solutions"), "huyen": ("/sections",)}


def cells(docx: DocxFile, table: int) -> list[list[str]]:
    """Return the rows of a ruled table as the texts of their cells."""
    rows = docx.tables[table].findall(w("tr"))
    return [
        ["\n".join("".join(one.itertext()) for one in cell.findall(w("p"))) for cell in row.findall(w("tc"))]
        for row in rows
    ]


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_text_of_the_plan_is_printed(sample: Sample) -> None:
    words = " ".join(sample_files(*sample).docx.words)
    left_out = (*_NOT_AS_TYPED, *_WITHOUT_SECTION[sample[0]])
    for path, text in texts_of(full_plan(*sample)):
        if path.startswith(left_out) or path.endswith(("/baseline", "/target")):
            continue
        for line in text.split("\n"):
            assert line.rstrip(" .;") in words, path


@pytest.mark.parametrize("sample", SAMPLES)
def test_bases_end_with_semicolons_and_the_last_with_a_full_stop(sample: Sample) -> None:
    bases = [paragraph.text for paragraph in sample_files(*sample).docx.styled("basis")]
    if sample == ("huyen", "plan"):
        assert len(bases) > 5
    assert [basis[-1] for basis in bases] == [";"] * (len(bases) - 1) + ["."]
    assert all(basis.startswith("Căn cứ ") for basis in bases)


def test_a_basis_is_cited_with_all_of_its_parts() -> None:
    plan = msgspec.structs.replace(
        short_plan(),
        bases=(
            LegalBasis(
                lead="Thực hiện", kind="Kế hoạch", number="5/KH-UBND", issuer="UBND huyện", abstract="về x."
            ),
            LegalBasis(lead="Theo đề nghị của", abstract="Công chức Văn hóa - Xã hội;"),
        ),
    )
    assert [paragraph.text for paragraph in docx_of(plan).styled("basis")] == [
        "Thực hiện Kế hoạch số 5/KH-UBND của UBND huyện về x;",
        "Theo đề nghị của Công chức Văn hóa - Xã hội.",
    ]


def test_bases_may_be_a_section() -> None:
    plan = full_plan("huyen")
    details = msgspec.structs.replace(plan.document, bases_style="section")
    docx = docx_of(msgspec.structs.replace(plan, document=details))
    assert docx.styled("basis") == []
    first = docx.lines.index("I. CĂN CỨ LẬP KẾ HOẠCH")
    bases = docx.lines[first + 1 : docx.lines.index("II. ĐÁNH GIÁ TÌNH HÌNH THỰC HIỆN NĂM 2022")]
    assert len(bases) == len(plan.bases)
    assert all(line.startswith("- Căn cứ ") for line in bases)
    assert [line[-1] for line in bases] == [";"] * (len(bases) - 1) + ["."]


@pytest.mark.parametrize("sample", SAMPLES)
def test_text_and_appendices_end_with_the_closing_sign(sample: Sample) -> None:
    docx = sample_files(*sample).docx
    ends = [line for line in docx.lines if line.endswith("./.")]
    # The text, three appendices, and the last article of a decision.
    assert len(ends) == (4 if sample[1] == "plan" else 5)
    assert ends[-3:] == ["./."] * 3
    before_signature = docx.lines[docx.lines.index("Nơi nhận:") - 1]
    assert before_signature.endswith("./.")
    assert not any(mark in line for line in docx.lines for mark in ("../.", ";./.", ". ./."))


def test_the_text_points_to_each_appendix() -> None:
    lines = sample_files("xa", "plan").docx.lines
    labels = [line for line in lines if line.startswith("Phụ lục ")]
    assert labels == ["Phụ lục I", "Phụ lục II", "Phụ lục III"]
    pointers = [line for line in lines if "chi tiết tại" in line]
    for label in labels:
        assert [line for line in pointers if line.endswith(f"chi tiết tại {label} kèm theo)")]
        assert lines.index(label) > max(lines.index(line) for line in pointers)


def test_a_single_appendix_has_no_number() -> None:
    plan = full_plan()
    tasks = {key: msgspec.structs.replace(entry, indicators={}) for key, entry in plan.tasks.items()}
    details = msgspec.structs.replace(plan.document, funding_appendix=False)
    lines = docx_of(msgspec.structs.replace(plan, tasks=tasks, document=details)).lines
    assert [line for line in lines if line.startswith("Phụ lục")] == ["Phụ lục"]
    assert [line for line in lines if line.endswith("chi tiết tại Phụ lục kèm theo)")]


def test_a_section_without_text_takes_no_number() -> None:
    plan = msgspec.structs.replace(full_plan("huyen"), results={}, solutions=())
    headings = [paragraph.line for paragraph in docx_of(plan).styled("heading-1")]
    assert headings == [
        "I. MỤC TIÊU",
        "II. NHIỆM VỤ TRỌNG TÂM NĂM 2023",
        "III. KINH PHÍ THỰC HIỆN",
        "IV. TỔ CHỨC THỰC HIỆN",
    ]


def test_lists_have_semicolons_and_a_full_stop() -> None:
    lines = sample_files("xa", "plan").docx.lines
    first = lines.index("- 100% hồ sơ được xử lý trên môi trường mạng;")
    assert lines[first + 1] == "- Trên 80% hồ sơ được nộp trực tuyến."


def test_tasks_that_do_not_apply_stand_with_their_reason_in_the_appendix_only() -> None:
    plan = full_plan()
    docx = sample_files("xa", "plan").docx
    refused = [entry.reason for entry in plan.tasks.values() if entry.applies is False]
    rows = {row[2]: row for row in cells(docx, 0) if len(row) == 3}
    assert refused
    assert set(refused) <= set(rows)


def test_the_appendix_of_tasks_counts_on_through_the_pillars() -> None:
    numbers = [row[0] for row in cells(sample_files("huyen", "plan").docx, 0)]
    tasks = [number for number in numbers if number.isdecimal()]
    assert tasks == [str(number) for number in range(1, 24)]
    pillars = [number for number in numbers if set(number) <= set("IVX")]
    assert pillars == ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    assert numbers[2:5] == ["1", "1.1", "1.2"]


def test_figures_are_written_the_vietnamese_way() -> None:
    found = {cell for row in cells(sample_files("xa", "plan").docx, 1) for cell in row}
    assert {"85", "92,5", "12", "1.250", "31/3/2023", "Có", "Chưa"} <= found


def test_a_column_for_notes_only_where_there_is_one() -> None:
    plan = full_plan()
    key, entry = next((key, entry) for key, entry in plan.tasks.items() if entry.activities)
    noted = msgspec.structs.replace(entry.activities[0], note="Làm trước")
    entry = msgspec.structs.replace(entry, activities=(noted, *entry.activities[1:]))
    docx = docx_of(msgspec.structs.replace(plan, tasks={**plan.tasks, key: entry}))
    assert cells(docx, 0)[0][-1] == "Ghi chú"
    assert "Làm trước" in [row[-1] for row in cells(docx, 0)]
    assert cells(sample_files("xa", "plan").docx, 0)[0][-1] == "Nguồn kinh phí"


def _with_costs(*costs: Cost) -> Plan:
    plan = full_plan()
    key = next(iter(plan.tasks))
    entry = msgspec.structs.replace(plan.tasks[key], activities=(Activity(id="a", text="Làm", costs=costs),))
    return msgspec.structs.replace(plan, tasks={key: entry})


def test_costs_add_up() -> None:
    plan = _with_costs(
        Cost(amount=1_250_500_000, source="commune"),
        Cost(amount=750_000_000, source="private"),
        Cost(amount=500_000),
    )
    docx = docx_of(plan)
    assert (
        "Tổng kinh phí dự kiến: 2.001 triệu đồng, trong đó: NSNN cấp xã 1.250,5; xã hội hóa 750; "
        "chưa rõ nguồn 0,5." in docx.lines
    )
    funding = cells(docx, 2)
    assert funding[0][2:] == ["Tổng số", "NSNN cấp xã", "Xã hội hóa", "Chưa rõ nguồn"]
    assert funding[-1] == ["TỔNG CỘNG", "2.001", "1.250,5", "750", "0,5"]
    assert cells(docx, 0)[-1][:2] == ["TỔNG CỘNG", "2.001"]


def test_amounts_in_dong() -> None:
    plan = _with_costs(Cost(amount=1_250_500_000, source="commune"))
    details = msgspec.structs.replace(plan.document, money_unit="dong")
    docx = docx_of(msgspec.structs.replace(plan, document=details))
    assert "Đơn vị tính: đồng" in docx.lines
    assert cells(docx, 0)[-1][1] == "1.250.500.000"


def test_a_stated_total_is_not_stated_again() -> None:
    plan = _with_costs(Cost(amount=5_000_000, source="commune"))
    funding = Funding(text="Tổng kinh phí: 5 triệu đồng.", stated_total=5_000_000)
    lines = docx_of(msgspec.structs.replace(plan, funding=funding)).lines
    assert [line for line in lines if line.startswith("Tổng kinh phí")] == ["Tổng kinh phí: 5 triệu đồng."]


def test_the_lines_of_a_text_are_paragraphs_without_surplus_blanks() -> None:
    solution = Solution(title="Tuyên  truyền", text="Dòng một  \n\n\n   Dòng   hai\n")
    plan = msgspec.structs.replace(full_plan("huyen"), solutions=(solution,))
    lines = [paragraph.text for paragraph in docx_of(plan).styled("heading-2", "body")]
    first = lines.index("Tuyên truyền")
    assert lines[first + 1 : first + 3] == ["Dòng một", "Dòng hai"]


def test_leaders_notes_are_not_printed() -> None:
    written = datetime(2022, 12, 1, tzinfo=UTC)
    note = ReviewNote(path="/goals/general", author="Lê Thị Ý", written_at=written, text="Viết lại mục này")
    files = files_of(msgspec.structs.replace(short_plan(), notes=(note,)))
    for words in (files.docx.words, files.pdf.words):
        assert "Viết lại" not in " ".join(words)
        assert "Lê Thị Ý" not in " ".join(words)

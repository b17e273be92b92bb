"""Tables from Excel, LibreOffice and Word become entries; nothing is dropped without a word."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.guidance.loading import pack_for_year
from dxdesk.guidance.pack import Period
from dxdesk.language import set_language
from dxdesk.plan.beginning import new_plan
from dxdesk.plan.model import Activity, Assignment, Cost, IndicatorValue, LegalBasis, Plan, Solution
from dxdesk.plan.pasting import Pasted, entries_from
from dxdesk.plan.periods import read_period
from dxdesk.plan.table_catalogue import TABLES
from dxdesk.plan.table_columns import Entry, IndicatorRow, TableKey
from dxdesk.plan.table_matching import matched
from dxdesk.plan.tables import block_of
from dxdesk.plan.wording import SOURCE_NAMES
from dxdesk.text.folding import fold
from dxdesk.text.tabular import Block, read_block, write_block
from dxdesk.units.catalogue import catalogue
from tests.strategies import activities, days, lines, texts

CLIPBOARD = Path(__file__).parents[1] / "text" / "clipboard"
UNIT = catalogue("gso-2022").unit("18580")
assert UNIT is not None
PLAN = new_plan(UNIT, pack_for_year(2023), 2023)
MILLION = 1_000_000


def recorded(name: str) -> str:
    return (CLIPBOARD / name).read_bytes().decode()


def block(text: str) -> Block:
    """Read rows written one a line, with bars between the cells."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().split("\n")]
    return read_block(write_block(rows)[0])


def pasted(table: TableKey, copied: Block, plan: Plan = PLAN) -> Pasted:
    return entries_from(copied, matched(copied, TABLES[table], plan), TABLES[table], plan)


@pytest.mark.parametrize("program", ["excel", "libreoffice", "word"])
def test_a_table_of_12_by_7_lands_in_the_right_columns(program: str) -> None:
    copied = read_block(recorded(f"{program}.txt"), recorded(f"{program}.html"))
    match = matched(copied, TABLES["activities"], PLAN)
    assert match.columns == (None, "text", "lead", "period", "output", "cost", "source")
    assert (match.header_rows, match.confident, match.unit, match.numbering) == (1, True, MILLION, 0)
    result = entries_from(copied, match, TABLES["activities"], PLAN, {"a1", "a13"})
    assert (len(result.entries), result.problems, result.left_out) == (12, (), ())
    assert {entry.id for entry in result.entries if isinstance(entry, Activity)}.isdisjoint({"a1", "a13"})
    fourth = result.entries[3]
    assert isinstance(fourth, Activity)
    assert msgspec.structs.replace(fourth, id="x") == Activity(
        id="x",
        text="Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
        lead="Tư pháp - Hộ tịch",
        period=Period(text="Cả năm"),
        output="Hồ sơ số hóa",
        costs=(Cost(amount=1_250_500_000, source="province"),),
    )


def test_without_a_heading_the_cells_tell_and_it_is_asked() -> None:
    copied = read_block(recorded("excel.txt"))
    match = matched(Block(rows=copied.rows[1:]), TABLES["activities"], PLAN)
    assert match.columns == (None, "text", "lead", "period", "output", "cost", "source")
    assert (match.header_rows, match.confident, match.unit) == (0, False, MILLION)


def test_without_a_heading_columns_in_the_order_of_the_plan_are_taken_in_it() -> None:
    copied = block(
        """
        Mở lớp | UBND xã | Công an | Quý I | 02 lớp | 5 triệu | NS xã
        Mua máy | Văn phòng | | Tháng 5 | 01 máy | 12.500.000 đồng | NS huyện
        """
    )
    match = matched(copied, TABLES["activities"], PLAN)
    assert match.columns == ("text", "lead", "partners", "period", "output", "cost", "source")
    assert match.confident


def test_one_column_is_what_the_rows_are_about() -> None:
    for table, key in (
        ("activities", "text"),
        ("recipients", "recipient"),
        ("goals", "goal"),
        ("bases", "citation"),
    ):
        match = matched(block("Mở lớp cho dân\nMua máy quét"), TABLES[table], PLAN)  # type: ignore[index] # keys
        assert (match.columns, match.confident) == ((key,), True)
    assert not matched(block("Mở lớp cho dân\nMua máy quét"), TABLES["solutions"], PLAN).confident


@pytest.mark.parametrize(
    ("heading", "keys", "unit"),
    [
        (
            "STT | Nhiệm vụ | Đơn vị thực hiện | Dự kiến kinh phí (tỷ đồng)",
            (None, "text", "lead", "cost"),
            10**9,
        ),
        ("TT | NỘI DUNG | CƠ QUAN CHỦ TRÌ | CƠ QUAN PHỐI HỢP", (None, "text", "lead", "partners"), None),
        ("Nội dung công việc | Kết quả | Kinh phí (ĐVT: nghìn đồng)", ("text", "output", "cost"), 10**3),
        ("Nội dung | Thời gian thực hiện (hoàn thành) | Kinh phí (đồng)", ("text", "period", "cost"), 1),
        (
            "Tên nhiệm vụ | Tổng kinh phí triệu đồng | Nguồn vốn | Ghi chú",
            ("text", "cost", "source", "note"),
            MILLION,
        ),
        ("Hoạt động | Tiến độ | Sản phẩm đầu ra | Phụ trách", ("text", "period", "output", "lead"), None),
        (
            "Nội dung | NS tỉnh (triệu đồng) | Ngân sách huyện | XHH",
            ("text", "costs.province", "costs.district", "costs.private"),
            MILLION,
        ),
        ("Content | Lead unit | Time | Result", ("text", "lead", "period", "output"), None),
    ],
)
def test_headings_are_known_by_their_usual_names(
    heading: str, keys: tuple[str | None, ...], unit: int | None
) -> None:
    copied = block(f"{heading}\n" + " | ".join(["1"] * len(keys)))
    match = matched(copied, TABLES["activities"], PLAN)
    assert (match.columns, match.header_rows, match.unit) == (keys, 1, unit)
    assert match.confident


def test_a_column_that_is_not_known_is_asked() -> None:
    match = matched(block("Nội dung | Chủ trì | Mã số\nMở lớp | Xã | 12"), TABLES["activities"], PLAN)
    assert match.columns == ("text", "lead", None)
    assert not match.confident


def test_titles_above_the_heading_are_no_entries() -> None:
    copied = block(
        """
        DANH MỤC NHIỆM VỤ CHUYỂN ĐỔI SỐ NĂM 2023 | |
        | | Đơn vị tính: triệu đồng
        Nội dung | Chủ trì | Kinh phí
        A | B | C
        (1) | (2) | (3)
        Mở lớp | Xã | 24
        """
    )
    match = matched(copied, TABLES["activities"], PLAN)
    assert (match.columns, match.header_rows, match.unit) == (("text", "lead", "cost"), 5, MILLION)


def test_groups_totals_merged_cells_and_shares_of_a_printed_appendix() -> None:
    result = pasted("activities", read_block("", recorded("word_groups.html")))
    wifi, scanner, training = (each for each in result.entries if isinstance(each, Activity))
    assert wifi.costs == (
        Cost(amount=30_000_000, source="district"),
        Cost(amount=20_000_000, source="commune"),
    )
    assert (wifi.lead, scanner.lead, training.lead) == ("UBND xã", "UBND xã", "Văn phòng")
    assert (scanner.costs, scanner.note) == ((), "Theo báo giá; Kinh phí: khoảng 5-10tr")
    assert training.costs == (Cost(amount=1_500_000_000, source="commune"),)
    [problem] = result.problems
    assert (problem.row, problem.column, problem.text) == (5, "cost", "khoảng 5-10tr")
    assert [left.text.partition(" ")[0] for left in result.left_out] == ["I", "II", "", "Tổng"]


def test_a_total_that_its_sources_do_not_make_up_is_said_and_kept() -> None:
    result = pasted("activities", block("Nội dung|Kinh phí (triệu đồng)|NS huyện|NS xã\nMở lớp|50|30|10"))
    [activity] = result.entries
    assert isinstance(activity, Activity)
    assert sum(cost.amount for cost in activity.costs) == 40 * MILLION
    assert activity.note == "Kinh phí: 50"
    assert result.problems[0].message == "The amount is 50.000.000 đồng, but its sources pay 40.000.000 đồng."


def test_an_amount_merged_over_rows_is_counted_once() -> None:
    html = (
        "<table><tr><td>Nội dung<td>Chủ trì<td>Kinh phí (đồng)"
        "<tr><td>Mở lớp<td>Xã<td rowspan=2>5000000<tr><td>Mua máy<td>Xã</table>"
    )
    result = pasted("activities", read_block("", html))
    assert [entry.costs for entry in result.entries if isinstance(entry, Activity)] == [
        (Cost(amount=5_000_000),),
        (),
    ]
    assert "2 rows together" in result.problems[0].message


def test_other_cells_show_which_sign_divides_thousands() -> None:
    head = "Nội dung | Kinh phí (triệu đồng)\n"
    clear = pasted("activities", block(head + "A | 1.250\nB | 62,5"))
    assert clear.entries[0].costs[0].amount == 1_250 * MILLION  # type: ignore[union-attr] # an activity
    english = pasted("activities", block(head + "A | 1,250\nB | 62.5"))
    assert english.entries[0].costs[0].amount == 1_250 * MILLION  # type: ignore[union-attr] # an activity
    unclear = pasted("activities", block(head + "A | 1.250\nB | 62"))
    assert unclear.entries[0].note == "Kinh phí: 1.250"  # type: ignore[union-attr] # an activity
    assert "two ways" in unclear.problems[0].message


def test_a_source_without_an_amount_is_kept_as_a_note() -> None:
    result = pasted("activities", block("Nội dung | Kinh phí | Nguồn\nMở lớp | | NS xã"))
    assert result.entries == (Activity(id="a1", text="Mở lớp", note="Nguồn: NS xã"),)
    assert result.problems[0].column == "source"


def test_a_text_that_no_field_can_hold_is_in_the_problem() -> None:
    result = pasted("recipients", block(f"UBND huyện;\n{'x' * 201}"))
    assert result.entries == ("UBND huyện",)
    assert (result.problems[0].row, result.problems[0].text) == (1, "x" * 201)


def test_numbered_tasks_above_their_parts_are_headings() -> None:
    copied = block(
        """
        TT | Nội dung | Chủ trì | Thời gian
        1 | Hạ tầng | |
        1.1 | Lắp wifi | Xã | Quý I
        2 | Mua máy | Xã | Quý II
        3 | Họp dân | |
        """
    )
    result = pasted("activities", copied)
    assert [entry.text for entry in result.entries if isinstance(entry, Activity)] == [
        "Lắp wifi",
        "Mua máy",
        "Họp dân",
    ]
    assert [left.row for left in result.left_out] == [1]


def test_list_marks_are_left_to_the_document() -> None:
    assert pasted("recipients", block("- UBND huyện;\n- Lưu: VT./.")).entries == ("UBND huyện", "Lưu: VT")
    assert pasted("goals", block("- 90% hồ sơ trực tuyến;\n+ 80% người dân")).entries[1] == "80% người dân"


def test_citations_pasted_as_sentences_are_taken_apart() -> None:
    result = pasted("bases", block("Căn cứ Luật Giao dịch điện tử ngày 29 tháng 11 năm 2005;"))
    assert result.entries == (
        LegalBasis(kind="Luật", abstract="Giao dịch điện tử", issued_on=date(2005, 11, 29)),
    )


def test_a_day_that_cannot_be_read_stays_in_the_abstract() -> None:
    copied = block(
        "Loại văn bản | Số, ký hiệu | Ngày ban hành | Trích yếu\nKế hoạch | 5/KH | đầu năm | về CĐS"
    )
    result = pasted("bases", copied)
    assert result.entries == (
        LegalBasis(kind="Kế hoạch", number="5/KH", abstract="về CĐS; Ngày ban hành: đầu năm"),
    )
    assert result.problems[0].column == "issued_on"


def indicators() -> tuple[IndicatorRow, ...]:
    values = {"Tỷ lệ hồ sơ trực tuyến": "percent", "Số tổ công nghệ số": "count"}
    return tuple(
        IndicatorRow(key=f"k{n}", label=label, value=IndicatorValue(kind=kind, unit=""))  # type: ignore[arg-type] # kinds
        for n, (label, kind) in enumerate(values.items())
    )


def test_figures_find_their_indicators_by_name() -> None:
    copied = block(
        """
        STT | Tên chỉ tiêu | Đơn vị tính | Thực hiện năm 2022 | Chỉ tiêu năm 2023 | Ghi chú
        1 | SỐ TỔ CÔNG NGHỆ SỐ | tổ | 8 | 8 |
        2 | Tỷ lệ hồ sơ trực tuyến | % | 45,5 | nhiều | theo tỉnh giao
        3 | Chỉ tiêu lạ | % | 1 | 2 |
        """
    )
    match = matched(copied, TABLES["indicators"], PLAN)
    assert match.confident
    result = entries_from(copied, match, TABLES["indicators"], PLAN, present=indicators())
    teams, online = (row.value for row in result.entries if isinstance(row, IndicatorRow))
    assert (teams.baseline, teams.target) == (8, 8)
    assert (online.baseline, online.target, online.note) == (
        "45.5",
        None,
        "theo tỉnh giao; Chỉ tiêu năm 2023: nhiều",
    )
    assert [problem.row for problem in result.problems] == [2, 3]


clean_lines = lines().map(str.strip)
words = clean_lines.filter(lambda text: sum(map(str.isalpha, text)) > 3 and "tong" not in fold(text))
costs = st.lists(
    st.builds(Cost, amount=st.integers(0, 10**15), source=st.sampled_from([None, *SOURCE_NAMES])), max_size=3
).map(tuple)
plain_activities = st.builds(
    lambda activity, text, period, costs: msgspec.structs.replace(
        activity, text=text, period=read_period(period, PLAN.year), costs=costs
    ),
    activities(),
    words,
    clean_lines,
    costs,
)
entries: dict[TableKey, st.SearchStrategy[Entry]] = {
    "activities": plain_activities,
    "bases": st.builds(
        LegalBasis,
        lead=words,
        kind=words,
        number=clean_lines,
        issued_on=st.none() | days(),
        issuer=clean_lines,
        abstract=clean_lines,
    ),
    "solutions": st.builds(Solution, title=words, text=words),
    "assignments": st.builds(Assignment, body=words, duties=words),
    "recipients": words,
    "goals": words,
}


def without_ids(found: tuple[Entry, ...]) -> list[Entry]:
    return [msgspec.structs.replace(each, id="x") if isinstance(each, Activity) else each for each in found]


def as_pasted(entry: Entry) -> Entry:
    """Return an entry with its texts as a paste leaves them: without blanks at the ends and marks of a list."""
    holder = {"": entry} if isinstance(entry, str) else msgspec.to_builtins(entry)
    stripped = {
        key: value.strip().lstrip("-–•+* ").rstrip(" ;") if isinstance(value, str) else value
        for key, value in holder.items()
    }
    return stripped[""] if isinstance(entry, str) else msgspec.convert(stripped, type(entry))


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("key", entries)
@given(data=st.data())
def test_what_is_copied_out_is_pasted_back(data: st.DataObject, key: TableKey, language: str) -> None:
    table = TABLES[key]
    copied = tuple(as_pasted(each) for each in data.draw(st.lists(entries[key], min_size=1, max_size=4)))
    set_language(language)
    try:
        plain, html = write_block(block_of(copied, table))
        for found in (read_block(plain), read_block(plain, html)):
            match = matched(found, table, PLAN)
            assert (match.header_rows, match.confident) == (1, True)
            result = entries_from(found, match, table, PLAN)
            assert without_ids(result.entries) == without_ids(copied)
            assert not result.problems
    finally:
        set_language("en")


@given(
    st.lists(
        st.lists(
            texts() | st.sampled_from(["Nội dung", "Kinh phí", "5", "I", "NS xã"]), min_size=3, max_size=3
        )
    )
)
def test_no_row_is_dropped_without_a_word(rows: list[list[str]]) -> None:
    found = read_block(write_block(rows)[0])
    for table in TABLES.values():
        match = matched(found, table, PLAN)
        result = entries_from(found, match, table, PLAN, present=indicators())
        spoken = (
            len(result.entries) + len(result.left_out) + len({problem.row for problem in result.problems})
        )
        assert spoken >= len(found.rows) - match.header_rows

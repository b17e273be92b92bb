"""Cells of the plan's tables: what they show, and what becomes of what is typed in them."""

from contextlib import suppress
from datetime import date
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.guidance.loading import pack_for_year
from dxdesk.guidance.pack import IndicatorKind, Period
from dxdesk.plan.beginning import new_plan
from dxdesk.plan.model import Activity, Cost, IndicatorValue, LegalBasis, Plan
from dxdesk.plan.table_catalogue import TABLES
from dxdesk.plan.table_columns import Entry, IndicatorRow
from dxdesk.plan.tables import CellError, cell_text, typed
from dxdesk.plan.wording import SHORT_SOURCE_NAMES, SOURCE_NAMES, basis_sentence
from dxdesk.units.catalogue import catalogue
from tests.strategies import activities, hostile_texts, plans

ACTIVITIES, BASES, INDICATORS = TABLES["activities"], TABLES["bases"], TABLES["indicators"]
UNIT = catalogue("gso-2022").unit("18580")
assert UNIT is not None
PLAN = new_plan(UNIT, pack_for_year(2023), 2023)


def put(activity: Activity, key: str, text: str) -> Activity:
    return typed(activity, ACTIVITIES.column(key), text, PLAN)


def shown(activity: Activity, key: str) -> str:
    return cell_text(activity, ACTIVITIES.column(key))


def rows_of(plan: Plan) -> list[tuple[str, Entry]]:
    found: list[tuple[str, Entry]] = [("bases", each) for each in plan.bases]
    found += [("solutions", each) for each in plan.solutions]
    found += [("assignments", each) for each in plan.organisation]
    found += [("recipients", each) for each in plan.document.recipients]
    found += [("goals", each) for each in plan.goals.specific]
    for entry in plan.tasks.values():
        found += [("activities", each) for each in entry.activities]
        found += [
            ("indicators", IndicatorRow(key=key, label=key, value=v)) for key, v in entry.indicators.items()
        ]
    return found


@given(plans())
def test_typing_what_a_cell_shows_changes_nothing(plan: Plan) -> None:
    for table, entry in rows_of(plan):
        for column in TABLES[table].columns:  # type: ignore[index] # keys of tables
            assert typed(entry, column, cell_text(entry, column), plan) == entry


@given(activities(), hostile_texts(), st.sampled_from(ACTIVITIES.columns))
def test_whatever_is_typed_fits_the_plan_or_is_refused(activity: Activity, text: str, column: Any) -> None:
    with suppress(CellError):
        changed = typed(activity, column, text, PLAN)
        assert msgspec.convert(msgspec.to_builtins(changed), Activity) == changed


def test_an_activity_is_typed_cell_by_cell() -> None:
    activity = Activity(id="a1")
    cells = {
        "text": "Mở lớp\ntập huấn",
        "lead": "UBND\nxã",
        "partners": "- Công an xã;\n- Trường học.",
        "period": "Quý I",
        "output": "02 lớp",
        "cost": "1,5 triệu",
        "source": "Ngân sách cấp xã",
        "note": "",
    }
    for key, text in cells.items():
        activity = put(activity, key, text)
    assert activity == Activity(
        id="a1",
        text="Mở lớp\ntập huấn",
        lead="UBND xã",
        partners="Công an xã; Trường học",
        period=Period(text="Quý I", due=date(2023, 3, 31)),
        output="02 lớp",
        costs=(Cost(amount=1_500_000, source="commune"),),
    )
    assert (shown(activity, "cost"), shown(activity, "source")) == ("1.500.000 đồng", "NS xã")


@pytest.mark.parametrize(
    ("name", "source"),
    [
        *((name, source) for names in (SOURCE_NAMES, SHORT_SOURCE_NAMES) for source, name in names.items()),
        ("ngan sach tinh", "province"),
        ("Ngân sách nhà nước cấp huyện", "district"),
        ("NS thị xã", "district"),
        ("Ngân sách phường", "commune"),
        ("NSNN thị trấn", "commune"),
        ("Ngân sách Trung ương", "central"),
        ("XHH", "private"),
        ("Chưa rõ nguồn", None),
        ("-", None),
        ("", None),
    ],
)
def test_sources_are_known_by_every_usual_name(name: str, source: str | None) -> None:
    activity = Activity(id="a1", costs=(Cost(amount=5_000_000, source="other"),))
    assert put(activity, "source", name).costs == (Cost(amount=5_000_000, source=source),)  # type: ignore[arg-type] # a name


@pytest.mark.parametrize("name", ["NSNN", "Ngân sách", "Ngân sách huyện, xã", "ngân sách thành phố", "vay"])
def test_a_source_that_may_be_several_is_asked_back(name: str) -> None:
    activity = Activity(id="a1", costs=(Cost(amount=5_000_000),))
    with pytest.raises(
        CellError, match=f"“{name}” is not one of the sources; write one of these: NSTW, NS tỉnh"
    ):
        put(activity, "source", name)


def test_several_sources_are_lines_with_their_shares() -> None:
    activity = put(Activity(id="a1"), "cost", "400 triệu")
    activity = put(activity, "source", "NS tỉnh: 350 triệu\nXã hội hóa: 50 triệu")
    costs = (Cost(amount=350_000_000, source="province"), Cost(amount=50_000_000, source="private"))
    assert activity.costs == costs
    assert shown(activity, "source") == "NS tỉnh: 350.000.000 đồng\nXã hội hóa: 50.000.000 đồng"
    assert put(activity, "cost", "400000000").costs == costs
    with pytest.raises(CellError, match="change it in the column of sources"):
        put(activity, "cost", "500 triệu")
    assert put(activity, "cost", "").costs == ()


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        ("cost", "khoảng 5-10tr", "is not an amount of money"),
        ("cost", "350", "lacks a unit"),
        ("source", "NS xã", "Write the amount first"),
        ("lead", "x" * 2_001, "at most 2000 characters; this text has 2001"),
    ],
)
def test_a_cell_says_what_is_wrong(key: str, text: str, message: str) -> None:
    with pytest.raises(CellError, match=message):
        put(Activity(id="a1"), key, text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("percent", "95,5 %", "95.5"),
        ("count", "1.250", 1_250),
        ("money", "5 triệu", 5_000_000),
        ("yes_no", "Có", True),
        ("date", "31/3", "2023-03-31"),
        ("text", "Đạt", "Đạt"),
        ("count", "", None),
        ("percent", "-", None),
    ],
)
def test_a_figure_is_read_by_its_kind(kind: IndicatorKind, text: str, value: Any) -> None:
    row = IndicatorRow(
        key="x", label="Tỷ lệ", value=IndicatorValue(kind=kind, unit="%", baseline=None, target="1")
    )
    assert typed(row, INDICATORS.column("target"), text, PLAN).value.target == value


@pytest.mark.parametrize(
    ("kind", "text"), [("percent", "nhiều"), ("count", "9" * 20), ("yes_no", "1"), ("date", "30/2")]
)
def test_what_is_no_figure_is_refused(kind: IndicatorKind, text: str) -> None:
    row = IndicatorRow(key="x", label="Tỷ lệ", value=IndicatorValue(kind=kind, unit="%"))
    with pytest.raises(CellError, match=f"“{text}”"):
        typed(row, INDICATORS.column("target"), text, PLAN)


def test_what_the_guidance_says_cannot_be_typed_over() -> None:
    row = IndicatorRow(key="x", label="Tỷ lệ", value=IndicatorValue(kind="percent", unit="%"))
    with pytest.raises(CellError, match="belongs to the guidance"):
        typed(row, INDICATORS.column("label"), "x", PLAN)


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (
            "- Căn cứ Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ phê duyệt “Chương trình”;",
            (
                "Căn cứ",
                "Quyết định",
                "749/QĐ-TTg",
                date(2020, 6, 3),
                "Thủ tướng Chính phủ",
                "phê duyệt “Chương trình”",
            ),
        ),
        (
            "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2023 của UBND huyện về chuyển đổi số.",
            ("Thực hiện", "Kế hoạch", "12/KH-UBND", date(2023, 1, 5), "UBND huyện", "về chuyển đổi số"),
        ),
        (
            "Luật Giao dịch điện tử ngày 29 tháng 11 năm 2005",
            ("Căn cứ", "Luật", "", date(2005, 11, 29), "", "Giao dịch điện tử"),
        ),
        ("Theo đề nghị của Công chức Văn hóa", ("Theo đề nghị của", "", "", None, "", "Công chức Văn hóa")),
        ("Căn cứ tình hình thực tế", ("Căn cứ", "", "", None, "", "tình hình thực tế")),
    ],
)
def test_a_citation_is_taken_apart(sentence: str, parts: tuple[Any, ...]) -> None:
    basis = typed(LegalBasis(), BASES.column("citation"), sentence, PLAN)
    assert (basis.lead, basis.kind, basis.number, basis.issued_on, basis.issuer, basis.abstract) == parts


@given(st.text("Căn cứ Luật số /ngày 15 tháng 3 năm 2023 của về;.,", max_size=80))
def test_no_word_of_a_citation_is_lost(sentence: str) -> None:
    basis = typed(LegalBasis(), BASES.column("citation"), sentence, PLAN)
    printed = basis_sentence(basis)
    assert set("".join(sentence.split())) - set(" .;,:-") <= set(printed)

"""What a time means is read once: the date that is counted agrees with the words that are printed."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.guidance.loading import pack_for_year
from dxdesk.plan.beginning import new_plan
from dxdesk.plan.model import Activity, Plan, TaskEntry
from dxdesk.plan.periods import read_period
from dxdesk.plan.rules.review import review
from dxdesk.units.catalogue import catalogue
from tests.strategies import hostile_texts

PACK = pack_for_year(2023)
UNIT = catalogue("gso-2022").unit("18580")
assert UNIT is not None
PLAN = new_plan(UNIT, PACK, 2023)


@pytest.mark.parametrize(
    ("words", "month", "day"),
    [
        ("Quý I", 3, 31),
        ("quý 2", 6, 30),
        ("Quý I-II/2023", 6, 30),
        ("Q1", 3, 31),
        ("Q2/2023", 6, 30),
        ("Q1 - Q3", 9, 30),
        ("tháng 6", 6, 30),
        ("T3-T9", 9, 30),
        ("T6/2023", 6, 30),
        ("Jun-23", 6, 30),
        ("Thg6-23", 6, 30),
        ("6 tháng đầu năm", 6, 30),
        ("9 tháng đầu năm 2023", 9, 30),
        ("6 tháng cuối năm", 12, 31),
        ("Nửa đầu năm", 6, 30),
        ("trước 30/6/2023", 6, 30),
        ("Trước tháng 6", 5, 31),
        ("từ tháng 3 đến tháng 9", 9, 30),
        ("31/12/23", 12, 31),
        ("15.3.2023", 3, 15),
        ("15-Mar-23", 3, 15),
        ("15/03/2023 00:00", 3, 15),
        ("2023-06-30", 6, 30),
        ("Năm 2023", 12, 31),
    ],
)
def test_the_last_day_is_in_the_words(words: str, month: int, day: int) -> None:
    period = read_period(words, 2023)
    assert (period.text, period.due) == (words, date(2023, month, day))


@pytest.mark.parametrize(
    "words",
    ["", "Thường xuyên", "Cả năm", "Cả năm 2023", "Hằng quý", "từ tháng 3", "Quý V/2023", "tháng 13", "31/2"],
)
def test_where_the_words_have_no_last_day_there_is_none(words: str) -> None:
    period = read_period(words, 2023)
    assert (period.text, period.due) == (words, None)


WORDS = [
    "quý ",
    "Q",
    "T",
    "tháng ",
    "năm ",
    "trước ",
    "từ ",
    "đến ",
    "6 tháng đầu năm",
    "2023",
    "2022",
    "/",
    "-",
    ".",
    " ",
]


@given(
    st.one_of(
        st.lists(st.one_of(st.sampled_from(WORDS), st.integers(0, 31).map(str)), max_size=8).map("".join),
        hostile_texts(),
    )
)
def test_the_checks_find_no_other_day_in_the_words(words: str) -> None:
    period = read_period(words, 2023)
    assert period.text == words
    activity = Activity(id="a1", text="Mở lớp", lead="Xã", period=period)
    tasks = {"staff-training": TaskEntry(applies=True, activities=(activity,))}
    changed: Plan = msgspec.structs.replace(PLAN, tasks=tasks)
    assert "PE01" not in {finding.code for finding in review(changed, PACK)}

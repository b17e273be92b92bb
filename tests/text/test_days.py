from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.text.dates import long_date, short_date
from dxdesk.text.days import UnclearDayError, read_day
from tests.strategies import days, hostile_texts


@pytest.mark.parametrize(
    "typed",
    [
        "15/3/2023",
        "15/03/2023",
        "15/3",
        "15.3.23",
        "15-3-2023",
        " 15 / 3 / 2023. ",
        "ngày 15 tháng 3",
        "Ngày 15 tháng 3 năm 2023",
        "NGÀY 15 THÁNG 03, 2023",
        "ngay 15 thang 3 nam 2023",
        "ngày 15/3/2023",
        "15/03/2023 00:00",
        "15/03/2023 12:00:00 AM",
        "2023-03-15",
        "2023-03-15T00:00:00",
        "15-Mar-23",
        "15-Mar",
        "15-Thg3",
        "15-thg 3-23",
    ],
)
def test_a_day_is_read_as_people_and_excel_write_it(typed: str) -> None:
    assert read_day(typed, 2023) == date(2023, 3, 15)


def test_a_year_of_two_digits_may_be_of_the_last_century() -> None:
    assert [read_day(f"29/11/{year}", 2023).year for year in ("99", "05", "30")] == [1999, 2005, 2030]


@pytest.mark.parametrize(
    "typed", ["", "45000", "3/2023", "tháng 3", "15", "15/3/202", "15/3.2023", "x" * 5000]
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(UnclearDayError, match="write it like 31/12/2023"):
        read_day(typed, 2023)


@pytest.mark.parametrize(
    "typed", ["31/2", "29/2/2023", "3/15/2023", "0/1/2023", "15-foo-23", "1/1/0000", "1/1/9999"]
)
def test_a_day_that_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(UnclearDayError, match=f"There is no day “{typed}”"):
        read_day(typed, 2023)


@given(days(), days())
def test_every_way_to_write_a_day_is_read_back(day: date, other: date) -> None:
    for text in (short_date(day), long_date(day, 0), day.isoformat(), f"{day} 00:00:00", f"{day:%d.%m.%Y}"):
        assert read_day(text, other.year) == day
    assert read_day(f"{day:%d/%m}", 2024) == day.replace(year=2024)


@given(st.one_of(hostile_texts(), st.text("0123456789/-. ngàythámgnăm:T", max_size=20)))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    with suppress(UnclearDayError):
        assert date(1899, 12, 31) < read_day(typed, 2023) < date(2101, 1, 1) + timedelta(1)

"""What the words of a period mean."""

from datetime import date

import pytest

from dxdesk.plan.rules.spans import last_day_of, span_of, unknown_part


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("Quý I/2023", "2023-01-01", "2023-03-31"),
        ("quý 2", "2023-04-01", "2023-06-30"),
        ("Quý II, III/2023", "2023-04-01", "2023-09-30"),
        ("Quý I-II năm 2023", "2023-01-01", "2023-06-30"),
        ("Quý IV/2022 - Quý I/2023", "2022-10-01", "2023-03-31"),
        ("Tháng 02/2023", "2023-02-01", "2023-02-28"),
        ("Tháng 3-5/2023", "2023-03-01", "2023-05-31"),
        ("tháng 3 đến tháng 10", "2023-03-01", "2023-10-31"),
        ("15/3/2023", "2023-03-15", "2023-03-15"),
        ("ngày 05 tháng 01 năm 2023", "2023-01-05", "2023-01-05"),
        ("6/2023", "2023-06-01", "2023-06-30"),
        ("Năm 2023", "2023-01-01", "2023-12-31"),
        ("2022 - 2025", "2022-01-01", "2025-12-31"),
        ("Trước 30/9/2023", "2022-12-31", "2023-09-30"),
        ("Từ tháng 6", "2023-06-01", "2023-12-31"),
        ("Từ tháng 6 đến tháng 8", "2023-06-01", "2023-08-31"),
    ],
)
def test_words_that_name_days(words: str, first: str, last: str) -> None:
    assert span_of(words, 2023) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "words", ["", "Thường xuyên", "Hằng tháng", "Hằng quý", "Cả năm 2023", "Theo yêu cầu", "6 tháng đầu năm"]
)
def test_words_that_name_no_days(words: str) -> None:
    assert span_of(words, 2023) is None
    assert last_day_of(words, 2023) is None


@pytest.mark.parametrize(
    ("words", "last"),
    [
        ("Quý III/2023", "2023-09-30"),
        ("Trước 30/9/2023", "2023-09-30"),
        ("Trước tháng 4/2023", "2023-03-31"),
        ("Từ tháng 6", None),
    ],
)
def test_the_last_day(words: str, last: str | None) -> None:
    assert last_day_of(words, 2023) == (date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Quý V/2023", "Quý V/2023"),
        ("Tháng 13", "Tháng 13"),
        ("31/02/2023", "31/02/2023"),
        ("Quý IV/2023", ""),
    ],
)
def test_parts_that_do_not_exist(words: str, part: str) -> None:
    assert unknown_part(words) == part

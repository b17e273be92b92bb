import re
from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.text.dates import long_date, printed_date, short_date
from dxdesk.text.numerals import (
    ALPHABET,
    UnclearAmountError,
    document_number,
    letter,
    money_text,
    number_text,
    read_money,
    roman,
)
from dxdesk.value import MAX_SAFE_INTEGER

VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
amounts = st.integers(0, MAX_SAFE_INTEGER)


@pytest.mark.parametrize(
    ("number", "numeral"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (1990, "MCMXC")]
)
def test_roman(number: int, numeral: str) -> None:
    assert roman(number) == numeral


@given(st.integers(1, 3999))
def test_a_roman_numeral_adds_up(number: int) -> None:
    values = [VALUES[numeral] for numeral in roman(number)]
    following = [*values[1:], 0]
    assert sum(-one if one < next_ else one for one, next_ in zip(values, following, strict=True)) == number


@pytest.mark.parametrize(
    ("number", "name"),
    [(1, "a"), (4, "d"), (5, "đ"), (6, "e"), (7, "g"), (23, "y"), (24, "aa"), (25, "ab"), (47, "ba")],
)
def test_letter(number: int, name: str) -> None:
    assert letter(number) == name


@given(st.integers(1, 100_000))
def test_a_letter_counts_in_the_vietnamese_alphabet(number: int) -> None:
    place = 0
    for each in letter(number):
        place = place * 23 + ALPHABET.index(each) + 1
    assert place == number


@pytest.mark.parametrize(
    ("day", "in_words", "in_figures"),
    [
        (date(2023, 1, 5), "ngày 05 tháng 01 năm 2023", "05/01/2023"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019", "29/6/2019"),
        (date(2022, 2, 10), "ngày 10 tháng 02 năm 2022", "10/02/2022"),
        (date(2022, 3, 9), "ngày 09 tháng 3 năm 2022", "09/3/2022"),
        (date(2022, 12, 31), "ngày 31 tháng 12 năm 2022", "31/12/2022"),
    ],
)
def test_dates_as_decree_30_prints_them(day: date, in_words: str, in_figures: str) -> None:
    assert long_date(day, 1999) == in_words
    assert printed_date(day) == in_figures


def test_days_in_the_window_are_all_of_one_form() -> None:
    days = (date(2023, 3, 31), date(2022, 12, 2), date(2023, 1, 5))
    assert [short_date(day) for day in days] == ["31/03/2023", "02/12/2022", "05/01/2023"]


def test_a_date_to_be_filled_in_has_room() -> None:
    assert re.fullmatch("ngày\u00a0{4,}tháng\u00a0{4,}năm 2023", long_date(None, 2023))


@pytest.mark.parametrize(
    ("number", "printed"), [("7", "07"), ("07", "07"), ("15", "15"), ("123", "123"), ("", "")]
)
def test_document_number(number: str, printed: str) -> None:
    assert document_number(number) == printed


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (Decimal("95.5"), "95,5"),
        (Decimal("95.50"), "95,5"),
        (100, "100"),
        (1250, "1.250"),
        (Decimal("0.125"), "0,125"),
        (Decimal("-3.5"), "-3,5"),
        (Decimal("1E+3"), "1.000"),
    ],
)
def test_number_text(number: Decimal | int, printed: str) -> None:
    assert number_text(number) == printed


@given(st.integers(-(10**15), 10**15) | st.decimals(-(10**9), 10**9, places=6))
def test_a_number_is_written_as_the_rules_of_unicode_have_it(number: Decimal | int) -> None:
    assert number_text(number) == format_decimal(number, locale="vi", decimal_quantization=False)


def test_money_text() -> None:
    assert money_text(1_250_500_000, "million") == "1.250,5"
    assert money_text(1_250_500_000, "dong") == "1.250.500.000"
    assert money_text(1, "million") == "0,000001"
    assert money_text(MAX_SAFE_INTEGER, "million") == "9.007.199.254,740991"


@given(amounts)
def test_money_is_never_rounded(amount: int) -> None:
    printed = money_text(amount, "million").replace(".", "").replace(",", ".")
    assert Decimal(printed) * 1_000_000 == amount


@given(amounts)
def test_an_amount_in_dong_reads_back(amount: int) -> None:
    assert read_money(f"{money_text(amount, 'dong')} đồng") == amount


@given(amounts)
def test_an_amount_in_millions_reads_back_or_is_asked_about(amount: int) -> None:
    printed = money_text(amount, "million")
    if re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", printed):
        with pytest.raises(UnclearAmountError):
            read_money(f"{printed} triệu")
    else:
        assert read_money(f"{printed} triệu") == amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1,5 triệu", 1_500_000),
        ("350 triệu", 350_000_000),
        ("350tr", 350_000_000),
        ("350 TRIỆU ĐỒNG.", 350_000_000),
        ("350 trieu", 350_000_000),
        ("1,5 tỷ", 1_500_000_000),
        ("1,5tỉ", 1_500_000_000),
        ("1 tỷ 250 triệu", 1_250_000_000),
        ("5 triệu 500 nghìn đồng", 5_500_000),
        ("1.250,5 triệu", 1_250_500_000),
        ("1250.5 triệu", 1_250_500_000),
        ("1,250,500.5 triệu", 1_250_500_500_000),
        ("1 250,5 triệu", 1_250_500_000),
        ("0,250 triệu", 250_000),
        ("2,1250 tỷ", 2_125_000_000),
        ("1.250.500.000", 1_250_500_000),
        ("1.250.500.000 đồng", 1_250_500_000),
        ("1.250.500.000đ", 1_250_500_000),
        ("1.250.500.000 VNĐ", 1_250_500_000),
        ("1250000", 1_250_000),
        ("350 000", 350_000),
        ("350.000 đồng", 350_000),
        ("350 đồng", 350),
        ("350₫", 350),
        ("0", 0),
    ],
)
def test_read_money(typed: str, amount: int) -> None:
    assert read_money(typed) == amount


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("1.250", "“1.250” can be read in two ways; write “1250” or “1,25”"),
        ("1.250 triệu", "“1.250” can be read in two ways; write “1250” or “1,25”"),
        ("2,125 tỷ", "“2,125” can be read in two ways; write “2125” or “2,1250”"),
        ("350", "“350” lacks a unit; write “350 triệu” or “350 đồng”"),
        ("1,5", "“1,5” lacks a unit; write “1,5 triệu” or “1,5 đồng”"),
        ("1 tỷ 5", "“1 tỷ 5” lacks a unit; write “5 triệu” or “5 đồng”"),
        ("1,5 đồng", "“1,5 đồng” is not a whole number of đồng"),
        ("9.999.999.999 tỷ", "“9.999.999.999 tỷ” is more than a plan can hold"),
    ],
)
def test_an_unclear_amount_is_refused_with_a_way_out(typed: str, sentence: str) -> None:
    with pytest.raises(UnclearAmountError) as caught:
        read_money(typed)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "-5 triệu",
        "1.25.00",
        "1 tỷ 2500 triệu",
        "5 đồng 3 đồng",
        "1 tỷ rưỡi",
        "350 dollars",
        "²",
        "1" * 5000,
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(UnclearAmountError):
        read_money(typed)


@given(st.text(st.sampled_from("0123456789., triệuđồngtỷnghìn"), max_size=20))
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    with suppress(UnclearAmountError):
        assert 0 <= read_money(typed) <= MAX_SAFE_INTEGER

"""Numbers, dates and amounts of money: how a Vietnamese document writes them, and how people type them."""

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final, Literal

from dxdesk.language import translate as _
from dxdesk.text.folding import fold
from dxdesk.value import MAX_SAFE_INTEGER

# Decree 30/2020, Appendix I, II.6: points are lettered in the order of the Vietnamese alphabet.
ALPHABET: Final = "abcdđeghiklmnopqrstuvxy"

_ROMAN: Final = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_UNITS: Final = {"nghin": 10**3, "ngan": 10**3, "trieu": 10**6, "tr": 10**6, "ty": 10**9, "ti": 10**9}
# Nothing costs less: an amount without a unit below this was meant in thousands or millions.
_LEAST_WITHOUT_UNIT: Final = 1_000
_LONGEST: Final = 60

_VIETNAMESE: Final = str.maketrans(",.", ".,")

_letters = re.compile(r"[^\W\d_]+")
_part = re.compile(
    r"(?P<number>\d{1,3}(?: \d{3})+(?![\d.])(?:,\d+)?|\d[\d.,]*)"
    rf" *(?P<unit>{'|'.join(_UNITS)})? *(?P<dong>dong|vnd|d)?(?![a-z]) *",
    re.ASCII,
)
_two_ways = re.compile(r"([1-9]\d{0,2})[.,](\d{3})", re.ASCII)
_grouped = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_grouped_by_commas = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_plain = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)


class UnclearAmountError(ValueError):
    """An amount that cannot be read, or in two ways; the sentence says what to write instead."""


def roman(number: int) -> str:
    """Return a number from 1 on in Roman numerals."""
    text = ""
    for value, numeral in _ROMAN:
        count, number = divmod(number, value)
        text += numeral * count
    return text


def letter(number: int) -> str:
    """Return the letter of a point: 1 is "a", 5 is "đ", 23 is "y", and then "aa", "ab" and so on."""
    text = ""
    while number > 0:
        number, place = divmod(number - 1, len(ALPHABET))
        text = ALPHABET[place] + text
    return text


def document_number(number: str) -> str:
    """Return "07" for "7": numbers below 10 have a zero in front (Decree 30/2020, Appendix I, II.3.a)."""
    return number.zfill(2) if number else ""


def number_text(number: Decimal | int) -> str:
    """Return the number with a decimal comma and points between thousands, every digit kept."""
    whole, _point, decimals = f"{number:,f}".partition(".")
    significant = decimals.rstrip("0")
    return (f"{whole}.{significant}" if significant else whole).translate(_VIETNAMESE)


def money_text(amount: int, unit: Literal["dong", "million"]) -> str:
    """Return an amount of đồng in đồng ("1.250.500.000") or millions ("1.250,5"), never rounded."""
    if unit == "dong":
        return number_text(amount)
    return number_text(Decimal(amount).scaleb(-6))


def read_money(text: str) -> int:
    """Return the đồng in an amount like "1,5 triệu", "1 tỷ 250 triệu" or "1.250.500.000 đồng".

    Raises:
        UnclearAmountError: it is no amount, lacks its unit, or could mean two different amounts.
    """
    parts = _parts(text)
    _check_units(parts, text)
    amount = sum((_amount(part) for part in parts), Fraction(0))
    if amount.denominator != 1:
        raise UnclearAmountError(_("“{text}” is not a whole number of đồng").format(text=text.strip()))
    if amount > MAX_SAFE_INTEGER:
        raise UnclearAmountError(_("“{text}” is more than a plan can hold").format(text=text.strip()))
    return int(amount)


def _parts(text: str) -> list[re.Match[str]]:
    """Cut the amount into its numbers, each with its unit ("1 tỷ", "250 triệu")."""
    from dxdesk.text.characters import clean  # noqa: PLC0415 - the list of plans reads no amounts

    line = clean(text, many_lines=False).replace("₫", "đ").strip(" .;")
    line = re.sub(" +", " ", _letters.sub(_plain_letters, line))
    parts = list(_part.finditer(line))
    if len(line) > _LONGEST or not line or "".join(part[0] for part in parts) != line:
        raise _no_amount(text)
    return parts


def _plain_letters(word: re.Match[str]) -> str:
    return fold(word[0]) if word[0].isalpha() else word[0]


def _check_units(parts: list[re.Match[str]], text: str) -> None:
    """Refuse a number whose unit must be guessed, and units that do not go down."""
    for part in parts:
        unit_is_known = part["unit"] or part["dong"]
        if not unit_is_known and (len(parts) > 1 or 0 < _number(part) < _LEAST_WITHOUT_UNIT):
            raise UnclearAmountError(
                _("“{text}” lacks a unit; write “{number} triệu” or “{number} đồng”").format(
                    text=text.strip(), number=part["number"]
                )
            )
    for larger, smaller in pairwise(parts):
        if larger["dong"] or _amount(smaller) >= _UNITS.get(larger["unit"], 1):
            raise _no_amount(text)


def _amount(part: re.Match[str]) -> Fraction:
    return _number(part) * _UNITS.get(part["unit"], 1)


def _number(part: re.Match[str]) -> Fraction:
    """Read a number with a decimal comma or point; thousands apart by points, commas or spaces."""
    number = part["number"].replace(" ", "")
    if found := _two_ways.fullmatch(number):
        if part["unit"] or not part["dong"]:
            raise _ambiguous(found)
        return Fraction(found[1] + found[2])
    if _grouped.fullmatch(number):
        return Fraction(number.replace(".", "").replace(",", "."))
    if _grouped_by_commas.fullmatch(number):
        return Fraction(number.replace(",", ""))
    if _plain.fullmatch(number):
        return Fraction(number.replace(",", "."))
    raise _no_amount(part[0])


def _no_amount(text: str) -> UnclearAmountError:
    return UnclearAmountError(
        _("“{text}” is not an amount of money; write it like “350 triệu” or “350.000.000 đồng”").format(
            text=text.strip()
        )
    )


def _ambiguous(number: re.Match[str]) -> UnclearAmountError:
    decimals = number[2].rstrip("0") or "0"
    return UnclearAmountError(
        _("“{number}” can be read in two ways; write “{thousands}” or “{decimal}”").format(
            number=number[0],
            thousands=number[1] + number[2],
            decimal=f"{number[1]},{decimals}{'0' * (len(decimals) == 3)}",
        )
    )

"""The check code: what is printed is read again, what is not the code is refused, another file is found."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from dxdesk.package.check_code import (
    CheckCodeError,
    SlipCode,
    agrees,
    asked_groups,
    groups,
    parse_slip_text,
    slip_code,
    slip_text,
)
from dxdesk.package.format import Package
from tests.package import samples

DIGESTS = st.binary(min_size=32, max_size=32).map(bytes.hex)
# Vowels turn into others, d into đ, and tones need a vowel (Telex, VNI, VIQR).
TURNED_BY_INPUT_METHODS = set("AEIOUYW")
NAMES = ("", "]Q1", "]Q0")  # of the kind of symbol, as scanners can be set to send it
AROUND = st.text(" \t\r\n\x02\x03\x1d\u00a0\ufeff", max_size=5)


@st.composite
def packages(draw: st.DrawFn) -> Package:
    package = samples.package()
    unit = msgspec.structs.replace(
        package.statement.unit, code=draw(st.from_regex(r"[0-9]{2,5}", fullmatch=True))
    )
    statement = msgspec.structs.replace(
        package.statement,
        unit=unit,
        year=draw(st.integers(2020, 2100)),
        revision=draw(st.integers(1, 9999)),
    )
    return msgspec.structs.replace(package, statement=statement, digest=draw(DIGESTS))


@given(DIGESTS)
def test_sixteen_groups_of_four_make_the_digest(digest: str) -> None:
    assert "".join(groups(digest)) == digest
    assert {len(group) for group in groups(digest)} == {4}
    assert groups(digest.upper()) == groups(digest)


@given(packages())
def test_what_the_slip_says_is_read_again(package: Package) -> None:
    assert parse_slip_text(slip_text(package)) == slip_code(package)
    assert slip_code(package).digest == package.digest


def test_the_text_names_the_package_as_its_file_does() -> None:
    text = slip_text(msgspec.structs.replace(samples.package(), digest="0" * 62 + "ff"))
    assert text == "DXKH1/2023-18490-R1/" + "255".zfill(78)


@given(
    packages(), AROUND, AROUND, st.sampled_from([str.upper, str.lower, str.swapcase]), st.sampled_from(NAMES)
)
def test_what_scanners_add_makes_no_difference(
    package: Package, before: str, after: str, case: Callable[[str], str], name: str
) -> None:
    typed = before + name + case(slip_text(package)) + after
    assert parse_slip_text(typed) == slip_code(package)


@given(packages())
def test_no_input_method_turns_the_text_into_vietnamese(package: Package) -> None:
    text = slip_text(package)
    assert text.isascii()
    assert not TURNED_BY_INPUT_METHODS & set(text)
    assert text.count("D") == 1
    assert len(text) <= 101


@given(st.text() | st.from_regex(r"DXKH1/[0-9]{0,5}-[0-9]{0,6}-R[0-9]{0,5}/[0-9]{70,80}"))
@example("")
@example("DXKH1/2023-18490-R1/" + "9" * 78)
@example("DXKH1/2023-18490-R0/" + "0" * 78)
@example("DXKH1/2019-18490-R1/" + "0" * 78)
@example("DXKH1/2023-18490-R1/" + "٣" * 78)
@example("ｄxkh1/2023-18490-R1/" + "0" * 78)
@example("DXKH1/2023-18490-R1/" + "0" * 77 + "\n" + "0")
@example("DXKH1/2023-18490-R1/" + "0" * 78 + "/x")
@example("DXKH0/2023-18490-R1/" + "0" * 78)
@example("ĐXKH1/2023-18490-R1/" + "0" * 78)
@example("https://example.org/" + "a" * 100_000)
def test_anything_else_gives_a_code_or_the_one_error(text: str) -> None:
    try:
        code = parse_slip_text(text)
    except CheckCodeError:
        return
    assert msgspec.convert(msgspec.to_builtins(code), SlipCode) == code
    assert text.isascii()


def test_a_newer_version_is_named_as_such() -> None:
    with pytest.raises(CheckCodeError, match="newer version"):
        parse_slip_text("DXKH2/anything at all")


@given(packages(), packages())
def test_codes_of_two_packages_are_two_codes(one: Package, other: Package) -> None:
    assume(slip_code(one) != slip_code(other))
    assert slip_text(one) != slip_text(other)


def as_people_type(group: str) -> st.SearchStrategy[str]:
    """Return ways of typing a group: case, blanks, dashes, letters for digits."""
    looks = {"0": "0Oo", "1": "1Il|"}
    digits = [st.sampled_from(looks.get(digit, digit + digit.upper())) for digit in group]
    between = st.text(" -–.\u00a0", max_size=2)
    return st.tuples(*(part for digit in digits for part in (between, digit)), between).map("".join)


@given(DIGESTS, st.sets(st.integers(1, 16), min_size=2), st.data())
def test_any_two_groups_typed_in_any_way_agree(digest: str, numbers: set[int], data: st.DataObject) -> None:
    typed = {number: data.draw(as_people_type(groups(digest)[number - 1])) for number in numbers}
    assert agrees(digest, typed)


@given(DIGESTS, DIGESTS, st.sets(st.integers(1, 16), min_size=2))
def test_groups_of_another_file_do_not_agree(digest: str, other: str, numbers: set[int]) -> None:
    typed = {number: groups(other)[number - 1] for number in numbers}
    assert agrees(digest, typed) == all(typed[number] == groups(digest)[number - 1] for number in numbers)


@given(DIGESTS)
def test_groups_at_the_wrong_numbers_do_not_agree(digest: str) -> None:
    first, second = groups(digest)[:2]
    assume(first != second)
    assert not agrees(digest, {1: second, 2: first})


@given(DIGESTS, st.integers(0, 63), st.sampled_from("0123456789abcdef"))
def test_one_wrong_digit_is_found(digest: str, place: int, digit: str) -> None:
    assume(digest[place] != digit)
    number = place // 4 + 1
    mistyped = groups(digest[:place] + digit + digest[place + 1 :])[number - 1]
    other = number % 16 + 1
    assert not agrees(digest, {number: mistyped, other: groups(digest)[other - 1]})


@pytest.mark.parametrize("typed", [{}, {3: "abcd"}, {3: "abcd", 4: " - "}])
def test_one_group_is_not_enough(typed: dict[int, str]) -> None:
    with pytest.raises(CheckCodeError, match="Type two groups"):
        agrees("abcd" * 16, typed)


@pytest.mark.parametrize("text", ["abc", "abcde", "abcg", "đ123", "áb12", "١٢٣٤", "ab/1"])
def test_what_is_no_group_is_said_to_be_none(text: str) -> None:
    with pytest.raises(CheckCodeError, match="Group 2 has four characters"):
        agrees("abcd" * 16, {1: "abcd", 2: text})


@pytest.mark.parametrize("number", [0, 17, -1])
def test_there_are_groups_1_to_16_only(number: int) -> None:
    with pytest.raises(CheckCodeError, match=f"no group {number}"):
        agrees("abcd" * 16, {1: "abcd", number: "abcd"})


def test_two_different_groups_are_asked_for_and_not_always_the_same() -> None:
    asked = {asked_groups() for _ in range(200)}
    assert all(1 <= first < second <= 16 for first, second in asked)
    assert len(asked) > 20

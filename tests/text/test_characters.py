import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.text.characters import (
    CharacterFault,
    clean,
    printable_characters,
    structural_faults,
    unprintable,
)

SENTENCE = "Ủy ban nhân dân xã Thạch Kim ban hành Kế hoạch Chuyển đổi số năm 2023; đạt 95,5 %."
any_text = st.text(st.characters(exclude_categories=()) | st.sampled_from("\u00ad\u200b\ufeff\r\n\t\u00a0ạế"))


def kinds(faults: list[CharacterFault]) -> list[tuple[int, str, str]]:
    return [(fault.index, fault.character, fault.kind) for fault in faults]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (SENTENCE, SENTENCE),
        (unicodedata.normalize("NFD", SENTENCE), SENTENCE),
        ("một\r\nhai\rba\x0bbốn\u2028năm\x85sáu", "một\nhai\nba\nbốn\nnăm\nsáu"),
        ("một\thai\u00a0ba\u3000bốn\u2009năm", "một hai ba bốn năm"),
        ("\ufeffđ\u200bổi\u200d \u202esố\u202c\u2066\x00\x1b\x9f\ud800\ufffe\U0001ffff", "đổi số"),
        ("chuyển\u00ad đổi", "chuyển đổi"),
        ("Ph\u00adêng 1", "Ph\u00adêng 1"),
        ("hoà, hòa, uỷ, ủy", "hoà, hòa, uỷ, ủy"),
        ("“a” – b… •", "“a” – b… •"),
        ("  hai  dấu cách  ", "  hai  dấu cách  "),
    ],
)
def test_clean(typed: str, stored: str) -> None:
    assert clean(typed) == stored


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n", "\x0b", "\u2029"])
def test_a_line_end_in_a_single_line_is_a_space(end: str) -> None:
    assert clean(f"một{end}hai", many_lines=False) == "một hai"


@given(any_text, st.booleans())
def test_clean_twice_is_clean_once(text: str, many_lines: bool) -> None:  # noqa: FBT001 - drawn
    once = clean(text, many_lines=many_lines)
    assert clean(once, many_lines=many_lines) == once


@given(any_text)
def test_clean_text_has_no_structural_fault(text: str) -> None:
    assert structural_faults(clean(text)) == []


@given(any_text)
def test_text_that_needs_cleaning_has_a_fault_or_odd_spaces(text: str) -> None:
    if clean(text) != text:
        odd_spaces = any(unicodedata.category(character) == "Zs" and character != " " for character in text)
        assert structural_faults(text) or odd_spaces or "\u00ad" in text


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a\tb", [(1, "U+0009", "control")]),
        ("a\x9f", [(1, "U+009F", "control")]),
        ("\ud800", [(0, "U+D800", "surrogate")]),
        ("a\U0010ffff\ufdd0", [(1, "U+10FFFF", "noncharacter"), (2, "U+FDD0", "noncharacter")]),
        ("a\u202eb", [(1, "U+202E", "bidi")]),
        ("\ufeffa\u200b", [(0, "U+FEFF", "invisible"), (2, "U+200B", "invisible")]),
        ("ha\u0309i", [(1, "U+0061", "not_nfc")]),
        ("\u202eo\u0301", [(0, "U+202E", "bidi"), (1, "U+006F", "not_nfc")]),
    ],
)
def test_structural_faults(text: str, faults: list[tuple[int, str, str]]) -> None:
    assert kinds(structural_faults(text)) == faults
    assert set(faults) <= set(kinds(unprintable(text)))


@pytest.mark.parametrize("character", ["✓", "😀", "漢", "\ue000", "א", "ع", "\u0301", "\u20dd"])
def test_what_the_font_cannot_print(character: str) -> None:
    text = f"x {character} y"
    assert structural_faults(text) == []
    assert kinds(unprintable(text)) == [(2, f"U+{ord(character):04X}", "unprintable")]


def test_a_soft_hyphen_may_be_stored_but_not_printed() -> None:
    assert structural_faults("Ph\u00adêng") == []
    assert kinds(unprintable("Ph\u00adêng")) == [(2, "U+00AD", "invisible")]


@pytest.mark.parametrize("look", [structural_faults, unprintable])
def test_vietnamese_text_has_no_faults(look: Callable[[str], list[CharacterFault]]) -> None:
    assert look(SENTENCE + "\n" + SENTENCE.upper()) == []


@given(st.text(st.sampled_from(sorted(printable_characters())), max_size=40))
def test_every_printable_character_is_printable(text: str) -> None:
    assert unprintable(unicodedata.normalize("NFC", text)) == []

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.text.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Xã Thạch Kim", "xa thach kim"),
        ("ĐẦM DƠI", "dam doi"),
        ("  Ea H'leo -- (huyện)  ", "ea h leo huyen"),
        ("Ủy ban/nhân_dân", "uy ban nhan dan"),
        ("Phường 1", "phuong 1"),
        ("…", ""),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize("word", ["hoà", "hòa", "HOÀ", "Hòa", "hoa"])
def test_the_place_of_a_tone_does_not_matter(word: str) -> None:
    assert fold(word) == "hoa"


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_fold_twice_is_fold_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)

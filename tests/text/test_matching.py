import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxdesk.text.folding import fold
from dxdesk.text.matching import excerpt_around, match_spans, read_query
from tests.strategies import hostile_texts, texts


def found(text: str, typed: str) -> list[str]:
    query = read_query(typed)
    assert query is not None
    return [text[start:end] for start, end in match_spans(text, query)]


@pytest.mark.parametrize(
    ("text", "typed", "words"),
    [
        ("Số hóa hồ sơ", "hoa", ["hóa"]),
        ("Số hoá hồ sơ", "HÓA", ["hoá"]),
        ("Đầm Dơi", "dam d", ["Đầm", "D"]),
        ("Đầm Dơi", "da d", ["Đ", "D"]),
        ("Kế hoạch số 749/QĐ-TTg", "749 qd", ["749", "QĐ"]),
        ("Mạng truyền số liệu", "tru", ["tru"]),
        (unicodedata.normalize("NFD", "Mạng truyền"), "truye", [unicodedata.normalize("NFD", "truyề")]),
        ("½ ngày", "1", ["½"]),
        ("ﬁle", "f", ["ﬁ"]),
        ("không có", "xyz", []),
    ],
)
def test_words_are_found_where_they_stand(text: str, typed: str, words: list[str]) -> None:
    assert found(text, typed) == words


@pytest.mark.parametrize("typed", ["", "  ", "…", "-/-"])
def test_nothing_typed_finds_nothing(typed: str) -> None:
    assert read_query(typed) is None


def test_an_excerpt_is_cut_around_the_first_match() -> None:
    text = "Một hai ba bốn năm sáu bảy tám chín mười. " * 5 + "Chữ ký số\ncá nhân. " + "Mười một. " * 30
    query = read_query("chu ky")
    assert query is not None
    shown = excerpt_around(text, query, 60)
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "Chữ ký số cá nhân" in shown
    assert len(shown) <= 62
    assert excerpt_around("ngắn\ngọn", query, 60) == "ngắn gọn"


@given(
    texts(400) | st.text(alphabet="aâấộ\u0301\u0302 ½…ﬁ\n", max_size=60) | hostile_texts(),
    st.text(alphabet="aâmoôđ 1i", max_size=8),
    st.integers(10, 60),
)
@settings(deadline=None)
def test_spans_lie_in_the_text_and_fold_to_the_words(text: str, typed: str, length: int) -> None:
    query = read_query(typed)
    if query is None:
        return
    shown = excerpt_around(text, query, length)
    last = 0
    for start, end in match_spans(shown, query):
        assert last <= start < end <= len(shown)
        last = end
        words = fold(shown[start:end]).split()
        assert any(word in query.words or word.startswith(query.begun) for word in words)


@given(texts(200), st.data())
@settings(deadline=None)
def test_each_word_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    words = fold(text).split()
    if not words:
        return
    chosen = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=3))
    query = read_query(" ".join(chosen))
    assert query is not None
    assert query.is_in(f" {fold(text)} ")
    assert match_spans(text, query)

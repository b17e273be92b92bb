"""The words that differ are set off in both texts."""

from hypothesis import given

from dxdesk.comparison.changed_words import Piece, changed_words
from tests.strategies import texts


def test_words_that_differ() -> None:
    before, after = changed_words("Tập huấn 20 công chức.", "Tập huấn 25 công chức.")
    assert before == [
        Piece("Tập huấn ", differs=False),
        Piece("20", differs=True),
        Piece(" công chức.", differs=False),
    ]
    assert [piece.text for piece in after if piece.differs] == ["25"]


def test_against_nothing_no_word_is_set_off() -> None:
    assert changed_words("", "Mới") == ([Piece("", differs=False)], [Piece("Mới", differs=False)])


@given(before=texts(), after=texts())
def test_the_pieces_are_the_texts(before: str, after: str) -> None:
    ours, theirs = changed_words(before, after)
    assert "".join(piece.text for piece in ours) == before
    assert "".join(piece.text for piece in theirs) == after

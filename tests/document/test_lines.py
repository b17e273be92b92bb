"""Breaking text into lines: every word, in order, inside the column."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.document.decree30 import STYLES
from dxdesk.document.lines import Line, break_lines
from dxdesk.document.metrics import Face, line_height, style_face, text_points
from tests.strategies import CHARACTERS, LETTERS

FACES: tuple[Face, ...] = ("regular", "bold", "italic", "bold-italic")
faces = st.sampled_from(FACES)
sizes = st.sampled_from([11, 12, 13, 14])
widths = st.floats(30, 500)
texts = st.text(CHARACTERS, max_size=300)
sentences = st.lists(st.text(LETTERS, min_size=1, max_size=8), max_size=60).map(" ".join)


def written(line: Line) -> str:
    return "".join(piece.text for piece in line.pieces)


@given(texts, faces, sizes, widths, st.floats(0, 25))
def test_no_line_is_wider_than_the_column(
    text: str, face: Face, size: int, width: float, indent: float
) -> None:
    lines = break_lines([(text, face)], size, width, indent)
    for index, line in enumerate(lines):
        room = width - indent if index == 0 else width
        assert text_points(written(line), face, size) <= room + 0.02 or len(written(line)) == 1
        assert line.width == pytest.approx(text_points(written(line), face, size), abs=0.02)


@given(texts, faces, sizes, widths, st.floats(0, 25))
def test_no_letter_is_lost(text: str, face: Face, size: int, width: float, indent: float) -> None:
    lines = break_lines([(text, face)], size, width, indent)
    assert "".join(written(line) for line in lines).replace(" ", "") == text.replace(" ", "")


@given(sentences, faces, sizes)
def test_words_stay_whole_where_they_fit(text: str, face: Face, size: int) -> None:
    lines = break_lines([(text, face)], size, 200)
    assert " ".join(written(line) for line in lines).strip() == text


@given(sentences, faces, sizes)
def test_a_line_is_as_full_as_it_can_be(text: str, face: Face, size: int) -> None:
    lines = break_lines([(text, face)], size, 200)
    for line, following in pairwise(lines):
        longer = f"{written(line)} {written(following).split()[0]}"
        assert text_points(longer, face, size) > 200 - 0.02


@given(sentences)
def test_blanks_that_can_be_stretched_are_counted(text: str) -> None:
    for line in break_lines([(text, "regular")], 14, 300):
        assert line.blanks == written(line).count(" ")


@given(sentences, sentences, faces, faces)
def test_runs_of_two_faces_are_one_text(first: str, second: str, face: Face, other: Face) -> None:
    lines = break_lines([(first, face), (second, other)], 14, 250)
    expected = " ".join([*first.split(), *second.split()])
    assert " ".join(written(line).strip() for line in lines).strip() == expected
    for line in lines:
        assert line.width <= 250.02
        assert sum(piece.width for piece in line.pieces) == pytest.approx(line.width, abs=0.1)


@given(st.text(LETTERS, min_size=1, max_size=200), faces, sizes, st.floats(30, 200), st.floats(0, 25))
def test_a_long_word_is_cut_without_blanks(
    word: str, face: Face, size: int, width: float, indent: float
) -> None:
    lines = break_lines([(word, face)], size, width, indent)
    assert "".join(written(line) for line in lines) == word


def test_no_text_is_one_empty_line() -> None:
    for text in ("", " ", "   "):
        assert break_lines([(text, "regular")], 14, 100) == (Line((), 0.0, 0),)


def test_a_word_wider_than_the_first_line_begins_inside_it() -> None:
    lines = break_lines([("W" * 200, "regular")], 14, 300, 36)
    assert lines[0].width <= 300 - 36
    assert len(lines) > 1


@pytest.mark.parametrize(
    ("text", "style", "millimetres"),
    [
        # Widths that Times New Roman gives these lines in Word.
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "nation", 88.3),
        ("Độc lập - Tự do - Hạnh phúc", "motto", 56.1),
    ],
)
def test_lines_are_as_wide_as_in_word(text: str, style: str, millimetres: float) -> None:
    setting = next(value for name, value in STYLES.items() if name == style)
    width = text_points(text, style_face(setting), setting.size) * 25.4 / 72
    assert width == pytest.approx(millimetres, abs=0.3)


def test_a_line_is_as_high_as_in_word() -> None:
    # Times New Roman at 14 points: 16.1 points, times the line spacing of the body.
    assert line_height(STYLES["motto"]) == pytest.approx(13 * 1.15, abs=0.05)
    assert line_height(STYLES["body"]) == pytest.approx(14 * 1.15 * STYLES["body"].line, abs=0.05)

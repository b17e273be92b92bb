"""Whatever somebody writes or deletes in Word, wherever it stands, is told: paper and data never part silently."""

from random import Random
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from dxdesk.comparison.comparison import compare
from dxdesk.comparison.sameness import is_row_number
from tests.comparison.returned import Edit, paragraphs, plan_of, printed, returned
from tests.document.sample_plans import pack

_WORD: Final = "khácbiệt"
_SAMPLES: Final = st.sampled_from(
    [(level, form) for level in ("xa", "huyen") for form in ("plan", "decision")]
)
# Every seed is another place; a smaller one is not a simpler one.
_SEEDS = st.integers(0, 2**32)


def _rewrite(paragraph: Paragraph, text: str) -> None:
    for run in paragraph.runs:
        run.text = ""
    (paragraph.runs[0] if paragraph.runs else paragraph.add_run()).text = text


def _insert_word(random: Random) -> Edit:
    def edit(word: WordDocument) -> None:
        paragraph = random.choice([*paragraphs(word)])
        words = paragraph.text.split(" ")
        words.insert(random.randint(0, len(words)), _WORD)
        _rewrite(paragraph, " ".join(words))

    return edit


def _empty_one(random: Random) -> Edit:
    def edit(word: WordDocument) -> None:
        _rewrite(random.choice([each for each in paragraphs(word) if not is_row_number(each.text)]), "")

    return edit


@given(sample=_SAMPLES, seed=_SEEDS)
@settings(max_examples=40)
def test_a_word_put_in_anywhere(sample: tuple[Any, Any], seed: int) -> None:
    edit = _insert_word(Random(seed))  # noqa: S311 - only has to be the same again
    comparison = compare(plan_of(*sample), pack(), returned(edit, data=printed(*sample)))
    assert any(_WORD in each.after.casefold() for each in comparison.differences), comparison


@given(sample=_SAMPLES, seed=_SEEDS)
@settings(max_examples=25)
def test_a_paragraph_emptied_anywhere(sample: tuple[Any, Any], seed: int) -> None:
    edit = _empty_one(Random(seed))  # noqa: S311 - only has to be the same again
    assert compare(plan_of(*sample), pack(), returned(edit, data=printed(*sample))).differences

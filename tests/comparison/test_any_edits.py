"""Whatever is edited: what the Word file says is found, and once it is taken over, plan and file say the same."""

from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.comparison.edits import edited_at_random
from tests.comparison.returned import docx_of, plan_of, taken_at_once, taken_one_by_one

# Every seed is another edit; a smaller one is not a simpler one. The same ones each time: more of them by hand.
_SEEDS = st.integers(0, 2**32)


@given(seed=_SEEDS)
@settings(max_examples=30, derandomize=True)
def test_one_edit_taken_over_leaves_nothing(seed: int) -> None:
    data = docx_of(edited_at_random(plan_of(), Random(seed)))  # noqa: S311 - only has to be the same again
    plan, left = taken_at_once(plan_of(), data)
    assert left.is_same, left
    assert docx_of(plan) == data


@given(seed=_SEEDS)
@example(seed=2961)
@settings(max_examples=8, derandomize=True)
def test_several_edits_taken_over_one_by_one_come_to_an_end(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - only has to be the same again
    edited = plan_of()
    for _number in range(random.randint(2, 4)):
        edited = edited_at_random(edited, random)
    data = docx_of(edited)
    for _plan, left in (taken_one_by_one(plan_of(), data), taken_at_once(plan_of(), data)):
        assert [each for each in left.differences if each.operations is not None] == []

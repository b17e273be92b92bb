"""JSON Pointers, as RFC 6901 has them."""

import jsonpointer
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxdesk.pointers import is_within, parent_of, pointer_of, tokens_of

paths = st.lists(st.text(st.sampled_from("ab0~/1 đ"), max_size=4), max_size=4)


@given(paths)
def test_what_is_put_together_is_taken_apart_again(path: list[str]) -> None:
    pointer = pointer_of(path)
    assert tokens_of(pointer) == path
    assert jsonpointer.JsonPointer(pointer).parts == path
    assert tokens_of(parent_of(pointer)) == path[:-1]


@given(paths, paths)
def test_a_place_is_within_what_begins_its_path(path: list[str], other: list[str]) -> None:
    assert is_within(pointer_of([*path, *other]), pointer_of(path))
    assert is_within(pointer_of(path), pointer_of(other)) == (path[: len(other)] == other)


@pytest.mark.parametrize(("pointer", "place"), [("/tasks/10", "/tasks/1"), ("/a", "/a/b")])
def test_a_place_is_not_within_one_that_only_looks_alike(pointer: str, place: str) -> None:
    assert not is_within(pointer, place)

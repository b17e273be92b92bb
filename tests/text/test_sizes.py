"""Sizes as the file lists of Windows show them."""

import pytest

from dxdesk.text.sizes import kilobytes, megabytes


@pytest.mark.parametrize(
    ("size", "shown"), [(0, 0), (1, 1), (1024, 1), (1025, 2), (176_213, 173), (2**20 - 1, 1024)]
)
def test_what_is_small_is_shown_in_whole_kilobytes(size: int, shown: int) -> None:
    assert kilobytes(size) == shown
    assert megabytes(size) is None


@pytest.mark.parametrize(("size", "shown"), [(2**20, (1, 0)), (1_390_000, (1, 3)), (2 * 2**20 - 1, (2, 0))])
def test_what_is_large_is_shown_in_megabytes(size: int, shown: tuple[int, int]) -> None:
    assert megabytes(size) == shown

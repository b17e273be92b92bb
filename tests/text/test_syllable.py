import pytest

from dxdesk.text.syllable import is_plain_syllable, is_syllable

RIGHT = """a à ơi hoà hòa khỏe khoẻ quý giữa gì gìn giếng thuở ngoằn ngoèo xoong huýt nghiêng nguyễn khuỷu rượu yếu
của mùa chìa quốc hoạch số uỷ ủy thuý thúy loài khuya quá giá tuổi người hươu cứu chịu tuyết ỦY Đổi một việc"""
WRONG = """đựơc xaõ hòà hoat dật́ zô bcd tôt goût forêt été hạck"""


@pytest.mark.parametrize("word", RIGHT.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", WRONG.split())
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_a_syllable_typed_without_marks() -> None:
    assert is_plain_syllable("Hoat")
    assert not is_plain_syllable("street")

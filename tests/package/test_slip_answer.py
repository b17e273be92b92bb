"""Paper against file: what is scanned or typed from a slip, answered in words."""

from datetime import datetime

import msgspec
import pytest

from dxdesk.package.check_code import CheckCodeError, groups, slip_text
from dxdesk.package.format import Package
from dxdesk.package.sealing import sealed
from dxdesk.package.slip_answer import answer_code, answer_groups, answer_scan
from dxdesk.package.writing import draft_package
from dxdesk.text.days import VIETNAM
from tests.package import samples


def package(revision: int = 1) -> Package:
    draft = draft_package(samples.package().plan, revision=revision)
    return sealed(draft, datetime(2022, 12, 1, 9, tzinfo=VIETNAM))


def two_groups(one: Package) -> str:
    shown = groups(one.digest)
    return f"3={shown[2]}, 16: {shown[15].upper()}"


def test_the_scanned_square_agrees() -> None:
    answer = answer_code(package(), slip_text(package()).lower() + "\r\n")
    assert answer.agree
    assert answer.sentence == "Paper and file agree: the slip belongs to this package."


def test_two_typed_groups_agree() -> None:
    assert answer_code(package(), two_groups(package())).agree


def test_another_revision_is_named() -> None:
    answer = answer_scan(package(), slip_text(package(2)))
    assert not answer.agree
    assert "revision 2" in answer.sentence
    assert "sent slip and package anew" in answer.sentence


def test_other_content_of_the_same_revision_is_told() -> None:
    other = msgspec.structs.replace(package(), digest="ab" * 32)
    assert "same revision" in answer_scan(package(), slip_text(other)).sentence


def test_other_groups_do_not_agree() -> None:
    answer = answer_groups(package(), {1: "0000", 2: "1111"})
    assert not answer.agree
    assert "at its number" in answer.sentence


def test_a_draft_is_told() -> None:
    draft = samples.package()
    draft = msgspec.structs.replace(draft, statement=msgspec.structs.replace(draft.statement, sealed_at=None))
    answer = answer_scan(draft, slip_text(draft))
    assert answer.agree
    assert "draft" in answer.sentence


@pytest.mark.parametrize(
    "code", ["", "1a2b", "3=1a2b", "3=1a2b 3=1a2b", "17=1a2b 2=1a2b", "3=ghij 4=1a2b", "x 3=1a2b 4=1a2b"]
)
def test_what_is_no_code_is_refused(code: str) -> None:
    with pytest.raises(CheckCodeError):
        answer_code(package(), code)

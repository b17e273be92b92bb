"""Revisions form a chain: each names the digest of the statement before it."""

from datetime import UTC, datetime

import msgspec

from dxdesk.package.chain import chain_remarks
from dxdesk.package.format import Package
from dxdesk.package.sealing import sealed
from dxdesk.package.writing import draft_package
from tests.package.samples import PLAN

_WHEN = datetime(2022, 12, 5, 2, 12, 44, tzinfo=UTC)


def _chain(count: int) -> list[Package]:
    found: list[Package] = []
    for number in range(1, count + 1):
        previous = found[-1].digest if found else None
        found.append(sealed(draft_package(PLAN, revision=number, previous=previous), _WHEN))
    return found


def _codes(package: Package, *earlier: Package) -> list[tuple[str, str]]:
    named = {f"{place}.dxplan.json": other for place, other in enumerate(earlier)}
    return [(remark.code, remark.message) for remark in chain_remarks(package, named)]


def test_a_whole_chain_holds_in_any_order() -> None:
    first, second, third = _chain(3)
    assert _codes(third, first, second) == []
    assert _codes(first) == []


def test_a_gap_is_a_notice() -> None:
    first, _second, third = _chain(3)
    assert [code for code, _message in _codes(third, first)] == ["DX188"]
    assert [code for code, _message in _codes(third)] == ["DX188"]


def test_a_revision_that_another_one_names_is_missed() -> None:
    first, second = _chain(2)
    other = sealed(draft_package(PLAN, revision=1), datetime(2022, 12, 6, tzinfo=UTC))
    ((code, message),) = _codes(second, other)
    assert code == "DX187"
    assert message == "Revision 2 does not name this revision 1 as the one before it."
    assert _codes(second, first) == []


def test_files_that_are_no_earlier_revisions_of_the_plan_are_told() -> None:
    first, second = _chain(2)
    plan = msgspec.structs.replace(PLAN, year=2024)
    codes = _codes(second, first, second, draft_package(plan))
    assert [code for code, _message in codes] == ["DX189", "DX186"]

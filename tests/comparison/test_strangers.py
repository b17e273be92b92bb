"""Word files that are not of the plan: nothing is compared, one sentence says why."""

import docx
import msgspec
import pytest

from dxdesk.comparison.comparison import compare
from dxdesk.plan.model import Plan
from tests.comparison.returned import docx_of, plan_of, printed, returned
from tests.document.sample_plans import named, pack


def _of_year(plan: Plan, year: int) -> Plan:
    details = plan.document
    subject = details.subject.replace("2023", str(year))
    return msgspec.structs.replace(
        plan, year=year, document=msgspec.structs.replace(details, subject=subject)
    )


def test_of_another_unit() -> None:
    comparison = compare(named(plan_of(), "xã Sơn Lộc"), pack(), printed())
    assert comparison.stranger == "The Word file is of another unit: XÃ THẠCH KIM. The plan is of xã Sơn Lộc."
    assert (comparison.differences, comparison.is_same) == ((), False)


def test_of_the_district() -> None:
    assert "of another unit" in compare(plan_of(), pack(), printed("huyen")).stranger


def test_of_another_year() -> None:
    comparison = compare(plan_of(), pack(), docx_of(_of_year(plan_of(), 2024)))
    assert comparison.stranger == "The Word file is of another year: 2024. The plan is for 2023."


def test_another_document_of_the_unit() -> None:
    def write_letter(word: object) -> None:
        for line in ("ỦY BAN NHÂN DÂN", "XÃ THẠCH KIM", "BÁO CÁO", "Kết quả thu ngân sách", "Trân trọng."):
            word.add_paragraph(line)  # type: ignore[attr-defined]

    stranger = compare(plan_of(), pack(), _empty(write_letter)).stranger
    assert stranger.startswith("Less than half of the plan was found in the Word file (")


@pytest.mark.parametrize("kept", [0, 5])
def test_a_document_of_nearly_nothing(kept: int) -> None:
    def cut(word: object) -> None:
        for each in list(word.element.body)[kept:-1]:  # type: ignore[attr-defined]
            each.getparent().remove(each)

    assert compare(plan_of(), pack(), returned(cut)).stranger


def _empty(edit: object) -> bytes:
    from io import BytesIO  # noqa: PLC0415

    word = docx.Document()
    edit(word)  # type: ignore[operator]
    buffer = BytesIO()
    word.save(buffer)
    return buffer.getvalue()

"""A small plan in which every text field is filled, and the setting of one field to any text."""

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any, Final

import msgspec

from dxdesk.guidance.pack import Outline, Pack, Period
from dxdesk.plan.model import (
    Acceptance,
    Activity,
    Assignment,
    Cost,
    Form,
    Funding,
    Goals,
    IndicatorValue,
    LegalBasis,
    Plan,
    ReviewNote,
    Solution,
    TaskEntry,
    Unread,
)
from dxdesk.plan.places import texts_of
from tests.document.sample_plans import full_plan, pack

# Fields of the model hold so many characters at most; the longest that a field allows is taken.
_SIZES: Final = (100_000, 2_000, 500, 200, 150, 100, 50, 35, 30)
# Kept in the plan, never printed.
NOT_PRINTED: Final = (
    "/unit/province",
    "/unit/organ_id",
    "/document/requested_in",
    "/document/outline",
    "/notes/",
    "/acceptances/",
    "/unread/",
)


@cache
def whole_pack() -> Pack:
    """Return the pack with one outline that has every section of all outlines."""
    meta = pack().meta
    sections = {(part.kind, part.title): part for outline in meta.outlines for part in outline.sections}
    kinds = {part.kind: part for part in sections.values()}
    outline = Outline(key="whole", name="Tất cả", levels=("xa", "huyen"), sections=tuple(kinds.values()))
    return msgspec.structs.replace(pack(), meta=msgspec.structs.replace(meta, outlines=(outline,)))


def one_of_everything(form: Form = "plan") -> Plan:
    """Return a plan with a text in every field, printed with `whole_pack`."""
    plan = full_plan("xa", form)
    details = msgspec.structs.replace(
        plan.document, outline="whole", superior_line=True, recipients=("Huyện ủy",), requested_in="Công văn"
    )
    first, second = pack().tasks[0], pack().tasks[1]
    unit = msgspec.structs.replace(plan.unit, organ_id="H26.7")
    return msgspec.structs.replace(
        plan,
        unit=unit,
        document=details,
        bases=(LegalBasis(kind="Luật", number="1", issuer="Quốc hội", abstract="An toàn"),),
        results={pack().meta.pillars[0].key: "Kết quả", "limitations": "Hạn chế"},
        goals=Goals(general="Mục tiêu", specific=("Mục tiêu cụ thể",)),
        tasks={
            first.key: TaskEntry(
                applies=True,
                situation="Hiện trạng",
                activities=(_activity(),),
                indicators={first.indicators[0].key: _value()},
            ),
            second.key: TaskEntry(applies=False, reason="Không thuộc phạm vi"),
        },
        solutions=(Solution(title="Giải pháp", text="Đẩy mạnh"),),
        funding=Funding(text="Kinh phí"),
        organisation=(Assignment(body="Công chức", duties="Tham mưu"),),
        sections={"purpose": "Mục đích", "requirements": "Yêu cầu", "closing": "Trên đây là Kế hoạch"},
        notes=(_note(),),
        acceptances=(_acceptance(),),
        unread=(Unread(path="/funding/stated_total", text="khoảng 5 tỷ"),),
    )


def printed_places(form: Form = "plan") -> Iterator[str]:
    """Yield the places of the texts that are printed."""
    for path, text in texts_of(one_of_everything(form)):
        # A task that applies has no reason, one that does not has no situation.
        if text and not path.startswith(NOT_PRINTED):
            yield path


def with_text(plan: Plan, path: str, text: str) -> tuple[Plan, str]:
    """Return the plan with as much of the text at a place as the model allows there, and that much."""
    for size in _SIZES:
        data = msgspec.json.decode(msgspec.json.encode(plan))
        _set(data, path.split("/")[1:], text[:size])
        try:
            return msgspec.convert(data, Plan), text[:size]
        except msgspec.ValidationError:
            continue
    raise AssertionError(path)


def _set(data: Any, steps: list[str], text: str) -> None:
    *before, last = (int(step) if step.isdecimal() else step for step in steps)
    for step in before:
        data = data[step]
    data[last] = text


def _activity() -> Activity:
    return Activity(
        id="a",
        text="Rà soát",
        lead="Chủ trì",
        partners="Phối hợp",
        period=Period(text="Quý I"),
        output="Báo cáo",
        costs=(Cost(amount=5_000_000, source="commune"),),
        note="Ghi nhớ",
    )


def _value() -> IndicatorValue:
    return IndicatorValue(kind="text", unit="tổ", baseline="Thấp", target="Cao", note="Ghi nhớ")


def _note() -> ReviewNote:
    written = datetime(2022, 12, 1, tzinfo=UTC)
    return ReviewNote(path="/goals/general", author="Lê Thị Ý", written_at=written, text="Viết lại")


def _acceptance() -> Acceptance:
    return Acceptance(
        code="OU10",
        path="/goals/specific/0",
        message="Một mục tiêu còn trống.",
        by="Phạm Văn Bình",
        accepted_at=datetime(2022, 12, 1, tzinfo=UTC),
        note="Sẽ bổ sung sau",
    )

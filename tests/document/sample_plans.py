"""Whole plans of a commune and of a district, made of the suggestions of the guidance pack of 2023."""

from functools import cache
from typing import Any, Final, Literal

import msgspec

from dxdesk.guidance.loading import load_pack
from dxdesk.guidance.pack import Indicator, IndicatorKind, Level, LevelDefaults, Pack, Task
from dxdesk.guidance.wording import worded_pack, words_of
from dxdesk.plan.model import (
    Activity,
    Assignment,
    Cost,
    DocumentDetails,
    Form,
    Funding,
    FundingSource,
    Goals,
    GuidanceReference,
    IndicatorFigure,
    IndicatorValue,
    LegalBasis,
    Plan,
    PlanUnit,
    Signer,
    Solution,
    TaskEntry,
)
from dxdesk.resources import resource

SampleLevel = Literal["xa", "huyen"]

_UNITS: Final[dict[SampleLevel, PlanUnit]] = {
    "xa": PlanUnit(
        scheme="gso-2022",
        code="18490",
        level="xa",
        name="xã Thạch Kim",
        superior="huyện Lộc Hà",
        province="tỉnh Hà Tĩnh",
    ),
    "huyen": PlanUnit(
        scheme="gso-2022", code="448", level="huyen", name="huyện Lộc Hà", province="tỉnh Hà Tĩnh"
    ),
}
_PLACES: Final[dict[SampleLevel, str]] = {"xa": "Thạch Kim", "huyen": "Lộc Hà"}
_SOURCES: Final[tuple[FundingSource, ...]] = ("commune", "district", "private")
_FIGURES: Final[dict[IndicatorKind, tuple[IndicatorFigure, IndicatorFigure]]] = {
    "percent": ("85", "92.5"),
    "count": (12, 1250),
    "money": (None, 350_000_000),
    "yes_no": (False, True),
    "date": (None, "2023-03-31"),
    "text": (None, "Hoàn thành trong quý II"),
}
_SITUATION: Final = (
    "Năm 2022, đã kiện toàn 100% tổ với 64 thành viên; tuy nhiên một số tổ hoạt động chưa thường xuyên, "
    "phương tiện còn thiếu.\nKinh phí hoạt động chủ yếu lồng ghép."
)
_RESULT: Final = (
    "Cấp ủy, chính quyền đã quan tâm chỉ đạo; 95% hồ sơ công việc được xử lý trên môi trường mạng.\n"
    "- Đã tổ chức 03 lớp tập huấn cho 120 lượt người."
)


@cache
def pack() -> Pack:
    """Return the guidance pack of 2023."""
    return worded_pack(load_pack(resource("guidance", "2023")), words_of(None))


@cache
def one_pillar_pack() -> Pack:
    """Return the pack with all of its tasks in the first pillar: a part of 23 points."""
    first = pack().meta.pillars[0].key
    tasks = tuple(msgspec.structs.replace(task, pillar=first) for task in pack().tasks)
    return msgspec.structs.replace(pack(), tasks=tasks)


def full_plan(level: SampleLevel = "xa", form: Form = "plan") -> Plan:
    """Return a plan that answers all 23 tasks and fills every section."""
    defaults = pack().meta.defaults[level]
    return Plan(
        guidance=GuidanceReference(id=pack().meta.id, version=pack().meta.version),
        year=2023,
        unit=_UNITS[level],
        document=_details(level, form, defaults),
        bases=tuple(_basis(key) for key in defaults.bases),
        results={pillar.key: _RESULT for pillar in pack().meta.pillars}
        | {"limitations": "Nguồn lực còn hạn chế."},
        goals=Goals(
            general=defaults.general_goal or "Đẩy mạnh chuyển đổi số trên địa bàn.",
            specific=(
                "100% hồ sơ được xử lý trên môi trường mạng",
                "Trên 80% hồ sơ được nộp trực tuyến;",
            ),
        ),
        tasks={task.key: _entry(task, level) for task in pack().tasks},
        solutions=(Solution(title="Tuyên truyền", text="Đẩy mạnh tuyên truyền trên loa truyền thanh. " * 8),),
        funding=Funding(text="Kinh phí thực hiện từ ngân sách nhà nước và xã hội hóa."),
        organisation=(
            Assignment(body="Công chức Văn hóa - Xã hội", duties="- Tham mưu thực hiện;\n- Báo cáo định kỳ."),
            Assignment(body="Công chức Tài chính - Kế toán", duties="Bố trí kinh phí thực hiện Kế hoạch"),
        ),
        sections={"purpose": "Cụ thể hóa các nhiệm vụ.", "requirements": "Bám sát chủ đề của năm 2023."},
    )


def short_plan(**details: Any) -> Plan:
    """Return a commune's plan of a few lines and no task, with changed details of the document."""
    plan = msgspec.structs.replace(
        full_plan(), tasks={}, results={}, solutions=(), goals=Goals(general="Mục tiêu chung.")
    )
    return msgspec.structs.replace(plan, document=msgspec.structs.replace(plan.document, **details))


def named(plan: Plan, name: str) -> Plan:
    """Return the plan of a unit of another name."""
    return msgspec.structs.replace(plan, unit=msgspec.structs.replace(plan.unit, name=name))


def _details(level: SampleLevel, form: Form, defaults: LevelDefaults) -> DocumentDetails:
    return DocumentDetails(
        form=form,
        symbol="KH-UBND" if form == "plan" else "QĐ-UBND",
        place=_PLACES[level],
        subject=f"Chuyển đổi số năm 2023 của {_UNITS[level].name}",
        outline=defaults.outline,
        signer=Signer(capacity="KT", title="Phó Chủ tịch", full_name="Nguyễn Văn Ẩn"),
        recipients=defaults.recipients,
        archive=defaults.archive,
        funding_appendix=True,
    )


def _basis(key: str) -> LegalBasis:
    legal = pack().legal_document(key)
    assert legal is not None
    return LegalBasis(
        kind=legal.kind,
        number=legal.number,
        issued_on=legal.issued_on,
        issuer=legal.issuer,
        abstract=legal.abstract,
    )


def _entry(task: Task, level: Level) -> TaskEntry:
    need = task.levels[level]
    if need.need == "not_usual":
        return TaskEntry(applies=False, reason=need.answer or "Do cấp tỉnh triển khai.")
    return TaskEntry(
        applies=True,
        situation=_SITUATION,
        activities=tuple(_activities(task, level)),
        indicators={indicator.key: _value(indicator) for indicator in task.indicators_of(level)},
    )


def _activities(task: Task, level: Level) -> list[Activity]:
    return [
        Activity(
            id=f"a{index}",
            text=suggestion.text,
            lead=suggestion.lead,
            partners="Các thôn, tổ dân phố",
            period=suggestion.period,
            output=suggestion.output,
            costs=(Cost(amount=12_500_000 * index, source=_SOURCES[index % 3]),) if index % 2 else (),
        )
        for index, suggestion in enumerate(task.suggestions.get(level, ()))
    ]


def _value(indicator: Indicator) -> IndicatorValue:
    baseline, target = _FIGURES[indicator.kind]
    return IndicatorValue(kind=indicator.kind, unit=indicator.unit, baseline=baseline, target=target)

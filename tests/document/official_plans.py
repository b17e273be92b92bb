"""Plans as offices write them, in any mix: kinds of unit, forms, signers, lengths, days."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, get_args

import msgspec
from hypothesis import strategies as st

from dxdesk.plan.model import BasesStyle, Capacity, Form, MoneyUnit, Plan, Signer
from tests.document.sample_plans import SampleLevel, full_plan

_NAMES: Final[Mapping[SampleLevel, tuple[str, ...]]] = {
    "xa": ("xã Thạch Kim", "phường Nguyễn Nghiêm", "thị trấn Nông trường Thống Nhất Mộc Châu", "phường 12"),
    "huyen": ("huyện Lộc Hà", "thị xã Hồng Lĩnh", "thành phố Hà Tĩnh", "quận Hải Châu", "thành phố Thủ Đức"),
}
_PLACES: Final = ("Thạch Kim", "Hồng Lĩnh", "Phường 12", "Thủ Đức")
_TITLES: Final[Mapping[Capacity, str]] = {
    "TM": "Chủ tịch",
    "KT": "Phó Chủ tịch",
    "Q": "Chủ tịch",
    "TUQ": "Chánh Văn phòng",
    "TL": "Trưởng phòng Văn hóa và Thông tin",
}
_RECIPIENTS: Final = (
    "UBND huyện (để b/c)",
    "Sở Thông tin và Truyền thông tỉnh Hà Tĩnh",
    "TT. Đảng ủy, TT. HĐND xã",
    "Các cơ quan, đơn vị, tổ chức, cá nhân có liên quan trên địa bàn được giao nhiệm vụ tại Kế hoạch này",
    "Như Điều 3",
)
_WORDS: Final = (
    "Triển khai kịp thời các nhiệm vụ được giao, bảo đảm tiến độ và chất lượng.",
    "Năm 2022, 95% hồ sơ được xử lý trên môi trường mạng; còn 03 thôn chưa có Internet cáp quang.",
    "Phân công rõ người, rõ việc, rõ thời hạn hoàn thành và gắn với trách nhiệm của người đứng đầu.",
)


@st.composite
def official_plans(draw: st.DrawFn) -> Plan:
    """Any plan that keeps to what the program's own review asks for."""
    level = draw(st.sampled_from(get_args(SampleLevel)))
    plan = full_plan(level, draw(st.sampled_from(get_args(Form))))
    unit = msgspec.structs.replace(plan.unit, name=draw(st.sampled_from(_NAMES[level])))
    keys = sorted(draw(st.sets(st.sampled_from(sorted(plan.tasks)), max_size=6)))
    texts = {key: _text(draw) for key in draw(st.sets(st.sampled_from(sorted(plan.results)), max_size=3))}
    return msgspec.structs.replace(
        plan,
        unit=unit,
        document=msgspec.structs.replace(plan.document, **_details(draw, unit.name)),
        results=texts,
        tasks={key: plan.tasks[key] for key in keys},
        sections={"purpose": _text(draw), "requirements": _text(draw)},
        solutions=plan.solutions * draw(st.integers(0, 3)),
        organisation=plan.organisation[: draw(st.integers(1, len(plan.organisation)))],
    )


def _details(draw: st.DrawFn, name: str) -> dict[str, Any]:
    capacity = draw(st.sampled_from(get_args(Capacity)))
    signer = Signer(
        capacity=capacity, title=_TITLES[capacity], full_name=draw(st.sampled_from(("Nguyễn Văn Ẩn", "")))
    )
    issued = draw(st.none() | st.dates(date(2022, 11, 1), date(2023, 3, 31)))
    return {
        "number": "" if issued is None else str(draw(st.integers(1, 4_000))),
        "issued_on": issued,
        "place": draw(st.sampled_from(_PLACES)),
        "subject": f"Chuyển đổi số năm 2023 của {name}",
        "superior_line": draw(st.booleans()),
        "bases_style": draw(st.sampled_from(get_args(BasesStyle))),
        "signer": signer,
        "recipients": tuple(draw(_some(_RECIPIENTS, 12))),
        "money_unit": draw(st.sampled_from(get_args(MoneyUnit))),
        "funding_appendix": draw(st.booleans()),
    }


def _text(draw: st.DrawFn) -> str:
    return "\n".join(draw(_some(_WORDS, 6)))


def _some(words: Sequence[str], most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words), min_size=1, max_size=most)

"""What a report shows at a glance, as figures that charts are drawn from."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from dxdesk.consolidation.areas import AreaKind
from dxdesk.consolidation.consolidation import Consolidation, YearFigures
from dxdesk.consolidation.figures import FundingFigures
from dxdesk.guidance.pack import Pack
from dxdesk.plan.wording import SOURCE_NAMES
from dxdesk.report.naming import KINDS, LEVELS, Names, source_name
from dxdesk.report.sheet import Column
from dxdesk.value import Value

_COUNT: Final = Column(key="count", title="Số lượng", kind="integer", about="Số lượng")
_MILLIONS: Final = Column(key="millions", title="Triệu đồng", kind="integer", about="Triệu đồng, làm tròn")
_MILLION: Final = 10**6
_SERIES: Final = ("Đúng hạn", "Gửi muộn", "Chưa gửi")
# The kinds of areas that a report compares.
_COMPARED: Final[dict[AreaKind, tuple[AreaKind, ...]]] = {
    "nation": ("region", "province"),
    "region": ("province",),
    "province": ("district",),
    "district": (),
}


class Overview(Value, frozen=True, kw_only=True):
    """A chart: its series, and of each row the label and a figure for each series.

    `is_long` is where there are many rows or long labels: bars lie.
    """

    key: str
    title: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, *tuple[int, ...]], ...]
    column: Column = _COUNT
    is_long: bool = False


def overviews_of(found: Consolidation, pack: Pack) -> list[Overview]:
    """Return what a report shows at a glance."""
    names = Names(found, pack)
    return [
        *(_coverage(found, names, kind) for kind in _COMPARED[found.scope.kind]),
        _levels(found),
        _tasks(found, pack),
        _sources(found),
        _quarters(found),
        _months(found),
    ]


def parts_kind(found: Consolidation) -> AreaKind:
    """Return the kind of areas that a report compares: provinces of the nation, districts of a province."""
    return "province" if found.scope.kind == "nation" else "district"


def coverage_totals(found: Consolidation, year: YearFigures | None = None) -> Counter[str]:
    """Return how many units of the whole scope are expected, have sent and so on; of `year`, else of this one."""
    sums = Counter[str]()
    for one in (year or found.now).coverage:
        if one.kind == found.scope.kind:
            sums.update(
                expected=one.expected,
                sent=one.sent,
                late=one.late,
                missing=one.missing,
                conflict=one.conflict,
                counted=one.counted,
            )
    return sums


def _coverage(found: Consolidation, names: Names, kind: AreaKind) -> Overview:
    sums: dict[str, Counter[str]] = {one.code: Counter() for one in found.areas if one.kind == kind}
    for one in found.now.coverage:
        if one.kind == kind:
            sums[one.area].update(on_time=one.sent - one.late, late=one.late, missing=one.missing)
    rows = tuple(
        (names.area(kind, code), each["on_time"], each["late"], each["missing"])
        for code, each in sums.items()
    )
    title = f"Tình hình gửi kế hoạch theo {KINDS[kind].lower()}"
    return Overview(key=f"coverage-{kind}", title=title, series=_SERIES, rows=rows, is_long=True)


def _levels(found: Consolidation) -> Overview:
    sums = {level: Counter[str]() for level in LEVELS}
    for one in found.now.coverage:
        if one.kind == found.scope.kind:
            sums[one.level].update(on_time=one.sent - one.late, late=one.late, missing=one.missing)
    rows = tuple(
        (LEVELS[level], each["on_time"], each["late"], each["missing"])
        for level, each in sums.items()
        if sum(each.values())
    )
    return Overview(
        key="levels",
        title="Tình hình gửi kế hoạch theo cấp",
        series=_SERIES,
        rows=rows,
    )


def _tasks(found: Consolidation, pack: Pack) -> Overview:
    sums = {task.key: Counter[str]() for task in pack.tasks}
    for one in found.now.tasks:
        if one.kind == found.scope.kind and one.task in sums:
            sums[one.task].update(applies=one.applies, refused=one.refused, open=one.open)
    rows = tuple(
        (f"{task.number}. {task.title}", each["applies"], each["refused"], each["open"])
        for task in pack.tasks
        for each in (sums[task.key],)
    )
    series = ("Thực hiện", "Không thực hiện", "Chưa trả lời")
    return Overview(key="tasks", title="Nhiệm vụ theo số đơn vị", series=series, rows=rows, is_long=True)


def _sources(found: Consolidation) -> Overview:
    own = _own(found)
    rows = _millions((source_name(one.source), one.amount) for one in own)
    order = {name: place for place, name in enumerate(SOURCE_NAMES.values())}
    return Overview(
        key="sources",
        title="Kinh phí theo nguồn (triệu đồng)",
        series=("Kinh phí",),
        rows=tuple(sorted(rows, key=lambda row: order.get(row[0], len(order)))),
        column=_MILLIONS,
    )


def _quarters(found: Consolidation) -> Overview:
    own = sorted(_own(found), key=lambda one: one.quarter or 10**6)
    rows = _millions(
        (f"Quý {one.quarter % 10}/{one.quarter // 10}" if one.quarter else "Không ghi ngày", one.amount)
        for one in own
    )
    return Overview(
        key="quarters",
        title="Kinh phí theo quý (triệu đồng)",
        series=("Kinh phí",),
        rows=rows,
        column=_MILLIONS,
    )


def _months(found: Consolidation) -> Overview:
    sums = Counter[int]()
    for one in found.now.deadlines:
        if one.kind == found.scope.kind and one.month is not None:
            sums[one.month] += one.activities
    rows = tuple((f"{month % 100:02}/{month // 100}", count) for month, count in sorted(sums.items()))
    return Overview(key="months", title="Hoạt động đến hạn theo tháng", series=("Hoạt động",), rows=rows)


def _own(found: Consolidation) -> list[FundingFigures]:
    return [one for one in found.now.funding if one.kind == found.scope.kind]


def _millions(amounts: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    sums: dict[str, int] = {}
    for label, amount in amounts:
        sums[label] = sums.get(label, 0) + amount
    return tuple((label, (amount + _MILLION // 2) // _MILLION) for label, amount in sums.items())

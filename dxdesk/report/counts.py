"""The tables of what is counted: coverage, units, tasks, reasons, deadlines."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from dxdesk.consolidation.areas import AreaKind
from dxdesk.consolidation.consolidation import Consolidation
from dxdesk.consolidation.figures import UnitFigures
from dxdesk.report.naming import KINDS, LEVELS, Names, level_place
from dxdesk.report.sheet import Cell, Column, Sheet
from dxdesk.text.days import VIETNAM
from dxdesk.units.unit import UnitLevel

AREA: Final = (
    Column(key="area_kind", title="Loại địa bàn", about="Cả nước, vùng, tỉnh hoặc huyện", width=13),
    Column(
        key="area_code", title="Mã địa bàn", about="Mã tỉnh, huyện theo danh mục; khóa của vùng", width=12
    ),
    Column(key="area_name", title="Địa bàn", about="Tên địa bàn mà các đơn vị thuộc về", width=28),
    Column(
        key="level",
        title="Cấp đơn vị",
        about="Cấp của các đơn vị lập kế hoạch được cộng trong dòng",
        width=12,
    ),
)
TASK: Final = (
    Column(
        key="task_number", title="Số", kind="integer", about="Số thứ tự nhiệm vụ trong hướng dẫn", width=6
    ),
    Column(key="task_key", title="Khóa nhiệm vụ", about="Khóa của nhiệm vụ, không đổi qua các năm", width=22),
    Column(key="task_title", title="Nhiệm vụ", about="Tên nhiệm vụ", width=44),
)


def count_column(key: str, title: str, about: str) -> Column:
    """Return a column of whole numbers."""
    return Column(key=key, title=title, kind="integer", about=about, width=11)


def decimal_column(key: str, title: str, about: str) -> Column:
    """Return a column of numbers with decimals."""
    return Column(key=key, title=title, kind="decimal", about=about, width=14)


def area_cells(names: Names, kind: AreaKind, area: str, level: UnitLevel) -> tuple[Cell, ...]:
    """Return the cells of the columns `AREA`."""
    return KINDS[kind], area, names.area(kind, area), LEVELS[level]


def task_cells(names: Names, task: str) -> tuple[Cell, ...]:
    """Return the cells of the columns `TASK`."""
    return names.task_number(task), task, names.task(task)


def in_order(names: Names) -> Callable[[Any], tuple[int, int, int]]:
    """Return what sorts figures by area, level and task."""
    return lambda one: (
        names.area_place(one.kind, one.area),
        level_place(one.level),
        names.task_place(getattr(one, "task", "")),
    )


def percent(part: int, whole: int) -> Decimal | None:
    """Return a share in percent to two decimals."""
    return Decimal(round(part * 10**4 / whole)).scaleb(-2) if whole else None


def coverage_sheet(found: Consolidation, names: Names) -> Sheet:
    """Return how many units have sent."""
    columns = (
        count_column("expected", "Phải gửi", "Số đơn vị có trong danh mục hành chính của năm"),
        count_column("sent", "Đã gửi", "Số đơn vị đã gửi ít nhất một gói dữ liệu được tiếp nhận"),
        count_column("missing", "Chưa gửi", "Phải gửi trừ đã gửi; gồm cả đơn vị đã gửi nhưng bị giữ lại"),
        count_column(
            "late", "Gửi muộn", "Trong số đã gửi: gói đầu tiên đến sau ngày hạn, tính theo giờ nhận"
        ),
        count_column(
            "conflict", "Xung đột", "Có hai gói khác nhau cho cùng một lần ban hành, chờ quyết định"
        ),
        count_column("counted", "Được tổng hợp", "Số đơn vị có kế hoạch được tính trong báo cáo"),
        Column(key="sent_percent", title="Tỷ lệ gửi (%)", kind="decimal", about="Đã gửi chia cho phải gửi"),
    )
    rows = [
        (
            *area_cells(names, one.kind, one.area, one.level),
            one.expected,
            one.sent,
            one.missing,
            one.late,
            one.conflict,
            one.counted,
            percent(one.sent, one.expected),
        )
        for one in sorted(found.now.coverage, key=in_order(names))
    ]
    about = "Số đơn vị phải gửi, đã gửi, gửi muộn; đối chiếu với danh mục hành chính của năm."
    return Sheet(key="coverage", title="Tình hình gửi", about=about, columns=(*AREA, *columns), rows=rows)


def unit_sheet(found: Consolidation, names: Names) -> Sheet:
    """Return every expected unit and how it stands."""
    columns = (
        Column(key="code", title="Mã đơn vị", about="Mã đơn vị hành chính", width=10),
        Column(key="name", title="Đơn vị", about="Tên đơn vị", width=28),
        Column(key="level", title="Cấp", about="Cấp của đơn vị", width=11),
        Column(key="district", title="Huyện", about="Huyện mà đơn vị thuộc về", width=24),
        Column(key="province", title="Tỉnh", about="Tỉnh mà đơn vị thuộc về", width=24),
        Column(
            key="state",
            title="Tình trạng",
            about="Chưa gửi, bị giữ lại (đã gửi nhưng chưa tiếp nhận được), đúng hạn, gửi muộn hoặc xung đột",
            width=14,
        ),
        Column(key="received_at", title="Nhận lần đầu", kind="moment", about="Giờ Việt Nam", width=17),
        count_column("revision", "Lần ban hành", "Lần ban hành được tổng hợp"),
        Column(key="digest", title="Mã gói dữ liệu", about="SHA-256 của bản kê, để đối chiếu", width=20),
        Column(
            key="amount", title="Kinh phí (đồng)", kind="money", about="Tổng kinh phí của kế hoạch", width=18
        ),
    )
    rows = [_unit_row(one, found, names) for one in found.units]
    about = "Từng đơn vị trong danh mục hành chính của năm."
    return Sheet(key="units", title="Đơn vị", about=about, columns=columns, rows=rows)


def unit_state(one: UnitFigures, found: Consolidation) -> str:
    """Return how a unit stands, in words."""
    if one.received_at is None:
        return "Bị giữ lại" if one.code in found.held else "Chưa gửi"
    if one.conflict:
        return "Xung đột"
    return "Gửi muộn" if one.late else "Đúng hạn"


def _unit_row(one: UnitFigures, found: Consolidation, names: Names) -> tuple[Cell, ...]:
    return (
        one.code,
        one.name,
        LEVELS[one.level],
        names.area("district", one.district) if one.district else "",
        names.area("province", one.province),
        unit_state(one, found),
        one.received_at and one.received_at.astimezone(VIETNAM),
        one.revision,
        one.digest or "",
        None if one.revision is None else one.amount,
    )


def task_sheet(found: Consolidation, names: Names) -> Sheet:
    """Return how each task is answered."""
    columns = (
        count_column("plans", "Số kế hoạch", "Số kế hoạch có nhiệm vụ này"),
        count_column("applies", "Thực hiện", "Số đơn vị thực hiện nhiệm vụ"),
        count_column("done", "Đã có hoạt động", "Trong số thực hiện: đã ghi ít nhất một hoạt động"),
        count_column("refused", "Không thực hiện", "Số đơn vị trả lời không thực hiện, có lý do"),
        count_column("open", "Chưa trả lời", "Số đơn vị chưa trả lời"),
        Column(
            key="applies_percent",
            title="Tỷ lệ thực hiện (%)",
            kind="decimal",
            about="Thực hiện chia cho số kế hoạch",
        ),
    )
    rows = [
        (
            *area_cells(names, one.kind, one.area, one.level),
            *task_cells(names, one.task),
            one.plans,
            one.applies,
            one.done,
            one.refused,
            one.open,
            percent(one.applies, one.plans),
        )
        for one in sorted(found.now.tasks, key=in_order(names))
    ]
    about = "Từng nhiệm vụ: bao nhiêu đơn vị thực hiện, không thực hiện, chưa trả lời."
    return Sheet(key="tasks", title="Nhiệm vụ", about=about, columns=(*AREA, *TASK, *columns), rows=rows)


def reason_sheet(found: Consolidation, names: Names) -> Sheet:
    """Return why tasks are refused."""
    columns = (
        Column(key="reason", title="Lý do không thực hiện", about="Nguyên văn của đơn vị", width=70),
        count_column("units", "Số đơn vị", "Số đơn vị ghi đúng lý do này"),
    )
    order = in_order(names)
    rows = [
        (
            *area_cells(names, one.kind, one.area, one.level),
            *task_cells(names, one.task),
            one.reason,
            one.units,
        )
        for one in sorted(found.reasons, key=lambda one: (order(one), -one.units, one.reason))
    ]
    about = "Lý do không thực hiện, nhiều nhất trước. Báo cáo cả nước và tỉnh không tách theo huyện."
    return Sheet(key="reasons", title="Lý do", about=about, columns=(*AREA, *TASK, *columns), rows=rows)


def deadline_sheet(found: Consolidation, names: Names) -> Sheet:
    """Return what falls due in which month."""
    columns = (
        count_column("due_year", "Năm", "Năm của hạn; trống: hoạt động không ghi ngày"),
        count_column("due_month", "Tháng", "Tháng của hạn"),
        count_column("activities", "Số hoạt động", "Số hoạt động của các nhiệm vụ được thực hiện"),
    )
    order = in_order(names)
    rows = [
        (
            *area_cells(names, one.kind, one.area, one.level),
            None if one.month is None else one.month // 100,
            None if one.month is None else one.month % 100,
            one.activities,
        )
        for one in sorted(found.now.deadlines, key=lambda one: (order(one), one.month or 10**6))
    ]
    about = "Số hoạt động đến hạn theo tháng."
    return Sheet(key="deadlines", title="Thời hạn", about=about, columns=(*AREA, *columns), rows=rows)

"""The units to be chased as a table: a row for each thing that is the matter."""

from typing import Final

from dxdesk.central.chasing.cases import Case, Trouble
from dxdesk.report.counts import count_column
from dxdesk.report.naming import LEVELS
from dxdesk.report.sheet import Column, Sheet
from dxdesk.text.days import VIETNAM

_TROUBLES: Final[dict[Trouble, str]] = {
    "missing": "Chưa gửi",
    "late": "Gửi muộn",
    "conflict": "Xung đột",
    "refused": "Gói có lỗi, chưa nhận",
    "gap": "Thiếu lần ban hành",
    "doubtful": "Số liệu cần xem lại",
}
_COLUMNS: Final = (
    Column(key="code", title="Mã đơn vị", about="Mã đơn vị hành chính", width=10),
    Column(key="name", title="Đơn vị", about="Tên đơn vị", width=28),
    Column(key="level", title="Cấp", about="Cấp của đơn vị", width=11),
    Column(key="district", title="Huyện", about="Mã huyện mà đơn vị thuộc về", width=8),
    Column(key="province", title="Tỉnh", about="Mã tỉnh mà đơn vị thuộc về", width=8),
    Column(key="trouble", title="Tình trạng", about="Vì sao đơn vị cần được đôn đốc", width=22),
    Column(key="what", title="Nội dung", about="Điều cần xử lý", width=60),
    Column(key="fault", title="Mã lỗi", about="Mã lỗi của gói dữ liệu, nếu có", width=9),
    Column(key="place", title="Vị trí", about="Vị trí trong gói dữ liệu (JSON Pointer)", width=30),
    Column(key="cure", title="Cách xử lý", about="Đơn vị được đề nghị làm gì", width=48),
    Column(key="received_at", title="Nhận lần đầu", kind="moment", about="Giờ Việt Nam", width=17),
    count_column("revision", "Lần ban hành", "Lần ban hành được tổng hợp"),
    Column(key="email", title="Địa chỉ thư", about="Địa chỉ trong danh bạ, nếu có", width=28),
)


def chase_sheet(cases: list[Case], addresses: dict[str, str]) -> Sheet:
    """Return the table of cases; `addresses` are the mailboxes by the codes of units."""
    rows = [
        (
            case.unit.code,
            case.unit.name,
            LEVELS[case.unit.level],
            case.unit.district or "",
            case.unit.province,
            _TROUBLES[matter.trouble],
            matter.what,
            matter.code,
            matter.place,
            matter.cure,
            case.unit.received_at and case.unit.received_at.astimezone(VIETNAM),
            case.unit.revision,
            addresses.get(case.unit.code, ""),
        )
        for case in cases
        for matter in case.matters
    ]
    about = "Đơn vị chưa gửi, gửi muộn hoặc gửi có lỗi; mỗi dòng một việc."
    return Sheet(key="chase", title="Đôn đốc", about=about, columns=_COLUMNS, rows=rows)

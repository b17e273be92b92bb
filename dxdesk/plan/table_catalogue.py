"""The tables of a plan: which columns each has, and what people call them in tables of their own."""

from collections.abc import Mapping
from typing import Final

from dxdesk.language import mark as _
from dxdesk.plan.model import FundingSource
from dxdesk.plan.table_columns import (
    MOST_IN_LINE,
    MOST_IN_RECIPIENT,
    MOST_IN_TEXT,
    CellKind,
    Column,
    Table,
    TableKey,
)


def _column(key: str, title: str, kind: CellKind, *names: str, field: str = "") -> Column:
    most = MOST_IN_TEXT if kind == "text" else MOST_IN_LINE
    return Column(key=key, title=title, kind=kind, names=names, field=field or key, most=most)


def _share(source: FundingSource, title: str, *names: str) -> Column:
    return Column(key=f"costs.{source}", title=title, kind="share", names=names, field="costs", source=source)


_NOTE: Final = _column("note", _("Note"), "line", "Ghi chú")

_ACTIVITIES: Final = Table(
    key="activities",
    main="text",
    spare=("note", "text"),
    columns=(
        _column(
            "text",
            _("Content"),
            "text",
            *(
                "Nội dung",
                "Nội dung thực hiện",
                "Nhiệm vụ",
                "Tên nhiệm vụ",
                "Nội dung công việc",
                "Công việc",
            ),
            *("Nhiệm vụ, nội dung thực hiện", "Nội dung nhiệm vụ", "Hoạt động", "Nhiệm vụ, giải pháp"),
            *("Tên nhiệm vụ, dự án", "Danh mục nhiệm vụ", "Giải pháp"),
        ),
        _column(
            "lead",
            _("Lead unit"),
            "line",
            *("Đơn vị chủ trì", "Cơ quan chủ trì", "Chủ trì", "Đơn vị thực hiện", "Cơ quan thực hiện"),
            *("Chủ trì thực hiện", "Phụ trách", "Người thực hiện", "Bộ phận thực hiện", "Phân công"),
            *("Đơn vị đầu mối", "Trách nhiệm"),
        ),
        _column(
            "partners",
            _("Cooperating units"),
            "line",
            *("Đơn vị phối hợp", "Cơ quan phối hợp", "Phối hợp", "Phối hợp thực hiện"),
        ),
        _column(
            "period",
            _("Time"),
            "period",
            *("Thời gian", "Thời gian thực hiện", "Thời gian hoàn thành", "Thời hạn", "Thời hạn hoàn thành"),
            *("Tiến độ", "Tiến độ thực hiện", "Hoàn thành", "Lộ trình", "Mốc thời gian"),
        ),
        _column(
            "output",
            _("Result"),
            "line",
            *("Sản phẩm", "Kết quả", "Sản phẩm, kết quả", "Kết quả đầu ra", "Sản phẩm đầu ra"),
            *("Kết quả thực hiện", "Sản phẩm hoàn thành", "Dự kiến kết quả", "Kết quả, sản phẩm"),
        ),
        _column(
            "cost",
            _("Cost"),
            "money",
            *("Kinh phí", "Kinh phí thực hiện", "Dự kiến kinh phí", "Kinh phí dự kiến", "Dự toán", "Số tiền"),
            *("Khái toán", "Tổng kinh phí", "Tổng mức đầu tư", "Nhu cầu kinh phí", "Thành tiền"),
            field="costs",
        ),
        _column(
            "source",
            _("Source of money"),
            "source",
            *("Nguồn", "Nguồn kinh phí", "Nguồn vốn", "Nguồn ngân sách", "Nguồn kinh phí thực hiện"),
            field="costs",
        ),
        _NOTE,
    ),
    pasted=(
        _share("central", _("Cost: central budget"), "NSTW", "Ngân sách trung ương"),
        _share("province", _("Cost: province budget"), "NS tỉnh", "Ngân sách tỉnh"),
        _share("district", _("Cost: district budget"), "NS huyện", "Ngân sách huyện"),
        _share("commune", _("Cost: commune budget"), "NS xã", "Ngân sách xã"),
        _share("private", _("Cost: private money"), "Xã hội hóa"),
        _share("other", _("Cost: other sources"), "Nguồn khác"),
    ),
)
_BASES: Final = Table(
    key="bases",
    main="abstract",
    spare=("abstract",),
    columns=(
        _column("lead", _("Opening words"), "line", "Mở đầu", "Lời dẫn"),
        _column("kind", _("Kind of document"), "line", "Loại văn bản", "Tên loại", "Hình thức văn bản"),
        _column(
            "number", _("Number and symbol"), "line", "Số, ký hiệu", "Số ký hiệu", "Số văn bản", "Số hiệu"
        ),
        _column("issued_on", _("Date of issue"), "day", "Ngày ban hành", "Ngày", "Ngày ký", "Ngày tháng"),
        _column("issuer", _("Issuer"), "line", "Cơ quan ban hành", "Nơi ban hành", "Đơn vị ban hành"),
        _column("abstract", _("Abstract"), "line", "Trích yếu", "Nội dung", "Trích yếu nội dung", "Về việc"),
    ),
    pasted=(
        Column(
            key="citation",
            title=_("The whole citation"),
            kind="citation",
            names=("Căn cứ", "Căn cứ pháp lý", "Tên văn bản", "Văn bản"),
        ),
    ),
)
_SOLUTIONS: Final = Table(
    key="solutions",
    main="text",
    spare=("text",),
    columns=(
        _column("title", _("Heading"), "line", "Giải pháp", "Nhóm giải pháp", "Tên giải pháp"),
        _column("text", _("Text"), "text", "Nội dung", "Nội dung giải pháp", "Nội dung thực hiện"),
    ),
)
_ASSIGNMENTS: Final = Table(
    key="assignments",
    main="body",
    spare=("duties",),
    columns=(
        _column(
            "body",
            _("Office or official"),
            "line",
            *("Đơn vị", "Cơ quan, đơn vị", "Cơ quan", "Bộ phận", "Đơn vị thực hiện", "Công chức"),
        ),
        _column(
            "duties",
            _("Duties"),
            "text",
            *("Nhiệm vụ", "Nội dung", "Nhiệm vụ được giao", "Trách nhiệm", "Phân công nhiệm vụ"),
        ),
    ),
)
_RECIPIENTS: Final = Table(
    key="recipients",
    main="recipient",
    columns=(
        Column(
            key="recipient",
            title=_("Recipient"),
            kind="line",
            names=("Nơi nhận", "Đơn vị nhận"),
            most=MOST_IN_RECIPIENT,
        ),
    ),
)
_GOALS: Final = Table(
    key="goals",
    main="goal",
    columns=(
        Column(
            key="goal",
            title=_("Specific goal"),
            kind="text",
            names=("Mục tiêu cụ thể", "Mục tiêu"),
            most=MOST_IN_TEXT,
        ),
    ),
)
_INDICATORS: Final = Table(
    key="indicators",
    main="label",
    spare=("note",),
    has_fixed_rows=True,
    columns=(
        _column(
            "label", _("Indicator"), "fixed", "Tên chỉ tiêu", "Chỉ tiêu", "Nội dung chỉ tiêu", "Nội dung"
        ),
        _column("unit", _("Unit of measure"), "fixed", "Đơn vị tính", "ĐVT", "Đơn vị"),
        _column(
            "baseline",
            _("Result of the year before"),
            "figure",
            *("Thực hiện năm {before}", "Kết quả năm {before}", "Năm {before}", "Thực hiện năm trước"),
            *("Hiện trạng", "Kết quả thực hiện", "Thực hiện", "Đã thực hiện", "Ước thực hiện năm {before}"),
        ),
        _column(
            "target",
            _("Target"),
            "figure",
            *("Chỉ tiêu năm {year}", "Kế hoạch năm {year}", "Mục tiêu năm {year}", "Năm {year}"),
            *("Chỉ tiêu cụ thể", "Mục tiêu", "Chỉ tiêu phấn đấu", "Kế hoạch", "Phấn đấu", "Chỉ tiêu giao"),
        ),
        _NOTE,
    ),
)

TABLES: Final[Mapping[TableKey, Table]] = {
    table.key: table
    for table in (_ACTIVITIES, _BASES, _SOLUTIONS, _ASSIGNMENTS, _RECIPIENTS, _GOALS, _INDICATORS)
}

"""The tables of what is summed: indicators, figures out of line, money."""

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeVar

from dxdesk.consolidation.consolidation import Consolidation
from dxdesk.consolidation.figures import FundingFigures, IndicatorFigures
from dxdesk.report.counts import (
    AREA,
    TASK,
    area_cells,
    count_column,
    decimal_column,
    in_order,
    task_cells,
)
from dxdesk.report.measures import measures_of
from dxdesk.report.naming import FIELDS, FORMS, LEVELS, Names, source_name
from dxdesk.report.sheet import Cell, Column, Rows, Sheet

F = TypeVar("F", FundingFigures, IndicatorFigures)
_INDICATOR: Final = (
    Column(key="indicator_key", title="Khóa chỉ tiêu", about="Khóa của chỉ tiêu", width=24),
    Column(key="indicator_label", title="Chỉ tiêu", about="Tên chỉ tiêu", width=48),
    Column(key="unit", title="Đơn vị tính", about="Đơn vị tính như đơn vị đã ghi", width=12),
    Column(key="form", title="Loại", about="Loại số liệu", width=11),
    Column(key="field", title="Số liệu", about="Thực hiện năm trước hoặc chỉ tiêu của năm", width=20),
)


def indicator_sheet(found: Consolidation, names: Names) -> Sheet:
    """Return the figures of every indicator."""
    columns = (
        count_column("written", "Số đơn vị ghi", "Số đơn vị có ghi số liệu"),
        count_column(
            "left_out", "Không tính được", "Trong đó: không phải là số, hoặc dài quá 12 chữ số, 6 chữ số lẻ"
        ),
        decimal_column("total", "Tổng", "Tổng các số liệu tính được; chỉ với số lượng và số tiền"),
        decimal_column("mean", "Bình quân", "Bình quân giản đơn, 4 chữ số lẻ; với Có/Chưa là tỷ lệ Có (%)"),
        decimal_column(
            "weighted_mean",
            "Bình quân gia quyền",
            "Theo chỉ tiêu số lượng mà hướng dẫn nêu; trống nếu không có",
        ),
        Column(
            key="weight",
            title="Tổng quyền số",
            kind="money",
            about="Tổng quyền số của bình quân gia quyền",
            width=14,
        ),
        decimal_column("least", "Nhỏ nhất", "Số nhỏ nhất; trống với Có/Chưa"),
        decimal_column("most", "Lớn nhất", "Số lớn nhất; trống với Có/Chưa"),
    )
    order = in_order(names)
    each = sorted(
        found.now.indicators,
        key=lambda one: (order(one), names.indicator_place(one.indicator), one.unit, one.form, one.field),
    )
    sheet = Sheet(
        key="indicators",
        title="Chỉ tiêu",
        about="Từng chỉ tiêu của các nhiệm vụ được thực hiện: số đơn vị ghi, tổng, bình quân, nhỏ nhất, lớn nhất.",
        columns=(*AREA, *TASK, *_INDICATOR, *columns),
        rows=_rows(each, names, _indicator_row),
    )
    return _with_fewer(sheet, found, each, names, _indicator_row)


def _indicator_row(names: Names, one: IndicatorFigures) -> tuple[Cell, ...]:
    found = measures_of(one)
    return (
        *area_cells(names, one.kind, one.area, one.level),
        *task_cells(names, one.task),
        *_indicator_cells(names, one),
        one.written,
        one.left_out,
        found.sum,
        found.mean,
        found.weighted,
        one.weight or None,
        found.least,
        found.most,
    )


def outlier_sheet(found: Consolidation, names: Names) -> Sheet:
    """Return the figures out of line, with their unit."""
    columns = (
        Column(key="code", title="Mã đơn vị", about="Mã đơn vị hành chính", width=10),
        Column(key="name", title="Đơn vị", about="Tên đơn vị", width=28),
        Column(key="level", title="Cấp", about="Cấp của đơn vị", width=11),
        Column(key="district", title="Huyện", about="Huyện mà đơn vị thuộc về", width=22),
        Column(key="province", title="Tỉnh", about="Tỉnh mà đơn vị thuộc về", width=22),
        *TASK,
        *_INDICATOR,
        decimal_column("figure", "Giá trị", "Số liệu đơn vị đã ghi"),
        Column(
            key="why",
            title="Vì sao",
            about="Ngoài khoảng hợp lý của hướng dẫn, hoặc xa các đơn vị cùng cấp",
            width=30,
        ),
        decimal_column("lower", "Cận dưới", "Từ giá trị này trở lên là bình thường"),
        decimal_column("upper", "Cận trên", "Đến giá trị này là bình thường"),
    )
    why = {"range": "Ngoài khoảng hợp lý của hướng dẫn", "far": "Khác xa các đơn vị cùng cấp"}
    rows = [
        (
            one.code,
            one.name,
            LEVELS[one.level],
            names.area("district", one.district) if one.district else "",
            names.area("province", one.province),
            *task_cells(names, one.task),
            *_indicator_cells(names, one),
            one.figure,
            why[one.why],
            one.lower,
            one.upper,
        )
        for one in found.outliers
    ]
    about = (
        "Số liệu cần xem lại: ngoài khoảng hợp lý của hướng dẫn, hoặc cách tứ phân vị của các đơn vị cùng cấp "
        "quá ba lần khoảng tứ phân vị."
    )
    return Sheet(key="outliers", title="Số liệu bất thường", about=about, columns=columns, rows=rows)


def funding_sheet(found: Consolidation, names: Names) -> Sheet:
    """Return the money by task, source and quarter."""
    columns = (
        Column(key="source", title="Nguồn", about="Nguồn kinh phí", width=18),
        count_column("due_year", "Năm", "Năm của hạn hoạt động; trống: không ghi ngày"),
        count_column("due_quarter", "Quý", "Quý của hạn hoạt động"),
        count_column("costs", "Số khoản", "Số khoản kinh phí"),
        Column(
            key="amount",
            title="Kinh phí (đồng)",
            kind="money",
            about="Tổng kinh phí, đồng, không làm tròn",
            width=20,
        ),
    )
    order = in_order(names)
    each = sorted(
        found.now.funding, key=lambda one: (order(one), source_name(one.source), one.quarter or 10**6)
    )
    sheet = Sheet(
        key="funding",
        title="Kinh phí",
        about="Kinh phí của các nhiệm vụ được thực hiện, theo nguồn và theo quý của hạn hoạt động.",
        columns=(*AREA, *TASK, *columns),
        rows=_rows(each, names, _funding_row),
    )
    return _with_fewer(sheet, found, each, names, _funding_row)


def _funding_row(names: Names, one: FundingFigures) -> tuple[Cell, ...]:
    return (
        *area_cells(names, one.kind, one.area, one.level),
        *task_cells(names, one.task),
        source_name(one.source),
        None if one.quarter is None else one.quarter // 10,
        None if one.quarter is None else one.quarter % 10,
        one.costs,
        one.amount,
    )


def _rows(each: Sequence[F], names: Names, row: Callable[[Names, F], tuple[Cell, ...]]) -> Rows:
    return Rows(len(each), lambda: (row(names, one) for one in each))


def _with_fewer(
    sheet: Sheet,
    found: Consolidation,
    each: Sequence[F],
    names: Names,
    row: Callable[[Names, F], tuple[Cell, ...]],
) -> Sheet:
    """Return a sheet of which a workbook of the nation leaves the districts out: they are too many for it."""
    if found.scope.kind != "nation":
        return sheet
    fewer = [one for one in each if one.kind != "district"]
    return Sheet(
        key=sheet.key,
        title=sheet.title,
        about=f"{sheet.about} Số liệu theo huyện có trong tệp CSV và Parquet.",
        columns=sheet.columns,
        rows=sheet.rows,
        in_workbook=_rows(fewer, names, row),
    )


def _indicator_cells(names: Names, one: Any) -> tuple[Cell, ...]:
    return one.indicator, names.indicator(one.indicator), one.unit, FORMS[one.form], FIELDS[one.field]

"""All tables of a consolidation, and what is said on each of them."""

from datetime import datetime

from dxdesk.consolidation.consolidation import Consolidation
from dxdesk.guidance.pack import Pack
from dxdesk.report.changes import change_sheet
from dxdesk.report.counts import coverage_sheet, deadline_sheet, reason_sheet, task_sheet, unit_sheet
from dxdesk.report.naming import Names
from dxdesk.report.sheet import Column, Sheet
from dxdesk.report.sums import funding_sheet, indicator_sheet, outlier_sheet
from dxdesk.text.dates import short_date
from dxdesk.text.days import VIETNAM


def sheets_of(found: Consolidation, pack: Pack) -> list[Sheet]:
    """Return all tables, in the order in which they are shown."""
    names = Names(found, pack)
    change = change_sheet(found, names)
    return [
        coverage_sheet(found, names),
        task_sheet(found, names),
        reason_sheet(found, names),
        indicator_sheet(found, names),
        outlier_sheet(found, names),
        funding_sheet(found, names),
        deadline_sheet(found, names),
        *([change] if change else []),
        unit_sheet(found, names),
    ]


def all_sheets(found: Consolidation, pack: Pack) -> list[Sheet]:
    """Return all tables, and the one that tells what their columns mean."""
    sheets = sheets_of(found, pack)
    return [*sheets, column_sheet(sheets)]


def column_sheet(sheets: list[Sheet]) -> Sheet:
    """Return the table that tells what each column of the others means."""
    columns = (
        Column(key="table", title="Bảng", about="Tên tệp của bảng", width=14),
        Column(key="table_title", title="Tên bảng", about="Tên bảng", width=20),
        Column(key="column", title="Cột", about="Tên cột trong tệp CSV và Parquet", width=18),
        Column(key="title", title="Tên cột", about="Tên cột trong bảng tính", width=22),
        Column(
            key="kind",
            title="Kiểu",
            about="text, integer, money (đồng), decimal, date, moment, yes_no",
            width=10,
        ),
        Column(key="meaning", title="Ý nghĩa", about="Ý nghĩa của cột", width=70),
    )
    rows = [
        (sheet.key, sheet.title, column.key, column.title, column.kind, column.about)
        for sheet in sheets
        for column in sheet.columns
    ]
    return Sheet(key="columns", title="Giải thích", about="Ý nghĩa của từng cột.", columns=columns, rows=rows)


def standing_line(found: Consolidation, at: datetime) -> str:
    """Return what every table says of itself: as of when, of how many units, which revisions count."""
    expected = len(found.units)
    sent = sum(one.received_at is not None for one in found.units)
    day = short_date(at.astimezone(VIETNAM).date())
    return (
        f"Số liệu đến {at.astimezone(VIETNAM):%H:%M} ngày {day}; {sent}/{expected} đơn vị đã gửi; mỗi đơn vị tính "
        "lần ban hành mới nhất, gói xung đột chưa tính."
    )

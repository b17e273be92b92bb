"""The table of one year against the year before."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from dxdesk.consolidation.consolidation import Consolidation, YearFigures
from dxdesk.report.counts import AREA, TASK, area_cells, decimal_column, task_cells
from dxdesk.report.measures import measures_of
from dxdesk.report.naming import Names, level_place
from dxdesk.report.overview import coverage_totals
from dxdesk.report.sheet import Column, Sheet
from dxdesk.text.numerals import number_text


def change_sheet(found: Consolidation, names: Names) -> Sheet | None:
    """Return this year against the year before, or None where there is no year before."""
    if found.before is None:
        return None
    before, now = (dict(_measures(one)) for one in (found.before, found.now))
    columns = (
        Column(key="measure", title="Nội dung", about="Nội dung so sánh", width=26),
        *TASK,
        Column(key="indicator_label", title="Chỉ tiêu", about="Tên chỉ tiêu, với các chỉ tiêu", width=48),
        Column(key="unit", title="Đơn vị tính", about="Đơn vị tính như đơn vị đã ghi", width=12),
        decimal_column("before", f"Năm {found.before.year}", "Giá trị của năm trước"),
        decimal_column("now", f"Năm {found.now.year}", "Giá trị của năm báo cáo"),
        decimal_column("difference", "Tăng, giảm", "Năm báo cáo trừ năm trước"),
    )
    known = {(one.kind, one.code) for one in found.areas if one.kind != "district" or found.scope.code}
    keys = sorted(
        (key for key in before.keys() | now.keys() if (key[0], key[1]) in known),
        key=lambda key: (
            names.area_place(key[0], key[1]),
            level_place(key[2]),
            key[3],
            names.task_place(key[4]),
            names.indicator_place(key[5]),
            key[6:],
        ),
    )
    rows = [
        (
            *area_cells(names, key[0], key[1], key[2]),
            key[3],
            *(task_cells(names, key[4]) if key[4] else (None, "", "")),
            names.indicator(key[5]) if key[5] else "",
            key[6],
            before.get(key),
            now.get(key),
            now[key] - before[key] if key in now and key in before else None,
        )
        for key in keys
    ]
    then, counted = (coverage_totals(found, one)["counted"] for one in (found.before, found.now))
    about = (
        f"{number_text(counted)} kế hoạch của năm {found.now.year} so với {number_text(then)} kế hoạch của năm "
        f"{found.before.year}; báo cáo cả nước không tách theo huyện."
    )
    return Sheet(key="changes", title="So với năm trước", about=about, columns=(*AREA, *columns), rows=rows)


def _measures(year: YearFigures) -> Iterator[tuple[tuple[Any, ...], Decimal]]:
    """Yield what is compared: area, level, content, task, indicator with its unit and form, with the figure."""
    for one in year.coverage:
        yield (one.kind, one.area, one.level, "Số đơn vị đã gửi", "", "", "", ""), Decimal(one.sent)
    for task in year.tasks:
        key = (task.kind, task.area, task.level, "Số đơn vị thực hiện", task.task, "", "", "")
        yield key, Decimal(task.applies)
    for figures in year.indicators:
        mean = measures_of(figures).best_mean
        if figures.field == "target" and mean is not None:
            key = (
                figures.kind,
                figures.area,
                figures.level,
                "Chỉ tiêu bình quân",
                figures.task,
                figures.indicator,
                figures.unit,
                figures.form,
            )
            yield key, mean
    money: dict[tuple[Any, ...], int] = {}
    for cost in year.funding:
        key = (cost.kind, cost.area, cost.level, "Kinh phí (đồng)", "", "", "", "")
        money[key] = money.get(key, 0) + cost.amount
    yield from ((key, Decimal(amount)) for key, amount in money.items())

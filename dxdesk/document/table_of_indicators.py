"""The appendix of indicators: last year's result and this year's target of each."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from dxdesk.document.grouping import groups, header_row, pillar_row
from dxdesk.document.paragraphs import cell, one_line
from dxdesk.document.tree import Row, Table
from dxdesk.guidance.pack import Indicator, IndicatorKind, Pack, Task
from dxdesk.plan.model import IndicatorFigure, IndicatorValue, Plan, TaskEntry
from dxdesk.pointers import escape_pointer
from dxdesk.text.dates import printed_date
from dxdesk.text.numerals import number_text

_WIDTHS: Final = (11.0, 82.0, 22.0, 25.0, 25.0)
_WIDTHS_WITH_NOTE: Final = (11.0, 64.0, 20.0, 22.0, 22.0, 26.0)


def has_figures(plan: Plan, pack: Pack) -> bool:
    """Return whether any indicator of a task that applies has a figure."""
    return any(
        True for _, entries in groups(plan, pack) for _, task, entry in entries for _ in _figures(task, entry)
    )


def indicator_table(plan: Plan, pack: Pack) -> Table:
    """Return the table, numbered on through the pillars."""
    shown = [
        (pillar, figures)
        for pillar, entries in groups(plan, pack)
        if (figures := [figure for _, task, entry in entries for figure in _figures(task, entry)])
    ]
    notes = any(value.note for _, figures in shown for _, value, _ in figures)
    widths = _WIDTHS_WITH_NOTE if notes else _WIDTHS
    titles = (
        "TT",
        "Tên chỉ tiêu",
        "Đơn vị tính",
        f"Thực hiện năm {plan.year - 1}",
        f"Chỉ tiêu năm {plan.year}",
    )
    rows: list[Row] = []
    number = 0
    for position, (pillar, figures) in enumerate(shown, start=1):
        rows.append(pillar_row(position, pillar, len(widths)))
        for number, figure in enumerate(figures, start=number + 1):  # noqa: B020 - runs on
            rows.append(_row(number, *figure, notes=notes))
    header = header_row((*titles, "Ghi chú") if notes else titles)
    return Table(widths=widths, header=(header,), rows=tuple(rows))


def figure_text(kind: IndicatorKind, figure: IndicatorFigure) -> str:
    """Return a figure as it is printed: "92,5", "1.250", "31/3/2023", "Có"; nothing for None.

    A figure that is not of its kind is printed as it was typed.
    """
    if figure is None:
        return ""
    if isinstance(figure, bool):
        return "Có" if figure else "Chưa"
    if isinstance(figure, int):
        return number_text(figure)
    try:
        if kind == "date":
            return printed_date(date.fromisoformat(figure))
        if kind in {"percent", "count", "money"}:
            return number_text(Decimal(figure))
    except (ValueError, InvalidOperation):
        pass
    return one_line(figure)


def _figures(task: Task, entry: TaskEntry) -> Iterator[tuple[Indicator, IndicatorValue, str]]:
    """Yield what is printed of a task: indicator, figures, and their place in the plan."""
    if not entry.applies:
        return
    for indicator in task.indicators:
        value = entry.indicators.get(indicator.key)
        if value is not None and (value.baseline is not None or value.target is not None):
            place = f"/tasks/{escape_pointer(task.key)}/indicators/{escape_pointer(indicator.key)}"
            yield indicator, value, place


def _row(number: int, indicator: Indicator, value: IndicatorValue, place: str, *, notes: bool) -> Row:
    cells = (
        cell(str(number), style="table-center"),
        cell(indicator.label, origin=place),
        cell(value.unit, style="table-center", origin=f"{place}/unit"),
        cell(figure_text(value.kind, value.baseline), style="table-center", origin=f"{place}/baseline"),
        cell(figure_text(value.kind, value.target), style="table-center", origin=f"{place}/target"),
    )
    return Row(cells=(*cells, cell(value.note, origin=f"{place}/note")) if notes else cells)

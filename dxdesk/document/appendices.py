"""The appendices: tasks, indicators and funding as tables (Appendix I, III; forms 2.1 and 2.2)."""

from collections.abc import Callable
from typing import Final, Literal

from dxdesk.document.grouping import groups
from dxdesk.document.paragraphs import paragraph
from dxdesk.document.table_of_funding import funding_table
from dxdesk.document.table_of_indicators import has_figures, indicator_table
from dxdesk.document.table_of_tasks import task_table
from dxdesk.document.tree import Orientation, Paragraph, Section, Table
from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import Plan
from dxdesk.plan.totals import plan_total
from dxdesk.plan.wording import UNIT_NAMES, reference
from dxdesk.text.numerals import roman

AppendixKey = Literal["tasks", "indicators", "funding"]

_TITLES: Final[dict[AppendixKey, str]] = {
    "tasks": "Danh mục nhiệm vụ chuyển đổi số năm {year}",
    "indicators": "Chỉ tiêu chuyển đổi số năm {year}",
    "funding": "Kinh phí thực hiện Kế hoạch Chuyển đổi số năm {year}",
}
_ORIENTATIONS: Final[dict[AppendixKey, Orientation]] = {
    "tasks": "landscape",
    "indicators": "portrait",
    "funding": "landscape",
}
_TABLES: Final[dict[AppendixKey, Callable[[Plan, Pack], Table]]] = {
    "tasks": task_table,
    "indicators": indicator_table,
    "funding": funding_table,
}


def appendix_labels(plan: Plan, pack: Pack) -> dict[AppendixKey, str]:
    """Return the appendices that the plan has, with their labels; numbered only where there are several."""
    keys: list[AppendixKey] = []
    if any(True for _ in groups(plan, pack)):
        keys.append("tasks")
    if has_figures(plan, pack):
        keys.append("indicators")
    if plan.document.funding_appendix and plan_total(plan):
        keys.append("funding")
    if len(keys) == 1:
        return {keys[0]: "Phụ lục"}
    return {key: f"Phụ lục {roman(position)}" for position, key in enumerate(keys, start=1)}


def appendices(plan: Plan, pack: Pack) -> list[Section]:
    """Return a section for each appendix; each has its own page numbers."""
    return [_appendix(key, label, plan, pack) for key, label in appendix_labels(plan, pack).items()]


def _appendix(key: AppendixKey, label: str, plan: Plan, pack: Pack) -> Section:
    title = _TITLES[key].format(year=plan.year)
    return Section(
        title=f"{label}. {title}",
        orientation=_ORIENTATIONS[key],
        blocks=(
            paragraph("appendix-label", label),
            paragraph("appendix-title", title.upper()),
            paragraph("reference", reference(plan), rule=0.4),
            *_unit_note(key, plan),
            _TABLES[key](plan, pack),
            paragraph("end-mark", "./."),
        ),
    )


def _unit_note(key: AppendixKey, plan: Plan) -> list[Paragraph]:
    if key == "indicators" or not plan_total(plan):
        return []
    return [paragraph("unit-note", f"Đơn vị tính: {UNIT_NAMES[plan.document.money_unit]}")]

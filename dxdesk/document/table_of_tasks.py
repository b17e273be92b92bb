"""The appendix of tasks: what is done, who leads, when, with what result and what it costs."""

from typing import Final

from dxdesk.document.columns import amount_column
from dxdesk.document.grouping import groups, header_row, pillar_row
from dxdesk.document.paragraphs import cell
from dxdesk.document.tree import Row, Table
from dxdesk.guidance.pack import Pack, Task
from dxdesk.plan.model import Activity, MoneyUnit, Plan, TaskEntry
from dxdesk.plan.totals import activity_total, plan_total, task_total
from dxdesk.plan.wording import SHORT_SOURCE_NAMES
from dxdesk.pointers import escape_pointer
from dxdesk.text.numerals import money_text

_TITLES: Final = (
    "TT",
    "Nhiệm vụ, nội dung thực hiện",
    "Đơn vị chủ trì",
    "Đơn vị phối hợp",
    "Thời gian thực hiện",
    "Sản phẩm, kết quả",
    "Kinh phí",
    "Nguồn kinh phí",
)
# mm; 252 between the margins of a landscape page. The text of the tasks takes what is left.
_TEXT_WIDTH: Final = 252.0
_NUMBER, _LEAD, _PARTNERS, _PERIOD, _OUTPUT, _NOTE = 12.0, 33.0, 31.0, 27.0, 34.0, 18.0
_LEAST_COST, _LEAST_SOURCE = 18.0, 20.0
_LEAST_TASK: Final = 45.0
_BEFORE_COST: Final = 6


def task_table(plan: Plan, pack: Pack) -> Table:
    """Return the table; a column for notes only where a note was written."""
    notes = any(activity.note for entry in plan.tasks.values() for activity in entry.activities)
    widths = _widths(plan, notes=notes)
    titles = (*_TITLES, "Ghi chú") if notes else _TITLES
    rows: list[Row] = []
    for position, (pillar, entries) in enumerate(groups(plan, pack), start=1):
        rows.append(pillar_row(position, pillar, len(widths)))
        for number, task, entry in entries:
            rows += _task_rows(number, task, entry, plan.document.money_unit, len(widths))
    if total := plan_total(plan):
        rows.append(_total_row(total, plan.document.money_unit, len(widths)))
    return Table(widths=widths, header=(header_row(titles),), rows=tuple(rows))


def _widths(plan: Plan, *, notes: bool) -> tuple[float, ...]:
    note = [_NOTE] if notes else []
    words = (_LEAD, _PARTNERS, _PERIOD, _OUTPUT)
    most = (_TEXT_WIDTH - _NUMBER - sum(words) - sum(note) - _LEAST_TASK) / 2
    cost, source = amount_column(plan, _LEAST_COST, most), amount_column(plan, _LEAST_SOURCE, most)
    after = (*words, cost, source, *note)
    return (_NUMBER, _TEXT_WIDTH - _NUMBER - sum(after), *after)


def _task_rows(number: int, task: Task, entry: TaskEntry, unit: MoneyUnit, columns: int) -> list[Row]:
    if not entry.applies:
        return [_refused_row(number, task, entry, columns)]
    rows = [_task_row(number, task, entry, unit, columns)]
    for index, activity in enumerate(entry.activities):
        place = f"{_place(task)}/activities/{index}"
        rows.append(_activity_row(f"{number}.{index + 1}", activity, unit, columns, place))
    return rows


def _place(task: Task) -> str:
    return f"/tasks/{escape_pointer(task.key)}"


def _task_row(number: int, task: Task, entry: TaskEntry, unit: MoneyUnit, columns: int) -> Row:
    total = task_total(entry)
    return Row(
        cells=(
            cell(str(number), style="table-strong-center"),
            cell(task.title, style="table-strong", span=_BEFORE_COST - 1, origin=_place(task)),
            cell(money_text(total, unit) if total else "", style="table-strong-number"),
            cell("", span=columns - _BEFORE_COST - 1),
        ),
        keep_with_next=bool(entry.activities),
    )


def _refused_row(number: int, task: Task, entry: TaskEntry, columns: int) -> Row:
    return Row(
        cells=(
            cell(str(number), style="table-strong-center"),
            cell(task.title, style="table-strong", origin=_place(task)),
            cell(entry.reason, span=columns - 2, origin=f"{_place(task)}/reason"),
        )
    )


def _activity_row(number: str, activity: Activity, unit: MoneyUnit, columns: int, place: str) -> Row:
    """Return the row of an activity that stands at `place` in the plan; its text is the activity itself."""
    period = activity.period.text.replace("Quý ", "Quý\u00a0")
    total = activity_total(activity)
    cells = [
        cell(number, style="table-center"),
        cell(activity.text, origin=place),
        cell(activity.lead, origin=f"{place}/lead"),
        cell(activity.partners, origin=f"{place}/partners"),
        cell(period, style="table-center", origin=f"{place}/period"),
        cell(activity.output, origin=f"{place}/output"),
        cell(
            money_text(total, unit) if activity.costs else "", style="table-number", origin=f"{place}/costs"
        ),
        cell(_sources(activity, unit), origin=f"{place}/costs"),
    ]
    if columns > len(cells):
        cells.append(cell(activity.note, origin=f"{place}/note"))
    return Row(cells=tuple(cells))


def _sources(activity: Activity, unit: MoneyUnit) -> str:
    """Name who pays; where several do, each with its share."""
    shares: dict[str, int] = {}
    for cost in activity.costs:
        if cost.source:
            name = SHORT_SOURCE_NAMES[cost.source]
            shares[name] = shares.get(name, 0) + cost.amount
    if len(shares) == 1:
        return next(iter(shares))
    return "\n".join(f"{name}: {money_text(share, unit)}" for name, share in shares.items())


def _total_row(total: int, unit: MoneyUnit, columns: int) -> Row:
    return Row(
        cells=(
            cell("TỔNG CỘNG", style="table-strong-center", span=_BEFORE_COST),
            cell(money_text(total, unit), style="table-strong-number"),
            cell("", span=columns - _BEFORE_COST - 1),
        )
    )

"""The appendix of funding: what each task costs, by source."""

from typing import Final

from dxdesk.document.columns import amount_column
from dxdesk.document.grouping import groups, header_row, pillar_row
from dxdesk.document.paragraphs import cell
from dxdesk.document.tree import Row, Table
from dxdesk.guidance.pack import Pack, Task
from dxdesk.plan.model import FundingSource, MoneyUnit, Plan, TaskEntry
from dxdesk.plan.totals import plan_total, task_total, totals_by_source
from dxdesk.plan.wording import SOURCE_NAMES, WITHOUT_SOURCE
from dxdesk.pointers import escape_pointer
from dxdesk.text.numerals import money_text

_NUMBER_WIDTH: Final = 12.0
_LEAST_AMOUNT: Final = 24.0
_LEAST_WORDS: Final = 32.0
_TEXT_WIDTH: Final = 252.0

Totals = dict[FundingSource | None, int]


def funding_table(plan: Plan, pack: Pack) -> Table:
    """Return the table with a column for every source that pays anything."""
    unit = plan.document.money_unit
    totals = totals_by_source(plan.tasks.values())
    sources = [source for source in (*SOURCE_NAMES, None) if totals.get(source)]
    count = len(sources) + 1
    most = (_TEXT_WIDTH - _NUMBER_WIDTH - _LEAST_WORDS) / count
    amounts = (amount_column(plan, _LEAST_AMOUNT, most),) * count
    widths = (_NUMBER_WIDTH, _TEXT_WIDTH - _NUMBER_WIDTH - sum(amounts), *amounts)
    titles = ("TT", "Nhiệm vụ", "Tổng số", *(SOURCE_NAMES[s] if s else WITHOUT_SOURCE for s in sources))
    rows: list[Row] = []
    for position, (pillar, entries) in enumerate(groups(plan, pack), start=1):
        paid = [(number, task, entry) for number, task, entry in entries if task_total(entry)]
        if paid:
            rows.append(pillar_row(position, pillar, len(widths)))
        rows += [_task_row(number, task, entry, sources, unit) for number, task, entry in paid]
    rows.append(_total_row(plan_total(plan), totals, sources, unit))
    return Table(widths=widths, header=(header_row(titles),), rows=tuple(rows))


def _task_row(
    number: int, task: Task, entry: TaskEntry, sources: list[FundingSource | None], unit: MoneyUnit
) -> Row:
    totals = totals_by_source([entry])
    return Row(
        cells=(
            cell(str(number), style="table-center"),
            cell(task.title, origin=f"/tasks/{escape_pointer(task.key)}"),
            cell(money_text(task_total(entry), unit), style="table-number"),
            *(
                cell(money_text(totals[source], unit) if totals.get(source) else "", style="table-number")
                for source in sources
            ),
        )
    )


def _total_row(total: int, totals: Totals, sources: list[FundingSource | None], unit: MoneyUnit) -> Row:
    return Row(
        cells=(
            cell("TỔNG CỘNG", style="table-strong-center", span=2),
            cell(money_text(total, unit), style="table-strong-number"),
            *(cell(money_text(totals[source], unit), style="table-strong-number") for source in sources),
        )
    )

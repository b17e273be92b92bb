"""Sums of money, computed whenever they are needed and never stored (đồng, integers)."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import Activity, Cost, FundingSource, Plan, TaskEntry


def without_unknown_tasks(plan: Plan, pack: Pack) -> Plan:
    """Return the plan with the tasks of the pack only: others are kept, but neither printed nor counted."""
    known = {task.key for task in pack.tasks}
    if known.issuperset(plan.tasks):
        return plan
    tasks = {key: entry for key, entry in plan.tasks.items() if key in known}
    return msgspec.structs.replace(plan, tasks=tasks)


def activity_total(activity: Activity) -> int:
    """Return what one activity costs."""
    return sum(cost.amount for cost in activity.costs)


def task_total(entry: TaskEntry) -> int:
    """Return what a task costs; a task that is not carried out costs nothing."""
    return sum(cost.amount for cost in _costs([entry]))


def plan_total(plan: Plan) -> int:
    """Return what the whole plan costs."""
    return sum(cost.amount for cost in _costs(plan.tasks.values()))


def totals_by_source(entries: Iterable[TaskEntry]) -> dict[FundingSource | None, int]:
    """Return the total of each source that pays anything; None gathers costs without a source."""
    totals: Counter[FundingSource | None] = Counter()
    for cost in _costs(entries):
        totals[cost.source] += cost.amount
    return dict(totals)


def _costs(entries: Iterable[TaskEntry]) -> Iterable[Cost]:
    return (
        cost for entry in entries if entry.applies for activity in entry.activities for cost in activity.costs
    )

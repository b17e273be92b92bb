"""What is counted of plans: how tasks are answered, why they are refused, money, and what falls due when."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.figures import DeadlineFigures, FundingFigures, RefusalReason, TaskFigures
from dxdesk.consolidation.places import Place, areas_around
from dxdesk.consolidation.rolling import Where
from dxdesk.plan.model import Plan, TaskEntry


class CountedPlan(NamedTuple):
    """A plan that counts, and whose it is."""

    place: Place
    plan: Plan


def where(place: Place, scope: Scope) -> Iterator[Where]:
    """Yield what the figures of a unit are summed up in."""
    for kind, area in areas_around(place, scope):
        yield kind, area, place.level


def carried_out(plan: Plan) -> Iterator[tuple[str, TaskEntry]]:
    """Yield the tasks that a plan carries out, by their keys."""
    return ((task, entry) for task, entry in plan.tasks.items() if entry.applies)


def task_figures(plans: Iterable[CountedPlan], scope: Scope) -> list[TaskFigures]:
    """Return how each task is answered."""
    sums: dict[tuple[Where, str], Counter[str]] = defaultdict(Counter)
    for one in plans:
        answers = {task: _answer(entry) for task, entry in one.plan.tasks.items()}
        for spot in where(one.place, scope):
            for task, answer in answers.items():
                sums[spot, task].update(answer)
    names = ("plans", "applies", "done", "refused", "open")
    return [TaskFigures(*spot, task, *(each[name] for name in names)) for (spot, task), each in sums.items()]


def _answer(entry: TaskEntry) -> list[str]:
    if entry.applies is None:
        return ["plans", "open"]
    if not entry.applies:
        return ["plans", "refused"]
    return ["plans", "applies", *(["done"] if any(one.text for one in entry.activities) else [])]


def refusal_reasons(plans: Iterable[CountedPlan], scope: Scope) -> list[RefusalReason]:
    """Return why tasks are refused, the commonest reason first; districts only where the scope is one."""
    wanted = scope.kinds[:-1] or scope.kinds
    sums = Counter[tuple[Where, str, str]]()
    for one in plans:
        refused = [
            (task, entry.reason.strip(" "))
            for task, entry in one.plan.tasks.items()
            if entry.applies is False
        ]
        spots = [spot for spot in where(one.place, scope) if spot[0] in wanted]
        sums.update((spot, task, reason) for spot in spots for task, reason in refused)
    found = [RefusalReason(*spot, task, reason, units) for (spot, task, reason), units in sums.items()]
    return sorted(found, key=lambda one: (-one.units, one.reason))


def funding_figures(plans: Iterable[CountedPlan], scope: Scope) -> list[FundingFigures]:
    """Return the money of tasks that are carried out."""
    sums: dict[tuple[Where, str, str | None, int | None], list[int]] = defaultdict(list)
    for one in plans:
        costs = [
            (task, cost.source, _quarter(activity.period.due), cost.amount)
            for task, entry in carried_out(one.plan)
            for activity in entry.activities
            for cost in activity.costs
        ]
        for spot in where(one.place, scope):
            for task, source, quarter, amount in costs:
                sums[spot, task, source, quarter].append(amount)
    return [
        FundingFigures(*spot, task, source, quarter, len(amounts), sum(amounts))
        for (spot, task, source, quarter), amounts in sums.items()
    ]


def deadline_figures(plans: Iterable[CountedPlan], scope: Scope) -> list[DeadlineFigures]:
    """Return what falls due of tasks that are carried out."""
    sums = Counter[tuple[Where, int | None]]()
    for one in plans:
        months = [
            _month(activity.period.due)
            for _task, entry in carried_out(one.plan)
            for activity in entry.activities
        ]
        for spot in where(one.place, scope):
            sums.update((spot, month) for month in months)
    return [DeadlineFigures(*spot, month, activities) for (spot, month), activities in sums.items()]


def amounts_by_unit(plans: Sequence[CountedPlan]) -> dict[str, int]:
    """Return the money of each plan, đồng, by the code of its unit."""
    return {
        one.place.code: sum(
            cost.amount
            for _task, entry in carried_out(one.plan)
            for activity in entry.activities
            for cost in activity.costs
        )
        for one in plans
    }


def _month(day: date | None) -> int | None:
    return None if day is None else day.year * 100 + day.month


def _quarter(day: date | None) -> int | None:
    return None if day is None else day.year * 10 + (day.month + 2) // 3

"""Money by task, source and quarter; and what falls due in which month. Đồng, whole numbers.

The database finds the rows, Python adds them up: its integers have no end, and it need not sort to group.
"""

from collections import defaultdict
from datetime import date
from functools import cache
from operator import add
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, select, type_coerce
from sqlalchemy.types import NullType

from dxdesk.central.consolidation.plans import IN_FORCE, bare_rows, carried_out, in_force
from dxdesk.central.plan_tables import ACTIVITY, COST
from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.figures import DeadlineFigures, FundingFigures
from dxdesk.consolidation.rolling import Spot, rolled_up

# Task, source, quarter; and how many costs come to how much.
_Key = tuple[str, str | None, int | None]
_Sum = tuple[int, int]
# A day as the database gives it, text or date: there are few of them, and each is looked at once.
_DUE: ColumnElement[Any] = type_coerce(ACTIVITY.c.due, NullType())


def funding_figures(connection: Connection, scope: Scope) -> list[FundingFigures]:
    """Return the money of tasks that are carried out."""
    tied, applies = carried_out(COST)
    activity = and_(
        ACTIVITY.c.package_id == COST.c.package_id,
        ACTIVITY.c.task == COST.c.task,
        ACTIVITY.c.position == COST.c.activity,
    )
    query = (
        select(IN_FORCE.c.spot, COST.c.task, COST.c.source, _DUE, COST.c.amount)
        .select_from(tied.join(ACTIVITY, activity))
        .where(applies)
    )
    with in_force(connection, scope) as gathered:
        fine: dict[Spot, dict[_Key, _Sum]] = {spot: {} for spot in gathered.spots}
        by_number = list(fine.values())
        known: dict[_Key, _Key] = {}  # each once in memory, however many spots have it
        for number, task, source, due, amount in bare_rows(connection, query):
            sums, key = by_number[number], (task, source, _quarter(due))
            before = sums.get(key)
            if before is None:
                sums[known.setdefault(key, key)] = (1, amount)
            else:
                sums[key] = (before[0] + 1, before[1] + amount)
    return [
        FundingFigures(*where, *key, *one)
        for where, each in rolled_up(fine, scope, _together)
        for key, one in each.items()
    ]


def deadline_figures(connection: Connection, scope: Scope) -> list[DeadlineFigures]:
    """Return what falls due of tasks that are carried out."""
    tied, applies = carried_out(ACTIVITY)
    query = (
        select(IN_FORCE.c.spot, _DUE.label("due"), func.count())
        .select_from(tied)
        .where(applies)
        .group_by(IN_FORCE.c.spot, ACTIVITY.c.due)
    )
    with in_force(connection, scope) as gathered:
        fine: dict[Spot, dict[int | None, int]] = {spot: defaultdict(int) for spot in gathered.spots}
        for number, due, activities in connection.execute(query):
            fine[gathered.spots[number]][_month(due)] += activities
    return [
        DeadlineFigures(*where, month, activities)
        for where, each in rolled_up(fine, scope, add)
        for month, activities in each.items()
    ]


def _together(one: _Sum, other: _Sum) -> _Sum:
    return one[0] + other[0], one[1] + other[1]


@cache
def _month(due: str | date | None) -> int | None:
    if due is None:
        return None
    year, month, _day = map(int, str(due).split("-"))
    return year * 100 + month


@cache
def _quarter(due: str | date | None) -> int | None:
    month = _month(due)
    return None if month is None else month // 100 * 10 + (month % 100 + 2) // 3

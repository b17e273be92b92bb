"""Of each task: how many units carry it out, have written what they do, refuse it, and why."""

from operator import add

from sqlalchemy import Connection, and_, exists, func, select

from dxdesk.central.consolidation.exact import counted
from dxdesk.central.consolidation.plans import IN_FORCE, by_spot, in_force
from dxdesk.central.plan_tables import ACTIVITY, TASK_ENTRY
from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.figures import RefusalReason, TaskFigures
from dxdesk.consolidation.rolling import rolled_up

_Counts = tuple[int, ...]


def task_figures(connection: Connection, scope: Scope) -> list[TaskFigures]:
    """Return how each task is answered."""
    entry = TASK_ENTRY
    own = and_(ACTIVITY.c.package_id == entry.c.package_id, ACTIVITY.c.task == entry.c.task)
    is_written = exists().where(own, ACTIVITY.c.text != "")
    query = (
        select(
            IN_FORCE.c.spot,
            entry.c.task,
            func.count(),
            counted(entry.c.applies.is_(True)),
            counted(and_(entry.c.applies.is_(True), is_written)),
            counted(entry.c.applies.is_(False)),
            counted(entry.c.applies.is_(None)),
        )
        .join_from(IN_FORCE, entry, entry.c.package_id == IN_FORCE.c.package_id)
        .group_by(IN_FORCE.c.spot, entry.c.task)
    )
    with in_force(connection, scope) as gathered:
        fine = by_spot(gathered, connection.execute(query), 1)
    return [
        TaskFigures(*where, *key, *counts)
        for where, each in rolled_up(fine, scope, _together)
        for key, counts in each.items()
    ]


def refusal_reasons(connection: Connection, scope: Scope) -> list[RefusalReason]:
    """Return why tasks are refused, the commonest reason first; districts only where the scope is one."""
    entry = TASK_ENTRY
    written = func.trim(entry.c.reason)
    query = (
        select(IN_FORCE.c.spot, entry.c.task, written, func.count())
        .join_from(IN_FORCE, entry, entry.c.package_id == IN_FORCE.c.package_id)
        .where(entry.c.applies.is_(False))
        .group_by(IN_FORCE.c.spot, entry.c.task, written)
    )
    wanted = scope.kinds[:-1] or scope.kinds
    with in_force(connection, scope) as gathered:
        fine = by_spot(gathered, connection.execute(query), 2)
    found = [
        RefusalReason(*where, task, reason, units)
        for where, each in rolled_up(fine, scope, _together)
        if where[0] in wanted
        for (task, reason), (units,) in each.items()
    ]
    return sorted(found, key=lambda one: (-one.units, one.reason))


def _together(one: _Counts, other: _Counts) -> _Counts:
    return tuple(map(add, one, other))

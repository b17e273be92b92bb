"""Of each task: how many units carry it out, have written what they do, refuse it, and why."""

from sqlalchemy import Connection, and_, func, select

from dxdesk.central.consolidation.areas import spread
from dxdesk.central.consolidation.exact import counted
from dxdesk.central.consolidation.plans import CURRENT_PLAN, WRITTEN, by_place, places
from dxdesk.central.plan_tables import TASK_ENTRY
from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.figures import RefusalReason, TaskFigures


def task_figures(connection: Connection, scope: Scope) -> list[TaskFigures]:
    """Return how each task is answered."""
    entry = TASK_ENTRY
    own = and_(WRITTEN.c.package_id == entry.c.package_id, WRITTEN.c.task == entry.c.task)
    query = (
        places(
            scope,
            entry.c.task,
            func.count().label("plans"),
            counted(entry.c.applies.is_(True)).label("applies"),
            counted(and_(entry.c.applies.is_(True), WRITTEN.c.task.is_not(None))).label("done"),
            counted(entry.c.applies.is_(False)).label("refused"),
            counted(entry.c.applies.is_(None)).label("open"),
        )
        .join_from(CURRENT_PLAN, entry, entry.c.package_id == CURRENT_PLAN.c.package_id)
        .outerjoin(WRITTEN, own)
    )
    fine = spread(by_place(query, entry.c.task), scope, "answers")
    keys = (fine.c.kind, fine.c.area, fine.c.level, fine.c.task)
    sums = (func.sum(fine.c[name]) for name in ("plans", "applies", "done", "refused", "open"))
    rows = connection.execute(select(*keys, *sums).group_by(*keys))
    return [TaskFigures(*row[:4], *map(int, row[4:])) for row in rows]


def refusal_reasons(connection: Connection, scope: Scope) -> list[RefusalReason]:
    """Return why tasks are refused, the commonest reason first; districts only where the scope is one."""
    entry = TASK_ENTRY
    reason = func.trim(entry.c.reason).label("reason")
    query = (
        places(scope, entry.c.task, reason, func.count().label("units"))
        .join_from(CURRENT_PLAN, entry, entry.c.package_id == CURRENT_PLAN.c.package_id)
        .where(entry.c.applies.is_(False))
    )
    fine = spread(by_place(query, entry.c.task, func.trim(entry.c.reason)), scope, "refusals")
    keys = (fine.c.kind, fine.c.area, fine.c.level, fine.c.task, fine.c.reason)
    units = func.sum(fine.c.units).label("units")
    wanted = scope.kinds[:-1] or scope.kinds
    query = select(*keys, units).where(fine.c.kind.in_(wanted)).group_by(*keys)
    rows = connection.execute(query.order_by(units.desc(), fine.c.reason))
    return [RefusalReason._make((*row[:5], int(row.units))) for row in rows]

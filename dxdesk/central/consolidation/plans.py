"""The plans that count: the current one of each unit, with where it stands."""

from typing import Any, Final

from sqlalchemy import BigInteger, Column, Date, MetaData, Select, Table, Text, select

from dxdesk.central.consolidation.areas import within
from dxdesk.central.plan_tables import ACTIVITY, TASK_ENTRY
from dxdesk.consolidation.areas import Scope

_VIEWS: Final = MetaData()
CURRENT_PLAN: Final = Table(
    "current_plan",
    _VIEWS,
    *(Column(name, BigInteger) for name in ("package_id", "year", "revision")),
    *(Column(name, Text) for name in ("scheme", "code", "level", "name", "district", "province", "digest")),
)
CURRENT_COST: Final = Table(
    "current_cost",
    _VIEWS,
    *(Column(name, BigInteger) for name in ("package_id", "year", "activity", "position", "amount")),
    *(Column(name, Text) for name in ("scheme", "code", "level", "district", "province", "task", "source")),
    Column("due", Date),
)


def places(scope: Scope, *columns: Any, plans: Any = CURRENT_PLAN) -> Select[Any]:
    """Return a query for level and place of each plan of a scope, and further columns."""
    query = select(plans.c.level, plans.c.district, plans.c.province, *columns)
    return query.where(plans.c.year == scope.year, within(plans, scope))


def by_place(query: Select[Any], *columns: Any, plans: Any = CURRENT_PLAN) -> Select[Any]:
    """Return a query summed up by level, place and further columns."""
    return query.group_by(plans.c.level, plans.c.district, plans.c.province, *columns)


def carried_out(table: Table) -> Any:
    """Return what ties rows of a table to tasks that are carried out in a current plan."""
    return (
        CURRENT_PLAN.join(TASK_ENTRY, TASK_ENTRY.c.package_id == CURRENT_PLAN.c.package_id).join(
            table, (table.c.package_id == TASK_ENTRY.c.package_id) & (table.c.task == TASK_ENTRY.c.task)
        ),
        TASK_ENTRY.c.applies.is_(True),
    )


WRITTEN: Final = (
    select(ACTIVITY.c.package_id, ACTIVITY.c.task)
    .where(ACTIVITY.c.text != "")
    .group_by(ACTIVITY.c.package_id, ACTIVITY.c.task)
    .subquery("written")
)

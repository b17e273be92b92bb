"""The figures out of line: the database counts how often each figure was written, and says whose it is."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnClause,
    Connection,
    Select,
    Text,
    and_,
    column,
    func,
    select,
    union_all,
    values,
)

from dxdesk.central.consolidation.indicators import measured
from dxdesk.central.consolidation.plans import CURRENT_PLAN
from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.figures import FIELDS
from dxdesk.consolidation.outliers import (
    GROUP,
    Group,
    Odd,
    Outlier,
    in_letter_order,
    odd_figures,
    outlier_of,
)
from dxdesk.guidance.pack import Pack


def outliers(connection: Connection, scope: Scope, pack: Pack) -> list[Outlier]:
    """Return the figures out of line, in the order of tasks and units."""
    found = [odd for group, seen in _histograms(connection, scope) for odd in odd_figures(group, seen, pack)]
    if not found:
        return []
    rows = connection.execute(_whose(scope, found))
    bounds = {(odd.group, odd.figure): odd for odd in found}
    each = (
        outlier_of(
            bounds[tuple(row[: len(GROUP)]), row.figure],
            code=row.code,
            name=row.name,
            district=row.district,
            province=row.province,
        )
        for row in rows
    )
    return in_letter_order(each, pack)


def _histograms(connection: Connection, scope: Scope) -> Iterator[tuple[Group, list[tuple[int, int]]]]:
    """Yield each group with its figures in order, and of how many units each of them is."""
    seen = _seen(scope)
    group = [seen.c[name] for name in GROUP]
    query = (
        select(*group, seen.c.figure, func.count())
        .where(seen.c.figure.is_not(None))
        .group_by(*group, seen.c.figure)
    )
    found: dict[Group, list[tuple[int, int]]] = defaultdict(list)
    for *key, figure, units in connection.execute(query):
        found[tuple(key)].append((figure, units))
    return ((key, sorted(figures)) for key, figures in found.items())


def _seen(scope: Scope) -> CTE:
    names = (CURRENT_PLAN.c.code, CURRENT_PLAN.c.name)
    return union_all(*(measured(scope, field, *names) for field in FIELDS)).cte("seen")


def _whose(scope: Scope, found: list[Odd]) -> Select[Any]:
    """Return a query for the units whose figures these are."""
    seen = _seen(scope)
    columns: list[ColumnClause[Any]] = [*(column(name, Text) for name in GROUP), column("figure", BigInteger)]
    odd = values(*columns, name="odd").data([(*one.group, one.figure) for one in found]).cte("odd")
    is_same = and_(*(seen.c[name] == odd.c[name] for name in (*GROUP, "figure")))
    own = (seen.c[name] for name in (*GROUP, "figure", "code", "name", "district", "province"))
    # Few indicators have any: the others are passed over before they are compared.
    keys = sorted({one.group[2] for one in found})
    return select(*own).join_from(seen, odd, is_same).where(seen.c.indicator.in_(keys))

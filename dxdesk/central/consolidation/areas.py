"""The areas that figures are summed up in, and which of them a report speaks of."""

from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    case,
    literal,
    select,
    union_all,
)

from dxdesk.central.plan_tables import PLACE
from dxdesk.consolidation.areas import NATION, Area, AreaKind, Scope
from dxdesk.units.regions import regions

# Where a unit stands; every relation that is spread over areas has these two columns.
_PLACES: Final = ("district", "province")


def areas_of(connection: Connection, scope: Scope) -> tuple[Area, ...]:
    """Return the areas of a scope: the largest first, those of a kind in the order of the map."""
    found: list[Area] = [NATION] if scope.kind == "nation" else []
    if "region" in scope.kinds:
        found += [Area(kind="region", code=key, name=one.name) for key, one in regions(scope.scheme).items()]
    levels: tuple[tuple[AreaKind, str], ...] = (("province", "tinh"), ("district", "huyen"))
    for kind, level in levels:
        if kind in scope.kinds:
            query = (
                select(PLACE.c.code, PLACE.c.name)
                .where(PLACE.c.level == level, within(PLACE, scope))
                .order_by(PLACE.c.code)
            )
            found += [Area(kind=kind, code=row.code, name=row.name) for row in connection.execute(query)]
    return tuple(found)


def within(table: FromClause, scope: Scope) -> ColumnElement[bool]:
    """Return what tells that a row, with the place of its unit, belongs to a scope."""
    known: ColumnElement[bool] = table.c.scheme == scope.scheme
    if scope.kind == "nation":
        return known
    return known & (table.c[scope.kind] == scope.code)


def spread(fine: Select[Any], scope: Scope, name: str) -> CTE:
    """Return rows by place once for each area that they belong to: `kind` and `area` instead of the place.

    `fine` should be summed up by place already, for each of its rows comes up to four times.
    """
    one = fine.cte(f"{name}_by_place")
    others = [column for column in one.c if column.name not in _PLACES]
    parts = [
        select(literal(kind).label("kind"), _area(one, kind, scope).label("area"), *others).where(
            _area(one, kind, scope).is_not(None)
        )
        for kind in scope.kinds
        if kind != "region" or regions(scope.scheme)
    ]
    return union_all(*parts).cte(name)


def _area(one: CTE, kind: AreaKind, scope: Scope) -> ColumnElement[Any]:
    if kind == "nation":
        return literal("")
    if kind != "region":
        return one.c[kind]
    found = ((one.c.province.in_(region.provinces), key) for key, region in regions(scope.scheme).items())
    return case(*found)

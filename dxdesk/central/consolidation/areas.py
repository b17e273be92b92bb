"""The areas that figures are summed up in, and which of them a report speaks of."""

from typing import Any, Final, Literal

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
from dxdesk.units.catalogue import catalogue_for_year
from dxdesk.units.regions import regions
from dxdesk.value import Value

AreaKind = Literal["nation", "region", "province", "district"]
# Where a unit stands; every relation that is spread over areas has these two columns.
_PLACES: Final = ("district", "province")


class Scope(Value, frozen=True, kw_only=True):
    """What a report is about: a year, its map, and a province or district of it (empty: the nation)."""

    year: int
    scheme: str
    code: str = ""
    kind: AreaKind = "nation"

    @property
    def kinds(self) -> tuple[AreaKind, ...]:
        """The kinds of areas that it sums up, the largest first."""
        return _KINDS[self.kind]


class Area(Value, frozen=True, kw_only=True):
    """An area that figures are summed up in; the nation has no code."""

    kind: AreaKind
    code: str
    name: str


_KINDS: Final[dict[AreaKind, tuple[AreaKind, ...]]] = {
    "nation": ("nation", "region", "province", "district"),
    "region": ("region", "province", "district"),
    "province": ("province", "district"),
    "district": ("district",),
}
NATION: Final = Area(kind="nation", code="", name="Cả nước")


def scope_of(year: int, code: str = "") -> Scope:
    """Return the scope of a year: all units, or those of the province or district with a code.

    Raises:
        LookupError: the map of that year has no such province or district.
    """
    known = catalogue_for_year(year)
    if not code:
        return Scope(year=year, scheme=known.scheme)
    unit = known.unit(code)
    if unit is None or unit.level == "xa":
        raise LookupError(code)
    kind: AreaKind = "province" if unit.level == "tinh" else "district"
    return Scope(year=year, scheme=known.scheme, code=code, kind=kind)


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

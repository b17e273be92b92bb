"""Where units stand on the administrative map: their district and province, and the areas that they belong to."""

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from dxdesk.consolidation.areas import NATION, Area, AreaKind, Scope
from dxdesk.units.catalogue import catalogue
from dxdesk.units.regions import regions
from dxdesk.units.unit import UnitLevel

_LEVELS: Final[tuple[tuple[AreaKind, UnitLevel], ...]] = (("province", "tinh"), ("district", "huyen"))


class Place(NamedTuple):
    """A unit and where it stands; a district stands in itself, a province in no district."""

    code: str
    name: str
    level: UnitLevel
    district: str | None
    province: str

    def is_within(self, scope: Scope) -> bool:
        """Whether it belongs to a scope, whose map is its own."""
        return scope.kind == "nation" or scope.code == getattr(self, scope.kind)


@cache
def places_of_map(scheme: str) -> Mapping[str, Place]:
    """Return every unit of a map by its code, in the order of the codes.

    Raises:
        UnknownSchemeError: there is no such map.
    """
    known = catalogue(scheme)
    found = []
    for unit in known:
        chain = (unit, *known.parents(unit))
        district = next((one.code for one in chain if one.level == "huyen"), None)
        found.append(Place(unit.code, unit.name, unit.level, district, chain[-1].code))
    return {one.code: one for one in sorted(found)}


def places_in(scope: Scope) -> list[Place]:
    """Return the units that are expected to plan in a scope, in the order of their codes."""
    return [one for one in places_of_map(scope.scheme).values() if one.is_within(scope)]


def areas_of(scope: Scope) -> tuple[Area, ...]:
    """Return the areas of a scope: the largest first, those of a kind in the order of the map."""
    found = [NATION] if scope.kind == "nation" else []
    if "region" in scope.kinds:
        found += [Area(kind="region", code=key, name=one.name) for key, one in regions(scope.scheme).items()]
    inside = places_in(scope)
    for kind, level in _LEVELS:
        if kind in scope.kinds:
            found += [Area(kind=kind, code=one.code, name=one.name) for one in inside if one.level == level]
    return tuple(found)


def areas_around(place: Place, scope: Scope) -> list[tuple[AreaKind, str]]:
    """Return the areas of a scope that a unit belongs to, by kind and code."""
    around: dict[AreaKind, str | None] = {
        "nation": "",
        "region": _region(scope.scheme, place.province),
        "province": place.province,
        "district": place.district,
    }
    return [(kind, code) for kind in scope.kinds if (code := around[kind]) is not None]


@cache
def _region(scheme: str, province: str) -> str | None:
    return next((key for key, one in regions(scheme).items() if province in one.provinces), None)

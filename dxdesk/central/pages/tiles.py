"""The map of coverage: a tile for each province by region, or for each district, and the sums above it."""

from collections.abc import Iterable
from typing import NamedTuple

from dxdesk.central.pages.wording import LEVELS
from dxdesk.consolidation.areas import AreaKind, Scope
from dxdesk.consolidation.figures import CoverageFigures
from dxdesk.units.catalogue import Unit, catalogue
from dxdesk.units.regions import regions
from dxdesk.units.unit import UnitLevel


class Sums(NamedTuple):
    """How many units are expected, have sent, late, contradict themselves, and count."""

    expected: int = 0
    sent: int = 0
    late: int = 0
    conflict: int = 0
    counted: int = 0

    @property
    def missing(self) -> int:
        """How many have not sent."""
        return self.expected - self.sent

    @property
    def step(self) -> str:
        """How far an area has come, in five steps."""
        if self.sent >= self.expected:
            return "all"
        if not self.sent:
            return "none"
        return ("few", "half", "most")[min(2, 3 * self.sent // self.expected)]


class Tile(NamedTuple):
    """An area on the map of coverage."""

    code: str
    name: str
    sums: Sums


class Group(NamedTuple):
    """Tiles under one heading (empty: none)."""

    name: str
    sums: Sums
    tiles: list[Tile]


def groups_of(scope: Scope, found: Iterable[CoverageFigures]) -> list[Group]:
    """Return the tiles of the areas below a scope; none where there are only units below."""
    kind: AreaKind = "province" if scope.kind == "nation" else "district"
    if scope.kind == "district":
        return []
    counted = list(found)
    known = catalogue(scope.scheme)
    if scope.kind == "nation":
        areas = [unit for unit in known if unit.level == "tinh"]
    else:
        areas = [unit for unit in known if unit.level == "huyen" and unit.parent == scope.code]
    tiles = {one.code: Tile(one.code, _name(one), _sum(counted, kind, one.code)) for one in areas}
    named = regions(scope.scheme) if scope.kind == "nation" else {}
    if not named:
        whole = _added(one.sums for one in tiles.values())
        return [Group("", whole, list(tiles.values()))] if tiles else []
    return [
        Group(
            one.name, _sum(counted, "region", key), [tiles[code] for code in one.provinces if code in tiles]
        )
        for key, one in named.items()
    ]


def levels_of(scope: Scope, found: Iterable[CoverageFigures]) -> list[tuple[UnitLevel, Sums]]:
    """Return the sums of a scope by the level of the units."""
    own = {one.level: _sums(one) for one in found if one.kind == scope.kind}
    return [(level, own[level]) for level in LEVELS if level in own]


def total_of(scope: Scope, found: Iterable[CoverageFigures]) -> Sums:
    """Return the sums of a whole scope."""
    return _added(_sums(one) for one in found if one.kind == scope.kind)


def _name(unit: Unit) -> str:
    """Return a name as it stands on a tile: provinces are known without the word."""
    return unit.proper_name if unit.level == "tinh" else unit.name


def _sum(found: Iterable[CoverageFigures], kind: AreaKind, code: str) -> Sums:
    return _added(_sums(one) for one in found if one.kind == kind and one.area == code)


def _sums(one: CoverageFigures) -> Sums:
    return Sums(one.expected, one.sent, one.late, one.conflict, one.counted)


def _added(each: Iterable[Sums]) -> Sums:
    columns = list(zip(*each, strict=True))
    return Sums(*map(sum, columns)) if columns else Sums()

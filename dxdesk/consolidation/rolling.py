"""Sums of small areas rolled up to those of the larger areas around them."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from dxdesk.consolidation.areas import AreaKind, Scope
from dxdesk.consolidation.places import Place, areas_around
from dxdesk.units.unit import UnitLevel

# The kind and code of an area, and the level of the units in it.
Where = tuple[AreaKind, str, UnitLevel]
# All areas of a scope that a unit belongs to, the smallest first.
Spot = tuple[Where, ...]
Key = TypeVar("Key")
Sum = TypeVar("Sum")


def spot_of(place: Place, scope: Scope) -> Spot:
    """Return the areas of a scope that a unit belongs to; units of one spot are summed up together."""
    return tuple((kind, area, place.level) for kind, area in reversed(areas_around(place, scope)))


def rolled_up(
    fine: Mapping[Spot, Mapping[Key, Sum]], scope: Scope, together: Callable[[Sum, Sum], Sum]
) -> Iterator[tuple[Where, Mapping[Key, Sum]]]:
    """Yield the sums of each area, given those of each spot: a larger area is summed up from smaller ones."""
    waiting: Mapping[Spot, Mapping[Key, Sum]] = fine
    for kind in reversed(scope.kinds):
        larger: dict[Spot, dict[Key, Sum]] = {}
        for spot, sums in waiting.items():
            is_there = spot[0][0] == kind
            if is_there:
                yield spot[0], sums
            if rest := spot[is_there:]:
                _add(larger.setdefault(rest, {}), sums, together)
        waiting = larger


def _add(found: dict[Key, Sum], sums: Mapping[Key, Sum], together: Callable[[Sum, Sum], Sum]) -> None:
    if not found:
        found.update(sums)
        return
    for key, one in sums.items():
        before = found.get(key)
        found[key] = one if before is None else together(before, one)

"""How many of the expected units have sent."""

from collections.abc import Iterable
from operator import add

from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.figures import CoverageFigures, UnitFigures
from dxdesk.consolidation.places import places_of_map
from dxdesk.consolidation.rolling import Spot, rolled_up, spot_of

_Counts = tuple[int, ...]


def coverage_of(units: Iterable[UnitFigures], scope: Scope) -> list[CoverageFigures]:
    """Return how many of the units of a scope have sent, by area and level."""
    known = places_of_map(scope.scheme)
    fine: dict[Spot, dict[None, _Counts]] = {}
    for one in units:
        counts = (1, one.received_at is not None, one.late, one.conflict, one.revision is not None)
        sums = fine.setdefault(spot_of(known[one.code], scope), {})
        sums[None] = _together(sums.get(None, (0,) * len(counts)), counts)
    return [CoverageFigures(*where, *each[None]) for where, each in rolled_up(fine, scope, _together)]


def _together(one: _Counts, other: _Counts) -> _Counts:
    return tuple(map(add, one, other))

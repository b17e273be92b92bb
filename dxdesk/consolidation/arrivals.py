"""Packages that have come, and which of them count: of each unit and year the newest revision nobody disputes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from dxdesk.units.unit import UnitLevel
from dxdesk.value import Value

# A unit (map and code), a year, a revision.
Slot = tuple[str, str, int, int]


class Arrival(Value, frozen=True, kw_only=True):
    """A package that has come, without its plan; `chosen` is the one that a person took of several of one revision."""

    scheme: str
    code: str
    level: UnitLevel
    year: int
    revision: int
    digest: str
    received_at: datetime
    chosen: bool = False

    @property
    def slot(self) -> Slot:
        """What only one package can be."""
        return self.scheme, self.code, self.year, self.revision


def contested_slots(arrivals: Iterable[Arrival]) -> frozenset[Slot]:
    """Return the revisions that several packages claim, and of which nobody has chosen one."""
    claims: dict[Slot, dict[str, bool]] = defaultdict(dict)
    for one in arrivals:
        claims[one.slot][one.digest] = one.chosen
    return frozenset(slot for slot, each in claims.items() if len(each) > 1 and not any(each.values()))


def counting(arrivals: Iterable[Arrival]) -> dict[tuple[str, str, int], Arrival]:
    """Return which package counts, by unit (map and code) and year.

    A revision in dispute does not count before a person has chosen; until then the one before it does.
    """
    each = list(arrivals)
    contested = contested_slots(each)
    decided = {one.slot for one in each if one.chosen}
    found: dict[tuple[str, str, int], Arrival] = {}
    for one in sorted(each, key=lambda one: one.revision):
        if one.slot not in contested and (one.chosen or one.slot not in decided):
            found[one.slot[:3]] = one
    return found

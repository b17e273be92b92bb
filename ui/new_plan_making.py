"""From four answers to a plan; no Qt here: this runs on a thread of its own."""

from collections.abc import Collection
from typing import NamedTuple

from dxdesk.guidance.loading import pack_for_year
from dxdesk.guidance.pack import Pack
from dxdesk.plan.beginning import Beginning, new_plan
from dxdesk.plan.carry_over import CarryOver, Offer, carried, offered
from dxdesk.plan.defaults import OfficeDefaults, with_defaults
from dxdesk.plan.edits import edited
from dxdesk.plan.model import Plan
from dxdesk.plan.notice import notice_text
from dxdesk.store.values import Tally
from dxdesk.units.unit import Unit
from ui.start_reading import tally_of


class Begun(NamedTuple):
    """A plan as it begins, and the guidance that it begins with."""

    plan: Plan
    pack: Pack


class Offered(NamedTuple):
    """An earlier plan, the one that is begun from it, and what it has to offer."""

    source: Plan
    begun: Begun
    offers: tuple[Offer, ...]


class Chosen(NamedTuple):
    """What is carried over: the keys of the offers, and whether amounts of money come along."""

    keys: frozenset[str]
    with_amounts: bool


def begin(unit: Unit, year: int, beginning: Beginning, defaults: OfficeDefaults) -> Begun:
    """Return the first state of a plan, with what the office set for its plans.

    Raises:
        LookupError: there is no guidance for that year, or it says nothing for such a unit.
        FaultyPackError: the guidance has faults.
    """
    pack = pack_for_year(year)
    return Begun(with_defaults(new_plan(unit, pack, year, beginning), defaults), pack)


def offer(unit: Unit, year: int, defaults: OfficeDefaults, source: Plan) -> Offered:
    """Return what a plan could take from an earlier one; raises what `begin` raises."""
    begun = begin(unit, year, "empty", defaults)
    return Offered(source, begun, offered(source, begun.plan, begun.pack))


def remarks(given: Offered, chosen: Chosen) -> list[str]:
    """Return what there is to say of what is carried over, in the active language.

    Raises:
        EditError: something does not fit the new plan.
    """
    found, plan = _carried(given, chosen)
    return [notice_text(notice, plan, given.begun.pack) for notice in found.notices]


def with_carried(given: Offered, chosen: Chosen) -> Begun:
    """Return the begun plan with what was chosen from the earlier one; raises what `remarks` raises."""
    return Begun(_carried(given, chosen)[1], given.begun.pack)


def tally(begun: Begun) -> Tally:
    """Return how far a begun plan is."""
    return tally_of(begun.plan, begun.pack)


def _carried(given: Offered, chosen: Chosen) -> tuple[CarryOver, Plan]:
    begun = given.begun
    keys: Collection[str] = chosen.keys
    found = carried(given.source, begun.plan, begun.pack, keys, with_amounts=chosen.with_amounts)
    return found, edited(begun.plan, found.operations)

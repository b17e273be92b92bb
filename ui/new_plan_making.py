"""From four answers to a plan; no Qt here: this runs on a thread of its own."""

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


class Offered(NamedTuple):
    """An earlier plan, the one that is begun from it and its guidance, and what there is to take over."""

    source: Plan
    begun: Plan
    pack: Pack
    offers: tuple[Offer, ...]


class Chosen(NamedTuple):
    """What is carried over: the keys of the offers, and whether amounts of money come along."""

    keys: frozenset[str]
    with_amounts: bool


class Made(NamedTuple):
    """A plan as it begins, and how far it is."""

    plan: Plan
    tally: Tally


def begin(unit: Unit, year: int, beginning: Beginning, defaults: OfficeDefaults) -> Made:
    """Return the first state of a plan, with what the office set for its plans.

    Raises:
        LookupError: there is no guidance for that year, or it says nothing for such a unit.
        FaultyPackError: the guidance has faults.
    """
    plan, pack = _begun(unit, year, beginning, defaults)
    return Made(plan, tally_of(plan, pack))


def offer(unit: Unit, year: int, source: Plan, defaults: OfficeDefaults) -> Offered:
    """Return what a plan could take from an earlier one; raises what `begin` raises."""
    begun, pack = _begun(unit, year, "empty", defaults)
    return Offered(source, begun, pack, offered(source, begun, pack))


def remarks(given: Offered, chosen: Chosen) -> list[str]:
    """Return what there is to say of what is carried over, in the active language.

    Raises:
        EditError: something does not fit the new plan.
    """
    found, plan = _carried(given, chosen)
    return [notice_text(notice, plan, given.pack) for notice in found.notices]


def with_carried(given: Offered, chosen: Chosen) -> Made:
    """Return the begun plan with what was chosen from the earlier one; raises what `remarks` raises."""
    _found, plan = _carried(given, chosen)
    return Made(plan, tally_of(plan, given.pack))


def _begun(unit: Unit, year: int, beginning: Beginning, defaults: OfficeDefaults) -> tuple[Plan, Pack]:
    pack = pack_for_year(year)
    return with_defaults(new_plan(unit, pack, year, beginning), defaults), pack


def _carried(given: Offered, chosen: Chosen) -> tuple[CarryOver, Plan]:
    found = carried(given.source, given.begun, given.pack, chosen.keys, with_amounts=chosen.with_amounts)
    return found, edited(given.begun, found.operations)

"""What the received packages come to, and how each unit that is expected to send stands."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, Literal

import msgspec

from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.arrivals import Arrival, counting
from dxdesk.consolidation.consolidating import consolidate_arrivals
from dxdesk.consolidation.consolidation import Consolidation, with_held
from dxdesk.consolidation.figures import UnitFigures
from dxdesk.consolidation.places import places_of_map
from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import Plan
from dxdesk.store.received import ReceivedPackage, RefusedFile, unpacked
from dxdesk.store.store import Store
from dxdesk.value import Value

# How a unit stands; what a person must act on comes first.
UnitState = Literal["conflict", "faulty", "missing", "late", "on time"]
STATES: Final[tuple[UnitState, ...]] = ("conflict", "faulty", "missing", "late", "on time")


class Material(Value, frozen=True, kw_only=True):
    """What a consolidation is made of; `plans` are packed, by the digests of their packages."""

    received: tuple[ReceivedPackage, ...]
    refused: tuple[RefusedFile, ...]
    plans: Mapping[str, bytes]


class UnitStanding(Value, frozen=True, kw_only=True):
    """A unit that is expected to send: how it stands, its packages (the newest last), and what could not be used.

    One whose versions contradict each other has also sent in time, or late: it stands in two ways.
    """

    figures: UnitFigures
    states: tuple[UnitState, ...]
    packages: tuple[ReceivedPackage, ...] = ()
    refused: tuple[RefusedFile, ...] = ()

    @property
    def state(self) -> UnitState:
        """How it stands first of all."""
        return self.states[0]

    @property
    def counts(self) -> ReceivedPackage | None:
        """The package that counts."""
        return next((one for one in self.packages if one.digest == self.figures.digest), None)


class Overview(Value, frozen=True, kw_only=True):
    """A consolidation, and how the units stand; `strays` are refused files that name no unit of the map."""

    found: Consolidation
    units: tuple[UnitStanding, ...]
    strays: tuple[RefusedFile, ...] = ()


def read_material(store: Store, scope: Scope) -> Material:
    """Read what is to be consolidated in a scope, with the year before.

    Raises:
        StoreError: it cannot be read.
    """
    received = tuple(store.received.list())
    known = places_of_map(scope.scheme)
    wanted = [
        one.digest
        for one in counting(map(arrival_of, received)).values()
        if one.year in (scope.year, scope.year - 1) and one.code in known and known[one.code].is_within(scope)
    ]
    return Material(
        received=received,
        refused=tuple(store.received.refused()),
        plans=store.received.packed_plans(wanted),
    )


def consolidated(material: Material, scope: Scope, pack: Pack, deadline: date) -> Overview:
    """Return what the packages of a scope come to, and how its units stand.

    Raises:
        msgspec.DecodeError: a plan is not what was kept.
    """
    found = consolidate_arrivals(
        map(arrival_of, material.received),
        lambda digest: plan_of(material.plans[digest]),
        scope,
        pack,
        deadline=deadline,
    )
    of_year = [one for one in material.received if (one.unit_scheme, one.year) == (scope.scheme, scope.year)]
    refused = [one for one in material.refused if one.year in (scope.year, 0)]
    units = tuple(_standing(one, of_year, refused) for one in found.units)
    known = places_of_map(scope.scheme)
    found = with_held(found, {one.unit_code for one in refused})
    strays = tuple(one for one in refused if one.unit_code not in known)
    return Overview(found=found, units=units, strays=strays)


def plan_of(packed: bytes) -> Plan:
    """Return a plan as the store has packed it.

    Raises:
        msgspec.DecodeError: it is not what was kept.
    """
    return msgspec.json.decode(unpacked(packed), type=Plan)


def arrival_of(package: ReceivedPackage) -> Arrival:
    """Return a received package as a consolidation takes it."""
    return Arrival(
        scheme=package.unit_scheme,
        code=package.unit_code,
        level=package.level,
        year=package.year,
        revision=package.revision,
        digest=package.digest,
        received_at=package.received_at,
        chosen=package.chosen,
    )


def count_states(units: Iterable[UnitStanding]) -> dict[UnitState, int]:
    """Return how many units stand in which way: the same as a report says of them."""
    states = [state for one in units for state in one.states]
    return {state: states.count(state) for state in STATES}


def _standing(
    figures: UnitFigures, received: Sequence[ReceivedPackage], refused: Sequence[RefusedFile]
) -> UnitStanding:
    packages = tuple(one for one in received if one.unit_code == figures.code)
    faulty = tuple(one for one in refused if one.unit_code == figures.code)
    return UnitStanding(
        figures=figures, states=_states(figures, faulty=bool(faulty)), packages=packages, refused=faulty
    )


def _states(figures: UnitFigures, *, faulty: bool) -> tuple[UnitState, ...]:
    if figures.received_at is None:
        return ("faulty" if faulty else "missing",)
    sent: UnitState = "late" if figures.late else "on time"
    return ("conflict", sent) if figures.conflict else (sent,)

"""The consolidation of packages at hand, without a database: the same figures as `dxdesk.central` has."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime

from dxdesk.consolidation.areas import Scope, scope_of
from dxdesk.consolidation.arrivals import Arrival, contested_slots, counting
from dxdesk.consolidation.consolidation import Consolidation, YearFigures
from dxdesk.consolidation.counted import (
    CountedPlan,
    amounts_by_unit,
    deadline_figures,
    funding_figures,
    refusal_reasons,
    task_figures,
)
from dxdesk.consolidation.coverage import coverage_of
from dxdesk.consolidation.deadline import default_deadline, end_of
from dxdesk.consolidation.figures import UnitFigures
from dxdesk.consolidation.measured import indicator_figures, outliers
from dxdesk.consolidation.places import areas_of, places_in, places_of_map
from dxdesk.guidance.pack import Pack
from dxdesk.plan.model import Plan

# Returns the plan of a package by its digest.
PlanReader = Callable[[str], Plan]


def consolidate_arrivals(
    arrivals: Iterable[Arrival],
    read_plan: PlanReader,
    scope: Scope,
    pack: Pack,
    *,
    deadline: date | None = None,
) -> Consolidation:
    """Return what the packages at hand come to; `read_plan` is asked for those that count, one after the other.

    Raises:
        Exception: whatever `read_plan` raises.
    """
    each = list(arrivals)
    last = deadline or default_deadline(scope.year)
    plans = _counted(each, read_plan, scope)
    units = _units(each, plans, scope, last)
    return Consolidation(
        scope=scope,
        deadline=last,
        areas=areas_of(scope),
        units=units,
        reasons=refusal_reasons(plans, scope),
        outliers=outliers(plans, pack),
        now=_year(units, plans, scope, pack),
        before=_before(each, read_plan, scope, pack),
    )


def _before(
    arrivals: Sequence[Arrival], read_plan: PlanReader, scope: Scope, pack: Pack
) -> YearFigures | None:
    """Return the figures of the year before; after a reform of the map, only the whole nation is comparable."""
    try:
        earlier = scope_of(scope.year - 1, scope.code)
    except LookupError:
        return None
    if scope.code and earlier.scheme != scope.scheme:
        return None
    plans = _counted(arrivals, read_plan, earlier)
    units = _units(arrivals, plans, earlier, default_deadline(earlier.year))
    if not any(one.received_at for one in units):
        return None
    return _year(units, plans, earlier, pack)


def _year(
    units: Sequence[UnitFigures], plans: Sequence[CountedPlan], scope: Scope, pack: Pack
) -> YearFigures:
    return YearFigures(
        year=scope.year,
        coverage=coverage_of(units, scope),
        tasks=task_figures(plans, scope),
        indicators=indicator_figures(plans, scope, pack),
        funding=funding_figures(plans, scope),
        deadlines=deadline_figures(plans, scope),
    )


def _counted(arrivals: Iterable[Arrival], read_plan: PlanReader, scope: Scope) -> list[CountedPlan]:
    """Return the plans that count in a scope, in the order of the units."""
    known = places_of_map(scope.scheme)
    found = counting(_of_year(arrivals, scope))
    each = sorted((known[code], one.digest) for (_scheme, code, _year), one in found.items() if code in known)
    return [CountedPlan(place, read_plan(digest)) for place, digest in each if place.is_within(scope)]


def _of_year(arrivals: Iterable[Arrival], scope: Scope) -> Iterator[Arrival]:
    return (one for one in arrivals if (one.scheme, one.year) == (scope.scheme, scope.year))


def _units(
    arrivals: Iterable[Arrival], plans: Sequence[CountedPlan], scope: Scope, deadline: date
) -> list[UnitFigures]:
    """Return the expected units in the order of the map; who came after the end of `deadline` is late."""
    of_year = list(_of_year(arrivals, scope))
    first: dict[str, datetime] = {}
    for one in of_year:
        first[one.code] = min(one.received_at, first.get(one.code, one.received_at))
    contested = {code for _scheme, code, _year, _revision in contested_slots(of_year)}
    current = {one.code: one for one in counting(of_year).values()}
    amounts, end = amounts_by_unit(plans), end_of(deadline)
    return [
        UnitFigures(
            *place,
            received_at=(at := first.get(place.code)),
            late=at is not None and at >= end,
            conflict=place.code in contested,
            revision=current[place.code].revision if place.code in current else None,
            digest=current[place.code].digest if place.code in current else None,
            amount=amounts.get(place.code, 0),
        )
        for place in places_in(scope)
    ]

"""What stands around the figures of an area: where one is, what else there is, other years."""

from typing import Final, NamedTuple

from anyio import to_thread
from sqlalchemy import select

from dxdesk.central.pages.dashboard import Dashboard
from dxdesk.central.pages.faults import NotHereError
from dxdesk.central.pages.visit import NATION, Visit, first_year
from dxdesk.central.tables import PACKAGE
from dxdesk.consolidation.areas import Scope
from dxdesk.language import mark, spoken_language
from dxdesk.language import translate as _
from dxdesk.units.catalogue import catalogue, catalogue_for_year

_TABS: Final = (
    ("", mark("Coverage")),
    ("units", mark("Units")),
    ("tasks", mark("Tasks")),
    ("indicators", mark("Indicators")),
    ("funding", mark("Funding")),
    ("deadlines", mark("Deadlines")),
)
_BEFORE: Final = ("changes", mark("Against the year before"))


class Step(NamedTuple):
    """An area on the way down to where one is; its address where one may go there, the language of its name."""

    name: str
    address: str
    language: str = "vi"


class Frame(NamedTuple):
    """The surroundings of a page on an area."""

    scope: Scope
    name: Step
    address: str
    steps: tuple[Step, ...]
    tab: str
    tabs: tuple[tuple[str, str, str], ...]
    years: tuple[tuple[int, str], ...]


async def frame_of(visit: Visit, scope: Scope, tab: str) -> Frame:
    """Return what stands around the figures `tab` of a scope.

    Raises:
        NotHereError: the year is neither open nor has plans.
    """
    years = await years_of(visit)
    if scope.year not in years:
        raise NotHereError
    area = scope.code or NATION
    address = f"/{scope.year}/{area}"
    has_before = scope.year - 1 in years and _is_there(scope, scope.year - 1)
    tabs = (*_TABS, _BEFORE) if has_before else _TABS
    *above, last = steps_to(visit, scope.year, scope.scheme, scope.code)
    return Frame(
        scope=scope,
        name=last,
        address=address,
        steps=tuple(above),
        tab=tab,
        tabs=tuple((key, words, f"{address}/{key}" if key else address) for key, words in tabs),
        years=tuple((year, _same(visit, scope, year, tab)) for year in years),
    )


def steps_to(visit: Visit, year: int, scheme: str, code: str) -> list[Step]:
    """Return the way from the nation down to a unit or an area; the last is it itself."""
    known = catalogue(scheme)
    unit = known.unit(code) if code else None
    chain = [] if unit is None else [*reversed(known.parents(unit)), unit]
    address = f"/{year}/{NATION}" if visit.may_see(scheme, "") else ""
    whole = Step(_("Whole country"), address, spoken_language())
    below = (
        Step(one.name, f"/{year}/{one.code}" if visit.may_see(scheme, one.code) else "") for one in chain
    )
    return [whole, *below]


async def years_of(visit: Visit) -> list[int]:
    """Return the years of which there are plans, or that are open, the newest first; those of the person's map."""
    found = await to_thread.run_sync(_years_with_plans, visit.desk)
    opened = {one.year for one in visit.desk.office.years}
    known = sorted((year for year in found | opened if year >= first_year()), reverse=True)
    own = visit.account.scheme
    return [year for year in known if not own or catalogue_for_year(year).scheme == own]


def _years_with_plans(desk: Dashboard) -> set[int]:
    with desk.database.reading() as connection:
        return set(connection.scalars(select(PACKAGE.c.year).distinct()))


def _is_there(scope: Scope, year: int) -> bool:
    """Say whether an area is the same in another year: after a reform of the map, only the nation is."""
    return not scope.code or catalogue_for_year(year).scheme == scope.scheme


def _same(visit: Visit, scope: Scope, year: int, tab: str) -> str:
    """Return the address of the same page of another year, or of what is nearest to it."""
    area = scope.code or NATION
    if not _is_there(scope, year):
        return f"/{year}/{visit.home}"
    return f"/{year}/{area}/{tab}".rstrip("/") if tab != _BEFORE[0] else f"/{year}/{area}"

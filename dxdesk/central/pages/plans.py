"""One unit and one plan of it."""

import re
from collections.abc import Sequence
from typing import Any, Final

from anyio import to_thread
from starlette.responses import RedirectResponse, Response

from dxdesk.central.held import Held
from dxdesk.central.pages.drawing import HEADERS
from dxdesk.central.pages.faults import NotHereError, StillCountingError
from dxdesk.central.pages.frame import steps_to, years_of
from dxdesk.central.pages.guidance import task_number
from dxdesk.central.pages.plan_reading import ReadPlan, Revision, find_package, read_plan, revisions_of
from dxdesk.central.pages.visit import Visit, signed_in
from dxdesk.central.side_by_side import SideBySide
from dxdesk.consolidation.areas import scope_of
from dxdesk.language import spoken_language
from dxdesk.units.catalogue import catalogue, catalogue_for_year

_DIGEST: Final = re.compile("[0-9a-f]{64}")


@signed_in
async def get_unit(visit: Visit) -> Response:
    """Lead to the plan of a unit that is in force; without one, say how the unit stands."""
    year, code = visit.request.path_params["year"], visit.request.path_params["code"]
    if year not in await years_of(visit):
        raise NotHereError
    known = catalogue_for_year(year)
    unit = known.unit(code)
    if unit is None or not visit.may_see(known.scheme, code):
        raise NotHereError

    def find() -> list[Revision]:
        with visit.desk.database.reading() as connection:
            return revisions_of(connection, known.scheme, code, year)

    revisions = await to_thread.run_sync(find)
    current = next((one for one in revisions if one.standing == "accepted"), None)
    if current is not None:
        return RedirectResponse(f"/packages/{current.digest}", 303, HEADERS)
    held = await visit.desk.figures.of("held", scope_of(year))
    return await visit.page(
        "unit.html",
        year=year,
        unit=unit,
        steps=steps_to(visit, year, known.scheme, code)[:-1],
        revisions=revisions,
        conflicts=await _compared(visit, revisions),
        held=held.value.get(code, []),
    )


@signed_in
async def get_plan(visit: Visit) -> Response:
    """Show one plan."""
    read = await to_thread.run_sync(read_package_of, visit)
    package = read.package
    paper = await visit.desk.opened(visit.desk.workers.paper, package.id)
    unit = catalogue(package.scheme).unit(package.code)
    contested = [one for one in read.revisions if one.revision == package.revision]
    return await visit.page(
        "plan.html",
        read=read,
        unit=unit,
        steps=steps_to(visit, package.year, package.scheme, package.code)[:-1],
        tasks=sorted(read.tasks, key=lambda one: task_number(package.year, one.key)),
        paper=paper.kind if paper else None,
        conflicts=await _compared(visit, contested),
        held=await _held(visit, package),
    )


async def _compared(visit: Visit, revisions: Sequence[Revision]) -> list[SideBySide]:
    """Return what differs between packages that claim to be the same revision, where nobody has chosen yet."""
    contested = {one.revision: one.id for one in revisions if one.standing == "conflict"}
    compare, language = visit.desk.workers.compared, spoken_language()
    found = [await visit.desk.opened(compare, number, language) for number in contested.values()]
    return [one for one in found if one is not None]


async def _held(visit: Visit, package: Any) -> list[Held]:
    """Return why files of the same unit and year are in quarantine; a plan is shown before all are looked at."""
    try:
        counted = await visit.desk.figures.of("held", scope_of(package.year))
    except StillCountingError:
        return []
    found: list[Held] = counted.value.get(package.code, [])
    return found


def read_package_of(visit: Visit) -> ReadPlan:
    """Return the package of an address.

    Raises:
        NotHereError: there is none of that digest, or it is not for this person.
    """
    with visit.desk.database.reading() as connection:
        return read_plan(connection, package_row(visit, connection))


def package_row(visit: Visit, connection: Any) -> Any:
    """Return the row of the package of an address.

    Raises:
        NotHereError: there is none of that digest, or it is not for this person.
    """
    digest = visit.request.path_params["digest"]
    row = find_package(connection, digest) if _DIGEST.fullmatch(digest) else None
    if row is None or not visit.may_see(row.scheme, row.code):
        raise NotHereError
    return row

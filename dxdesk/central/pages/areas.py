"""Coverage of a year: provinces and districts as tiles, and the units with how they stand."""

from collections import Counter
from collections.abc import Collection
from itertools import takewhile
from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from starlette.responses import RedirectResponse, Response

from dxdesk.central.pages.drawing import HEADERS
from dxdesk.central.pages.figures import Counted
from dxdesk.central.pages.frame import frame_of, years_of
from dxdesk.central.pages.tiles import groups_of, levels_of, total_of
from dxdesk.central.pages.visit import Visit, signed_in
from dxdesk.central.pages.wording import STATES
from dxdesk.consolidation.areas import Scope, scope_of
from dxdesk.consolidation.deadline import default_deadline
from dxdesk.consolidation.figures import UnitFigures
from dxdesk.language import translate as _
from dxdesk.units.catalogue import catalogue

_ON_A_PAGE: Final = 200
_LONGEST_SOUGHT: Final = 100


class Row(NamedTuple):
    """A unit, how it stands (the keys of `STATES`), and what it belongs to within the area that is shown."""

    unit: UnitFigures
    states: tuple[str, ...]
    above: str = ""


@signed_in
async def get_first(visit: Visit) -> Response:
    """Lead to the newest year of which there is anything."""
    years = await years_of(visit)
    if not years:
        return await visit.page(
            "notice.html", title=_("Nothing has come yet"), text=_("No year is open, and no plan is here.")
        )
    return RedirectResponse(f"/{years[0]}/{visit.home}", 303, HEADERS)


@signed_in
async def get_area(visit: Visit) -> Response:
    """Show how many have sent: as tiles where there are areas below, else as a list of units."""
    scope = visit.scope(visit.request.path_params["year"], visit.request.path_params["area"])
    frame = await frame_of(visit, scope, "")
    counted = await visit.desk.figures.of("coverage", scope)
    groups = groups_of(scope, counted.value)
    fields: dict[str, Any] = {
        "frame": frame,
        "at": counted.at,
        "deadline": default_deadline(scope.year),
        "groups": groups,
        "levels": levels_of(scope, counted.value),
        "total": total_of(scope, counted.value),
    }
    if scope.kind != "nation":
        rows, _at = await rows_of(visit, scope)
        own = [row for row in rows if not groups or row.unit.code == scope.code]
        fields |= {"rows": own, "states": STATES}
    return await visit.page("area.html", **fields)


@signed_in
async def get_units(visit: Visit) -> Response:
    """List the units of an area, those of one standing or of a name where one is asked for."""
    params = visit.request.query_params
    scope = visit.scope(visit.request.path_params["year"], visit.request.path_params["area"])
    frame = await frame_of(visit, scope, "units")
    rows, at = await rows_of(visit, scope)
    sought = params.get("q", "").strip()[:_LONGEST_SOUGHT]
    if sought:
        rows = _sought(scope, rows, sought)
    chosen = params.get("state", "")
    counts = Counter(state for row in rows for state in row.states)
    found = [row for row in rows if chosen in row.states] if chosen in STATES else rows
    pages = max(1, -(-len(found) // _ON_A_PAGE))
    asked = params.get("page", "1")
    number = min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 6 else 1
    shown = found[(number - 1) * _ON_A_PAGE : number * _ON_A_PAGE]
    return await visit.page(
        "units.html",
        frame=frame,
        at=at,
        rows=[row._replace(above=_above(scope, row.unit.code)) for row in shown],
        states=STATES,
        counts=counts,
        chosen=chosen if chosen in STATES else "",
        sought=sought,
        total=len(rows),
        found=len(found),
        number=number,
        pages=pages,
        query=lambda **fields: f"?{urlencode({name: value for name, value in fields.items() if value})}",
    )


async def rows_of(visit: Visit, scope: Scope) -> tuple[list[Row], Any]:
    """Return the units of a scope with how they stand, and when that was looked at."""
    counted: Counted = await visit.desk.figures.of("units", scope)
    held: Counted = await visit.desk.figures.of("held", scope_of(scope.year))
    return [Row(unit, _states(unit, held.value)) for unit in counted.value], counted.at


def _sought(scope: Scope, rows: list[Row], text: str) -> list[Row]:
    """Return the units that a text may mean, the likeliest first."""
    by_code = {row.unit.code: row for row in rows}
    known = catalogue(scope.scheme)
    found = known.search(text, limit=len(known))
    return [by_code[unit.code] for unit in {one.code: one for one in found}.values() if unit.code in by_code]


def _above(scope: Scope, code: str) -> str:
    known = catalogue(scope.scheme)
    unit = known.unit(code)
    parents = known.parents(unit) if unit and code != scope.code else ()
    return ", ".join(one.name for one in takewhile(lambda one: one.code != scope.code, parents))


def _states(unit: UnitFigures, held: Collection[str]) -> tuple[str, ...]:
    found = ["missing"] if unit.received_at is None else ["late" if unit.late else "on-time"]
    found += ["conflict"] if unit.conflict else []
    found += ["quarantine"] if unit.code in held else []
    return tuple(found)

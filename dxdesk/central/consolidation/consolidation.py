"""All that is counted and summed of a year, and beside it what the year before came to."""

from datetime import date

from sqlalchemy import Connection

from dxdesk.central.consolidation.funding import deadline_figures, funding_figures
from dxdesk.central.consolidation.indicators import indicator_figures
from dxdesk.central.consolidation.outliers import outliers
from dxdesk.central.consolidation.plans import Gathered, in_force
from dxdesk.central.consolidation.tasks import refusal_reasons, task_figures
from dxdesk.central.consolidation.units import coverage_figures, unit_figures
from dxdesk.central.database import Database
from dxdesk.consolidation.areas import Scope, scope_of
from dxdesk.consolidation.consolidation import Consolidation, YearFigures
from dxdesk.consolidation.coverage import coverage_of
from dxdesk.consolidation.deadline import default_deadline
from dxdesk.consolidation.figures import CoverageFigures
from dxdesk.consolidation.places import areas_of
from dxdesk.guidance.pack import Pack


def consolidate(
    database: Database, year: int, pack: Pack, *, code: str = "", deadline: date | None = None
) -> Consolidation:
    """Return what the plans of a year come to, as they stand at one moment.

    Raises:
        LookupError: the map of that year has no province or district with the code.
    """
    scope = scope_of(year, code)
    last = deadline or default_deadline(year)
    with database.reading() as connection:
        with in_force(connection, scope) as plans:
            units = unit_figures(connection, scope, last)
            reasons = refusal_reasons(connection, scope)
            odd = outliers(connection, scope, pack)
            now = _year(connection, plans, pack, coverage_of(units, scope))
        before = _before(connection, scope, pack)
    return Consolidation(
        scope=scope,
        deadline=last,
        areas=areas_of(scope),
        units=units,
        reasons=reasons,
        outliers=odd,
        now=now,
        before=before,
    )


def _before(connection: Connection, scope: Scope, pack: Pack) -> YearFigures | None:
    """Return the figures of the year before; after a reform of the map, only the whole nation is comparable."""
    try:
        earlier = scope_of(scope.year - 1, scope.code)
    except LookupError:
        return None
    if scope.code and earlier.scheme != scope.scheme:
        return None
    with in_force(connection, earlier) as plans:
        coverage = coverage_figures(connection, earlier, default_deadline(earlier.year))
        if not any(one.sent for one in coverage):
            return None
        return _year(connection, plans, pack, coverage)


def _year(
    connection: Connection, plans: Gathered, pack: Pack, coverage: list[CoverageFigures]
) -> YearFigures:
    scope = plans.scope
    indicators = indicator_figures(connection, scope, pack)
    plans.read.clear()  # each figure of a nation: nobody needs them any more, and they take a hundred megabytes
    return YearFigures(
        year=scope.year,
        coverage=coverage,
        tasks=task_figures(connection, scope),
        indicators=indicators,
        funding=funding_figures(connection, scope),
        deadlines=deadline_figures(connection, scope),
    )

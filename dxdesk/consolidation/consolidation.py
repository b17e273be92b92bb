"""All that is counted and summed of a year, and beside it what the year before came to."""

from collections.abc import Container
from datetime import date

from msgspec.structs import replace

from dxdesk.consolidation.areas import Area, Scope
from dxdesk.consolidation.figures import (
    CoverageFigures,
    DeadlineFigures,
    FundingFigures,
    IndicatorFigures,
    RefusalReason,
    TaskFigures,
    UnitFigures,
)
from dxdesk.consolidation.outliers import Outlier
from dxdesk.value import Value


class YearFigures(Value, frozen=True, kw_only=True):
    """What the plans of a year come to, by area and level."""

    year: int
    coverage: list[CoverageFigures]
    tasks: list[TaskFigures]
    indicators: list[IndicatorFigures]
    funding: list[FundingFigures]
    deadlines: list[DeadlineFigures]


class Consolidation(Value, frozen=True, kw_only=True):
    """The figures of a scope; `before` are those of the year before, where there is any plan of it.

    `held` are the codes of those that have not sent anything that could be taken in, but something that could not:
    as far as that is known.
    """

    scope: Scope
    deadline: date
    areas: tuple[Area, ...]
    units: list[UnitFigures]
    reasons: list[RefusalReason]
    outliers: list[Outlier]
    now: YearFigures
    before: YearFigures | None = None
    held: frozenset[str] = frozenset()


def with_held(found: Consolidation, codes: Container[str]) -> Consolidation:
    """Return the figures with what is held back: files that name units with these codes could not be taken in."""
    held = frozenset(one.code for one in found.units if one.received_at is None and one.code in codes)
    return replace(found, held=held)

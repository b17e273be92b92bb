"""All that is counted and summed of a year, and beside it what the year before came to."""

from datetime import date

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
    """The figures of a scope; `before` are those of the year before, where there is any plan of it."""

    scope: Scope
    deadline: date
    areas: tuple[Area, ...]
    units: list[UnitFigures]
    reasons: list[RefusalReason]
    outliers: list[Outlier]
    now: YearFigures
    before: YearFigures | None = None

"""The figures of a whole scope, of one level of units or of all of them together."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

import msgspec

from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.consolidation import YearFigures
from dxdesk.consolidation.figures import (
    CoverageFigures,
    DeadlineFigures,
    FundingFigures,
    IndicatorFigures,
    RefusalReason,
    TaskFigures,
)
from dxdesk.units.unit import UnitLevel

F = TypeVar(
    "F", CoverageFigures, TaskFigures, IndicatorFigures, FundingFigures, DeadlineFigures, RefusalReason
)


def of_scope(figures: YearFigures, scope: Scope, level: UnitLevel | None = None) -> YearFigures:
    """Return the figures of a year for a scope as one area; of all levels, they bear that of the first."""
    tasks, money, due = TaskFigures, FundingFigures, DeadlineFigures
    return msgspec.structs.replace(
        figures,
        coverage=[
            CoverageFigures(*each[0][:3], *_sums(each, 3))
            for each in _groups(figures.coverage, scope, level, 3)
        ],
        tasks=[tasks(*each[0][:4], *_sums(each, 4)) for each in _groups(figures.tasks, scope, level, 4)],
        indicators=[_merged(each) for each in _groups(figures.indicators, scope, level, 8)],
        funding=[money(*each[0][:6], *_sums(each, 6)) for each in _groups(figures.funding, scope, level, 6)],
        deadlines=[
            due(*each[0][:4], *_sums(each, 4)) for each in _groups(figures.deadlines, scope, level, 4)
        ],
    )


def reasons_of_scope(
    reasons: Iterable[RefusalReason], scope: Scope, level: UnitLevel | None = None
) -> list[RefusalReason]:
    """Return why tasks are refused in a scope, the commonest reason first."""
    groups = _groups(list(reasons), scope, level, 5)
    found = [RefusalReason(*each[0][:5], *_sums(each, 5)) for each in groups]
    return sorted(found, key=lambda one: (-one.units, one.reason))


def _groups(figures: list[F], scope: Scope, level: UnitLevel | None, keys: int) -> list[list[F]]:
    """Return the figures of a scope that differ in nothing but their level; the first `keys` fields name them."""
    groups: dict[tuple[object, ...], list[F]] = defaultdict(list)
    for one in figures:
        if one.kind == scope.kind and level in (None, one.level):
            groups[one[3:keys]].append(one)
    return list(groups.values())


def _sums(each: list[F], first: int) -> list[int]:
    return [sum(column) for column in zip(*(one[first:] for one in each), strict=True)]


def _merged(each: list[IndicatorFigures]) -> IndicatorFigures:
    return each[0]._replace(
        written=sum(one.written for one in each),
        left_out=sum(one.left_out for one in each),
        total=sum((one.total for one in each[1:]), each[0].total),
        least=min((one.least for one in each if one.least is not None), default=None),
        most=max((one.most for one in each if one.most is not None), default=None),
        weight=sum(one.weight for one in each),
        weighed=sum((one.weighed for one in each[1:]), each[0].weighed),
    )

"""Of each indicator: how many figures, their sum, mean and extremes.

The database finds the figures, Python adds them up: its integers have no end, and quartiles need each of them.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from dxdesk.central.consolidation.plans import IN_FORCE, bare_rows, carried_out, in_force
from dxdesk.central.plan_tables import INDICATOR_VALUE
from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.figures import FIELDS, Field, IndicatorFigures, decimal_of
from dxdesk.consolidation.measured import MOST_WEIGHED, MOST_WEIGHT, weights_of
from dxdesk.consolidation.rolling import Spot, Where, rolled_up
from dxdesk.guidance.pack import Pack

# Task, indicator, form, unit; with the field, what figures are of one kind by.
Kind = tuple[str, str, str, str]
FieldKind = tuple[str, str, str, str, Field]
# The written figures of each field in millionths.
Written = tuple[list[int], list[int]]
# Stands for a figure that is no number, or too long to be summed; no other one is as low.
NO_NUMBER: Final = -(2**63) + 1
_MILLION: Final = 10**6


# Written, left out, total, least, most, weight, weighed; all but the counts and the weight in millionths.
_Sums = tuple[int, int, int, int | None, int | None, int, int]


def indicator_figures(connection: Connection, scope: Scope, pack: Pack) -> list[IndicatorFigures]:
    """Return the figures of every indicator of tasks that are carried out."""
    with in_force(connection, scope):
        figures = written_figures(connection, scope)
        weighed = _weighed(connection, scope, weights_of(pack))
    fine = {spot: _summed(kinds, weighed.get(spot, {})) for spot, kinds in figures.items()}
    decimal = cache(decimal_of)  # the same figures come again and again
    return [
        _figures(where, kind, sums, decimal)
        for where, each in rolled_up(fine, scope, _together)
        for kind, sums in each.items()
    ]


def written_figures(connection: Connection, scope: Scope) -> Mapping[Spot, Mapping[Kind, Written]]:
    """Return each written figure of tasks that are carried out; read once for all that want them."""
    value = INDICATOR_VALUE
    tied, applies = carried_out(value)
    kind = (value.c.task, value.c.indicator, value.c.kind, value.c.unit)
    query = (
        select(IN_FORCE.c.spot, *kind, *(_marked(field) for field in FIELDS)).select_from(tied).where(applies)
    )
    with in_force(connection, scope) as gathered:
        if value.name not in gathered.read:
            found: dict[Spot, dict[Kind, Written]] = {spot: {} for spot in gathered.spots}
            by_number = list(found.values())
            known: dict[Kind, Kind] = {}  # each once in memory, however many spots have it
            for number, task, indicator, form, unit, before, now in bare_rows(connection, query):
                kinds, key = by_number[number], (task, indicator, form, unit)
                written = kinds.get(key)
                if written is None:
                    written = kinds[known.setdefault(key, key)] = ([], [])
                if before is not None:
                    written[0].append(before)
                if now is not None:
                    written[1].append(now)
            gathered.read[value.name] = found
        return cast("dict[Spot, dict[Kind, Written]]", gathered.read[value.name])


def _marked(field: Field) -> ColumnElement[Any]:
    """Return a figure in millionths, `NO_NUMBER` for what is written otherwise, NULL where nothing is."""
    value = INDICATOR_VALUE
    is_written = func.trim(value.c[field]) != ""
    number = value.c[f"{field}_millionths"]
    return func.coalesce(number, case((is_written, NO_NUMBER)))


def _weighed(
    connection: Connection, scope: Scope, weights: Mapping[str, str]
) -> dict[Spot, dict[FieldKind, tuple[int, int]]]:
    """Return the sums of the weights, and of the figures times their weights."""
    found: dict[Spot, dict[FieldKind, tuple[int, int]]] = defaultdict(dict)
    if not weights:
        return found
    value, weight = INDICATOR_VALUE, INDICATOR_VALUE.alias("weight")
    tied, applies = carried_out(value)
    own = and_(
        weight.c.package_id == value.c.package_id,
        weight.c.task == value.c.task,
        weight.c.indicator == case(*((value.c.indicator == one, other) for one, other in weights.items())),
        weight.c.kind == "count",
    )
    kind = (value.c.task, value.c.indicator, value.c.kind, value.c.unit)
    with in_force(connection, scope) as gathered:
        for field in FIELDS:
            both = [one.c[f"{field}_millionths"] for one in (value, weight)]
            query = (
                select(IN_FORCE.c.spot, *kind, *both)
                .select_from(tied.join(weight, own))
                .where(applies, value.c.indicator.in_(weights), *(one.is_not(None) for one in both))
            )
            for number, task, indicator, form, unit, figure, scale in bare_rows(connection, query):
                by = scale // _MILLION
                if abs(figure) < MOST_WEIGHED and 0 < by < MOST_WEIGHT:
                    sums, key = found[gathered.spots[number]], (task, indicator, form, unit, field)
                    before = sums.get(key, (0, 0))
                    sums[key] = before[0] + by, before[1] + figure * by
    return found


def _summed(
    kinds: Mapping[Kind, Written], weighed: Mapping[FieldKind, tuple[int, int]]
) -> dict[FieldKind, _Sums]:
    found: dict[FieldKind, _Sums] = {}
    for kind, written in kinds.items():
        for field, each in zip(FIELDS, written, strict=True):
            if not each:
                continue
            key = (*kind, field)
            figures = [one for one in each if one != NO_NUMBER] if NO_NUMBER in each else each
            least, most = (min(figures), max(figures)) if figures else (None, None)
            weight = weighed.get(key, (0, 0))
            found[key] = (len(each), len(each) - len(figures), sum(figures), least, most, *weight)
    return found


def _together(one: _Sums, other: _Sums) -> _Sums:
    return (
        one[0] + other[0],
        one[1] + other[1],
        one[2] + other[2],
        other[3] if one[3] is None else one[3] if other[3] is None else min(one[3], other[3]),
        other[4] if one[4] is None else one[4] if other[4] is None else max(one[4], other[4]),
        one[5] + other[5],
        one[6] + other[6],
    )


def _figures(
    where: Where, kind: FieldKind, sums: _Sums, decimal: Callable[[int], Decimal]
) -> IndicatorFigures:
    written, left_out, total, least, most, weight, weighed = sums
    return IndicatorFigures._make(
        (
            *where,
            *kind,
            written,
            left_out,
            decimal(total),
            None if least is None else decimal(least),
            None if most is None else decimal(most),
            weight,
            decimal(weighed),
        )
    )

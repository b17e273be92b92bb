"""The figures out of line, and whose they are."""

from collections import Counter, defaultdict

from sqlalchemy import Connection, select

from dxdesk.central.consolidation.indicators import NO_NUMBER, written_figures
from dxdesk.central.consolidation.plans import IN_FORCE, carried_out, in_force
from dxdesk.central.plan_tables import INDICATOR_VALUE
from dxdesk.central.tables import PACKAGE, UNIT
from dxdesk.consolidation.areas import Scope
from dxdesk.consolidation.figures import FIELDS
from dxdesk.consolidation.outliers import Group, Odd, Outlier, in_letter_order, odd_figures, outlier_of
from dxdesk.consolidation.places import places_of_map
from dxdesk.guidance.pack import Pack


def outliers(connection: Connection, scope: Scope, pack: Pack) -> list[Outlier]:
    """Return the figures out of line, in the order of tasks and units."""
    with in_force(connection, scope):
        odd = [
            one
            for group, seen in _histograms(connection, scope).items()
            for one in odd_figures(group, sorted(seen.items()), pack)
        ]
        found = _whose(connection, scope, odd) if odd else []
    return in_letter_order(found, pack)


def _histograms(connection: Connection, scope: Scope) -> dict[Group, Counter[int]]:
    """Return of how many units each figure is, by group."""
    found: dict[Group, list[int]] = defaultdict(list)
    for spot, kinds in written_figures(connection, scope).items():
        _kind, _area, level = spot[0]
        for kind, written in kinds.items():
            for field, figures in zip(FIELDS, written, strict=True):
                found[level, *kind, field] += figures
    counts = {group: Counter(figures) for group, figures in found.items()}
    for each in counts.values():
        each.pop(NO_NUMBER, None)
    return {group: each for group, each in counts.items() if each}


def _whose(connection: Connection, scope: Scope, odd: list[Odd]) -> list[Outlier]:
    value, known = INDICATOR_VALUE, places_of_map(scope.scheme)
    bounds = {(one.group, one.figure): one for one in odd}
    tied, applies = carried_out(value)
    figures = [value.c[f"{field}_millionths"] for field in FIELDS]
    query = (
        select(UNIT.c.code, value.c.task, value.c.indicator, value.c.kind, value.c.unit, *figures)
        .select_from(
            tied.join(PACKAGE, PACKAGE.c.id == IN_FORCE.c.package_id).join(
                UNIT, UNIT.c.id == PACKAGE.c.unit_id
            )
        )
        # Few indicators have any: the others are passed over.
        .where(applies, value.c.indicator.in_({one.group[2] for one in odd}))
    )
    found = []
    for code, *kind, before, now in connection.execute(query):
        place = known[code]
        for field, figure in zip(FIELDS, (before, now), strict=True):
            one = bounds.get(((place.level, *kind, field), figure))
            if one is not None:
                found.append(
                    outlier_of(
                        one, code=code, name=place.name, district=place.district, province=place.province
                    )
                )
    return found

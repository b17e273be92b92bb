"""Who has not sent: counted against the map of the year, never against what has come."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Connection, func, select, text

from dxdesk.central.plan_tables import QUARANTINE
from dxdesk.central.tables import Moment
from dxdesk.text.days import VIETNAM
from dxdesk.units.catalogue import Catalogue, catalogue_for_year
from dxdesk.units.unit import UnitLevel
from dxdesk.value import Value

State = Literal["missing", "conflict", "late", "gap", "break"]

_EXPECTED = text(
    """SELECT place.code, place.name, place.level, MIN(package.received_at) AS first,
        MAX(CASE WHEN contested.unit_id IS NULL THEN 0 ELSE 1 END) AS contests,
        MAX(CASE WHEN broken_chain.what = 'gap' THEN 2 WHEN broken_chain.what = 'break' THEN 1 ELSE 0 END) AS chain
    FROM place
    LEFT JOIN unit ON unit.scheme = place.scheme AND unit.code = place.code
    LEFT JOIN package ON package.unit_id = unit.id AND package.year = :year
    LEFT JOIN contested ON contested.unit_id = unit.id AND contested.year = :year
    LEFT JOIN broken_chain ON broken_chain.package_id = package.id
    WHERE place.scheme = :scheme AND (:level = '' OR place.level = :level)
        AND (:within = '' OR place.province = :within OR place.district = :within)
    GROUP BY place.code, place.name, place.level
    ORDER BY place.code"""
)


class Gap(Value, frozen=True, kw_only=True):
    """A unit whose plan is missing, came late, is in conflict, or lacks the revision before.

    `within` are the names of what it belongs to, the smallest first.
    """

    code: str
    name: str
    level: UnitLevel
    within: tuple[str, ...]
    state: State


class Coverage(Value, frozen=True, kw_only=True):
    """How many units are expected, and those of which there is something to say; `held` files are in quarantine."""

    expected: int
    sent: int
    gaps: tuple[Gap, ...]
    held: int


def coverage_of(
    connection: Connection, year: int, *, level: str = "", within: str = "", deadline: date | None = None
) -> Coverage:
    """Return what is missing of a year; `within` is the code of a province or district, `deadline` the last day."""
    known = catalogue_for_year(year)
    fields = {"year": year, "scheme": known.scheme, "level": level, "within": within}
    rows = connection.execute(_EXPECTED.columns(first=Moment), fields).all()
    gaps = [
        Gap(code=row.code, name=row.name, level=row.level, within=_around(known, row.code), state=state)
        for row in rows
        for state in _states(row.first, row.contests, row.chain, deadline)
    ]
    return Coverage(
        expected=len(rows),
        sent=sum(row.first is not None for row in rows),
        gaps=tuple(gaps),
        held=connection.scalar(select(func.count()).select_from(QUARANTINE)) or 0,
    )


def _around(known: Catalogue, code: str) -> tuple[str, ...]:
    unit = known.unit(code)
    return tuple(one.name for one in known.parents(unit)) if unit else ()


def _states(first: datetime | None, contests: int, chain: int, deadline: date | None) -> Iterator[State]:
    if first is None:
        yield "missing"
        return
    if contests:
        yield "conflict"
    if deadline is not None and first.astimezone(VIETNAM).date() > deadline:
        yield "late"
    if chain:
        yield "gap" if chain > 1 else "break"

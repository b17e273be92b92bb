"""Packages get their numbers: one for each digest, and one after the other where several claim one revision."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects import postgresql, sqlite

from dxdesk.central.tables import PACKAGE, UNIT
from dxdesk.package.format import Package, StatementUnit
from dxdesk.value import Value

INSERTS: Final[dict[str, Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Claim(Value, frozen=True, kw_only=True):
    """A package that wants a number, with its unit's number, the SHA-256 of its file and when that came.

    `number` is the one that it was given once, where the intake still has its receipt.
    """

    package: Package
    unit: int
    content: str
    size: int
    came_at: datetime
    number: int | None = None


class Number(Value, frozen=True, kw_only=True):
    """The number of a package; `rival` is None where it had one already, `other` the digest that came before it."""

    package_id: int
    rival: int | None
    other: str | None = None


def unit_numbers(connection: Connection, units: Iterable[StatementUnit]) -> dict[tuple[str, str], int]:
    """Return the rows of units, made where there are none."""
    wanted = sorted({(unit.scheme, unit.code, unit.level) for unit in units})
    if not wanted:
        return {}
    rows = [{"scheme": scheme, "code": code, "level": level} for scheme, code, level in wanted]
    connection.execute(INSERTS[connection.dialect.name](UNIT).on_conflict_do_nothing(), rows)
    codes = [code for _scheme, code, _level in wanted]
    query = select(UNIT.c.scheme, UNIT.c.code, UNIT.c.id).where(UNIT.c.code.in_(codes))
    return {(row.scheme, row.code): row.id for row in connection.execute(query)}


def newest_revisions(connection: Connection, units: Collection[int]) -> dict[tuple[int, int], int]:
    """Return the newest revision of each unit and year that has come so far."""
    query = select(PACKAGE.c.unit_id, PACKAGE.c.year, func.max(PACKAGE.c.revision))
    grouped = query.where(PACKAGE.c.unit_id.in_(units)).group_by(PACKAGE.c.unit_id, PACKAGE.c.year)
    return {(unit, year): revision for unit, year, revision in connection.execute(grouped)}


def numbers_of(connection: Connection, claims: Sequence[Claim]) -> list[Number]:
    """Return the number of each package, in one order for all writers: that of `claims`.

    Constraints decide, so that of several writers one is first; the others see what it wrote.
    """
    new: dict[str, int] = {}
    for rows in ([_row(one, 0) for one in claims if one.number is None], _numbered(claims)):
        if rows:
            inserted = connection.execute(_unless_there(connection.dialect.name), rows)
            new |= {row.digest: row.id for row in inserted}
    numbers = []
    for claim in claims:
        package_id = new.pop(claim.package.digest, None)  # a second one in the same batch is there already
        numbers.append(
            _behind(connection, claim) if package_id is None else Number(package_id=package_id, rival=0)
        )
    return numbers


@cache
def _unless_there(dialect: str) -> Any:
    return INSERTS[dialect](PACKAGE).on_conflict_do_nothing().returning(PACKAGE.c.id, PACKAGE.c.digest)


def _row(claim: Claim, rival: int) -> Mapping[str, Any]:
    statement = claim.package.statement
    return {
        "digest": claim.package.digest,
        "unit_id": claim.unit,
        "year": statement.year,
        "revision": statement.revision,
        "rival": rival,
        "previous": statement.previous,
        "content": claim.content,
        "size": claim.size,
        "received_at": claim.came_at,
    }


def _numbered(claims: Iterable[Claim]) -> list[Mapping[str, Any]]:
    return [{"id": one.number, **_row(one, 0)} for one in claims if one.number is not None]


def _behind(connection: Connection, claim: Claim) -> Number:
    """Return the number of a package that is there already, or whose place another one has."""
    statement, digest = claim.package.statement, claim.package.digest
    slot = select(PACKAGE.c.rival, PACKAGE.c.digest).where(
        PACKAGE.c.unit_id == claim.unit,
        PACKAGE.c.year == statement.year,
        PACKAGE.c.revision == statement.revision,
    )
    old = {} if claim.number is None else {"id": claim.number}
    while True:
        known = connection.scalar(select(PACKAGE.c.id).where(PACKAGE.c.digest == digest))
        if known is not None:
            return Number(package_id=known, rival=None)
        rivals = sorted(tuple(row) for row in connection.execute(slot))
        rival = rivals[-1][0] + 1 if rivals else 0
        row = {**old, **_row(claim, rival)}
        number = connection.execute(_unless_there(connection.dialect.name), row).one_or_none()
        if number is not None:
            return Number(package_id=number.id, rival=rival, other=rivals[0][1] if rivals else None)
        old = {}  # another package may have that number by now

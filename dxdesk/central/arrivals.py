"""The packages that were taken in, as a person looks through them before answering."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, text

from dxdesk.central.tables import Moment
from dxdesk.exchange.format import Verdict
from dxdesk.value import Value

Place = Literal["accepted", "superseded", "conflict", "set aside"]

_LISTED = text(
    """SELECT package.id AS number, unit.code, COALESCE(place.name, '') AS name, package.year, package.revision,
        package.digest, package.received_at, package_standing.standing,
        (SELECT verdict FROM reply WHERE reply.package_id = package.id ORDER BY reply.number DESC LIMIT 1) AS verdict
    FROM package
    JOIN unit ON unit.id = package.unit_id
    JOIN package_standing ON package_standing.package_id = package.id
    LEFT JOIN place ON place.scheme = unit.scheme AND place.code = unit.code
    WHERE :year = 0 OR package.year = :year
    ORDER BY package.id DESC"""
)


class Arrival(Value, frozen=True, kw_only=True):
    """A package: its number in the intake, whose it is, where it stands, and the newest reply to it, if any."""

    number: int
    code: str
    name: str
    year: int
    revision: int
    digest: str
    received_at: datetime
    standing: Place
    verdict: Verdict | None


def arrivals(connection: Connection, year: int | None = None) -> Sequence[Arrival]:
    """Return the packages of a year, or all, the newest first."""
    rows = connection.execute(_LISTED.columns(received_at=Moment), {"year": year or 0})
    return [Arrival(**row._mapping) for row in rows]  # noqa: SLF001 - its public name, says SQLAlchemy

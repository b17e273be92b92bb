"""Packages that claim to be the same revision of the same plan: shown side by side, until a person chooses."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, text
from sqlalchemy.exc import SQLAlchemyError

from dxdesk.central.database import Database
from dxdesk.central.issued import Decision, Issued
from dxdesk.central.keeping import decision_row
from dxdesk.central.plan_tables import DECISION, PLACE
from dxdesk.central.tables import PACKAGE, UNIT
from dxdesk.package.format import StatementUnit
from dxdesk.value import Value


class Rival(Value, frozen=True, kw_only=True):
    """One of the packages of a conflict; `counts` where it was chosen."""

    digest: str
    content: str
    received_at: datetime
    counts: bool = False


class Saying(Value, frozen=True, kw_only=True):
    """Who decides, and why."""

    by: str = ""
    note: str = ""


class Conflict(Value, frozen=True, kw_only=True):
    """A revision of a unit's plan that came in several texts."""

    unit: StatementUnit
    name: str
    year: int
    revision: int
    rivals: tuple[Rival, ...]

    @property
    def is_open(self) -> bool:
        """Whether nobody has chosen yet."""
        return not any(rival.counts for rival in self.rivals)


def list_conflicts(connection: Connection, *, settled: bool = False) -> tuple[Conflict, ...]:
    """Return the conflicts that nobody has settled, or all of them."""
    rivals = (
        select(PACKAGE.c.unit_id, PACKAGE.c.year, PACKAGE.c.revision).where(PACKAGE.c.rival > 0).distinct()
    )
    slots = connection.execute(rivals.order_by(PACKAGE.c.year, PACKAGE.c.unit_id, PACKAGE.c.revision)).all()
    found = (_conflict(connection, slot) for slot in slots)
    return tuple(one for one in found if settled or one.is_open)


def conflict_of(connection: Connection, package: "Row[*tuple[Any, ...]]") -> Conflict:
    """Return the conflict that a row of `package` is part of."""
    return _conflict(connection, package)


def find_conflict(connection: Connection, digest: str) -> Conflict | None:
    """Return the conflict that a package is part of; its digest, or the beginning of it."""
    matching = [
        one
        for one in list_conflicts(connection, settled=True)
        if any(rival.digest.startswith(digest) for rival in one.rivals)
    ]
    return matching[0] if len(matching) == 1 else None


def decide(database: Database, issued: Issued, conflict: Conflict, digest: str | None, said: Saying) -> None:
    """Keep in the intake which package counts, then in the database; None takes the last decision back.

    Raises:
        OSError, sqlalchemy.exc.SQLAlchemyError: it cannot be kept, and is kept nowhere.
    """
    decision = Decision(
        unit=conflict.unit,
        year=conflict.year,
        revision=conflict.revision,
        digest=digest,
        by=said.by,
        note=said.note,
        at=datetime.now(UTC),
    )
    kept = issued.keep_decision(decision)
    try:
        with database.writing() as connection:
            connection.execute(DECISION.insert().values(decision_row(connection, decision)))
    except SQLAlchemyError:
        kept.unlink()
        raise


def _conflict(connection: Connection, slot: "Row[*tuple[Any, ...]]") -> Conflict:
    unit = connection.execute(
        select(UNIT, PLACE.c.name)
        .outerjoin(PLACE, (PLACE.c.scheme == UNIT.c.scheme) & (PLACE.c.code == UNIT.c.code))
        .where(UNIT.c.id == slot.unit_id)
    ).one()
    of_slot = {"unit": slot.unit_id, "year": slot.year, "revision": slot.revision}
    chosen = connection.scalar(
        text("SELECT digest FROM decided WHERE unit_id = :unit AND year = :year AND revision = :revision"),
        of_slot,
    )
    packages = connection.execute(
        select(PACKAGE.c.digest, PACKAGE.c.content, PACKAGE.c.received_at)
        .where(
            PACKAGE.c.unit_id == slot.unit_id,
            PACKAGE.c.year == slot.year,
            PACKAGE.c.revision == slot.revision,
        )
        .order_by(PACKAGE.c.rival)
    )
    return Conflict(
        unit=StatementUnit(scheme=unit.scheme, code=unit.code, level=unit.level),
        name=unit.name or unit.code,
        year=slot.year,
        revision=slot.revision,
        rivals=tuple(
            Rival(
                digest=row.digest,
                content=row.content,
                received_at=row.received_at,
                counts=row.digest == chosen,
            )
            for row in packages
        ),
    )

"""One plan as the database has it: identity, tasks, money, documents, what was found, and its revisions."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeVar

from sqlalchemy import Connection, Table, select, text

from dxdesk.central.arrivals import Place
from dxdesk.central.papers import documents_of
from dxdesk.central.plan_tables import (
    ACTIVITY,
    COPY,
    COST,
    FINDING,
    HINT,
    INDICATOR_VALUE,
    PLAN,
    SIGNATURE,
    TASK_ENTRY,
)
from dxdesk.central.tables import PACKAGE, UNIT, Moment
from dxdesk.exchange.format import Verdict
from dxdesk.package.format import Kind

K = TypeVar("K", bound=Hashable)

# No more than a person reads; the documents and the file have everything.
_MOST_ACTIVITIES: Final = 2_000
_MOST_FINDINGS: Final = 500
_REVISIONS: Final = text(
    """SELECT package.id, package.digest, package.revision, package.received_at, package_standing.standing,
        plan.kind, plan.sealed_at,
        (SELECT verdict FROM reply WHERE reply.package_id = package.id ORDER BY number DESC LIMIT 1) AS verdict
    FROM package JOIN package_standing ON package_standing.package_id = package.id
    JOIN plan ON plan.package_id = package.id
    WHERE package.unit_id = :unit AND package.year = :year
    ORDER BY package.revision DESC, package.rival"""
).columns(received_at=Moment, sealed_at=Moment)


class Revision(NamedTuple):
    """A package of the same unit and year."""

    id: int
    digest: str
    revision: int
    received_at: datetime
    standing: Place
    kind: Kind
    sealed_at: datetime
    verdict: Verdict | None


class PlanTask(NamedTuple):
    """What a plan says of a task."""

    key: str
    applies: bool | None
    reason: str
    situation: str
    activities: list[Any]
    indicators: list[Any]
    amount: int


class ReadPlan(NamedTuple):
    """A package with all that is shown of it."""

    package: Any
    plan: Any
    tasks: list[PlanTask]
    sources: dict[str | None, int]
    costs: dict[tuple[str, int], list[Any]]
    documents: Sequence[Any]
    findings: Sequence[Any]
    hints: Sequence[Any]
    signatures: Sequence[Any]
    revisions: list[Revision]
    is_shortened: bool

    @property
    def amount(self) -> int:
        """What the tasks that are carried out cost, in đồng."""
        return sum(self.sources.values())

    @property
    def own(self) -> Revision:
        """Where this package stands."""
        return next(one for one in self.revisions if one.id == self.package.id)


def find_package(connection: Connection, digest: str) -> Any:
    """Return the row of a package with its unit, or None."""
    columns = (*PACKAGE.c, UNIT.c.scheme, UNIT.c.code, UNIT.c.level)
    return connection.execute(select(*columns).join(UNIT).where(PACKAGE.c.digest == digest)).one_or_none()


def revisions_of(connection: Connection, scheme: str, code: str, year: int) -> list[Revision]:
    """Return the packages of a unit and a year, the newest revision first."""
    number = connection.scalar(select(UNIT.c.id).where(UNIT.c.scheme == scheme, UNIT.c.code == code))
    return _revisions(connection, number, year)


def read_plan(connection: Connection, package: Any) -> ReadPlan:
    """Return all that is shown of a package."""
    number = package.id
    entries = _of(connection, TASK_ENTRY, number)
    activities = _of(connection, ACTIVITY, number, _MOST_ACTIVITIES + 1)
    costs = _of(connection, COST, number)
    carried = {entry.task for entry in entries if entry.applies}
    return ReadPlan(
        package=package,
        plan=_of(connection, PLAN, number)[0],
        tasks=_tasks(entries, activities[:_MOST_ACTIVITIES], _of(connection, INDICATOR_VALUE, number), costs),
        sources=_summed((one.source, one.amount) for one in costs if one.task in carried),
        costs=_grouped(costs, lambda one: (one.task, one.activity)),
        documents=documents_of(connection, package),
        findings=_found(connection, package.content),
        hints=_of(connection, HINT, number, _MOST_FINDINGS),
        signatures=_signed(connection, number),
        revisions=_revisions(connection, package.unit_id, package.year),
        is_shortened=len(activities) > _MOST_ACTIVITIES,
    )


def _revisions(connection: Connection, unit: int | None, year: int) -> list[Revision]:
    rows = connection.execute(_REVISIONS, {"unit": unit, "year": year})
    return [Revision(*row) for row in rows]


def _of(connection: Connection, table: Table, number: int, most: int | None = None) -> Sequence[Any]:
    """Return the rows of a package in the order of their keys."""
    query = select(table).where(table.c.package_id == number).order_by(*table.primary_key).limit(most)
    return connection.execute(query).all()


def _tasks(
    entries: Sequence[Any], activities: Sequence[Any], indicators: Sequence[Any], costs: Sequence[Any]
) -> list[PlanTask]:
    own_activities = _grouped(activities, lambda one: one.task)
    own_indicators = _grouped(indicators, lambda one: one.task)
    amounts = _summed((one.task, one.amount) for one in costs)
    return [
        PlanTask(
            key=entry.task,
            applies=entry.applies,
            reason=entry.reason,
            situation=entry.situation,
            activities=own_activities.get(entry.task, []),
            indicators=own_indicators.get(entry.task, []),
            amount=amounts.get(entry.task, 0),
        )
        for entry in entries
    ]


def _found(connection: Connection, content: str) -> Sequence[Any]:
    query = select(FINDING).where(FINDING.c.content == content).order_by(FINDING.c.position)
    return connection.execute(query.limit(_MOST_FINDINGS)).all()


def _signed(connection: Connection, number: int) -> Sequence[Any]:
    copies = select(COPY.c.content).where(COPY.c.package_id == number)
    query = select(SIGNATURE).where(SIGNATURE.c.content.in_(copies)).order_by(*SIGNATURE.primary_key)
    return connection.execute(query.limit(_MOST_FINDINGS)).all()


def _summed(pairs: Iterable[tuple[K, int]]) -> dict[K, int]:
    sums: dict[K, int] = {}
    for key, amount in pairs:
        sums[key] = sums.get(key, 0) + amount
    return sums


def _grouped(rows: Iterable[Any], key: Callable[[Any], K]) -> dict[K, list[Any]]:
    found: dict[K, list[Any]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found

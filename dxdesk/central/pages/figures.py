"""What has been counted of a year and an area, kept until the database has changed.

Counting a whole nation takes its time: it happens in threads, once for all who ask, and what takes long takes a
tenth of the time at most, however often packages come. Who asks meanwhile gets what was counted last, with its
moment.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic
from typing import Any, Final, NamedTuple

from anyio import to_thread
from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError

from dxdesk.central.consolidation.funding import deadline_figures, funding_figures
from dxdesk.central.consolidation.indicators import indicator_figures
from dxdesk.central.consolidation.outliers import outliers
from dxdesk.central.consolidation.tasks import refusal_reasons, task_figures
from dxdesk.central.consolidation.units import coverage_figures, unit_figures
from dxdesk.central.database import Database
from dxdesk.central.intake import Intake
from dxdesk.central.pages.faults import StillCountingError
from dxdesk.central.pages.guidance import pack_of
from dxdesk.central.pages.held import held_of
from dxdesk.central.places import fill_places
from dxdesk.central.plan_tables import DECISION
from dxdesk.central.tables import LOG, PACKAGE
from dxdesk.consolidation.areas import AreaKind, Scope
from dxdesk.consolidation.deadline import default_deadline

_PATIENCE: Final = 4.0  # s that a page waits before it says that it is still being counted
_LONG: Final = 1.0  # s; what takes less is counted whenever the database has changed
_SHARE: Final = 10  # what takes longer takes one part of so many of the time
_OLDEST: Final = 3600.0  # s, for what changes the plans without a package coming
_MOST: Final = 300
_AT_ONCE: Final = 2
_log: Final = logging.getLogger("dxdesk.central")

State = tuple[int, ...]
Count = Callable[[Connection, Scope, Intake], Any]


class Counted(NamedTuple):
    """What was counted, and when."""

    value: Any
    at: datetime
    state: State
    until: float


class _OwnScope(Scope, frozen=True, kw_only=True):
    """A scope that is summed up as a whole only, not by the areas within it."""

    @property
    def kinds(self) -> tuple[AreaKind, ...]:
        return super().kinds[:1]


COUNTS: Final[dict[str, Count]] = {
    "coverage": lambda connection, scope, _intake: coverage_figures(
        connection, scope, default_deadline(scope.year)
    ),
    "units": lambda connection, scope, _intake: unit_figures(connection, scope, default_deadline(scope.year)),
    "tasks": lambda connection, scope, _intake: task_figures(connection, _own(scope)),
    "reasons": lambda connection, scope, _intake: refusal_reasons(connection, _own(scope)),
    "indicators": lambda connection, scope, _intake: indicator_figures(
        connection, _own(scope), pack_of(scope.year)
    ),
    "outliers": lambda connection, scope, _intake: outliers(connection, scope, pack_of(scope.year)),
    "funding": lambda connection, scope, _intake: funding_figures(connection, _own(scope)),
    "deadlines": lambda connection, scope, _intake: deadline_figures(connection, _own(scope)),
    "held": lambda connection, scope, intake: held_of(connection, intake, scope.year),
}


class Figures:
    """Figures of a database by what they are and what they are of; used from one event loop."""

    def __init__(self, database: Database, intake: Intake) -> None:
        self._database = database
        self._intake = intake
        self._kept: OrderedDict[tuple[str, Scope], Counted] = OrderedDict()
        self._running: dict[tuple[str, Scope], asyncio.Task[Counted]] = {}
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def of(self, name: str, scope: Scope) -> Counted:
        """Return a figure of `COUNTS`.

        Raises:
            StillCountingError: it takes longer, and there is none from before.
        """
        key = (name, scope)
        state = await to_thread.run_sync(self._state)
        kept = self._kept.get(key)
        if kept is not None and (
            monotonic() < kept.until or (kept.state == state and monotonic() < kept.until + _OLDEST)
        ):
            self._kept.move_to_end(key)
            return kept
        running = self._running.get(key)
        if running is None:
            running = asyncio.create_task(self._counted(key, state))
            self._running[key] = running
            running.add_done_callback(lambda done: self._ended(key, done))
        try:
            return await asyncio.wait_for(asyncio.shield(running), _PATIENCE)
        except TimeoutError:
            if kept is not None:
                return kept
            raise StillCountingError from None

    async def _counted(self, key: tuple[str, Scope], state: State) -> Counted:
        async with self._places:
            at, begun = datetime.now(UTC), monotonic()
            value = await to_thread.run_sync(self._count, *key)
            took = monotonic() - begun
        rest = took * (_SHARE - 1) if took > _LONG else 0.0
        found = Counted(value, at, state, monotonic() + rest)
        self._kept[key] = found
        self._kept.move_to_end(key)
        while len(self._kept) > _MOST:
            self._kept.popitem(last=False)
        return found

    def _ended(self, key: tuple[str, Scope], done: "asyncio.Task[Counted]") -> None:
        del self._running[key]
        if not done.cancelled() and (error := done.exception()):
            _log.error("%s of %s: %s", key[0], key[1], error)

    def _count(self, name: str, scope: Scope) -> Any:
        self._fill_map(scope.year)
        with self._database.reading() as connection:
            return COUNTS[name](connection, scope, self._intake)

    def _fill_map(self, year: int) -> None:
        try:
            with self._database.writing() as connection:
                fill_places(connection, (year,))
        except IntegrityError:  # another one began at the same moment, and has written it
            pass

    def _state(self) -> State:
        with self._database.reading() as connection:
            newest = (connection.scalar(select(func.max(table.c.id))) for table in (LOG, PACKAGE, DECISION))
            return tuple(int(number or 0) for number in newest)


def _own(scope: Scope) -> Scope:
    return _OwnScope(year=scope.year, scheme=scope.scheme, code=scope.code, kind=scope.kind)

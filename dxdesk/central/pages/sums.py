"""What the plans of an area come to: tasks, indicators, money, deadlines, and the year before."""

import asyncio
from collections import Counter, defaultdict
from datetime import datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple

from starlette.responses import Response

from dxdesk.central.pages.faults import NotHereError
from dxdesk.central.pages.figures import Counted
from dxdesk.central.pages.frame import Frame, frame_of
from dxdesk.central.pages.guidance import indicator_place, pack_of, task_number
from dxdesk.central.pages.texts import in_millions
from dxdesk.central.pages.tiles import total_of
from dxdesk.central.pages.visit import Visit, signed_in
from dxdesk.central.pages.wording import LEVELS, SOURCES
from dxdesk.consolidation.areas import Scope, scope_of
from dxdesk.consolidation.figures import Field, IndicatorFigures
from dxdesk.units.unit import UnitLevel

_MOST_OUTLIERS: Final = 500
_MOST_REASONS: Final = 5


class TaskLine(NamedTuple):
    """A task with how it is answered, and the commonest reasons against it."""

    key: str
    plans: int
    applies: int
    done: int
    refused: int
    open: int
    reasons: list[tuple[str, int]]


class IndicatorLine(NamedTuple):
    """An indicator in a unit of measure: last year's figures and this year's, where there are any."""

    task: str
    indicator: str
    unit: str
    form: str
    fields: dict[Field, IndicatorFigures]


class Money(NamedTuple):
    """Đồng by task and source, by source, and by quarter (20232, None without a day)."""

    tasks: list[tuple[str, dict[str | None, int]]]
    sources: list[tuple[str | None, int]]
    quarters: list[tuple[int | None, int]]

    @property
    def total(self) -> int:
        """The sum of all."""
        return sum(amount for _source, amount in self.sources)


class Change(NamedTuple):
    """A figure of this year beside that of the year before."""

    before: Decimal | None
    now: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """By how much it has grown."""
        return None if self.before is None or self.now is None else self.now - self.before


@signed_in
async def get_tasks(visit: Visit) -> Response:
    """Show how each task is answered, and why not."""
    scope, frame = await _place(visit, "tasks")
    counted, reasons = await _counted(visit, ("tasks", scope), ("reasons", scope))
    level = _level(visit, {one.level for one in counted.value})
    lines = task_lines(scope, counted.value, reasons.value, level)
    return await visit.page("tasks.html", frame=frame, at=_oldest(counted, reasons), lines=lines, level=level)


@signed_in
async def get_indicators(visit: Visit) -> Response:
    """Show what each indicator comes to, and figures out of line."""
    scope, frame = await _place(visit, "indicators")
    counted, odd = await _counted(visit, ("indicators", scope), ("outliers", scope))
    level = _level(visit, {one.level for one in counted.value})
    own = [one for one in counted.value if one.level == level.chosen]
    fields: dict[tuple[str, str, str, str], dict[Field, IndicatorFigures]] = defaultdict(dict)
    for one in own:
        fields[one.task, one.indicator, one.unit, one.form][one.field] = one
    lines = [IndicatorLine(*key, found) for key, found in fields.items()]
    lines.sort(
        key=lambda one: (task_number(scope.year, one.task), indicator_place(scope.year, one.indicator))
    )
    found = [one for one in odd.value if one.level == level.chosen]
    return await visit.page(
        "indicators.html",
        frame=frame,
        at=_oldest(counted, odd),
        level=level,
        lines=lines,
        outliers=found[:_MOST_OUTLIERS],
        count=len(found),
    )


@signed_in
async def get_funding(visit: Visit) -> Response:
    """Show the money by task, source and quarter."""
    scope, frame = await _place(visit, "funding")
    counted = await visit.desk.figures.of("funding", scope)
    return await visit.page(
        "funding.html", frame=frame, at=counted.at, money=money_of(scope, counted.value), sources=SOURCES
    )


@signed_in
async def get_deadlines(visit: Visit) -> Response:
    """Show what falls due in which month."""
    scope, frame = await _place(visit, "deadlines")
    counted = await visit.desk.figures.of("deadlines", scope)
    sums: Counter[int | None] = Counter()
    for one in counted.value:
        sums[one.month] += one.activities
    months = sorted(sums.items(), key=lambda pair: pair[0] or 10**6)
    return await visit.page("deadlines.html", frame=frame, at=counted.at, months=months)


@signed_in
async def get_changes(visit: Visit) -> Response:
    """Show this year against the year before."""
    scope, frame = await _place(visit, "changes")
    try:
        before = scope_of(scope.year - 1, scope.code)
    except LookupError:
        raise NotHereError from None
    if scope.code and before.scheme != scope.scheme:
        raise NotHereError
    if before.year not in {year for year, _address in frame.years}:
        raise NotHereError
    names = ("coverage", "tasks", "indicators", "funding")
    wanted = [(name, one) for name in names for one in (before, scope)]
    found = dict(zip(wanted, await _counted(visit, *wanted), strict=True))

    def pair(name: str, of: Any) -> Change:
        return Change(*(of(one, found[name, one].value) for one in (before, scope)))

    tasks = [
        (task.key, pair("tasks", lambda _scope, each, key=task.key: _applies(each, key)))
        for task in pack_of(scope.year).tasks
    ]
    levels = _level(visit, {one.level for one in found["indicators", scope].value})
    indicators = [
        (one.key, one.unit, pair("indicators", lambda _scope, each, own=one: _mean(each, own, levels.chosen)))
        for task in pack_of(scope.year).tasks
        for one in task.indicators
    ]
    return await visit.page(
        "changes.html",
        frame=frame,
        at=_oldest(*found.values()),
        before=before.year,
        level=levels,
        totals=[(one.year, total_of(one, found["coverage", one].value)) for one in (before, scope)],
        sent=pair("coverage", lambda scope, each: Decimal(total_of(scope, each).sent)),
        expected=pair("coverage", lambda scope, each: Decimal(total_of(scope, each).expected)),
        money=pair("funding", lambda _scope, each: in_millions(sum(one.amount for one in each))),
        tasks=[line for line in tasks if line[1].before is not None or line[1].now is not None],
        indicators=[line for line in indicators if line[2].before is not None or line[2].now is not None],
    )


class Level(NamedTuple):
    """The level whose units are shown, of those that there are."""

    chosen: UnitLevel
    all: tuple[UnitLevel, ...]


def task_lines(scope: Scope, found: Any, reasons: Any, level: Level) -> list[TaskLine]:
    """Return the tasks in the order of the letter with their answers."""
    why: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for one in reasons:
        if one.level == level.chosen:
            why[one.task].append((one.reason, one.units))
    lines = [
        TaskLine(
            one.task, one.plans, one.applies, one.done, one.refused, one.open, why[one.task][:_MOST_REASONS]
        )
        for one in found
        if one.level == level.chosen
    ]
    return sorted(lines, key=lambda line: task_number(scope.year, line.key))


def money_of(scope: Scope, found: Any) -> Money:
    """Return the money as it is shown: tasks in the order of the letter, sources and quarters in theirs."""
    tasks: dict[str, Counter[str | None]] = defaultdict(Counter)
    sources: Counter[str | None] = Counter()
    quarters: Counter[int | None] = Counter()
    for one in found:
        source = one.source if one.source in SOURCES else None
        tasks[one.task][source] += one.amount
        sources[source] += one.amount
        quarters[one.quarter] += one.amount
    return Money(
        sorted(
            ((key, dict(each)) for key, each in tasks.items()), key=lambda p: task_number(scope.year, p[0])
        ),
        [(source, sources[source]) for source in SOURCES if source in sources],
        sorted(quarters.items(), key=lambda pair: pair[0] or 10**6),
    )


async def _counted(visit: Visit, *wanted: tuple[str, Scope]) -> list[Counted]:
    """Return several figures, counted side by side."""
    return list(await asyncio.gather(*(visit.desk.figures.of(*one) for one in wanted)))


async def _place(visit: Visit, tab: str) -> tuple[Scope, Frame]:
    params = visit.request.path_params
    scope = visit.scope(params["year"], params["area"])
    return scope, await frame_of(visit, scope, tab)


def _level(visit: Visit, found: set[UnitLevel]) -> Level:
    """Return the level that is asked for, else the lowest: it has the most units."""
    there = tuple(level for level in LEVELS if level in found) or ("xa",)
    asked = visit.request.query_params.get("level")
    return Level(next((level for level in there if level == asked), there[-1]), there)


def _applies(each: Any, task: str) -> Decimal | None:
    own = [one.applies for one in each if one.task == task]
    return Decimal(sum(own)) if own else None


def _mean(each: Any, own: Any, level: UnitLevel) -> Decimal | None:
    for one in each:
        is_own = (one.indicator, one.unit, one.form) == (own.key, own.unit, own.kind)
        if is_own and one.level == level and one.field == "target":
            mean: Decimal | None = one.mean if one.weighted is None else one.weighted
            return mean
    return None


def _oldest(*counted: Any) -> datetime:
    moment: datetime = min(one.at for one in counted)
    return moment

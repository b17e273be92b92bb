"""Made answers to the tasks: who does which, with what activities, figures and money."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Final

import msgspec

from dxdesk.central.synth import wording
from dxdesk.guidance.pack import Indicator, Level, Task
from dxdesk.plan.model import (
    Activity,
    Cost,
    FundingSource,
    IndicatorFigure,
    IndicatorValue,
    TaskEntry,
)

_WILLING: Final = {"required": 0.96, "optional": 0.7, "not_usual": 0.15}
_SOURCES: Final[tuple[FundingSource | None, ...]] = (
    "central",
    "province",
    "district",
    "district",
    "commune",
    "commune",
    "commune",
    "private",
    "other",
    None,
)
_MILLION: Final = 1_000_000
_SCALE: Final[dict[Level, int]] = {"xa": 1, "huyen": 8, "tinh": 60}


def answered(task: Task, entry: TaskEntry, level: Level, year: int, rng: Random) -> TaskEntry:
    """Return a unit's answer to a task, from the entry that the guidance suggests."""
    indicators = {
        indicator.key: _valued(indicator, level, year, rng)
        for indicator in task.indicators_of(level)
        if rng.random() < 0.93
    }
    chance = rng.random()
    if chance > 0.997:
        return TaskEntry(indicators=indicators)  # some forget to answer
    if chance > _WILLING[task.levels[level].need]:
        reason = task.levels[level].answer or rng.choice(wording.REASONS)
        return TaskEntry(applies=False, reason=reason, indicators=indicators)
    return TaskEntry(
        applies=True,
        situation=rng.choice(wording.SITUATIONS),
        activities=tuple(_activities(entry.activities, level, year, rng)),
        indicators=indicators,
    )


def _activities(suggested: tuple[Activity, ...], level: Level, year: int, rng: Random) -> Iterator[Activity]:
    for number, activity in enumerate(suggested, start=1):
        if rng.random() < 0.2 and number > 1:
            continue
        due = activity.period.due and activity.period.due.replace(
            year=year, day=min(activity.period.due.day, 28)
        )
        if due is not None and rng.random() < 0.3:
            due = date(year, 1, 1) + timedelta(days=rng.randrange(31, 365))
        yield msgspec.structs.replace(
            activity,
            id=f"a{number}",
            text=rng.choice(wording.OPENINGS) + activity.text + rng.choice(wording.ENDINGS),
            partners=rng.choice(wording.PARTNERS),
            period=msgspec.structs.replace(activity.period, due=due),
            costs=_costs(level, rng),
            note=rng.choice(wording.NOTES),
        )


def _costs(level: Level, rng: Random) -> tuple[Cost, ...]:
    count = rng.choices((0, 1, 2, 3), (45, 40, 12, 3))[0]
    return tuple(
        Cost(amount=_MILLION * rng.randint(1, 60) * _SCALE[level], source=rng.choice(_SOURCES))
        for _ in range(count)
    )


def _valued(indicator: Indicator, level: Level, year: int, rng: Random) -> IndicatorValue:
    baseline, target = _figures(indicator, level, year, rng)
    return IndicatorValue(
        kind=indicator.kind,
        unit=indicator.unit,
        baseline=None if rng.random() < 0.08 else baseline,
        target=None if rng.random() < 0.04 else target,
    )


def _figures(
    indicator: Indicator, level: Level, year: int, rng: Random
) -> tuple[IndicatorFigure, IndicatorFigure]:
    """Return last year's figure and this year's, the second no worse than the first."""
    if indicator.kind == "yes_no":
        before = rng.random() < 0.5
        return before, before or rng.random() < 0.9
    if indicator.kind == "date":
        return None, (date(year, 1, 1) + timedelta(days=rng.randrange(60, 365))).isoformat()
    if indicator.kind == "text":
        return rng.choice(wording.OTHER_FIGURES), rng.choice(wording.OTHER_FIGURES)
    least = int(float(indicator.minimum or "0"))
    most = int(float(indicator.maximum or "100000"))
    if indicator.kind == "percent":
        low = rng.randint(least * 10, most * 10)
        high = rng.randint(low, most * 10)
        pair = sorted((low, high), reverse=indicator.better == "less")
        return _percent(pair[0]), _percent(pair[1])
    top = min(most, 40 * _SCALE[level])
    low = rng.randint(least, max(least, top))
    high = rng.randint(low, max(low, top))
    pair = sorted((low, high), reverse=indicator.better == "less")
    return pair[0], pair[1]


def _percent(tenths: int) -> str:
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)

"""Which backups are still needed: many of the last days, fewer of long ago."""

from collections.abc import Callable, Collection, Hashable
from datetime import date, datetime
from typing import Final

from dxdesk.store.backup.names import Made

DAYS: Final = 10
WEEKS: Final = 8
MONTHS: Final = 12
# Of the last day more than one is kept: what was deleted in the morning is looked for in the evening.
OF_THE_LAST_DAY: Final = 6


def needed(backups: Collection[Made]) -> frozenset[Made]:
    """Return the backups to keep: one of each of the last days, weeks and months in which there is one.

    Days without a backup do not count: a month of holiday takes nothing away. Of the last day the first one
    and the newest ones are kept. What was made by hand, or before something that writes over much, stays as
    long as the days. The newest of all is always needed.
    """
    newest = sorted(backups, key=lambda made: made.at, reverse=True)
    if not newest:
        return frozenset()
    days = _last_of_each(newest, lambda made: made.at.date(), DAYS)
    oldest_day = min(made.at.date() for made in days)
    today = _of_day(newest, newest[0].at.date())
    return frozenset(
        {
            *days,
            *_last_of_each(newest, lambda made: _week(made.at), WEEKS),
            *_last_of_each(newest, lambda made: (made.at.year, made.at.month), MONTHS),
            *today[:OF_THE_LAST_DAY],
            today[-1],
            *(made for made in newest if made.reason != "usual" and made.at.date() >= oldest_day),
        }
    )


def _last_of_each(newest: Collection[Made], span: Callable[[Made], Hashable], count: int) -> list[Made]:
    """Return the last backup of each of the last `count` spans that have one."""
    last: dict[Hashable, Made] = {}
    for made in newest:
        last.setdefault(span(made), made)
    return list(last.values())[:count]


def _of_day(newest: Collection[Made], day: date) -> list[Made]:
    return [made for made in newest if made.at.date() == day]


def _week(moment: datetime) -> tuple[int, int]:
    year, week, _day = moment.isocalendar()
    return year, week

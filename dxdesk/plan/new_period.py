"""The time of an activity, moved from the year of one plan to the year of another."""

import calendar
import re
from datetime import date
from typing import Final, NamedTuple

from dxdesk.guidance.pack import Period
from dxdesk.plan.rules.spans import years_in

_LEAP_DAY: Final = re.compile(r"(?<![\d/.-])29(?=\s*(?:[/.-]|tháng)\s*0?2(?!\d))", re.IGNORECASE)
_FIRST_DAY: Final = re.compile(
    r"(?<!\d)0?1\s*(?:[/.-]|tháng)\s*0?1\s*(?:[/.-]|năm)\s*20\d\d(?!\d)", re.IGNORECASE
)


class MovedPeriod(NamedTuple):
    """A period in its new year; `names_other_years` where something in it had to stay as it was."""

    period: Period
    names_other_years: bool


def moved_period(period: Period, source: int, year: int) -> MovedPeriod:
    """Move a period from the plan of the year `source` to the one of `year`.

    Only the plan's own year moves, and 1 January after it, which is its end: "Giai đoạn 2021 - 2025" or
    "Đến năm 2030" is as true in the next plan. 29 February becomes the 28th where the year has none.
    """
    if source == year:
        return MovedPeriod(period, names_other_years=False)
    text, other_words = _moved_words(period.text, source, year)
    due, other_day = _moved_day(period.due, source, year)
    return MovedPeriod(Period(text=text, due=due), names_other_years=other_words or other_day)


def _moved_words(text: str, source: int, year: int) -> tuple[str, bool]:
    named = set(years_in(text))
    is_end_of_year = named == {source + 1} and _FIRST_DAY.search(text) is not None
    if named and named != {source} and not is_end_of_year:
        return text, True
    for each in named:
        text = re.sub(rf"(?<!\d){each}(?!\d)", str(each + year - source), text)
    return (text if calendar.isleap(year) else _LEAP_DAY.sub("28", text)), False


def _moved_day(day: date | None, source: int, year: int) -> tuple[date | None, bool]:
    if day is None:
        return None, False
    if day.year != source and day != date(source + 1, 1, 1):
        return day, True
    moved = day.year + year - source
    is_lost = (day.month, day.day) == (2, 29) and not calendar.isleap(moved)
    return day.replace(year=moved, day=28 if is_lost else day.day), False

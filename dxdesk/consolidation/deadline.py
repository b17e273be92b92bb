"""The last day for the plans of a year."""

from datetime import date, datetime, time, timedelta

from dxdesk.text.days import VIETNAM


def default_deadline(year: int) -> date:
    """Return the last day for plans of a year: 10 December of the year before, as the letter of 2022 asks."""
    return date(year - 1, 12, 10)


def end_of(day: date) -> datetime:
    """Return the moment after the last one of a day in Viet Nam."""
    return datetime.combine(day + timedelta(days=1), time(), VIETNAM)

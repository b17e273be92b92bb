"""Days as a Vietnamese document and the window write them."""

from datetime import date
from typing import Final

# Room in which the registry writes a day and a month; no-break spaces, so that no writer collapses them.
BLANK: Final = "\u00a0" * 6


def long_date(day: date | None, year: int) -> str:
    """Return "ngày 05 tháng 01 năm 2023" (Decree 30/2020, Appendix I, II.4.b).

    Days below 10 and the months 1 and 2 have a zero in front. Without a day there is room to write it.
    """
    if day is None:
        return f"ngày{BLANK}tháng{BLANK}năm {year}"
    return f"ngày {day:%d} tháng {month_digits(day)} năm {day.year}"


def short_date(day: date) -> str:
    """Return "05/01/2023" or "29/06/2019": the one form of a day in the window and on the command line."""
    return f"{day:%d/%m}/{day.year}"


def printed_date(day: date) -> str:
    """Return "05/01/2023" or "29/6/2019" for a document, with zeros by the same rule as the long date."""
    return f"{day:%d}/{month_digits(day)}/{day.year}"


def month_digits(day: date) -> str:
    """Return "02" or "12": only months 1 and 2 have a zero in front (Decree 30/2020, Appendix I, II.4.b)."""
    return f"{day.month:02}" if day.month <= 2 else str(day.month)

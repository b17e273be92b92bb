"""Days as people type them and as Excel hands them over: "15/3", "15.3.23", "ngày 15 tháng 3 năm 2023"."""

import re
from datetime import date, timedelta, timezone
from typing import Final

from dxdesk.language import translate as _
from dxdesk.text.characters import clean
from dxdesk.text.folding import fold

VIETNAM: Final = timezone(timedelta(hours=7))  # one zone, without summer time

_LONGEST: Final = 60
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# A year of two digits lies at most so far ahead; beyond, it is of the last century ("Luật … 29/11/99").
_YEARS_AHEAD: Final = 20

# What Excel puts behind a day, "00:00:00" or "12:00 AM".
_clock = re.compile(r"[T ] ?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?: ?[AP]M)?Z?$", re.ASCII | re.IGNORECASE)
_iso = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})", re.ASCII)
_figures = re.compile(
    r"(?:ngay )?(?P<day>\d{1,2}) ?(?P<mark>[-/.]) ?(?P<month>\d{1,2})(?: ?(?P=mark) ?(?P<year>\d{4}|\d{2}))?",
    re.ASCII,
)
_words = re.compile(
    r"(?:ngay )?(?P<day>\d{1,2}) thang (?P<month>\d{1,2})(?:(?: nam | ?[/-] ?| )(?P<year>\d{4}|\d{2}))?",
    re.ASCII,
)
# Excel's own form of "15/3" on English and Vietnamese machines: "15-Mar-23", "15-Thg3".
_named = re.compile(
    r"(?P<day>\d{1,2})[- /](?:thg ?(?P<month>\d{1,2})|(?P<name>[a-z]{3})[a-z]*)(?:[- /](?P<year>\d{4}|\d{2}))?",
    re.ASCII,
)
MONTH_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_letters = re.compile(r"[^\W\d_]+")


class UnclearDayError(ValueError):
    """A text that names no day, or one that does not exist; the sentence says what to write."""


def read_day(text: str, year: int) -> date:
    """Return the day in a text; one that names no year is of `year`.

    Raises:
        UnclearDayError: it names no day, or one that the calendar does not have.
    """
    line = _clock.sub("", clean(text, many_lines=False).strip(" .;,"))
    folded = _letters.sub(lambda word: fold(word[0]), line)
    folded = re.sub(" +", " ", folded.replace(", ", " "))
    found = next(
        (found for form in (_iso, _figures, _words, _named) if (found := form.fullmatch(folded))), None
    )
    if found is None or len(line) > _LONGEST:
        raise UnclearDayError(_("“{text}” is not a day; write it like 31/12/2023").format(text=_shown(text)))
    day, month, years = int(found["day"]), _month(found), full_year(found["year"], year)
    try:
        if _FIRST_YEAR <= years <= _LAST_YEAR:
            return date(years, month, day)
    except ValueError:
        pass
    message = _("There is no day “{text}”; write the day first, then the month, like 31/12/2023")
    raise UnclearDayError(message.format(text=_shown(text)))


def full_year(digits: str | None, year: int) -> int:
    """Return the year that two or four digits mean, as somebody who writes in `year` means them."""
    if not digits:
        return year
    if len(digits) == 4:
        return int(digits)
    century = year - year % 100
    near = century + int(digits)
    return near if near <= year + _YEARS_AHEAD else near - 100


def _month(found: re.Match[str]) -> int:
    groups = found.groupdict()
    if groups["month"]:
        return int(groups["month"])
    return MONTH_NAMES.index(groups["name"]) + 1 if groups["name"] in MONTH_NAMES else 0


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"

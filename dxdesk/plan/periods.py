"""Periods as people type them: the words stay as they are, the last day that they mean is counted."""

import re
from collections.abc import Callable
from typing import Final

from dxdesk.guidance.pack import Period
from dxdesk.plan.rules.spans import last_day_of, span_of, unknown_part
from dxdesk.text.days import MONTH_NAMES, UnclearDayError, full_year, read_day

Rewriting = Callable[[re.Match[str], int], str]

_several = r"(?P<first>\d{1,2})(?:\s*[-–]\s*[QT]?(?P<last>\d{1,2}))?(?!\d)"
_english = "|".join(MONTH_NAMES)


def _day(found: re.Match[str], year: int) -> str:
    try:
        day = read_day(found[0], year)
    except UnclearDayError:
        return found[0]
    return f"{day.day}/{day.month}/{day.year}"


def _parts(word: str) -> Rewriting:
    def rewrite(found: re.Match[str], _year: int) -> str:
        more = f" - {found['last']}" if found["last"] else ""
        return f"{word} {found['first']}{more}"

    return rewrite


def _month_of_year(found: re.Match[str], year: int) -> str:
    month = found["month"] or MONTH_NAMES.index(found["name"].lower()) + 1
    return f"tháng {month}/{full_year(found['year'], year)}"


def _beginning(found: re.Match[str], _year: int) -> str:
    return f"tháng 1 - {found['count']}"


def _end(found: re.Match[str], _year: int) -> str:
    return f"tháng {13 - int(found['count'])} - 12" if 1 <= int(found["count"]) <= 12 else found[0]


# Forms that the checks do not read, in words that they do. The order matters: days before months.
_FORMS: Final[tuple[tuple[re.Pattern[str], Rewriting], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), rewriting)
    for pattern, rewriting in (
        (r"(?<![\d/.-])\d{4}-\d{1,2}-\d{1,2}(?![\d/-])", _day),
        (r"(?<![\d/.-])\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?![\d/-])", _day),
        (rf"\b\d{{1,2}}-(?:{_english}|thg ?\d{{1,2}}\b)(?:-\d{{2,4}})?\b", _day),
        (
            rf"\b(?:(?P<name>{_english})|thg ?(?P<month>\d{{1,2}}))-(?P<year>\d{{4}}|\d{{2}})\b",
            _month_of_year,
        ),
        (r"\b(?P<count>\d{1,2}) tháng đầu(?: của)? năm\b", _beginning),
        (r"\b(?P<count>\d{1,2}) tháng cuối(?: của)? năm\b", _end),
        (r"\bnửa đầu năm\b", lambda _found, _year: "tháng 1 - 6"),
        (r"\bnửa cuối năm\b", lambda _found, _year: "tháng 7 - 12"),
        (rf"\bQ{_several}", _parts("quý")),
        (rf"\bT{_several}", _parts("tháng")),
    )
)


def read_period(text: str, year: int) -> Period:
    """Return a period with the words as typed and the last day that they mean, where they mean one.

    Words that name no year mean `year`. The day is within what the checks of periods read in the words.
    """
    plain = text
    for pattern, rewriting in _FORMS:
        plain = pattern.sub(lambda found, rewriting=rewriting: rewriting(found, year), plain)  # type: ignore[misc]
    due = None if unknown_part(plain) or unknown_part(text) else last_day_of(plain, year)
    span = span_of(text, year)
    is_within = due is not None and (span is None or span.first <= due <= span.last)
    return Period(text=text, due=due if is_within else None)

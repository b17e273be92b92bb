"""From the words of a period ("Quý I-II/2023", "Trước 30/9/2023") to the days that they mean."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, NamedTuple

_QUARTERS: Final = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_OF_YEAR: Final = r"(?:\s*(?:/|,?\s*năm)\s*(?P<year>20\d\d))?"


def _several(number: str) -> str:
    """Return a pattern for "I", "I, II", "3-5"; a number that begins a day or a year is not one of them."""
    more = rf"\s*(?:,|-|–|và|đến)\s*{number}(?!\d|/\d{{1,2}}(?!\d))"
    return rf"(?P<list>{number}(?:{more})*)"


_quarter = re.compile(rf"\bqu[ýí]\s*{_several(r'(?:[IVX]+|[0-9])')}{_OF_YEAR}\b", re.IGNORECASE)
_month = re.compile(rf"\btháng\s*{_several(r'[0-9]{1,2}')}{_OF_YEAR}\b", re.IGNORECASE)
_day = re.compile(r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>20\d\d))?(?![\d/])")
_day_in_words = re.compile(
    rf"\bngày\s*(?P<day>\d{{1,2}})\s*tháng\s*(?P<month>\d{{1,2}}){_OF_YEAR}\b", re.IGNORECASE
)
_month_and_year = re.compile(r"(?<![\w/])(?P<list>\d{1,2})/(?P<year>20\d\d)(?![\d/])")
_year = re.compile(r"(?<!\d)20\d\d(?!\d)")
_part = re.compile(r"[IVX]+|\d+", re.IGNORECASE)

_recurrent = re.compile(r"\b(?:hằng|hàng|thường xuyên|định kỳ|mỗi|liên tục|cả năm)\b", re.IGNORECASE)
_before = re.compile(r"\btrước\b", re.IGNORECASE)
_from = re.compile(r"\b(?:từ|sau)\b", re.IGNORECASE)
_to = re.compile(r"\b(?:đến|tới)\b|[-–]", re.IGNORECASE)


class Span(NamedTuple):
    """The first and the last day of a period."""

    first: date
    last: date


def years_in(text: str) -> list[int]:
    """Return the years that a text names, in its order."""
    return [int(year) for year in _year.findall(text)]


@lru_cache(maxsize=2_000)
def unknown_part(text: str) -> str:
    """Return a quarter, month or day that does not exist ("Quý V", "tháng 13"), or an empty text."""
    for found in _mentions(text):
        if not all(_spans(found, 2000)):
            return found[0].strip()
    return ""


@lru_cache(maxsize=2_000)
def span_of(text: str, year: int) -> Span | None:
    """Return the days on which something may be done, or None where the words name none ("Thường xuyên").

    A part that names no year is of the last year in the text, else of `year`. What is to be ready before
    May may be ready in May too: people mean either.
    """
    span = _named(text, year)
    if span and _before.search(text):
        return Span(date(min(span.first.year, year), 1, 1) - timedelta(days=1), span.last)
    if span and _is_open(text):
        return Span(span.first, date(span.first.year, 12, 31))
    return span


@lru_cache(maxsize=2_000)
def last_day_of(text: str, year: int) -> date | None:
    """Return the day on which something is done at the latest, or None where the words do not say so."""
    span = _named(text, year)
    if span is None or (_is_open(text) and not _before.search(text)):
        return None
    is_before_a_period = _before.search(text) and span.first != span.last
    return span.first - timedelta(days=1) if is_before_a_period else span.last


def _is_open(text: str) -> bool:
    return bool(_from.search(text)) and not _to.search(text)


def _named(text: str, year: int) -> Span | None:
    """Return the days from the first to the last that the words name."""
    if _recurrent.search(text):
        return None
    years = years_in(text)
    fallback = years[-1] if years else year
    spans = [span for found in _mentions(text) for span in _spans(found, fallback) if span]
    if not spans:
        spans = [Span(date(named, 1, 1), date(named, 12, 31)) for named in years]
    if not spans:
        return None
    return Span(min(span.first for span in spans), max(span.last for span in spans))


def _mentions(text: str) -> Iterator[re.Match[str]]:
    """Yield what names days, each part of the text once."""
    for pattern in (_day, _day_in_words, _quarter, _month, _month_and_year):
        yield from pattern.finditer(text)
        text = pattern.sub(" ", text)


def _spans(found: re.Match[str], fallback: int) -> Iterator[Span | None]:
    """Yield the days of each part of a mention; None for a part that does not exist."""
    groups = found.groupdict()
    year = int(groups["year"] or fallback)
    if "day" in groups:
        yield _one_day(year, int(groups["month"]), int(groups["day"]))
        return
    for part in _part.findall(groups["list"]):
        if found.re is _quarter:
            number = _QUARTERS.get(part.upper(), 0)
            yield _months(year, 3 * number - 2, 3 * number)
        else:
            yield _months(year, int(part), int(part))


def _one_day(year: int, month: int, day: int) -> Span | None:
    try:
        return Span(date(year, month, day), date(year, month, day))
    except ValueError:
        return None


def _months(year: int, first: int, last: int) -> Span | None:
    if not 1 <= first <= last <= 12:
        return None
    return Span(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))

"""How numbers, days and texts from outside stand on a page, in the language that is spoken there."""

import re
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from dxdesk.guidance.pack import IndicatorKind
from dxdesk.language import mark
from dxdesk.language import translate as _
from dxdesk.text.dates import short_date
from dxdesk.text.days import VIETNAM
from dxdesk.text.spoken_numbers import number_words

_MILLION: Final = 10**6
_MEASURED: Final = frozenset({"count", "percent", "money"})
_ANSWERS: Final = {"true": mark("Yes"), "false": mark("Not yet")}
_plain_number: Final = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")
# Marks that turn the direction of what follows, and others that nobody sees.
_unseen: Final = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]"
)


def number(value: Decimal | int | None) -> str:
    """Return a number as it is written in the language of the page; nothing for None."""
    return "" if value is None else number_words(value)


def rounded(value: Decimal | int | None, places: int = 2) -> str:
    """Return a number with so many decimals at most."""
    return "" if value is None else number(round(Decimal(value), places))


def share(part: int, whole: int) -> Decimal:
    """Return a share in percent to two decimals, never 100 or 0 where it is not the whole or nothing."""
    if not whole:
        return Decimal(0)
    exact = Decimal(part * 10_000) / whole
    found = int(exact + Decimal("0.5"))
    if 0 < part < whole:
        found = min(max(found, 1), 9_999)
    return Decimal(found).scaleb(-2)


def percent(part: int, whole: int) -> str:
    """Return a share as it is read here and in the report: "86,52%"."""
    return f"{number(share(part, whole))}%"


def in_millions(amount: int) -> Decimal:
    """Return an amount of đồng in millions, to one decimal."""
    return Decimal((amount * 10 + _MILLION // 2) // _MILLION).scaleb(-1)


def millions(amount: int) -> str:
    """Return an amount of đồng as it is read in millions."""
    return number(in_millions(amount))


def day(value: date | None) -> str:
    """Return a day; nothing for None."""
    return "" if value is None else short_date(value)


def moment(value: datetime | None) -> str:
    """Return a point of time by the clock of Viet Nam; nothing for None."""
    if value is None:
        return ""
    local = value.astimezone(VIETNAM)
    return f"{local:%H:%M} {short_date(local.date())}"


def shown(text: str | None) -> str:
    """Return a text from outside in which marks that nobody sees, or that turn what follows, are visible."""
    return _unseen.sub(lambda found: f"[U+{ord(found[0]):04X}]", text or "")


def figure(kind: IndicatorKind, written: str | None) -> str:
    """Return a figure of a plan, as the database has it, in the language of the page; other texts as they are."""
    if written is None:
        return ""
    if kind == "yes_no" and written in _ANSWERS:
        return _(_ANSWERS[written])
    if kind == "date":
        with suppress(ValueError):
            return short_date(date.fromisoformat(written))
    if _plain_number.fullmatch(written) and kind in _MEASURED:
        return number(Decimal(written))
    return shown(written)

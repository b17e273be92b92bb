"""A figure of an indicator as people type it, read by its kind."""

import re
from typing import Final

from dxdesk.guidance.pack import IndicatorKind
from dxdesk.language import translate as _
from dxdesk.plan.model import IndicatorFigure
from dxdesk.text.characters import clean
from dxdesk.text.days import read_day
from dxdesk.text.folding import fold
from dxdesk.text.numerals import read_money
from dxdesk.value import MAX_SAFE_INTEGER

_YES: Final = {"true", "yes", "co"}
_NO: Final = {"false", "no", "chua", "khong"}

_integer = re.compile(r"-?\d{1,20}", re.ASCII)
_thousands = re.compile(r"-?[1-9]\d{0,2}(?:[. ]\d{3}){1,6}", re.ASCII)
_percentage = re.compile(r"(-?\d{1,20}(?:[.,]\d{1,20})?) ?%?", re.ASCII)


class UnclearFigureError(ValueError):
    """A text that is no figure of its kind; the sentence says how to write one."""


def read_figure(kind: IndicatorKind, text: str, year: int) -> IndicatorFigure:
    """Read a figure as its kind is stored: percentages as decimal strings, counts and money as integers.

    A day that names no year is of `year`. An empty text is no figure.

    Raises:
        UnclearFigureError: it is no figure of the kind.
        UnclearAmountError: it is no amount of money.
        UnclearDayError: it is no day.
    """
    line = clean(text, many_lines=False).strip()
    if not line:
        return None
    match kind:
        case "percent":
            return _percent(line)
        case "count" | "money":
            return _whole(line, kind)
        case "yes_no":
            return _answer(line)
        case "date":
            return read_day(line, year).isoformat()
        case "text":
            return line


def _percent(line: str) -> str:
    if found := _percentage.fullmatch(line):
        return found[1].replace(",", ".")
    raise UnclearFigureError(_("“{text}” is not a percentage; write it like 95,5").format(text=line))


def _whole(line: str, kind: IndicatorKind) -> int:
    if _integer.fullmatch(line) or (kind == "count" and _thousands.fullmatch(line)):
        number = int(re.sub("[. ]", "", line))
        if abs(number) > MAX_SAFE_INTEGER:
            raise UnclearFigureError(_("“{text}” is more than a plan can hold").format(text=line))
        return number
    if kind == "money":
        return read_money(line)
    raise UnclearFigureError(_("“{text}” is not a whole number; write it like 250").format(text=line))


def _answer(line: str) -> bool:
    word = fold(line)
    if word not in _YES | _NO:
        raise UnclearFigureError(_("“{text}” is neither yes nor no; write “yes” or “no”").format(text=line))
    return word in _YES

"""Whose a file says it is: a claim that nobody has checked, good enough to ask the unit."""

import re
from typing import Final, NamedTuple

# A file that is cut or spoilt is no JSON any more; the statement stands at its beginning.
_LOOKED_AT: Final = 1_000_000
_UNIT: Final = re.compile(rb'"unit"\s*:\s*\{[^{}]{0,400}?"code"\s*:\s*"(\d{2,5})"')
_YEAR: Final = re.compile(rb'"year"\s*:\s*(\d{4})\b')
_NAME: Final = re.compile(r"\b(\d{4})-(\d{2,5})-r\d+")  # as `package_name` writes it


class Claim(NamedTuple):
    """The code of a unit (empty where none is named), and a year (0: none)."""

    code: str
    year: int


def claim_of(data: bytes, name: str = "") -> Claim:
    """Return what the beginning of a file says of its unit and year; its name where that says nothing."""
    head = data[:_LOOKED_AT]
    unit, year = _UNIT.search(head), _YEAR.search(head)
    called = _NAME.search(name)
    code, stated = (called[2], int(called[1])) if called else ("", 0)
    return Claim(unit[1].decode() if unit else code, int(year[1]) if year else stated)

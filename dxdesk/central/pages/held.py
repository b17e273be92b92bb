"""Units of which something is in quarantine, as far as the files say whose they are, and why it is there."""

import gzip
import re
import zlib
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from sqlalchemy import Connection

from dxdesk.central.chasing.claims import claims
from dxdesk.central.held import Held
from dxdesk.central.intake import Intake

_LOOKED_AT: Final = 100_000  # bytes: the statement stands at the beginning
_year: Final = re.compile(rb'"year"\s*:\s*(\d{4})')


def held_of(connection: Connection, intake: Intake, year: int) -> Mapping[str, list[Held]]:
    """Return the reasons by the code of the unit, for files that are of `year` or do not say of which."""
    years: dict[str, int | None] = {}
    found: defaultdict[str, list[Held]] = defaultdict(list)
    for code, held in claims(connection, intake):
        if held.content not in years:
            years[held.content] = _year_of(intake, held.content)
        if years[held.content] in {year, None}:
            found[code].append(held)
    return dict(found)


def _year_of(intake: Intake, content: str) -> int | None:
    found = None
    with suppress(OSError, EOFError, zlib.error), gzip.open(intake.path_of(content)) as file:
        found = _year.search(file.read(_LOOKED_AT))
    return int(found[1]) if found else None

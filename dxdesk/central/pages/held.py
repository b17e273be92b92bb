"""Units of which something is in quarantine, as far as the files say whose they are."""

import gzip
import re
import zlib
from contextlib import suppress
from typing import Final

from sqlalchemy import Connection

from dxdesk.central.chasing.claims import claims
from dxdesk.central.intake import Intake

_LOOKED_AT: Final = 100_000  # bytes: the statement stands at the beginning
_year: Final = re.compile(rb'"year"\s*:\s*(\d{4})')


def held_of(connection: Connection, intake: Intake, year: int) -> frozenset[str]:
    """Return the codes of units with a file in quarantine that is of `year`, or does not say of which."""
    by_content: dict[str, str] = {one.held.content: one.code for one in claims(connection, intake)}
    return frozenset(
        code for content, code in by_content.items() if _year_of(intake, content) in {year, None}
    )


def _year_of(intake: Intake, content: str) -> int | None:
    found = None
    with suppress(OSError, EOFError, zlib.error), gzip.open(intake.path_of(content)) as file:
        found = _year.search(file.read(_LOOKED_AT))
    return int(found[1]) if found else None

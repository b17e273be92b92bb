"""Whose a file in quarantine says it is: a claim that nobody has checked, good enough to ask the unit."""

import zlib
from typing import Final, NamedTuple

from sqlalchemy import Connection, text

from dxdesk.central.held import Held, list_held
from dxdesk.central.intake import Intake
from dxdesk.package.claims import Claim as FileClaim
from dxdesk.package.claims import claim_of

_SENT_BY: Final = text(
    """SELECT DISTINCT intake_log.content, unit.code FROM intake_log JOIN unit ON unit.id = intake_log.unit_id"""
)


class Claim(NamedTuple):
    """A reason why a file is in quarantine, and the unit that the file names or that sent it."""

    code: str
    held: Held


def claims(connection: Connection, intake: Intake | None, year: int = 0) -> list[Claim]:
    """Return the reasons for quarantine of which a unit is known; without the intake, those sent with a token.

    With a `year`, those of files that name another one are left out.
    """
    sent_by = {row.content: row.code for row in connection.execute(_SENT_BY)}
    named: dict[str, FileClaim] = {}
    found = []
    for one in list_held(connection):
        if one.content not in named:
            named[one.content] = FileClaim("", 0) if intake is None else _claimed(intake, one.content)
        claim = named[one.content]
        code = sent_by.get(one.content) or claim.code
        if code and (not year or claim.year in {0, year}):
            found.append(Claim(code, one))
    return found


def _claimed(intake: Intake, content: str) -> FileClaim:
    try:
        data = intake.read(content)
    except (OSError, EOFError, zlib.error):  # gone or damaged: `rebuild` tells of it
        return FileClaim("", 0)
    return claim_of(data)

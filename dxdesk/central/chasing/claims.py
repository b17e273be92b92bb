"""Whose a file in quarantine says it is: a claim that nobody has checked, good enough to ask the unit."""

import zlib
from typing import Final, NamedTuple

from sqlalchemy import Connection, text

from dxdesk.central.held import Held, list_held
from dxdesk.central.intake import Intake
from dxdesk.package.claims import claim_of

_SENT_BY: Final = text(
    """SELECT DISTINCT intake_log.content, unit.code FROM intake_log JOIN unit ON unit.id = intake_log.unit_id"""
)


class Claim(NamedTuple):
    """A reason why a file is in quarantine, and the unit that the file names or that sent it."""

    code: str
    held: Held


def claims(connection: Connection, intake: Intake | None) -> list[Claim]:
    """Return the reasons for quarantine of which a unit is known; without the intake, those sent with a token."""
    sent_by = {row.content: row.code for row in connection.execute(_SENT_BY)}
    named: dict[str, str | None] = dict(sent_by)
    found = []
    for one in list_held(connection):
        if one.content not in named:
            named[one.content] = None if intake is None else _claimed(intake, one.content)
        if code := named[one.content]:
            found.append(Claim(code, one))
    return found


def _claimed(intake: Intake, content: str) -> str | None:
    try:
        data = intake.read(content)
    except (OSError, EOFError, zlib.error):  # gone or damaged: `rebuild` tells of it
        return None
    return claim_of(data).code or None

"""Units of which something is in quarantine, as far as the files say whose they are, and why it is there."""

from collections import defaultdict
from collections.abc import Mapping

from sqlalchemy import Connection

from dxdesk.central.chasing.claims import claims
from dxdesk.central.held import Held
from dxdesk.central.intake import Intake


def held_of(connection: Connection, intake: Intake, year: int) -> Mapping[str, list[Held]]:
    """Return the reasons by the code of the unit, for files that are of `year` or do not say of which."""
    found: defaultdict[str, list[Held]] = defaultdict(list)
    for code, held in claims(connection, intake, year):
        found[code].append(held)
    return dict(found)

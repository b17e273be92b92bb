"""What a store says, told without the numbers and times that differ from run to run."""

from typing import Any, Final

import msgspec
from sqlalchemy import Connection, text

from dxdesk.central.database import Database, open_database

Said = dict[str, list[tuple[Any, ...]]]
_QUERIES: Final = {
    "package": """SELECT package.digest, unit.scheme, unit.code, unit.level, year, revision, previous, standing
        FROM package JOIN unit ON unit.id = unit_id JOIN package_standing ON package_id = package.id""",
    "copy": "SELECT copy.content, digest FROM copy JOIN package ON package.id = package_id",
    "plan": """SELECT digest, kind, sealed_at, guidance, guidance_version, number, symbol, issued_on, signer,
        stated_total FROM plan JOIN package ON package.id = package_id""",
    "task_entry": """SELECT digest, task, applies, reason, situation
        FROM task_entry JOIN package ON package.id = package_id""",
    "activity": """SELECT digest, task, position, text, lead, partners, period, due, output, note
        FROM activity JOIN package ON package.id = package_id""",
    "cost": """SELECT digest, task, activity, position, amount, source
        FROM cost JOIN package ON package.id = package_id""",
    "indicator_value": """SELECT digest, task, indicator, kind, unit, baseline, target, baseline_number,
        target_number, note FROM indicator_value JOIN package ON package.id = package_id""",
    "document": """SELECT digest, position, role, name, media_type, document.size, sha256, held <> ''
        FROM document JOIN package ON package.id = package_id""",
    "quarantine": "SELECT content, size FROM quarantine",
    "finding": "SELECT content, position, severity, code, stage, place, message, cure FROM finding",
    "place": "SELECT scheme, code, level, name, district, province FROM place",
}


def said(connection: Connection) -> Said:
    """Return all that a store says, in one order."""
    return {
        name: sorted((tuple(row) for row in connection.execute(text(query))), key=msgspec.json.encode)
        for name, query in _QUERIES.items()
    }


def said_by(url: str) -> Said:
    """Return what the store at a URL says."""
    database = open_database(url, connections=1)
    try:
        with database.reading() as connection:
            return said(connection)
    finally:
        database.close()


def scalars(database: Database, query: str) -> list[Any]:
    """Return the first column of a query."""
    with database.reading() as connection:
        return list(connection.scalars(text(query)))

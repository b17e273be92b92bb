"""SQLite's own defences, for every connection to a file that others may have had in their hands.

What SQLite advises: https://www.sqlite.org/security.html.
"""

import sqlite3
import sys
from typing import Final

# The triggers that a store has; it has no views and no virtual tables at all.
_TRIGGERS: Final = ("issued_stays", "received_stays", "queued_stays")
_PRAGMAS: Final = ("trusted_schema = OFF", "cell_size_check = ON", "mmap_size = 0", "writable_schema = OFF")


def defend(db: sqlite3.Connection) -> None:
    """Switch the defences of a connection on, before anything of the file is used."""
    for pragma in _PRAGMAS:
        db.execute(f"PRAGMA {pragma}")
    if sys.version_info >= (3, 12):
        db.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE)


def runs_something(db: sqlite3.Connection) -> bool:
    """Tell whether a store holds what could be run: views, virtual tables, triggers that no store of ours has."""
    places = ", ".join("?" * len(_TRIGGERS))
    found = db.execute(
        "SELECT count(*) FROM main.sqlite_master WHERE type = 'view' OR sql LIKE 'create virtual%'"  # noqa: S608 - places
        f" OR (type = 'trigger' AND name NOT IN ({places}))",
        _TRIGGERS,
    ).fetchone()
    return bool(found[0])

"""The tables of the store: one function for each step from an empty file to the present form.

A step that has been released never changes. Whatever a reader of an earlier version could not read, also a
new member of `Plan`, needs a step of its own: by the names of the steps a store of a newer version is known.
"""

from typing import Final

from sqlite_utils import Database, Migrations
from sqlite_utils.db import ForeignKey

# "dxdk" in the header of the file (PRAGMA application_id).
APPLICATION_ID: Final = 0x6478646B
STEPS: Final = Migrations("dxdesk")
_NAMES: Final[set[str]] = set()


def is_ours(db: Database) -> bool:
    """Tell whether a database is a store of this program, or still empty."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    return application == APPLICATION_ID or (application == 0 and not db.table_names())


def is_newer(db: Database) -> bool:
    """Tell whether a store went through steps that this version does not know."""
    return not {step.name for step in STEPS.applied(db)} <= _NAMES


def bring_up_to_date(db: Database) -> None:
    """Apply the steps that a store lacks, all in one transaction."""
    if not STEPS.pending(db):
        return
    with db.atomic():
        # Writing first: a second program that starts at the same time waits, then finds nothing to do.
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        STEPS.apply(db)


def _step(change: Callable[[Database], None]) -> Callable[[Database], None]:
    """Add a step to the end; its name is the name of the function."""
    _NAMES.add(change.__name__)
    return STEPS()(change)


@_step
def plans_and_their_parts(db: Database) -> None:
    """Plans as the list shows them, and each plan in parts, so that an edit writes only what it touches."""
    db.table("plan").create(
        {
            "id": str,
            "unit_scheme": str,
            "unit_code": str,
            "unit_name": str,
            "level": str,
            "year": int,
            "created_at": str,
            "changed_at": str,
            "opened_at": str,
            "trashed_at": str,
            "position": str,
            "written": int,
            "total": int,
            "errors": int,
        },
        pk="id",
        not_null=_but("opened_at", "trashed_at", of=_PLAN),
    )

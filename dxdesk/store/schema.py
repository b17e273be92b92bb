"""The tables of the store: one function for each step from an empty file to the present form.

A step that has been released never changes. Whatever a reader of an earlier version could not read, also a
new member of `Plan`, needs a step of its own: by the names of its steps a store of a newer version is known.
"""

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from dxdesk.store.outbox_tables import add_outbox
from dxdesk.store.sums import sum_anew

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

# "dxdk" in the header of the file.
APPLICATION_ID: Final = 0x6478646B


def add_plans(db: "Database") -> None:
    """Plans as the list shows them, and each in parts, so that an edit writes only what it touches.

    `position` is the place where the user was; moments are ISO 8601 in UTC.
    """
    db.executescript("""
        CREATE TABLE plan (
            id TEXT NOT NULL PRIMARY KEY,
            unit_scheme TEXT NOT NULL,
            unit_code TEXT NOT NULL,
            unit_name TEXT NOT NULL,
            level TEXT NOT NULL,
            year INTEGER NOT NULL,
            created_at TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            opened_at TEXT,
            trashed_at TEXT,
            position TEXT NOT NULL DEFAULT '',
            written INTEGER NOT NULL,
            total INTEGER NOT NULL,
            errors INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE plan_part (
            plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            body TEXT NOT NULL,
            PRIMARY KEY (plan_id, key)
        ) STRICT;
    """)


def add_edits(db: "Database") -> None:
    """The log of edits. The index finds the newest edit of a state however long the log is."""
    db.executescript("""
        CREATE TABLE edit (
            plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
            seq INTEGER NOT NULL,
            name TEXT NOT NULL,
            forward TEXT NOT NULL,
            backward TEXT NOT NULL,
            made_at TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
            PRIMARY KEY (plan_id, seq)
        ) STRICT;
        CREATE INDEX edit_by_state ON edit (plan_id, state, seq);
    """)


def add_settings(db: "Database") -> None:
    """What the user chose, as JSON."""
    db.executescript("CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;")


def add_letters(db: "Database") -> None:
    """Letters of the levels above; the data stands last, so that a list does not read it."""
    db.executescript("""
        CREATE TABLE letter (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            media_type TEXT NOT NULL,
            size INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            added_at TEXT NOT NULL,
            note TEXT NOT NULL,
            data BLOB NOT NULL
        ) STRICT;
    """)


def add_revisions(db: "Database") -> None:
    """Sealed revisions with their packages, and the papers that came for them; what is issued stays as it is.

    `head` is the newest edit at the time of sealing: by it the list sees whether one has written on.
    """
    db.executescript("""
        CREATE TABLE revision (
            plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            kind TEXT NOT NULL,
            digest TEXT NOT NULL,
            plan_sha256 TEXT NOT NULL,
            profile TEXT NOT NULL,
            head INTEGER NOT NULL,
            sealed_at TEXT NOT NULL,
            issued_number TEXT NOT NULL DEFAULT '',
            issued_on TEXT,
            issued_at TEXT,
            package_sha256 TEXT NOT NULL,
            package BLOB NOT NULL,
            PRIMARY KEY (plan_id, number)
        ) STRICT;
        CREATE TABLE paper (
            id TEXT NOT NULL PRIMARY KEY,
            plan_id TEXT NOT NULL,
            revision INTEGER NOT NULL,
            role TEXT NOT NULL,
            name TEXT NOT NULL,
            size INTEGER NOT NULL,
            sha256 TEXT NOT NULL,
            added_at TEXT NOT NULL,
            data BLOB NOT NULL,
            FOREIGN KEY (plan_id, revision) REFERENCES revision (plan_id, number) ON DELETE CASCADE
        ) STRICT;
        CREATE INDEX paper_by_revision ON paper (plan_id, revision);
        CREATE TRIGGER issued_stays BEFORE UPDATE ON revision WHEN OLD.issued_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'the revision is issued'); END;
    """)


def add_drafts(db: "Database") -> None:
    """What was being typed and is no value yet, by its place in the plan."""
    db.executescript("""
        CREATE TABLE draft (
            plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
            place TEXT NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (plan_id, place)
        ) STRICT;
    """)


def add_history(db: "Database") -> None:
    """Edits of long ago, packed in blocks, and versions: whole plans as they once were, compressed.

    `last_done` is the newest edit of a block that is done, or 0; a block that is 'dropped' was written over
    as a whole. `edits` counts them, `merged` is 1 for one that stands for all edits of its span. `edit` of a
    version is the newest edit that was done then.
    """
    db.executescript("""
        CREATE TABLE edit_block (
            plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            last_done INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
            edits INTEGER NOT NULL,
            merged INTEGER NOT NULL,
            began_at TEXT NOT NULL,
            heads BLOB NOT NULL,
            bodies BLOB NOT NULL,
            PRIMARY KEY (plan_id, first)
        ) STRICT;
        CREATE INDEX edit_block_by_state ON edit_block (plan_id, state, first);
        CREATE TABLE version (
            plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            note TEXT NOT NULL,
            author TEXT NOT NULL,
            edit INTEGER NOT NULL,
            made_at TEXT NOT NULL,
            removed_at TEXT,
            body BLOB NOT NULL,
            PRIMARY KEY (plan_id, number)
        ) STRICT;
        CREATE INDEX version_by_edit ON version (plan_id, edit);
    """)


def add_sums(db: "Database") -> None:
    """Sums over the rows of a plan in a table; each table gets its column when all steps are taken.

    Putting a sum in place is no change of an issued revision.
    """
    db.executescript("""
        CREATE TABLE tally (
            scope TEXT NOT NULL,
            name TEXT NOT NULL,
            total INTEGER NOT NULL,
            PRIMARY KEY (scope, name)
        ) STRICT;
        DROP TRIGGER issued_stays;
        CREATE TRIGGER issued_stays BEFORE UPDATE OF
            plan_id, number, kind, digest, plan_sha256, profile, head, sealed_at,
            issued_number, issued_on, issued_at, package_sha256, package
        ON revision WHEN OLD.issued_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'the revision is issued'); END;
    """)


def add_statement_signatures(db: "Database") -> None:
    """Signatures over the statement of a sealed revision, made beside its package; `value` is base64."""
    db.executescript("""
        CREATE TABLE statement_signature (
            plan_id TEXT NOT NULL,
            revision INTEGER NOT NULL,
            number INTEGER NOT NULL,
            value TEXT NOT NULL,
            added_at TEXT NOT NULL,
            PRIMARY KEY (plan_id, revision, number),
            FOREIGN KEY (plan_id, revision) REFERENCES revision (plan_id, number) ON DELETE CASCADE
        ) STRICT;
    """)


def add_received(db: "Database") -> None:
    """Packages of other units that were taken in to be summed up, and files of theirs that cannot be used.

    The data are packed; `reasons` is JSON.
    """
    db.executescript("""
        CREATE TABLE received_package (
            digest TEXT NOT NULL PRIMARY KEY,
            content TEXT NOT NULL,
            unit_scheme TEXT NOT NULL,
            unit_code TEXT NOT NULL,
            unit_name TEXT NOT NULL,
            level TEXT NOT NULL,
            year INTEGER NOT NULL,
            revision INTEGER NOT NULL,
            number TEXT NOT NULL,
            issued_on TEXT,
            sealed_at TEXT NOT NULL,
            signatures INTEGER NOT NULL,
            paper TEXT NOT NULL,
            origin TEXT NOT NULL,
            received_at TEXT NOT NULL,
            chosen INTEGER NOT NULL,
            plan_data_sha256 TEXT NOT NULL,
            plan_data BLOB NOT NULL,
            package_data_sha256 TEXT NOT NULL,
            package_data BLOB NOT NULL,
            paper_data_sha256 TEXT NOT NULL,
            paper_data BLOB NOT NULL
        ) STRICT;
        CREATE TABLE refused_file (
            content TEXT NOT NULL,
            unit_code TEXT NOT NULL,
            year INTEGER NOT NULL,
            origin TEXT NOT NULL,
            came_at TEXT NOT NULL,
            reasons TEXT NOT NULL,
            PRIMARY KEY (content, unit_code, year)
        ) STRICT;
    """)


_ORDER: Final = (
    add_plans,
    add_edits,
    add_settings,
    add_letters,
    add_revisions,
    add_drafts,
    add_history,
    add_sums,
    add_outbox,
    add_statement_signatures,
    add_received,
)
_SET: Final = "dxdesk"


def is_ours(db: sqlite3.Connection) -> bool:
    """Tell whether a database is a store of this program, or still empty."""
    (application,) = db.execute("PRAGMA application_id").fetchone()
    return application == APPLICATION_ID or (application == 0 and not _tables(db))


def is_newer(db: sqlite3.Connection) -> bool:
    """Tell whether a store went through steps that this version does not know."""
    return bool(_applied(db) - _known())


def is_damaged(db: sqlite3.Connection) -> bool:
    """Tell whether what a store says of its steps cannot be: some later ones, and not those before them."""
    applied, names = _applied(db), [step.__name__ for step in _ORDER]
    taken = len(applied & _known())
    return applied & _known() != set(names[:taken]) or (bool(applied - _known()) and taken < len(names))


def lacks_steps(db: sqlite3.Connection) -> bool:
    """Tell whether a store lacks steps that this version knows."""
    return bool(_known() - _applied(db))


def is_empty(db: sqlite3.Connection) -> bool:
    """Tell whether a database holds nothing at all."""
    return not _tables(db)


def bring_up_to_date(db: sqlite3.Connection) -> None:
    """Apply the steps that a store lacks; to be called in a transaction, so that all are applied or none."""
    if not lacks_steps(db):
        return
    # Importing it takes longer than opening the window: a store that lacks nothing does without.
    from sqlite_utils import Database  # noqa: PLC0415

    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    steps().apply(Database(db, recursive_triggers=False, execute_plugins=False))
    sum_anew(db)


def taken_steps(db: sqlite3.Connection) -> int:
    """Return how many of the steps a store went through."""
    return len(_applied(db) & _known())


def statements(db: sqlite3.Connection) -> dict[str, str]:
    """Return what a database is made of, by name: the statements for its tables, indexes, triggers and views."""
    found = db.execute("SELECT type || ' ' || name, coalesce(sql, '') FROM main.sqlite_master")
    return {name: sql for name, sql in found if name != "table sqlite_sequence"}


def expected_statements(taken: int) -> dict[str, str]:
    """Return what a store is made of that went through so many steps."""
    from sqlite_utils import Database  # noqa: PLC0415 - see above

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        names = [step.__name__ for step in _ORDER]
        stop = {"stop_before": names[taken]} if taken < len(names) else {}
        steps().apply(Database(db, recursive_triggers=False, execute_plugins=False), **stop)
        if "add_sums" in names[:taken]:
            sum_anew(db)
        return statements(db)


def steps() -> "Migrations":
    """Return the steps in their order."""
    from sqlite_utils import Migrations  # noqa: PLC0415 - see above

    found = Migrations(_SET)
    for step in _ORDER:
        found()(step)
    return found


def _known() -> set[str]:
    return {step.__name__ for step in _ORDER}


def _applied(db: sqlite3.Connection) -> set[str]:
    """Return the names of the steps that a store went through, as sqlite-utils notes them."""
    if "_sqlite_migrations" not in _tables(db):
        return set()
    found = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", [_SET])
    return {name for (name,) in found}


def _tables(db: sqlite3.Connection) -> set[str]:
    return {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}

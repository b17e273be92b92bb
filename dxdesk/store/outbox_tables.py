"""The tables of the outbox: a step of the schema, as long as all others together."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def add_outbox(db: "Database") -> None:
    """What is sent to whom, each with its attempts, its papers on the way and its answers; and the address book.

    `digest` is that of the statement of the package; `next_at` the moment before which nothing is tried. The
    bytes stand in a table of their own, once for all destinations, so that a change of state does not move them.
    What was received stays so, and what was queued is never written over.
    """
    db.executescript("""
        CREATE TABLE dispatch (
            id TEXT NOT NULL PRIMARY KEY,
            plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
            revision INTEGER NOT NULL,
            digest TEXT NOT NULL,
            package_sha256 TEXT NOT NULL,
            size INTEGER NOT NULL,
            destination TEXT NOT NULL,
            receiver TEXT NOT NULL,
            means TEXT NOT NULL CHECK (means IN ('upload', 'mail', 'folder')),
            state TEXT NOT NULL CHECK (state IN (
                'waiting', 'sending', 'handed', 'received', 'accepted', 'returned', 'stopped', 'withdrawn'
            )),
            reason TEXT NOT NULL DEFAULT '',
            words TEXT NOT NULL DEFAULT '',
            attempts INTEGER NOT NULL DEFAULT 0,
            next_at TEXT,
            created_at TEXT NOT NULL,
            changed_at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX dispatch_by_plan ON dispatch (plan_id, created_at);
        CREATE INDEX dispatch_by_digest ON dispatch (digest, state);
        CREATE TABLE dispatch_package (
            plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
            sha256 TEXT NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (plan_id, sha256)
        ) STRICT;
        CREATE TABLE dispatch_attempt (
            plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
            dispatch_id TEXT NOT NULL REFERENCES dispatch (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            at TEXT NOT NULL,
            outcome TEXT NOT NULL,
            words TEXT NOT NULL,
            PRIMARY KEY (dispatch_id, number)
        ) STRICT;
        CREATE INDEX dispatch_attempt_by_plan ON dispatch_attempt (plan_id);
        CREATE TABLE dispatch_document (
            plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
            dispatch_id TEXT NOT NULL REFERENCES dispatch (id) ON DELETE CASCADE,
            sha256 TEXT NOT NULL,
            size INTEGER NOT NULL,
            sent INTEGER NOT NULL,
            PRIMARY KEY (dispatch_id, sha256)
        ) STRICT;
        CREATE INDEX dispatch_document_by_plan ON dispatch_document (plan_id);
        CREATE TABLE dispatch_answer (
            plan_id TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
            digest TEXT NOT NULL,
            destination TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            number INTEGER NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('received', 'accepted', 'returned')),
            kept_at TEXT NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (plan_id, digest, destination, sha256)
        ) STRICT;
        CREATE TABLE address (
            key TEXT NOT NULL,
            own INTEGER NOT NULL,
            body TEXT NOT NULL,
            issued_by TEXT NOT NULL,
            issued_on TEXT,
            signed_by TEXT NOT NULL,
            kept_at TEXT NOT NULL,
            PRIMARY KEY (key, own)
        ) STRICT;
        CREATE TRIGGER received_stays BEFORE UPDATE OF state ON dispatch
        WHEN OLD.state IN ('received', 'accepted', 'returned')
            AND NEW.state NOT IN ('received', 'accepted', 'returned')
        BEGIN SELECT RAISE(ABORT, 'the package is received'); END;
        CREATE TRIGGER queued_stays BEFORE UPDATE OF plan_id, sha256, data ON dispatch_package
        BEGIN SELECT RAISE(ABORT, 'the package is queued'); END;
    """)

"""The steps for what is said about packages: answers to those in quarantine, who signed, hints.

As in `steps`, a step that has been released never changes.
"""


def add_returns() -> tuple[str, ...]:
    """Signed replies to packages that were never accepted; those to accepted ones are in `reply`."""
    return (
        """CREATE TABLE return_reply (
            digest TEXT NOT NULL, number INTEGER NOT NULL, scheme TEXT NOT NULL, code TEXT NOT NULL,
            year INTEGER NOT NULL, revision INTEGER NOT NULL, body {bytes} NOT NULL,
            answered_at {moment} NOT NULL, PRIMARY KEY (digest, number)
        )""",
    )


def add_signatures() -> tuple[str, ...]:
    """Who signed what came, where somebody had it checked."""
    return (
        """CREATE TABLE signature (
            file TEXT NOT NULL, position INTEGER NOT NULL, content TEXT NOT NULL, place TEXT NOT NULL,
            name TEXT NOT NULL, organisation TEXT NOT NULL, issuer TEXT NOT NULL, serial TEXT NOT NULL,
            claimed_at {moment}, stamped_at {moment}, worth TEXT NOT NULL, code TEXT NOT NULL,
            PRIMARY KEY (file, position)
        )""",
        "CREATE INDEX ix_signature_content ON signature (content)",
    )


def add_hints() -> tuple[str, ...]:
    """What is hard to believe of a plan, beside last year's and its neighbours'."""
    return (
        """CREATE TABLE hint (
            package_id {key} NOT NULL REFERENCES package (id), position INTEGER NOT NULL, code TEXT NOT NULL,
            place TEXT NOT NULL, message TEXT NOT NULL, cure TEXT NOT NULL, PRIMARY KEY (package_id, position)
        )""",
    )

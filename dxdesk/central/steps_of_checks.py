"""The steps for what is said about packages after they came: answers to those in quarantine.

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

"""The step for people who look at the figures: accounts, and who is signed in.

As in `steps`, a step that has been released never changes.
"""


def add_accounts() -> tuple[str, ...]:
    """Accounts with their passwords as hashes, and the sessions of those who are signed in."""
    return (
        """CREATE TABLE account (
            id {id}, name TEXT NOT NULL UNIQUE, scheme TEXT NOT NULL, code TEXT NOT NULL, password TEXT NOT NULL,
            created_at {moment} NOT NULL, revoked_at {moment}
        )""",
        """CREATE TABLE account_session (
            sha256 TEXT NOT NULL PRIMARY KEY, account_id {key} NOT NULL REFERENCES account (id),
            created_at {moment} NOT NULL, expires_at {moment} NOT NULL
        )""",
    )

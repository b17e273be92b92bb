"""The tables of those who look at the figures, as they are now; how they came to be is in `steps_of_accounts`."""

from typing import Final

from sqlalchemy import Column, ForeignKey, Table, Text, UniqueConstraint

from dxdesk.central.tables import ID, METADATA, Moment

# `code` is that of the province or district which the person may look at; empty: everything.
ACCOUNT: Final = Table(
    "account",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("name", Text, nullable=False),
    Column("scheme", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    UniqueConstraint("name"),
)
# `sha256` is that of the id in the cookie: whoever reads the database cannot sign in by it.
SESSION: Final = Table(
    "account_session",
    METADATA,
    Column("sha256", Text, primary_key=True),
    Column("account_id", ID, ForeignKey("account.id"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

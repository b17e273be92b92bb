"""The tables of the receiving end as they are now; how they came to be stands in `steps`.

The rows of `package` are the accepted ones only: what was refused, or is in conflict, is in the log.
"""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)


class Moment(TypeDecorator[datetime]):
    """A point of time; SQLite has no zones, so it is kept in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Bring a time to UTC."""
        del dialect
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give a time its zone back."""
        del dialect
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


METADATA: Final = MetaData()
# SQLite counts in INTEGER only, PostgreSQL's keys are wider than its INTEGER.
ID: Final = BigInteger().with_variant(Integer(), "sqlite")

STEP: Final = Table(
    "schema_step",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("taken_at", Moment, nullable=False),
)
SETTING: Final = Table(
    "setting", METADATA, Column("key", Text, primary_key=True), Column("value", Text, nullable=False)
)
UNIT: Final = Table(
    "unit",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("scheme", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("level", Text, nullable=False),
    UniqueConstraint("scheme", "code"),
)
TOKEN: Final = Table(
    "token",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("unit_id", ID, ForeignKey("unit.id"), nullable=False),
    Column("sha256", Text, nullable=False, unique=True),
    Column("label", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("revoked_at", Moment),
)
# `id` is the number of the intake: unique and rising, but not gapless, for without gaps each of several importers
# would have to wait until the one before has written all its rows. `content` the SHA-256 of the bytes in the intake folder. `rival` is 0 for the
# first package of a unit, year and revision; another one that claims to be the same gets the next number and waits
# for a person.
PACKAGE: Final = Table(
    "package",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),
    Column("unit_id", ID, ForeignKey("unit.id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("rival", Integer, nullable=False),
    Column("previous", Text),
    Column("content", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("received_at", Moment, nullable=False),
    UniqueConstraint("unit_id", "year", "revision", "rival"),
)
# The very bytes that were sent: whoever asks again gets the same.
RECEIPT: Final = Table(
    "receipt",
    METADATA,
    Column("package_id", ID, ForeignKey("package.id"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("made_at", Moment, nullable=False),
)
# `held` says where the data is: "package" (in the bytes of a copy), "intake" (a file of its own), or nowhere yet.
DOCUMENT: Final = Table(
    "document",
    METADATA,
    Column("package_id", ID, ForeignKey("package.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False, index=True),
    Column("held", Text, nullable=False),
)
REPLY: Final = Table(
    "reply",
    METADATA,
    Column("package_id", ID, ForeignKey("package.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("verdict", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("answered_at", Moment, nullable=False),
)
# The same for packages that are in quarantine: they have a digest, but no number.
RETURN: Final = Table(
    "return_reply",
    METADATA,
    Column("digest", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("scheme", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("answered_at", Moment, nullable=False),
)
# What came in and what became of it: an outcome of `pen`, or "refused"; `reasons` are codes and words, as JSON.
LOG: Final = Table(
    "intake_log",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("came_at", Moment, nullable=False),
    Column("channel", Text, nullable=False),
    Column("origin", Text, nullable=False, default=""),
    Column("unit_id", ID, ForeignKey("unit.id")),
    Column("content", Text, nullable=False, index=True),
    Column("size", BigInteger, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("package_id", ID, ForeignKey("package.id")),
    Column("reasons", Text, nullable=False),
)

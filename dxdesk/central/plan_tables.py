"""The tables that hold what plans say, as they are now; how they came to be stands in `steps_of_plans`."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    Numeric,
    Table,
    Text,
)

from dxdesk.central.tables import ID, METADATA, Moment


def _package() -> "Column[int]":
    return Column("package_id", ID, ForeignKey("package.id"), primary_key=True)


# The administrative map with its names: what is expected, whether or not anything has come.
PLACE: Final = Table(
    "place",
    METADATA,
    Column("scheme", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("level", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("district", Text),
    Column("province", Text, nullable=False),
)
# Every file that carried a package: the same plan may come with other documents or on another way.
COPY: Final = Table(
    "copy",
    METADATA,
    Column("content", Text, primary_key=True),
    Column("package_id", ID, ForeignKey("package.id"), nullable=False),
)
PLAN: Final = Table(
    "plan",
    METADATA,
    _package(),
    Column("kind", Text, nullable=False),
    Column("sealed_at", Moment, nullable=False),
    Column("guidance", Text, nullable=False),
    Column("guidance_version", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("symbol", Text, nullable=False),
    Column("issued_on", Date),
    Column("signer", Text, nullable=False),
    Column("stated_total", BigInteger),
)
TASK_ENTRY: Final = Table(
    "task_entry",
    METADATA,
    _package(),
    Column("task", Text, primary_key=True),
    Column("applies", Boolean),
    Column("reason", Text, nullable=False),
    Column("situation", Text, nullable=False),
)
ACTIVITY: Final = Table(
    "activity",
    METADATA,
    _package(),
    Column("task", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("lead", Text, nullable=False),
    Column("partners", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("due", Date),
    Column("output", Text, nullable=False),
    Column("note", Text, nullable=False),
)
COST: Final = Table(
    "cost",
    METADATA,
    _package(),
    Column("task", Text, primary_key=True),
    Column("activity", Integer, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("amount", BigInteger, nullable=False),
    Column("source", Text),
)
# The figures as they were written, and as numbers where they are any (yes is 1, no is 0); in millionths, as whole
# numbers, where they are summed up.
INDICATOR_VALUE: Final = Table(
    "indicator_value",
    METADATA,
    _package(),
    Column("task", Text, primary_key=True),
    Column("indicator", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("baseline", Text),
    Column("target", Text),
    Column("baseline_number", Numeric),
    Column("target_number", Numeric),
    Column("note", Text, nullable=False),
    Column("baseline_millionths", BigInteger),
    Column("target_millionths", BigInteger),
)
# What cannot be accepted, by its SHA-256; the findings say why, and whoever mends the cause lets look again.
QUARANTINE: Final = Table(
    "quarantine",
    METADATA,
    Column("content", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("came_at", Moment, nullable=False),
)
# "error" of what is in quarantine, "notice" of what was accepted.
FINDING: Final = Table(
    "finding",
    METADATA,
    Column("content", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("severity", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("cure", Text, nullable=False),
)
# Who signed a file, where that was looked at; `file` is the package's own (`content`), or a PDF that carried it.
SIGNATURE: Final = Table(
    "signature",
    METADATA,
    Column("file", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("content", Text, nullable=False, index=True),
    Column("place", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("serial", Text, nullable=False),
    Column("claimed_at", Moment),
    Column("stamped_at", Moment),
    Column("worth", Text, nullable=False),
    Column("code", Text, nullable=False),
)
# Like findings, of plans that were accepted; they come from a command, for neighbours may still be on their way.
HINT: Final = Table(
    "hint",
    METADATA,
    _package(),
    Column("position", Integer, primary_key=True),
    Column("code", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("cure", Text, nullable=False),
)
# Who said which of several packages of one unit, year and revision counts; the newest row is the one in force.
DECISION: Final = Table(
    "decision",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("unit_id", ID, ForeignKey("unit.id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("digest", Text),
    Column("decided_by", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("decided_at", Moment, nullable=False),
)
# Those that are written anew whenever a package is looked at again.
OF_A_PLAN: Final = (PLAN, TASK_ENTRY, ACTIVITY, COST, INDICATOR_VALUE)

"""What the receiver has said, in the database and in the intake: each is completed from the other."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Table, delete, select, text

from dxdesk.central.database import Database
from dxdesk.central.issued import Decision, Issued, IssuedReply, Kind
from dxdesk.central.plan_tables import DECISION
from dxdesk.central.slots import INSERTS
from dxdesk.central.tables import PACKAGE, RECEIPT, REPLY, RETURN, UNIT
from dxdesk.central.tokens import unit_id
from dxdesk.exchange.format import Reply, ReplyStatement
from dxdesk.package.format import StatementUnit

# The next number of a package is beyond those that receipts name.
_RESERVED: Final = {
    "sqlite": (
        """INSERT INTO sqlite_sequence (name, seq) SELECT 'package', 0
        WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'package')""",
        "UPDATE sqlite_sequence SET seq = MAX(seq, :number) WHERE name = 'package'",
    ),
    "postgresql": (
        """SELECT setval(sequence, CAST(:number AS BIGINT))
        FROM CAST(pg_get_serial_sequence('package', 'id') AS REGCLASS) AS sequence
        WHERE CAST(:number AS BIGINT) > COALESCE(pg_sequence_last_value(sequence), 0)""",
    ),
}


def keep_in_intake(database: Database, issued: Issued) -> None:
    """Keep in the intake what only the database has: what was said by a version that kept it there alone.

    Raises:
        OSError, sqlalchemy.exc.SQLAlchemyError: the disk or the database fails; it may be tried again.
    """
    with database.reading() as connection:
        receipts = select(PACKAGE.c.digest, RECEIPT.c.body, RECEIPT.c.made_at).join(RECEIPT)
        for row in connection.execute(receipts):
            # Another one is there where two intakes share a database, and the other one gave its own.
            if issued.receipt(row.digest) != row.body:
                issued.replace_receipt(row.digest, row.body, row.made_at)
        for body in connection.scalars(select(REPLY.c.body).order_by(REPLY.c.number)):
            _keep_reply(issued, "replies", body)
        for body in connection.scalars(select(RETURN.c.body).order_by(RETURN.c.number)):
            _keep_reply(issued, "returns", body)
        there = set(issued.decisions())
        for decision in _decisions(connection):
            if decision not in there:
                issued.keep_decision(decision)


def reserve_numbers(database: Database, issued: Issued) -> None:
    """Let packages without a receipt have numbers beyond those that the receipts in the intake name."""
    highest = max((one.statement.number for one in issued.receipts()), default=0)
    if highest:
        with database.writing() as connection:
            for statement in _RESERVED[connection.dialect.name]:
                connection.execute(text(statement), {"number": highest})


def bring_back(database: Database, issued: Issued) -> list[str]:
    """Write what the intake has and the database lacks; return the digests of packages that nobody has any more.

    Raises:
        OSError, sqlalchemy.exc.SQLAlchemyError: the disk or the database fails; it may be tried again.
    """
    receipts, replies = list(issued.receipts()), list(issued.replies("replies"))
    returns = [return_row(one.statement, one.body) for one in issued.replies("returns")]
    with database.writing() as connection:
        numbers = {row.digest: row.id for row in connection.execute(select(PACKAGE.c.digest, PACKAGE.c.id))}
        rows = [
            {"package_id": numbers[one.statement.package], "body": one.body, "made_at": one.made_at}
            for one in receipts
            if one.statement.package in numbers
        ]
        _insert(connection, RECEIPT, rows)
        rows = [
            reply_row(numbers[one.statement.package], one.statement, one.body)
            for one in replies
            if one.statement.package in numbers
        ]
        _insert(connection, REPLY, rows)
        _insert(connection, RETURN, returns)
        _bring_decisions(connection, issued)
    named = [one.statement.package for one in receipts] + [one.statement.package for one in replies]
    return [digest for digest in dict.fromkeys(named) if digest not in numbers]


def reply_row(package_id: int, statement: ReplyStatement, body: bytes) -> dict[str, Any]:
    """Return the row of a reply to a package that was accepted."""
    return {
        "package_id": package_id,
        "number": statement.number,
        "verdict": statement.verdict,
        "body": body,
        "answered_at": statement.answered_at,
    }


def return_row(statement: ReplyStatement, body: bytes) -> dict[str, Any]:
    """Return the row of a reply to a package in quarantine."""
    return {
        "digest": statement.package,
        "number": statement.number,
        "scheme": statement.unit.scheme,
        "code": statement.unit.code,
        "year": statement.year,
        "revision": statement.revision,
        "body": body,
        "answered_at": statement.answered_at,
    }


def decision_row(connection: Connection, decision: Decision) -> dict[str, Any]:
    """Return the row of a decision; its unit gets one where it has none."""
    return {
        "unit_id": unit_id(connection, decision.unit),
        "year": decision.year,
        "revision": decision.revision,
        "digest": decision.digest,
        "decided_by": decision.by,
        "note": decision.note,
        "decided_at": decision.at,
    }


def _keep_reply(issued: Issued, kind: Kind, body: bytes) -> None:
    issued.keep_reply(IssuedReply(kind, msgspec.json.decode(body, type=Reply).statement, body))


def _bring_decisions(connection: Connection, issued: Issued) -> None:
    """Write decisions that the database lacks, each at its place: the last one about a revision counts."""
    there = list(_decisions(connection))
    known = set(there)
    lacking = [one for one in issued.decisions() if one not in known]
    slots = {_slot_of(one) for one in lacking}
    for unit, year, revision in slots:
        of_slot = (
            DECISION.c.unit_id == unit_id(connection, unit),
            DECISION.c.year == year,
            DECISION.c.revision == revision,
        )
        connection.execute(delete(DECISION).where(*of_slot))
    again = [one for one in (*there, *lacking) if _slot_of(one) in slots]
    for decision in sorted(again, key=lambda one: one.at):
        connection.execute(DECISION.insert().values(decision_row(connection, decision)))


def _slot_of(decision: Decision) -> tuple[StatementUnit, int, int]:
    return decision.unit, decision.year, decision.revision


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(INSERTS[connection.dialect.name](table).on_conflict_do_nothing(), rows)


def _decisions(connection: Connection) -> Iterator[Decision]:
    query = select(DECISION, UNIT.c.scheme, UNIT.c.code, UNIT.c.level).join(UNIT).order_by(DECISION.c.id)
    for row in connection.execute(query):
        yield Decision(
            unit=StatementUnit(scheme=row.scheme, code=row.code, level=row.level),
            year=row.year,
            revision=row.revision,
            digest=row.digest,
            by=row.decided_by,
            note=row.note,
            at=row.decided_at,
        )

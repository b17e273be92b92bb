"""Answers to packages: accepted or returned, signed, counted, and kept as the bytes that are handed out."""

import re
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Insert, func, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from dxdesk.central.database import Database
from dxdesk.central.faults import CentralError
from dxdesk.central.issued import Issued, IssuedReply
from dxdesk.central.keeping import reply_row
from dxdesk.central.office import Office
from dxdesk.central.signer import SigningKey
from dxdesk.central.tables import PACKAGE, REPLY, RETURN, UNIT
from dxdesk.exchange.format import REPLY as FORMAT
from dxdesk.exchange.format import VERSION, Reply, ReplyFinding, ReplyStatement, Verdict
from dxdesk.exchange.writing import exchanged_bytes
from dxdesk.language import translate as _
from dxdesk.package.canonical import canonical_bytes
from dxdesk.package.format import StatementUnit
from dxdesk.value import Value

_LEAST: Final = 4  # digits of a digest that name a package, where no other begins with them
_DIGEST: Final = re.compile(f"[0-9a-f]{{{_LEAST},64}}")


class Answer(Value, frozen=True, kw_only=True):
    """What somebody says to a package."""

    verdict: Verdict
    note: str = ""
    findings: tuple[ReplyFinding, ...] = ()


class Sender(Value, frozen=True, kw_only=True):
    """Who answers: the receiver, its key, and a person's name where one is to stand there."""

    office: Office
    key: SigningKey
    by: str = ""


class About(Value, frozen=True, kw_only=True):
    """The package that a reply is about."""

    digest: str
    unit: StatementUnit
    year: int
    revision: int


def give_reply(database: Database, issued: Issued, sender: Sender, digest: str, answer: Answer) -> Reply:
    """Sign and keep the next reply to a package, named by its digest or the beginning of it.

    Raises:
        CentralError: no package has such a digest, or several have.
        SigningError: the key cannot be used.
        PackageError, FaultyValueError: a text does not fit the format, with its place.
        OSError, sqlalchemy.exc.SQLAlchemyError: the disk or the database fails; it may be tried again.
    """
    package_id, about = _package(database, digest)
    while True:
        reply = next_reply(database, issued, sender, about, answer)
        kept = IssuedReply("replies", reply.statement, exchanged_bytes(reply))
        row = reply_row(package_id, kept.statement, kept.body)
        if keep_reply(database, issued, kept, REPLY.insert().values(row)):
            return reply


def keep_reply(database: Database, issued: Issued, reply: IssuedReply, row: Insert) -> bool:
    """Keep a reply in the intake, then its row; False where somebody else has answered meanwhile.

    Raises:
        OSError, sqlalchemy.exc.SQLAlchemyError: the disk or the database fails; it may be tried again.
    """
    if not issued.keep_reply(reply):
        return False
    try:
        with database.writing() as connection:
            connection.execute(row)
    except SQLAlchemyError as error:
        issued.drop_reply(reply)
        if isinstance(error, IntegrityError):  # by way of another intake
            return False
        raise
    return True


def content_of(database: Database, digest: str) -> str:
    """Return under which SHA-256 the intake keeps a package, named by its digest or the beginning of it.

    Raises:
        CentralError: no package has such a digest, or several have.
    """
    package_id, _about = _package(database, digest)
    with database.reading() as connection:
        return str(connection.scalar(select(PACKAGE.c.content).where(PACKAGE.c.id == package_id)))


def next_reply(database: Database, issued: Issued, sender: Sender, about: About, answer: Answer) -> Reply:
    """Return the next reply to a package, signed, whether or not the package was accepted by now.

    Raises:
        SigningError: the key cannot be used.
    """
    statement = ReplyStatement(
        type=FORMAT,
        package=about.digest,
        unit=about.unit,
        year=about.year,
        revision=about.revision,
        number=_next_number(database, issued, about.digest),
        verdict=answer.verdict,
        note=answer.note,
        findings=answer.findings,
        answered_at=datetime.now(UTC).replace(microsecond=0),
        answered_by=sender.by,
        receiver=sender.office.receiver,
    )
    signature = sender.key.sign(canonical_bytes(statement), statement.answered_at)
    return Reply(format=FORMAT, version=VERSION, statement=statement, signatures=(signature,))


def _next_number(database: Database, issued: Issued, digest: str) -> int:
    accepted = select(func.max(REPLY.c.number)).join(PACKAGE).where(PACKAGE.c.digest == digest)
    returned = select(func.max(RETURN.c.number)).where(RETURN.c.digest == digest)
    with database.reading() as connection:
        known = (connection.scalar(accepted) or 0, connection.scalar(returned) or 0)
    # The intake may know of more: a database that was taken from a backup has not heard of the newest.
    return max(*known, issued.last_reply(digest)) + 1


def _package(database: Database, digest: str) -> tuple[int, About]:
    if _DIGEST.fullmatch(digest.lower()) is None:
        message = _(
            "“{digest}” is no digest of a package. Write at least its first {least} digits (0–9, a–f)."
        )
        raise CentralError(message.format(digest=digest, least=_LEAST))
    query = select(PACKAGE, UNIT.c.scheme, UNIT.c.code, UNIT.c.level).join(UNIT)
    begins = PACKAGE.c.digest.startswith(digest.lower(), autoescape=True)
    with database.reading() as connection:
        rows = connection.execute(query.where(begins).limit(2)).all()
    if not rows:
        raise CentralError(_("No package with the digest {digest} is here.").format(digest=digest))
    if len(rows) > 1:
        message = _("Several packages have a digest that begins with {digest}. Write more of it.")
        raise CentralError(message.format(digest=digest))
    row = rows[0]
    unit = StatementUnit(scheme=row.scheme, code=row.code, level=row.level)
    return row.id, About(digest=row.digest, unit=unit, year=row.year, revision=row.revision)

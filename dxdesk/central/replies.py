"""Answers to packages: accepted or returned, signed, counted, and kept as the bytes that are handed out."""

import re
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError

from dxdesk.central.database import Database
from dxdesk.central.faults import CentralError
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
    by: str = ""


class About(Value, frozen=True, kw_only=True):
    """The package that a reply is about."""

    digest: str
    unit: StatementUnit
    year: int
    revision: int


def give_reply(database: Database, office: Office, key: SigningKey, digest: str, answer: Answer) -> Reply:
    """Sign and keep the next reply to a package, named by its digest or the beginning of it.

    Raises:
        CentralError: no package has such a digest, or several have.
        SigningError: the key cannot be used.
        PackageError, FaultyValueError: a text does not fit the format, with its place.
    """
    package_id, about = _package(database, digest)
    while True:
        with database.reading() as connection:
            number = next_number(connection, about.digest)
        reply = signed_reply(about, office, answer, number, key)
        row = {
            "package_id": package_id,
            "number": number,
            "verdict": answer.verdict,
            "body": exchanged_bytes(reply),
            "answered_at": reply.statement.answered_at,
        }
        try:
            with database.writing() as connection:
                connection.execute(REPLY.insert().values(row))
        except IntegrityError:
            continue  # somebody else has answered meanwhile: this is the next one
        return reply


def content_of(database: Database, digest: str) -> str:
    """Return under which SHA-256 the intake keeps a package, named by its digest or the beginning of it.

    Raises:
        CentralError: no package has such a digest, or several have.
    """
    package_id, _about = _package(database, digest)
    with database.reading() as connection:
        return str(connection.scalar(select(PACKAGE.c.content).where(PACKAGE.c.id == package_id)))


def next_number(connection: Connection, digest: str) -> int:
    """Return the number of the next reply to a package, whether or not it was accepted by now."""
    accepted = select(func.max(REPLY.c.number)).join(PACKAGE).where(PACKAGE.c.digest == digest)
    returned = select(func.max(RETURN.c.number)).where(RETURN.c.digest == digest)
    return max(connection.scalar(accepted) or 0, connection.scalar(returned) or 0) + 1


def signed_reply(about: About, office: Office, answer: Answer, number: int, key: SigningKey) -> Reply:
    """Return a signed reply.

    Raises:
        SigningError: the key cannot be used.
    """
    statement = ReplyStatement(
        type=FORMAT,
        package=about.digest,
        unit=about.unit,
        year=about.year,
        revision=about.revision,
        number=number,
        verdict=answer.verdict,
        note=answer.note,
        findings=answer.findings,
        answered_at=datetime.now(UTC).replace(microsecond=0),
        answered_by=answer.by,
        receiver=office.receiver,
    )
    signature = key.sign(canonical_bytes(statement), statement.answered_at)
    return Reply(format=FORMAT, version=VERSION, statement=statement, signatures=(signature,))


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

"""Sending back what is in quarantine: a signed reply where its statement can be read, else a letter to the sender."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Final, Literal

import msgspec
from sqlalchemy import Connection, select

from dxdesk.central.database import Database
from dxdesk.central.held import Held, list_held
from dxdesk.central.intake import Intake
from dxdesk.central.issued import Issued, IssuedReply
from dxdesk.central.keeping import return_row
from dxdesk.central.letters import letter_about
from dxdesk.central.replies import About, Answer, Sender, keep_reply, next_reply
from dxdesk.central.tables import PACKAGE, RETURN
from dxdesk.exchange.format import Reply, ReplyFinding
from dxdesk.exchange.reading import read_exchanged
from dxdesk.exchange.writing import REPLY_SUFFIX, exchanged_bytes
from dxdesk.language import translate as _
from dxdesk.package.canonical import canonical_bytes
from dxdesk.package.container import MAX_SIZE
from dxdesk.package.format import Statement
from dxdesk.package.sender_cures import sender_cure
from dxdesk.text.characters import clean
from dxdesk.value import Value

Kind = Literal["reply", "letter", "needless"]
_PLAN: Final = "/plan"
_LONGEST_POINTER: Final = 500
_MOST_FINDINGS: Final = 1_000


class SentBack(Value, frozen=True, kw_only=True):
    """What goes back for a file, as a file of its own; "needless" where another copy of the package was accepted."""

    kind: Kind
    contents: tuple[str, ...]
    origin: str
    name: str = ""
    data: bytes = b""


class _Head(msgspec.Struct):
    """The members of a package that a reply needs; others do not matter, whatever is wrong with them."""

    statement: msgspec.Raw
    digest: str


def send_back(
    database: Database, intake: Intake, sender: Sender, wanted: Iterable[str] = ()
) -> Iterator[SentBack]:
    """Yield what goes back for what is in quarantine, or for those files of it that `wanted` begin.

    The same reasons give the same reply, byte for byte; other ones since then give the next.

    Raises:
        SigningError: the key cannot be used.
        OSError, sqlalchemy.exc.SQLAlchemyError: the disk or the database fails; it may be tried again.
    """
    with database.reading() as connection:
        held = list_held(connection, wanted)
    by_content: dict[str, list[Held]] = {}
    for reason in held:
        by_content.setdefault(reason.content, []).append(reason)
    by_package: dict[str, list[str]] = {}
    about: dict[str, About] = {}
    for content, reasons in by_content.items():
        found = _about(intake, content)
        if found is None:
            yield _letter(content, reasons, sender)
        else:
            about[found.digest] = found
            by_package.setdefault(found.digest, []).append(content)
    for digest, contents in by_package.items():
        reasons = [reason for content in contents for reason in by_content[content]]
        yield _reply(database, intake.issued, about[digest], sender, reasons)


def read_statement(data: bytes) -> tuple[Statement, str] | None:
    """Return the statement of a package and its digest, also where all else is faulty; None where that is unsound."""
    if len(data) > MAX_SIZE:
        return None
    with suppress(ValueError, RecursionError):
        head = msgspec.json.decode(data, type=_Head)
        statement = msgspec.json.decode(head.statement, type=Statement)
        digest = sha256(canonical_bytes(msgspec.json.decode(head.statement))).hexdigest()
        return (statement, digest) if digest == head.digest else None
    return None


def _about(intake: Intake, content: str) -> About | None:
    with suppress(OSError):
        found = read_statement(intake.read(content))
        if found is not None:
            statement, digest = found
            return About(digest=digest, unit=statement.unit, year=statement.year, revision=statement.revision)
    return None


def _answer(reasons: Sequence[Held]) -> Answer:
    findings = dict.fromkeys(_finding(reason) for reason in reasons)
    note = _(
        "The package was not accepted, for the reasons that are listed. Please mend them and send the plan again."
    )
    return Answer(verdict="returned", note=note, findings=tuple(findings)[:_MOST_FINDINGS])


def _finding(reason: Held) -> ReplyFinding:
    """Return a reason as a remark on the plan: a place elsewhere in the package stands in the text."""
    place = reason.place
    is_in_plan = place.startswith(f"{_PLAN}/") and len(place) <= _LONGEST_POINTER
    where = "" if is_in_plan or not place else f" ({place})"
    message = f"{reason.message}{where} {sender_cure(reason.code, reason.cure)} [{reason.code}]"
    pointer = place.removeprefix(_PLAN) if is_in_plan else ""
    return ReplyFinding(severity="error", pointer=clean(pointer), message=clean(message))


def _letter(content: str, reasons: Sequence[Held], sender: Sender) -> SentBack:
    text = letter_about(reasons, sender.office.receiver.name, sender.by)
    return SentBack(
        kind="letter",
        contents=(content,),
        origin=reasons[0].origin,
        name=f"{content[:16]}.mail.txt",
        data=text.encode(),
    )


def _reply(
    database: Database, issued: Issued, about: About, sender: Sender, reasons: Sequence[Held]
) -> SentBack:
    contents = tuple(dict.fromkeys(reason.content for reason in reasons))
    with database.reading() as connection:
        is_accepted = connection.scalar(select(PACKAGE.c.id).where(PACKAGE.c.digest == about.digest))
    if is_accepted is not None:
        return SentBack(kind="needless", contents=contents, origin=reasons[0].origin)
    number, body = _kept(database, issued, about, _answer(reasons), sender)
    name = f"{about.year}-{about.unit.code}-r{about.revision}-{about.digest[:8]}-{number}{REPLY_SUFFIX}"
    return SentBack(kind="reply", contents=contents, origin=reasons[0].origin, name=name, data=body)


def _kept(
    database: Database, issued: Issued, about: About, answer: Answer, sender: Sender
) -> tuple[int, bytes]:
    """Return the number and the bytes of the reply that says this, made and kept where there is none."""
    while True:
        with database.reading() as connection:
            newest = _newest(connection, about.digest)
        if newest is not None and _says(newest[1], answer, sender):
            return newest
        reply = next_reply(database, issued, sender, about, answer)
        kept = IssuedReply("returns", reply.statement, exchanged_bytes(reply))
        # Where somebody else has answered meanwhile, it is said already, or this is the one after.
        if keep_reply(database, issued, kept, RETURN.insert().values(return_row(kept.statement, kept.body))):
            return kept.statement.number, kept.body


def _newest(connection: Connection, digest: str) -> tuple[int, bytes] | None:
    query = select(RETURN.c.number, RETURN.c.body).where(RETURN.c.digest == digest)
    row = connection.execute(query.order_by(RETURN.c.number.desc()).limit(1)).one_or_none()
    return None if row is None else (row.number, row.body)


def _says(body: bytes, answer: Answer, sender: Sender) -> bool:
    said = read_exchanged(body, Reply).statement
    same = (said.verdict, said.note, said.findings, said.answered_by, said.receiver)
    return same == (answer.verdict, answer.note, answer.findings, sender.by, sender.office.receiver)

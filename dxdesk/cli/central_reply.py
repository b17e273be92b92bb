"""`dxdesk central reply` and `addresses`: what the receiver hands out beside receipts."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from dxdesk.central.addresses import Reachable, address_book
from dxdesk.central.database import Database
from dxdesk.central.intake import Intake
from dxdesk.central.replies import Answer, Sender, content_of, give_reply
from dxdesk.cli.central_rooms import (
    failures_told,
    named_office,
    opened_database,
    receivers_key,
    told,
)
from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.files import read_bytes, write_file
from dxdesk.exchange.format import ReplyFinding
from dxdesk.exchange.message import MailError, read_mail_address
from dxdesk.exchange.writing import REPLY_SUFFIX, exchanged_bytes
from dxdesk.files import reason_of
from dxdesk.language import translate as _
from dxdesk.outbox.address import read_address
from dxdesk.outbox.faults import SendingError
from dxdesk.package.faults import PackageError
from dxdesk.package.reading import read_package
from dxdesk.plan.changes import is_there
from dxdesk.plan.finding import SEVERITIES
from dxdesk.pointers import pointer_of, tokens_of
from dxdesk.signing.trust import pem_texts, read_trust
from dxdesk.text.characters import clean
from dxdesk.value import FaultyValueError, convert

T = TypeVar("T")
_PLACES: Final = ("pointer", "path")  # in a reply, and in a finding of the program


def run(arguments: Namespace) -> int:
    """Keep a reply and write it as a file."""
    findings = (*_named_findings(arguments), *_listed_findings(arguments.findings))
    answer = Answer(verdict=arguments.verdict, note=clean(arguments.note), findings=findings)
    intake = Intake(arguments.intake.absolute())
    with opened_database(arguments) as database, failures_told():
        _check_places(database, intake, arguments.digest, findings)
        office = named_office(arguments, database)
        key = receivers_key(arguments, database, office.receiver.name)
        sender = Sender(office=office, key=key, by=clean(arguments.by))
        reply = _fitting(lambda: give_reply(database, intake.issued, sender, arguments.digest, answer))
    statement = reply.statement
    name = f"{statement.year}-{statement.unit.code}-r{statement.revision}-{statement.number}{REPLY_SUFFIX}"
    path = arguments.output or Path(name)
    write_file(path, exchanged_bytes(reply))
    print(_("Reply {number} is kept, and written: {path}").format(number=statement.number, path=path))
    return DONE


def addresses(arguments: Namespace) -> int:
    """Write the address of this receiver."""
    _check_means(arguments)
    with opened_database(arguments) as database:
        office = named_office(arguments, database)
        key = receivers_key(arguments, database, office.receiver.name)
    files = {path.name: read_bytes(path) for path in arguments.ca}
    trust = told(lambda: read_trust(files))
    reachable = Reachable(
        key=arguments.key,
        url=arguments.url,
        email=arguments.email,
        mail_limit=arguments.mail_limit,
        authorities=pem_texts(trust),
        note=arguments.note,
    )
    data = _fitting(lambda: exchanged_bytes(address_book(office, key, reachable)))
    write_file(arguments.output, data)
    print(_("Written: {path} ({size} KB)").format(path=arguments.output, size=-(-len(data) // 1024)))
    return DONE


def _check_means(arguments: Namespace) -> None:
    """Do nothing where units can send to what is named."""
    try:
        if arguments.url:
            read_address(arguments.url)
        if arguments.email:
            read_mail_address(arguments.email)
    except (SendingError, MailError) as error:
        raise CommandError(str(error)) from None


def _named_findings(arguments: Namespace) -> Iterator[ReplyFinding]:
    for severity, pointer, message in arguments.finding:
        yield _finding({"severity": severity, "pointer": pointer, "message": clean(message)})


def _listed_findings(path: Path | None) -> Iterator[ReplyFinding]:
    if path is None:
        return
    try:
        plain = msgspec.json.decode(read_bytes(path))
    except msgspec.DecodeError as error:
        message = _("The file “{path}” is no JSON: {reason}. Write a list of findings.")
        raise CommandError(message.format(path=path, reason=error)) from None
    listed = plain.get("findings") if isinstance(plain, dict) else plain
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        raise CommandError(_("The file “{path}” holds no list of findings.").format(path=path))
    for one in listed:
        pointer = next((one[place] for place in _PLACES if place in one), "")
        yield _finding({"severity": one.get("severity"), "pointer": pointer, "message": one.get("message")})


def _check_places(database: Database, intake: Intake, digest: str, findings: Iterable[ReplyFinding]) -> None:
    """Do nothing where every finding is at a place of a plan, and say where this one has none of that name."""
    content = told(lambda: content_of(database, digest))
    places = [finding.pointer for finding in findings if finding.pointer]
    if not places:
        return
    try:
        plan = read_package(intake.read(content)).package.plan
    except OSError as error:
        message = _("The package cannot be read in “{path}”: {reason}.")
        raise CommandError(message.format(path=intake.folder, reason=reason_of(error))) from None
    for place in places:
        if not place.startswith("/") or not is_there(plan, pointer_of(tokens_of(place)[:1])):
            message = _(
                "There is no place “{pointer}” in a plan. A place is written like /tasks/cloud-migration/situation; "
                "“dxdesk check --json” shows some."
            )
            raise CommandError(message.format(pointer=place))
        if not is_there(plan, place):  # what is missing may be the very remark
            words = _(
                "This plan has nothing at “{pointer}”; the unit sees the remark among those of the whole."
            )
            print(words.format(pointer=place), file=sys.stderr)


def _finding(plain: dict[str, Any]) -> ReplyFinding:
    try:
        return convert(plain, ReplyFinding)
    except FaultyValueError as error:
        message = _("A finding has a severity ({severities}), a place and a message: {reason}")
        raise CommandError(message.format(severities=", ".join(SEVERITIES), reason=error)) from None


def _fitting(work: Callable[[], T]) -> T:
    try:
        return told(work)
    except FaultyValueError as error:
        raise CommandError(_("This does not fit the format: {reason}").format(reason=error)) from None
    except PackageError as error:
        head = _("This does not fit the format: {reason}").format(reason="")
        raise CommandError("\n".join([head.rstrip(), *(f"  {fault}" for fault in error.faults)])) from None

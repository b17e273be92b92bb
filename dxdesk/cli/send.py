"""`dxdesk send`: one package over a connection; done only where a valid receipt is there."""

from argparse import Namespace
from collections.abc import Mapping
from itertools import chain, count
from pathlib import Path

import msgspec

from dxdesk.cli.address_book import chosen_destination
from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.files import read_bytes, read_plan, write_file
from dxdesk.cli.output import print_json
from dxdesk.exchange.format import Receipt, Reply
from dxdesk.exchange.writing import RECEIPT_SUFFIX, REPLY_SUFFIX, exchanged_bytes
from dxdesk.files import digest
from dxdesk.language import translate as _
from dxdesk.outbox.address import read_address
from dxdesk.outbox.connection import Connection
from dxdesk.outbox.faults import SendingError
from dxdesk.outbox.parcel import Parcel, parcel_of
from dxdesk.outbox.sending import Delivery, Noted, Sending
from dxdesk.package.reading import ReadPackage
from dxdesk.package.writing import SUFFIX
from dxdesk.text.days import VIETNAM


def run(arguments: Namespace) -> int:
    """Send a package and write its receipt, and the reply that is there, beside it."""
    if arguments.to is None and arguments.addresses is None:
        arguments.parser.error(_("--to or --addresses says where to send"))
    read = read_plan(arguments.package)
    parcel = parcel_of(read, _documents(read, arguments.documents))
    kept: list[Path] = []

    def keep(receipt: Receipt, _wanted: tuple[str, ...], _certificate: str) -> None:
        kept.append(_written(arguments.package, RECEIPT_SUFFIX, receipt))

    try:
        delivery = _sent(arguments, parcel, keep)
    except SendingError as error:
        raise CommandError("\n".join([str(error), *_more(error)])) from None
    reply = None if delivery.reply is None else _written(arguments.package, REPLY_SUFFIX, delivery.reply)
    _print(arguments, delivery, kept[-1], reply)
    return DONE


def _sent(arguments: Namespace, parcel: Parcel, keep: Noted) -> Delivery:
    authorities = tuple(_text(path) for path in arguments.ca)
    known = tuple(_text(path) for path in arguments.certificate)
    url = arguments.to
    if arguments.addresses is not None:
        destination = chosen_destination(arguments.addresses, arguments.destination)
        authorities, known = (*authorities, *destination.authorities), (*known, *destination.certificates)
        url = url or destination.url
        if not url:
            raise SendingError("no_address", name=destination.receiver.name)
    connection = Connection(read_address(url), token=_token(arguments.token_file), authorities=authorities)
    with connection:
        return Sending(connection, parcel, known, noted=keep).send()


def _token(path: Path) -> str:
    """Return the first line of a file: on the command line, a token would be seen by others."""
    lines = _text(path).split()
    if len(lines) != 1 or not (lines[0].isascii() and lines[0].isprintable()):
        message = _(
            "There is no access code in “{path}”. Save the one that the receiver gave, and nothing else."
        )
        raise CommandError(message.format(path=path))
    return lines[0]


def _text(path: Path) -> str:
    return read_bytes(path).decode("utf-8-sig", "replace")


def _documents(read: ReadPackage, folder: Path | None) -> Mapping[str, bytes]:
    """Return the documents of a package that lie in a folder, under any name, by their SHA-256."""
    if folder is None:
        return {}
    if not folder.is_dir():
        raise CommandError(_("There is no folder “{path}”. Check its name.").format(path=folder))
    wanted = {one.sha256: one.size for one in read.package.documents if one.data is None}
    files = [path for path in folder.iterdir() if path.is_file() and path.stat().st_size in wanted.values()]
    contents = (path.read_bytes() for path in files)
    return {found: data for data in contents if (found := digest(data)) in wanted}


def _written(package: Path, suffix: str, value: Receipt | Reply) -> Path:
    """Write an answer beside the package; one of another receiver that lies there stays."""
    stem = package.name.removesuffix(SUFFIX) if package.name.endswith(SUFFIX) else package.stem
    data = exchanged_bytes(value)
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    for path in (package.with_name(name + suffix) for name in names):
        if not path.exists():
            write_file(path, data)
            return path
        if read_bytes(path) == data:
            return path
    raise AssertionError  # there are numbers enough


def _more(error: SendingError) -> list[str]:
    """Return the faults that the receiver has found, or that trying again may help."""
    fault = error.fault
    if fault.retry != "person":
        return [_("Run the command again later; what has arrived is not sent twice.")]
    return [f"  {one.pointer or '/'}: {one.message} [{one.code}]" for one in fault.findings]


def _print(arguments: Namespace, delivery: Delivery, receipt: Path, reply: Path | None) -> None:
    statement = delivery.receipt.statement
    if arguments.json:
        print_json(
            {
                "receipt": str(receipt),
                "reply": None if reply is None else str(reply),
                "statement": msgspec.to_builtins(statement),
                "verdict": delivery.reply.statement.verdict if delivery.reply else None,
                "notices": delivery.notices,
            }
        )
        return
    when = f"{statement.received_at.astimezone(VIETNAM):%d/%m/%Y %H:%M:%S}"
    line = _("Received by {receiver} on {time}, number {number}.")
    print(line.format(receiver=statement.receiver.name, time=when, number=statement.number))
    print(_("Receipt: {path}").format(path=receipt))
    if reply is not None:
        print(_("Reply: {path}").format(path=reply))
    for notice in delivery.notices:
        print(notice)

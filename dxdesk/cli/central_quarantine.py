"""`dxdesk central quarantine`: what cannot be accepted and why, looked at again, or sent back."""

from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dxdesk.central.database import Database
from dxdesk.central.entering import Registry
from dxdesk.central.held import Held, list_held
from dxdesk.central.import_run import prepared
from dxdesk.central.relooking import look_again
from dxdesk.central.replies import Sender
from dxdesk.central.returning import SentBack, send_back
from dxdesk.cli.central_desk import looked_again
from dxdesk.cli.central_import import taken
from dxdesk.cli.central_rooms import named_office, opened_database, opened_intake, receivers_key, terms_of
from dxdesk.cli.errors import DONE, FINDINGS, CommandError
from dxdesk.cli.files import make_folder, write_all
from dxdesk.cli.output import print_json
from dxdesk.language import translate as _
from dxdesk.signing.faults import SigningError
from dxdesk.text.characters import clean


def run(arguments: Namespace) -> int:
    """List what is in quarantine and why; or look at it again; or write what goes back to the senders."""
    with opened_database(arguments) as database:
        with database.reading() as connection:
            reasons = list_held(connection, arguments.contents)
        if arguments.contents and not reasons:
            raise CommandError(_("Nothing of that is in quarantine. See what is: dxdesk central quarantine"))
        if arguments.again:
            terms = terms_of(arguments, prepared(database))
            contents = {reason.content for reason in reasons}
            registry = Registry(database, opened_intake(arguments))
            return looked_again(look_again(registry, terms, contents), arguments) if contents else DONE
        if arguments.reply is not None:
            return _sent_back(database, arguments)
    return _listed(reasons, arguments)


def _listed(reasons: Sequence[Held], arguments: Namespace) -> int:
    if arguments.json:
        print_json(reasons)
    for one in () if arguments.json else reasons:
        place = f" ({one.place})" if one.place else ""
        print(f"{one.origin}: {one.message}{place} {one.cure} [{one.code}] {one.content}")
    return FINDINGS if reasons else DONE


def _sent_back(database: Database, arguments: Namespace) -> int:
    intake = opened_intake(arguments)
    office = named_office(arguments, database)
    key = receivers_key(arguments, database, office.receiver.name)
    sender = Sender(office=office, key=key, by=clean(arguments.by))
    try:
        back = list(taken(send_back(database, intake, sender, arguments.contents)))
    except SigningError as error:
        raise CommandError(str(error)) from None
    make_folder(arguments.reply)
    write_all({arguments.reply / one.name: one.data for one in back if one.name})
    _say(back, arguments)
    return DONE


def _say(back: Sequence[SentBack], arguments: Namespace) -> None:
    if arguments.json:
        print_json(
            [
                {
                    "kind": one.kind,
                    "contents": one.contents,
                    "origin": one.origin,
                    "file": str(arguments.reply / one.name) if one.name else None,
                }
                for one in back
            ]
        )
        return
    for one in back:
        print(f"{one.origin}: {_said(one, arguments.reply)}")
    counts = Counter(one.kind for one in back)
    said = _("{replies} signed replies and {letters} drafts of mails are in “{path}”.")
    print(said.format(replies=counts["reply"], letters=counts["letter"], path=arguments.reply))


def _said(one: SentBack, folder: Path) -> str:
    if one.kind == "needless":
        return _("A sound copy of this package was accepted; nothing has to go back.")
    return str(folder / one.name)

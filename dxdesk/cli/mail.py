"""`dxdesk mail`: a sealed package laid out for a mail, to be attached by hand or opened as a draft."""

from argparse import Namespace

from dxdesk.cli.address_book import chosen_destination
from dxdesk.cli.errors import DONE, CommandError
from dxdesk.cli.files import make_folder, read_bytes, unusable
from dxdesk.exchange.format import Destination, Receiver
from dxdesk.exchange.message import MailError
from dxdesk.files import FileError
from dxdesk.language import translate as _
from dxdesk.outbox.letter import SUBJECT, SubjectError
from dxdesk.outbox.mail import compose_mail
from dxdesk.outbox.mail_folder import write_mail_folder
from dxdesk.package.faults import PackageError


def run(arguments: Namespace) -> int:
    """Write the files to attach, the draft and the texts to copy into a folder."""
    destination = _destination(arguments)
    limit = None if arguments.limit is None else arguments.limit * 2**20
    try:
        mail = compose_mail(
            read_bytes(arguments.package), destination, pattern=arguments.subject or SUBJECT, limit=limit
        )
        make_folder(arguments.out)
        written = write_mail_folder(arguments.out, mail)
    except PackageError as error:
        raise unusable(arguments.package, error) from None
    except (MailError, SubjectError, FileError) as error:
        raise CommandError(str(error)) from None
    for path in written:
        print(_("Written: {path} ({size} KB)").format(path=path, size=-(-path.stat().st_size // 1024)))
    print("\n".join(mail.notices()))
    print(_("Nothing has been sent. Attach these files in your mail, or open message.eml as a draft."))
    return DONE


def _destination(arguments: Namespace) -> Destination:
    if arguments.addresses is None:
        return Destination(
            key="mail", receiver=Receiver(name=arguments.receiver or ""), email=arguments.to or ""
        )
    return chosen_destination(arguments.addresses, arguments.destination)

"""What the commands of the receiving end open: database, intake, key; and its errors as sentences."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from dxdesk.central.database import Database, open_database
from dxdesk.central.faults import CentralError
from dxdesk.central.intake import Intake
from dxdesk.central.judging import Terms
from dxdesk.central.signer import SigningKey, own_key
from dxdesk.cli.errors import CommandError
from dxdesk.cli.files import read_bytes
from dxdesk.cli.sign import secret_in
from dxdesk.files import reason_of
from dxdesk.language import translate as _
from dxdesk.signing.faults import SigningError
from dxdesk.signing.trust import read_trust

T = TypeVar("T")


def told(work: Callable[[], T]) -> T:
    """Return what some work returns.

    Raises:
        CommandError: it cannot be done; the sentence says why.
    """
    try:
        return work()
    except (CentralError, SigningError) as error:
        raise CommandError(str(error)) from None


@contextmanager
def opened_database(arguments: Namespace, *, connections: int = 2) -> Iterator[Database]:
    """Yield the database that a command names.

    Raises:
        CommandError: it cannot be opened.
    """
    database = told(lambda: open_database(arguments.db, connections=connections))
    try:
        yield database
    finally:
        database.close()


def opened_intake(arguments: Namespace) -> Intake:
    """Return the intake that a command names, its folders made where they are missing.

    Raises:
        CommandError: they cannot be made.
    """
    intake = Intake(arguments.intake.absolute())
    try:
        intake.prepare()
    except OSError as error:
        message = _("The folder “{path}” cannot be made: {reason}.")
        raise CommandError(message.format(path=arguments.intake, reason=reason_of(error))) from None
    return intake


def terms_of(arguments: Namespace, years: frozenset[int]) -> Terms:
    """Return what packages have to meet: the years, and the certificates that a command names.

    Raises:
        CommandError: one of its files holds no certificates.
    """
    if not arguments.trust:
        return Terms(years=years)
    files = tuple((path.name, read_bytes(path)) for path in arguments.trust)
    told(lambda: read_trust(dict(files)))
    return Terms(years=years, trusted=files)


def key_of(arguments: Namespace, intake: Intake, name: str) -> SigningKey:
    """Return the key to sign with: that of the file which a command names, or the receiver's own.

    Raises:
        CommandError: it can be neither read nor made.
    """
    if arguments.sign_p12 is not None:
        secret = secret_in(arguments.passphrase_file) if arguments.passphrase_file else ""
        key = SigningKey(data=read_bytes(arguments.sign_p12), passphrase=secret)
    else:
        try:
            key = own_key(intake, name)
        except OSError as error:
            message = _("The key in “{path}” cannot be read or made: {reason}.")
            raise CommandError(message.format(path=intake.folder, reason=reason_of(error))) from None
    told(key.certificate)
    return key

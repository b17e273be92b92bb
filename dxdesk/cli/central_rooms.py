"""What the commands of the receiving end open: database, intake, key; and its errors as sentences."""

from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from dxdesk.central.database import Database, open_database
from dxdesk.central.faults import CentralError
from dxdesk.central.intake import Intake
from dxdesk.central.judging import Terms
from dxdesk.central.office import read_certificate
from dxdesk.central.signer import SigningKey, holds_key, own_key
from dxdesk.cli.errors import CommandError
from dxdesk.cli.files import read_bytes, secret_in
from dxdesk.files import reason_of
from dxdesk.language import translate as _
from dxdesk.signing.faults import SigningError
from dxdesk.signing.trust import read_trust
from dxdesk.store.faults import HeldError, StoreError
from dxdesk.store.lock import take_lock

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
def opened_database(
    arguments: Namespace, *, connections: int = 2, is_new: bool = False
) -> Iterator[Database]:
    """Yield the database that a command names; only where it may be `is_new`, it is made.

    Raises:
        CommandError: it cannot be opened.
    """
    database = told(lambda: open_database(arguments.db, connections=connections, is_new=is_new))
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


@contextmanager
def alone_in(intake: Intake) -> Iterator[None]:
    """Be the only server of an intake: pieces of documents are put together by one alone.

    Raises:
        CommandError: another server has it, or it cannot be locked.
    """
    try:
        lock = take_lock(intake.folder / "server.lock")
    except HeldError:
        message = _(
            "Another server takes packages into “{path}” already. Stop it first, or name another --intake."
        )
        raise CommandError(message.format(path=intake.folder)) from None
    except StoreError as error:
        raise CommandError(str(error)) from None
    try:
        yield
    finally:
        lock.release()


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


def servers_key(arguments: Namespace, database: Database) -> SigningKey:
    """Return the key to sign with, the one that the server has: units would believe no other.

    Raises:
        CommandError: the command names another intake or certificate file than the server, or it cannot be read.
    """
    with database.reading() as connection:
        known = read_certificate(connection)
    intake = Intake(arguments.intake.absolute())
    if arguments.sign_p12 is None and not holds_key(intake):
        message = _(
            "There is no key of a receiver in “{path}”. Name the --intake (or --sign-p12) with which the server runs."
        )
        raise CommandError(message.format(path=arguments.intake))
    key = key_of(arguments, intake, "")
    if known is not None and key.certificate() != known:
        raise CommandError(
            _(
                "The server signs by another certificate than this one, so nothing was written. Name the --intake "
                "and the --sign-p12 with which the server runs."
            )
        )
    return key

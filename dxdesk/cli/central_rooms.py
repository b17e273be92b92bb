"""What the commands of the receiving end open: database, intake, key; and its errors as sentences."""

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, TypeVar

from dxdesk.central.database import Database, failures_said, open_database
from dxdesk.central.faults import CentralError
from dxdesk.central.intake import Intake
from dxdesk.central.judging import Terms
from dxdesk.central.office import (
    Office,
    is_known,
    read_certificate,
    settled_office,
    taken_years,
    write_certificate,
)
from dxdesk.central.signature_mark import TrustedFiles
from dxdesk.central.signer import SigningKey, holds_key, own_key
from dxdesk.cli.errors import CommandError
from dxdesk.cli.files import read_bytes, secret_in
from dxdesk.consolidation.areas import Scope, scope_of
from dxdesk.exchange.format import OpenYear, Receiver
from dxdesk.files import reason_of
from dxdesk.language import translate as _
from dxdesk.signing.faults import SigningError
from dxdesk.signing.trust import read_trust
from dxdesk.store.faults import HeldError, StoreError
from dxdesk.store.lock import take_lock
from dxdesk.text.characters import clean

T = TypeVar("T")
_FILE: Final = "sqlite:///"


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
def failures_told() -> Iterator[None]:
    """Let some work keep things.

    Raises:
        CommandError: the disk or the database fails.
    """
    try:
        with failures_said():
            yield
    except CentralError as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        message = _("What came cannot be kept: {reason}. What is in stays in; run the command again.")
        raise CommandError(message.format(reason=reason_of(error))) from None


@contextmanager
def opened_database(
    arguments: Namespace, *, connections: int = 2, is_new: bool = False
) -> Iterator[Database]:
    """Yield the database that a command names; only where it may be `is_new`, it is made.

    Raises:
        CommandError: it cannot be opened.
    """
    is_missing = (
        is_new and arguments.db.startswith(_FILE) and not Path(arguments.db.removeprefix(_FILE)).exists()
    )
    database = told(lambda: open_database(arguments.db, connections=connections, is_new=is_new))
    if is_missing:
        print(_("A new database was made: {url}").format(url=arguments.db), file=sys.stderr)
    try:
        yield database
    finally:
        database.close()


def opened_intake(arguments: Namespace, *, is_new: bool = False) -> Intake:
    """Return the intake that a command names; only where it may be `is_new`, it is made.

    Raises:
        CommandError: it is not there, or cannot be made.
    """
    intake = Intake(arguments.intake.absolute())
    if not is_new and not intake.folder.is_dir():
        message = _("There is no folder “{path}” with what came in. Check its name.")
        raise CommandError(message.format(path=arguments.intake))
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
    return Terms(years=years, trusted=trusted_by(arguments))


def trusted_by(arguments: Namespace) -> TrustedFiles | None:
    """Return the certificates by which signatures are checked; None where a command names none.

    Raises:
        CommandError: one of its files holds no certificates.
    """
    if not arguments.trust:
        return None
    files = tuple((path.name, read_bytes(path)) for path in arguments.trust)
    told(lambda: read_trust(dict(files)))
    return files


@contextmanager
def alone_in(intake: Intake) -> Iterator[None]:
    """Be the only server of an intake: pieces of documents are put together, and cleared away, by one alone.

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
        for part in intake.given_up():
            part.unlink(missing_ok=True)
        yield
    finally:
        lock.release()


def clear_away(intake: Intake) -> None:
    """Delete what nobody goes on sending, unless a server is at work, which does that itself when it starts."""
    if intake.given_up():
        with suppress(CommandError), alone_in(intake):
            pass


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


def receivers_key(arguments: Namespace, database: Database, name: str) -> SigningKey:
    """Return the key by which the receiver of a name signs, made where it has none: units would believe no other.

    Raises:
        CommandError: the command names another intake or certificate file than before, or it cannot be read.
    """
    with database.reading() as connection:
        known = read_certificate(connection)
    if known is not None and arguments.sign_p12 is None and not holds_key(Intake(arguments.intake)):
        message = _(
            "There is no key of a receiver in “{path}”. Name the --intake (or --sign-p12) with which the server runs."
        )
        raise CommandError(message.format(path=arguments.intake))
    key = key_of(arguments, opened_intake(arguments, is_new=True), name)
    certificate = key.certificate()
    if known is None:
        with database.writing() as connection:
            write_certificate(connection, certificate)
    elif certificate != known:
        raise CommandError(
            _(
                "The server signs by another certificate than this one, so nothing was written. Name the --intake "
                "and the --sign-p12 with which the server runs."
            )
        )
    return key


def named_office(arguments: Namespace, database: Database) -> Office:
    """Return the receiver that signs, named now where a command names it; its years stay as they are.

    Raises:
        CommandError: it has no name, neither from before nor now.
    """
    receiver = Receiver(name=clean(arguments.name, many_lines=False)) if arguments.name else None

    def settle() -> Office:
        with database.writing() as connection:
            years = [OpenYear(year=year) for year in sorted(taken_years(connection))]
            return settled_office(connection, receiver, None if is_known(connection) else years)

    return told(settle)


def scope_named(year: int, text: str) -> Scope:
    """Return the province or district of a code, like "gso-2022:42" or "42"; the nation for nothing.

    Raises:
        CommandError: the map of that year has none.
    """
    scheme, colon, code = text.rpartition(":")
    try:
        scope = scope_of(year, code)
    except LookupError:
        message = _("The map of {year} has no province or district “{code}”.")
        raise CommandError(message.format(year=year, code=code)) from None
    if colon and scheme != scope.scheme:
        message = _("Plans of {year} are of the map {scheme}, not of {other}.")
        raise CommandError(message.format(year=year, scheme=scope.scheme, other=scheme))
    return scope

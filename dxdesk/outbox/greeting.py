"""What a receiver says of itself before anything is sent: whether it is one, and takes this package."""

from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.x509 import Certificate, load_pem_x509_certificates

from dxdesk.exchange.format import Greeting
from dxdesk.language import translate as _
from dxdesk.outbox.answers import read_answer, refusal_of
from dxdesk.outbox.connection import Connection
from dxdesk.outbox.faults import SendingError
from dxdesk.package.format import Package
from dxdesk.text.days import VIETNAM

CLOCKS_AGREE: Final = timedelta(minutes=5)


def ask_greeting(connection: Connection) -> Greeting:
    """Return the greeting of a receiver.

    Raises:
        SendingError: there is no connection, or something else answers.
        StoppedError: it may not go on.
    """
    host = str(connection.address)
    answer = connection.ask("GET", "v1/")
    if answer.status == 404:
        raise SendingError("other_service", host=host)
    if answer.status != 200:
        raise refusal_of(answer, host)
    try:
        return read_answer(answer, Greeting, host)
    except SendingError as error:
        if error.fault.code == "garbled" and answer.kind.endswith("json"):
            raise SendingError("other_service", host=host) from None
        raise


def check_takes(greeting: Greeting, package: Package, size: int, host: str) -> None:
    """Do nothing where a receiver takes a package of `size` bytes with its documents.

    Raises:
        SendingError: it does not take its version, its year, so large a package or one of its documents.
    """
    if package.statement.sealed_at is None:
        raise SendingError("draft")
    if package.version not in greeting.package_versions:
        raise SendingError("other_version", host=host, version=package.version)
    day = greeting.time.astimezone(VIETNAM).date()
    year = package.statement.year
    if not any(one.year == year and (one.until is None or day <= one.until) for one in greeting.years):
        raise SendingError("closed_year", host=host, year=year)
    limits = greeting.limits
    sizes = [(_("the package"), size, limits.package)]
    sizes += [(one.name, one.size, limits.document) for one in package.documents]
    for name, found, limit in sizes:
        if found > limit:
            raise SendingError("too_large", host=host, name=name, size=-(-found // 1024), limit=limit // 1024)


def check_key(greeting: Greeting, known: tuple[str, ...], host: str) -> None:
    """Do nothing where a receiver signs with a known certificate (PEM), or one that a known one has issued.

    Where none is known yet, the one that it names over the verified connection is taken.

    Raises:
        SendingError: it signs with another one.
    """
    if not known:
        return
    named = _certificates(greeting.certificate)
    kept = [one for pem in known for one in _certificates(pem)]
    if not named or not any(named[0] == one or _has_issued(one, named[0]) for one in kept):
        raise SendingError("other_key", host=host)


def clock_words(greeting: Greeting, now: datetime | None = None) -> str:
    """Return that this computer's clock is wrong, in a sentence; nothing where it agrees with the receiver's."""
    apart = (now or datetime.now(UTC)) - greeting.time
    if abs(apart) <= CLOCKS_AGREE:
        return ""
    sentence = _("By the receiver's clock it is {time}, but not by this computer's. Check its day and time.")
    return sentence.format(time=f"{greeting.time.astimezone(VIETNAM):%d/%m/%Y %H:%M}")


def _certificates(pem: str) -> list[Certificate]:
    try:
        return load_pem_x509_certificates(pem.encode())
    except ValueError:
        return []


def _has_issued(issuer: Certificate, certificate: Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True

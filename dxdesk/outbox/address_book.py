"""The address book: what the level above hands out, what it would change here, and what was written here."""

from collections.abc import Iterable, Sequence
from typing import Final, Literal

import msgspec

from dxdesk.exchange.format import AddressBook, Destination
from dxdesk.exchange.message import MailError, read_mail_address
from dxdesk.exchange.reading import read_exchanged
from dxdesk.language import translate as _
from dxdesk.signing.cades import verify_all
from dxdesk.signing.faults import SigningError
from dxdesk.signing.report import SignatureReport
from dxdesk.signing.trust import Trust, read_trust
from dxdesk.signing.worth import WORTHS, Worth, worth_of
from dxdesk.store.dispatch import Address
from dxdesk.store.store import Store
from dxdesk.value import FaultyValueError, Value, convert

# What keeping a destination does: "keys" where other certificates would vouch for it than before.
Change = Literal["new", "same", "changed", "keys"]
# What the best signature of a book is worth.
BookSigning = Worth | Literal["unsigned"]

# Settings with the certificate that a server named when something was first sent there, by the key.
PINNED: Final = "upload.pinned."

_decode: Final = msgspec.json.Decoder()


class Entry(Value, frozen=True, kw_only=True):
    """A destination of a book: what it does here, whether an own entry stands before it, what is wrong with it."""

    destination: Destination
    change: Change
    is_hidden: bool
    faults: tuple[str, ...]


class ReadBook(Value, frozen=True, kw_only=True):
    """An address book that came, before anything of it is kept.

    `signer` is the name in its best signature, empty where nobody has signed. Only a `signing` that is "sound" or
    "then" comes from somebody who is trusted; whatever it is, a person decides.
    """

    book: AddressBook
    entries: tuple[Entry, ...]
    signing: BookSigning
    signer: str
    reports: tuple[SignatureReport, ...]


class KnownDestination(Value, frozen=True, kw_only=True):
    """A destination that is kept: own, or as a book named it, and who had signed that."""

    destination: Destination
    own: bool
    issued_by: str = ""
    signed_by: str = ""


def read_book(data: bytes, store: Store, trust: Trust | None = None) -> ReadBook:
    """Return an address book, checked, with what it would change in a store; nothing is kept.

    `trust` is whom its signatures are held against.

    Raises:
        PackageError: it is none, or has faults.
        StoreError: the store cannot be read.
    """
    book = read_exchanged(data, AddressBook)
    reports = verify_all(book, trust or Trust())
    best = min(reports, key=lambda report: WORTHS.index(worth_of(report)), default=None)
    known = store.addresses.list()
    kept = {each.key: destination for each in known if not each.own and (destination := _destination(each))}
    own = {each.key for each in known if each.own}
    entries = tuple(
        Entry(
            destination=each,
            change=_change(each, kept.get(each.key)),
            is_hidden=each.key in own,
            faults=tuple(destination_faults(each)),
        )
        for each in book.destinations
    )
    return ReadBook(
        book=book,
        entries=entries,
        signing="unsigned" if best is None else worth_of(best),
        signer="" if best is None else best.name,
        reports=reports,
    )


def keep_book(store: Store, read: ReadBook) -> None:
    """Keep the destinations of a book, each in the place of the one with its key; own entries stay.

    What another book named and this one does not stays too.

    Raises:
        WriteError: they cannot be written.
    """
    signed_by = read.signer if read.signing in {"sound", "then"} else ""
    store.addresses.keep(
        [
            Address(
                key=entry.destination.key,
                own=False,
                body=_text(entry.destination),
                issued_by=read.book.issued_by,
                issued_on=read.book.issued_on,
                signed_by=signed_by,
            )
            for entry in read.entries
        ]
    )


def keep_own(store: Store, destination: Destination) -> None:
    """Keep a destination that was written here; it stands before one of a book that has its key.

    Raises:
        FaultyValueError: a value does not fit.
        WriteError: it cannot be written.
    """
    convert(msgspec.to_builtins(destination), Destination)
    store.addresses.keep([Address(key=destination.key, own=True, body=_text(destination))])


def destinations(store: Store) -> Sequence[KnownDestination]:
    """Return the destinations that can be chosen, by name: of two with one key the own one.

    Raises:
        StoreError: they cannot be read.
    """
    found: dict[str, KnownDestination] = {}
    for each in store.addresses.list():
        destination = _destination(each)
        if destination is not None and each.key not in found:
            found[each.key] = KnownDestination(
                destination=destination, own=each.own, issued_by=each.issued_by, signed_by=each.signed_by
            )
    return sorted(found.values(), key=lambda known: known.destination.receiver.name)


def destination_of(store: Store, key: str) -> Destination | None:
    """Return the destination that a key stands for; None where there is none any more.

    Raises:
        StoreError: it cannot be read.
    """
    found = store.addresses.find(key)
    return None if found is None else _destination(found)


def certificates_for(store: Store, destination: Destination) -> tuple[str, ...]:
    """Return the certificates that may answer for a destination: its own, else the one its server named at first.

    Raises:
        StoreError: the store cannot be read.
    """
    if destination.certificates:
        return destination.certificates
    named = store.setting(PINNED + destination.key, str)
    return (named,) if named else ()


def destination_faults(destination: Destination) -> Iterable[str]:
    """Yield what cannot be used of a destination, in sentences."""
    if destination.email:
        try:
            read_mail_address(destination.email)
        except MailError as error:
            yield str(error)
    for pem in (*destination.certificates, *destination.authorities):
        try:
            read_trust({destination.receiver.name: pem.encode()})
        except SigningError:
            sentence = _("A certificate of “{receiver}” cannot be read. Ask for the address book anew.")
            yield sentence.format(receiver=destination.receiver.name)


def _change(destination: Destination, before: Destination | None) -> Change:
    if before is None:
        return "new"
    if before == destination:
        return "same"
    same_keys = (before.certificates, before.authorities) == (
        destination.certificates,
        destination.authorities,
    )
    return "changed" if same_keys else "keys"


def _text(destination: Destination) -> str:
    return msgspec.json.encode(destination).decode()


def _destination(address: Address) -> Destination | None:
    """Return what is kept; None where a newer or older version wrote it in another way."""
    try:
        return convert(_decode.decode(address.body), Destination)
    except (msgspec.DecodeError, FaultyValueError):
        return None

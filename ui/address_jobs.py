"""What is read and kept of addresses, on the store's thread; no Qt here."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dxdesk.exchange.format import Destination
from dxdesk.outbox.address_book import ReadBook, keep_book, keep_own, read_book
from dxdesk.package.faults import PackageError
from dxdesk.signing.trust import read_trust
from dxdesk.store.dispatch import Address
from dxdesk.store.store import Store
from dxdesk.value import FaultyValueError


class Faulty(NamedTuple):
    """Why something was not taken, in a sentence."""

    words: str


def book_in(store: Store, data: bytes, trusted: Mapping[str, bytes]) -> ReadBook | Faulty:
    """Return an address book, and what it would change; nothing is kept.

    Raises:
        StoreError: the store cannot be read.
    """
    try:
        return read_book(data, store, read_trust(trusted))
    except PackageError as error:
        fault = error.faults[0]
        return Faulty(f"{fault.message} {fault.cure}")


def take_book(store: Store, read: ReadBook) -> Sequence[Address]:
    """Keep a book; return the addresses as they were before, to go back to."""
    before = store.addresses.list()
    keep_book(store, read)
    return before


def put_back(store: Store, before: Sequence[Address]) -> None:
    """Have the addresses again as they were."""
    known = {(each.key, each.own) for each in before}
    for each in store.addresses.list():
        if (each.key, each.own) not in known:
            store.addresses.remove(each.key, own=each.own)
    store.addresses.keep(before)


def keep_entry(store: Store, destination: Destination) -> Faulty | None:
    """Keep an own entry.

    Raises:
        WriteError: it cannot be written.
    """
    try:
        keep_own(store, destination)
    except FaultyValueError as error:
        return Faulty(error.faults[0].message)
    return None


def remove_entry(store: Store, key: str, *, own: bool) -> Sequence[Address]:
    """Take an entry away; return the addresses as they were before."""
    before = store.addresses.list()
    store.addresses.remove(key, own=own)
    return before

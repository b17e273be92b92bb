"""The address book: from a file that the level above hands out, told before it is kept."""

from pathlib import Path

import msgspec
import pytest

from dxdesk.exchange.format import AddressBook
from dxdesk.exchange.writing import exchanged_bytes
from dxdesk.outbox.address_book import (
    destination_of,
    destinations,
    keep_book,
    keep_own,
    read_book,
)
from dxdesk.package.faults import PackageError
from dxdesk.signing.cades import signature_of, signed_bytes
from dxdesk.signing.certificates import load_pkcs12
from dxdesk.signing.receipts import trust_in
from dxdesk.store.dispatch import Address
from dxdesk.store.opening import open_store
from tests.exchange.samples import addresses
from tests.outbox.samples import destination, province
from tests.signing.authority import PASSPHRASE, now, own, pem


def book(*named: object) -> AddressBook:
    return msgspec.structs.replace(addresses(), destinations=named or (destination(), province()))


def signed(plain: AddressBook) -> bytes:
    signer = load_pkcs12(own(number=3).p12(), PASSPHRASE)
    signature = signature_of(signed_bytes(plain), signer, at=now())
    return exchanged_bytes(msgspec.structs.replace(plain, signatures=(signature,)))


def test_what_a_book_would_change_is_told_before_it_is_kept(tmp_path: Path) -> None:
    with open_store(tmp_path / "dxdesk.sqlite3") as store:
        first = read_book(exchanged_bytes(book()), store)
        assert [entry.change for entry in first.entries] == ["new", "new"]
        assert (first.signing, first.signer) == ("unsigned", "")
        assert store.addresses.list() == ()
        keep_book(store, first)
        newer = book(destination(email="khac@hatinh.gov.vn"), province(certificates=(pem(own(number=9)),)))
        assert [entry.change for entry in read_book(exchanged_bytes(newer), store).entries] == [
            "changed",
            "keys",
        ]
        assert {entry.change for entry in read_book(exchanged_bytes(book()), store).entries} == {"same"}


def test_own_entries_stay_and_stand_before_those_of_a_book(tmp_path: Path) -> None:
    mine = destination(email="cua-toi@hatinh.gov.vn")
    with open_store(tmp_path / "dxdesk.sqlite3") as store:
        keep_own(store, mine)
        read = read_book(exchanged_bytes(book()), store)
        assert [entry.is_hidden for entry in read.entries] == [True, False]
        keep_book(store, read)
        keep_book(store, read)
        assert destination_of(store, "loc-ha") == mine
        assert [(each.destination.key, each.own) for each in destinations(store)] == [
            ("loc-ha", True),
            ("ha-tinh", False),
        ]
        store.addresses.remove("loc-ha", own=True)
        assert destination_of(store, "loc-ha") == destination()
        assert destination_of(store, "bo") is None


def test_who_signed_a_book_is_told(tmp_path: Path) -> None:
    with open_store(tmp_path / "dxdesk.sqlite3") as store:
        unknown = read_book(signed(book()), store)
        assert unknown.signing == "unknown"
        assert unknown.signer
        keep_book(store, unknown)
        assert {each.signed_by for each in destinations(store)} == {""}
        known = read_book(signed(book()), store, trust_in([pem(own(number=3))]))
        assert known.signing == "sound"
        keep_book(store, known)
        assert {each.signed_by for each in destinations(store)} == {known.signer}
        changed = signed(book()).replace(b"vhtt.locha@", b"vhtt.l0cha@")
        assert read_book(changed, store, trust_in([pem(own(number=3))])).signing == "broken"


def test_what_cannot_be_used_is_told(tmp_path: Path) -> None:
    with open_store(tmp_path / "dxdesk.sqlite3") as store:
        (entry,) = read_book(
            exchanged_bytes(book(destination(email="x", certificates=("none",)))), store
        ).entries
        assert len(entry.faults) == 2
        assert read_book(exchanged_bytes(book()), store).entries[0].faults == ()
        with pytest.raises(PackageError):
            read_book(b"{}", store)


def test_an_entry_that_another_version_wrote_is_left_alone(tmp_path: Path) -> None:
    with open_store(tmp_path / "dxdesk.sqlite3") as store:
        store.addresses.keep([Address(key="bo", own=False, body='{"later": 1}')])
        assert destinations(store) == []
        assert len(store.addresses.list()) == 1

"""The address of a receiver as a signed file for its units: where to send, and by which keys it is known."""

from datetime import UTC, datetime

import msgspec

from dxdesk.central.office import Office, today
from dxdesk.central.signer import SigningKey
from dxdesk.exchange.format import ADDRESSES, VERSION, AddressBook, Destination
from dxdesk.signing.cades import signed_bytes
from dxdesk.value import Value


class Reachable(Value, frozen=True, kw_only=True):
    """By which means a receiver can be reached; `authorities` are PEM."""

    key: str
    url: str = ""
    email: str = ""
    mail_limit: int | None = None
    authorities: tuple[str, ...] = ()
    note: str = ""


def address_book(office: Office, key: SigningKey, reachable: Reachable) -> AddressBook:
    """Return a signed address book with this receiver as its destination.

    Raises:
        SigningError: the key cannot be used.
    """
    destination = Destination(
        key=reachable.key,
        receiver=office.receiver,
        email=reachable.email,
        url=reachable.url,
        mail_limit=reachable.mail_limit,
        certificates=(key.certificate(),),
        authorities=reachable.authorities,
        note=reachable.note,
    )
    book = AddressBook(
        format=ADDRESSES,
        version=VERSION,
        issued_by=office.receiver.name,
        issued_on=today(),
        destinations=(destination,),
    )
    signature = key.sign(signed_bytes(book), datetime.now(UTC))
    return msgspec.structs.replace(book, signatures=(signature,))

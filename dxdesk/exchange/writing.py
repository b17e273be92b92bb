"""Writing a file of the exchange: the same value gives the same bytes."""

from typing import Final

import msgspec

from dxdesk.exchange.format import AddressBook, Receipt, Reply
from dxdesk.package.characters import character_faults
from dxdesk.package.faults import raise_any
from dxdesk.value import convert

RECEIPT_SUFFIX: Final = ".dxreceipt.json"
REPLY_SUFFIX: Final = ".dxreply.json"
ADDRESSES_SUFFIX: Final = ".dxaddresses.json"


def exchanged_bytes(value: Receipt | Reply | AddressBook) -> bytes:
    """Return the file: UTF-8, two spaces of indent, members in the order of the format, LF at the end.

    Raises:
        PackageError: a text is not NFC or has a character that must not be there, with its place.
        FaultyValueError: a value does not fit the format.
    """
    plain = msgspec.to_builtins(value)
    raise_any(character_faults(plain))
    convert(plain, type(value))
    return msgspec.json.format(msgspec.json.encode(plain), indent=2) + b"\n"

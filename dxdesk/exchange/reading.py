"""Reading a file of the exchange that somebody else has written: nothing in it is believed before it is checked."""

from typing import Final, TypeVar

from dxdesk.exchange.format import AddressBook, Receipt, Reply
from dxdesk.package.characters import character_faults
from dxdesk.package.container import check_container, decoded
from dxdesk.package.faults import PackageError, pointer_to, raise_any, remark
from dxdesk.package.shape import check_version
from dxdesk.package.syntax import parsed
from dxdesk.pointers import tokens_of
from dxdesk.value import FaultyValueError, convert

MAX_SIZE: Final = 8 * 2**20

Exchanged = TypeVar("Exchanged", Receipt, Reply, AddressBook)


def read_exchanged(data: bytes, kind: type[Exchanged]) -> Exchanged:
    """Return the receipt, reply or address book in `data`, whole and well formed; its signatures are not checked.

    Raises:
        PackageError: every fault of the first stage that found any; nothing else, whatever the bytes.
    """
    if not data:
        raise PackageError([remark("DX101")])
    if len(data) > MAX_SIZE:
        raise PackageError([remark("DX102", size=-(-len(data) // 2**20), limit=MAX_SIZE // 2**20)])
    check_container(data)
    plain = parsed(decoded(data))
    check_version(plain, format_of(kind))
    try:
        value = convert(plain, kind)
    except FaultyValueError as error:
        raise PackageError(
            remark("DX141", pointer_to(tokens_of(fault.pointer)), detail=fault.message)
            for fault in error.faults
        ) from None
    raise_any(character_faults(plain))
    return value


def format_of(kind: type[Exchanged]) -> str:
    """Return the word that names a format in its files."""
    return {Receipt: "dxdesk.receipt", Reply: "dxdesk.reply", AddressBook: "dxdesk.addresses"}[kind]

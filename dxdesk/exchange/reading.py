"""Reading a file of the exchange that somebody else has written: nothing in it is believed before it is checked."""

from collections.abc import Iterator
from typing import Any, Final, TypeVar

import msgspec

from dxdesk.exchange.format import ADDRESSES, RECEIPT, REPLY, VERSION, AddressBook, Receipt, Reply
from dxdesk.exchange.wording import TEXTS
from dxdesk.package.characters import character_faults
from dxdesk.package.container import check_container, decoded
from dxdesk.package.faults import PackageError, Remark, pointer_to, raise_any, remark, worded
from dxdesk.package.shape import check_version
from dxdesk.package.signed_form import form_faults
from dxdesk.package.syntax import parsed
from dxdesk.pointers import tokens_of
from dxdesk.value import FaultyValueError, convert, unknown_members

MAX_SIZE: Final = 8 * 2**20

Exchanged = TypeVar("Exchanged", Receipt, Reply, AddressBook)


def read_exchanged(data: bytes, kind: type[Exchanged]) -> Exchanged:
    """Return the receipt, reply or address book in `data`, whole and well formed; its signatures are not checked.

    Raises:
        PackageError: every fault of the first stage that found any; nothing else, whatever the bytes.
    """
    with worded(TEXTS[kind]):
        return _read(data, kind)


def format_in(data: bytes) -> str:
    """Return the word by which a file of JSON names its format; nothing where it is another kind of file."""
    try:
        return msgspec.json.decode(data, type=_Head).format
    except (ValueError, RecursionError):
        return ""


class _Head(msgspec.Struct):
    format: str = ""


def _read(data: bytes, kind: type[Exchanged]) -> Exchanged:
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
        if plain["version"] != VERSION and unknown_members(plain, kind):
            raise PackageError(
                [remark("DX133", "/version", version=plain["version"], readable=VERSION)]
            ) from None
        raise PackageError(
            remark("DX141", pointer_to(tokens_of(fault.pointer)), detail=fault.message)
            for fault in error.faults
        ) from None
    raise_any(character_faults(plain))
    if value.signatures:
        raise_any(_form_faults(plain, value))
    return value


def _form_faults(plain: Any, value: Receipt | Reply | AddressBook) -> Iterator[Remark]:
    if isinstance(value, AddressBook):
        return form_faults(plain, value, ())
    return form_faults(plain["statement"], value.statement, ("statement",))


def format_of(kind: type[Exchanged]) -> str:
    """Return the word that names a format in its files."""
    return {Receipt: RECEIPT, Reply: REPLY, AddressBook: ADDRESSES}[kind]

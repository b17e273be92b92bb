"""The JSON Schemas (2020-12) of receipts, replies and address books, generated from the types that read them."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from dxdesk.exchange.format import VERSION, AddressBook, Receipt, Reply
from dxdesk.package.schema import described, text_of
from dxdesk.resources import resource


class _Described(NamedTuple):
    name: str
    title: str
    description: str


_KINDS: Final[Mapping[type, _Described]] = {
    Receipt: _Described("dxreceipt", "receipt", "That a plan package has arrived at the level above."),
    Reply: _Described("dxreply", "reply", "What the level above says of the content of a plan package."),
    AddressBook: _Described("dxaddresses", "address book", "Where units send their plan packages to."),
}
KINDS: Final = tuple(_KINDS)


def exchange_schema(kind: type) -> dict[str, Any]:
    """Return the schema of the files of a kind: `Receipt`, `Reply` or `AddressBook`."""
    name, title, description = _KINDS[kind]
    return described(kind, f"urn:dxdesk:{name}:{VERSION}", f"dxdesk {title} {VERSION}", description)


def exchange_schema_text(kind: type) -> str:
    """Return the schema as it is kept."""
    return text_of(exchange_schema(kind))


def exchange_schema_file(kind: type) -> str:
    """Return the path of the kept schema."""
    return str(resource("schema", f"{_KINDS[kind].name}-{VERSION}.schema.json"))

"""What is said of a receipt, reply or address book where the words for packages do not fit; codes stay the same."""

from collections.abc import Mapping
from typing import Final

from dxdesk.exchange.format import AddressBook, Receipt, Reply
from dxdesk.language import mark
from dxdesk.package.codes import CODES, Code

_ASK_AGAIN: Final = mark("Ask the sender for the file again; your own data are unchanged.")
_TELL: Final = mark("Ask the sender for the file again, or tell the maker of the program that wrote it.")
_UPDATE: Final = mark("Update the program; the file can be read then.")
_CURES: Final = {
    "DX102": _ASK_AGAIN,
    "DX123": _TELL,
    "DX124": _TELL,
    "DX125": _TELL,
    "DX126": _TELL,
    "DX127": _TELL,
    "DX128": _TELL,
    "DX132": _ASK_AGAIN,
    "DX133": _UPDATE,
    "DX141": _TELL,
    "DX142": _TELL,
    "DX143": _TELL,
    "DX145": _TELL,
    "DX146": _TELL,
}
_MESSAGES: Final = {
    "DX102": mark("The file has {size} MiB; such a file may have at most {limit} MiB."),
    "DX126": mark("The number {literal} has a fraction or an exponent; only whole numbers may stand here."),
}


def _texts(other: str, another: str, choose: str) -> Mapping[str, Code]:
    messages = {**_MESSAGES, "DX105": other, "DX131": another}
    cures = {**_CURES, "DX105": choose, "DX131": choose}
    return {
        code: Code(stage=CODES[code].stage, message=messages.get(code, CODES[code].message), cure=cures[code])
        for code in cures
    }


TEXTS: Final[Mapping[type, Mapping[str, Code]]] = {
    Receipt: _texts(
        mark("This file is {kind}, not a receipt."),
        mark("This file is not a receipt."),
        mark("Choose the file whose name ends in .dxreceipt.json."),
    ),
    Reply: _texts(
        mark("This file is {kind}, not a reply."),
        mark("This file is not a reply."),
        mark("Choose the file whose name ends in .dxreply.json."),
    ),
    AddressBook: _texts(
        mark("This file is {kind}, not an address book."),
        mark("This file is not an address book."),
        mark("Choose the file whose name ends in .dxaddresses.json."),
    ),
}

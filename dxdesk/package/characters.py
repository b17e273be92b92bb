"""Texts of a package: NFC, and nothing in them that cannot be seen (checked, never repaired)."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

import msgspec

from dxdesk.package.faults import Remark, pointer_to, remark
from dxdesk.package.syntax import walk
from dxdesk.text.characters import structural_faults

# Escapes of JSON text that may stand for a character that must not be there.
_doubtful_escape: Final = re.compile(rb"\\[urtbf]")
# How characters from U+F000 and from U+C0000 on begin in UTF-8: the variation selectors are among them,
# which are invisible though Unicode counts them as printable. Single bytes are found fastest.
_DOUBTFUL_BYTES: Final = (b"\xef", b"\xf3")


def character_faults(data: Any) -> list[Remark]:
    """List every text of plain data (names too) that is not NFC or has a character that must not be there."""
    try:
        if is_surely_clean(msgspec.json.encode(data)):
            return []
    except UnicodeEncodeError:
        pass  # a lone surrogate: found below
    return list(_faults(data))


def is_surely_clean(compact: bytes) -> bool:
    """Tell at the speed of C whether compact JSON has clean texts only; False may be a false alarm.

    NFC of a whole implies NFC of its parts (Unicode Annex 15), so the texts need not be taken apart.
    """
    if any(byte in compact for byte in _DOUBTFUL_BYTES) or _doubtful_escape.search(compact):
        return False
    text = compact.decode()
    return text.isprintable() and unicodedata.is_normalized("NFC", text)


def _faults(data: Any) -> Iterator[Remark]:
    for path, item in walk(data):
        if isinstance(item, str) and not (item.isascii() and item.isprintable()):
            for fault in structural_faults(item):
                code = "DX145" if fault.kind == "not_nfc" else "DX146"
                yield remark(code, pointer_to(path), character=fault.character)

"""Text from the clipboard: NFC at once; old code pages are offered as Unicode, never converted unasked."""

from typing import NamedTuple

from PySide6.QtCore import QMimeData

from dxdesk.text.characters import clean
from dxdesk.text.legacy import LegacyEncoding, legacy_encoding


class LegacyPaste(NamedTuple):
    """What was pasted in an old code page: the text as it came, and where it begins in the editor."""

    text: str
    position: int
    encoding: LegacyEncoding


def pasted_text(data: QMimeData, *, many_lines: bool) -> tuple[str, LegacyEncoding | None]:
    """Return the text to insert and the old code page it seems to be in.

    Such a text stays as it came: its letters include the soft hyphen, which cleaning would take away.
    """
    text = data.text()
    encoding = legacy_encoding(text)
    if encoding is not None:
        return (text if many_lines else " ".join(text.split("\n"))), encoding
    return clean(text, many_lines=many_lines), None

"""What answers come in: the sheet of a receipt (PDF), or a mail that was saved with the answer attached."""

from email import message_from_bytes
from email.errors import MessageError
from itertools import islice
from typing import Final

from dxdesk.exchange.format import RECEIPT, REPLY
from dxdesk.exchange.reading import MAX_SIZE, format_in
from dxdesk.signing.embedded import embedded_receipt
from dxdesk.signing.faults import SigningError

_ANSWERS: Final = {RECEIPT, REPLY}
_LARGEST: Final = 4 * MAX_SIZE
_MOST_PARTS: Final = 200


def answer_in(file: bytes) -> bytes:
    """Return the receipt or reply that a file holds, byte by byte; the file itself where it holds none."""
    if len(file) > _LARGEST or format_in(file):
        return file
    found = _in_pdf(file) if file.startswith(b"%PDF-") else _in_mail(file)
    return file if found is None else found


def _in_pdf(file: bytes) -> bytes | None:
    try:
        return embedded_receipt(file)
    except SigningError:
        return None


def _in_mail(file: bytes) -> bytes | None:
    """Return the first answer that is attached to a mail."""
    try:
        for part in islice(message_from_bytes(file).walk(), _MOST_PARTS):
            data = part.get_payload(decode=True)
            if isinstance(data, bytes) and format_in(data) in _ANSWERS:
                return data
    except (MessageError, ValueError, LookupError, RecursionError):  # a mail that was made to do harm
        return None
    return None

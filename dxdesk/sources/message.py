"""Attachments of a mail message (RFC 5322, MIME)."""

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from typing import Final

from dxdesk.sources.parcel import LONGEST, Found, Parcel, Unopened

_MOST_PARTS: Final = 2_000
_FIELD: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t\r\n]")
_KNOWN: Final = re.compile(
    rb"^(?:from|to|subject|received|return-path|message-id|mime-version|date|content-type|delivered-to)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_HEAD: Final = 8192


def is_message(data: bytes) -> bool:
    """Say whether a file begins like a message: with fields, of which at least two are those of mail."""
    head = data[:_HEAD]
    return _FIELD.match(head) is not None and len(_KNOWN.findall(head)) > 1


def attachments(data: bytes, origin: str) -> Iterator[Found]:
    """Yield what is attached to a message, also to messages in it."""
    if len(data) > LONGEST:
        yield Unopened(origin=origin, why="too long")
        return
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        for number, part in enumerate(message.walk()):
            if number >= _MOST_PARTS:
                yield Unopened(origin=origin, why="too many")
                return
            if not part.is_multipart():
                yield from _content(part, origin)
    except RecursionError:
        yield Unopened(origin=origin, why="too deep")
    except Exception:  # noqa: BLE001 - an edge: what was made to do harm makes the library raise whatever there is
        yield Unopened(origin=origin, why="damaged")


def _content(part: "Message[str, str]", origin: str) -> Iterator[Found]:
    content = part.get_payload(decode=True)
    if isinstance(content, bytes) and content.strip():
        name = part.get_filename()
        yield Parcel(origin=f"{origin} › {name}" if name else origin, data=content)

"""Attachments of a mail message (RFC 5322, MIME)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parsedate_to_datetime
from typing import Final

from dxdesk.sources.parcel import LONGEST, Found, Parcel, Unopened

_MOST_PARTS: Final = 2_000
_FIELD: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t\r\n]")
_KNOWN: Final = re.compile(
    rb"^(?:from|to|subject|received|return-path|message-id|mime-version|date|content-type|delivered-to)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
HEAD: Final = 8192  # bytes that say whether it is a message


def is_message(data: bytes) -> bool:
    """Say whether a file begins like a message: with fields, of which at least two are those of mail."""
    head = data[:HEAD]
    return _FIELD.match(head) is not None and len(_KNOWN.findall(head)) > 1


def attachments(data: bytes, origin: str) -> Iterator[Found]:
    """Yield what is attached to a message, also to messages in it."""
    if len(data) > LONGEST:
        yield Unopened(origin=origin, why="too long")
        return
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        came_at = _received(message)
        for number, part in enumerate(message.walk()):
            if number >= _MOST_PARTS:
                yield Unopened(origin=origin, why="too many")
                return
            if not part.is_multipart():
                yield from _content(part, origin, came_at)
    except RecursionError:
        yield Unopened(origin=origin, why="too deep")
    except Exception:  # noqa: BLE001 - an edge: what was made to do harm makes the library raise whatever there is
        yield Unopened(origin=origin, why="damaged")


def _received(message: "Message[str, str]") -> datetime | None:
    """Return the time in the uppermost trace field, which the last server on the way has put there (RFC 5321, 4.4)."""
    trace = str(message.get("Received", ""))
    try:
        at = parsedate_to_datetime(trace.rpartition(";")[2].strip())
    except (ValueError, OverflowError):
        return None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _content(part: "Message[str, str]", origin: str, came_at: datetime | None) -> Iterator[Found]:
    content = part.get_payload(decode=True)
    if isinstance(content, bytes) and content.strip():
        name = part.get_filename()
        yield Parcel(origin=f"{origin} › {name}" if name else origin, data=content, came_at=came_at)

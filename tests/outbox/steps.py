"""Every step that a dispatch by mail can take, one after another, and the states in between."""

from collections.abc import Callable
from typing import Final

from dxdesk.store.store import Store

Step = Callable[[Store, str], object]

STEPS: Final[tuple[tuple[str, Step], ...]] = (
    ("begin", lambda store, key: store.dispatches.begin(key)),
    ("fail", lambda store, key: store.dispatches.note_attempt(key, "Không có mạng.")),
    ("pause", lambda store, key: store.dispatches.pause(key)),
    ("resume", lambda store, key: store.dispatches.resume(key)),
    ("begin", lambda store, key: store.dispatches.begin(key)),
    ("hand", lambda store, key: store.dispatches.handed(key)),
    ("receive", lambda store, key: store.dispatches.keep_receipt(key, b"receipt")),
    ("return", lambda store, key: store.dispatches.keep_reply(key, b"reply", 1, "returned")),
    ("note", lambda store, key: store.dispatches.note(key, "notice", "Đã xem.")),
)
# The states before the first step, and after each.
AFTER: Final = (
    "waiting",
    "sending",
    "waiting",
    "stopped",
    "waiting",
    "sending",
    "handed",
    "received",
    "returned",
    "returned",
)
